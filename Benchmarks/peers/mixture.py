"""scikit-learn's Gaussian mixture on rows of float32: mixture.py FILE COLUMNS K ITERATIONS."""

import json
import sys
import time
import warnings

import numpy as np
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture

warnings.filterwarnings("ignore")
path, width, k, iterations = sys.argv[1], *map(int, sys.argv[2:5])
rows = np.fromfile(path, dtype=np.float32).reshape(-1, width).astype(np.float64)
groups = KMeans(k, init=rows[:k], n_init=1, max_iter=20, tol=0, algorithm="lloyd").fit(rows).labels_
weights = np.bincount(groups, minlength=k) / len(rows)
means = np.array([rows[groups == g].mean(axis=0) for g in range(k)])
precisions = np.array([np.linalg.inv(np.cov(rows[groups == g].T, bias=True)) for g in range(k)])


def fit(limit):
    model = GaussianMixture(
        k, tol=0, max_iter=limit, reg_covar=0, weights_init=weights, means_init=means, precisions_init=precisions
    )
    start = time.perf_counter()
    model.fit(rows)
    return time.perf_counter() - start, model


short = min(fit(2)[0] for _ in range(3))
long, model = min((fit(iterations) for _ in range(3)), key=lambda run: run[0])
answer = {
    "iterations": model.n_iter_,
    "secondsPerIteration": (long - short) / (model.n_iter_ - 2),
    "logLikelihood": model.score(rows) * len(rows),
}
print(json.dumps({"name": "mixture", "seconds": long, "answer": answer}))
