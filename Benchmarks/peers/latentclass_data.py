"""Writes simulated answers of some classes to a CSV file: latentclass_data.py FILE ROWS COLUMNS CLASSES."""

import sys

import numpy as np

path, rows, columns, classes = sys.argv[1], *map(int, sys.argv[2:5])
random = np.random.default_rng(1)
group = random.choice(classes, rows, p=random.dirichlet(np.full(classes, 5)))
answers = np.empty((rows, columns), dtype=int)
for column in range(columns):
    cumulative = random.dirichlet(np.ones(5), classes).cumsum(axis=1)
    answers[:, column] = (random.random(rows)[:, None] > cumulative[group]).sum(axis=1)
np.savetxt(path, answers, fmt="%d", delimiter=",", header=",".join(f"q{c}" for c in range(columns)), comments="")
