"""scikit-learn's k-means on the rows of `grouping_data.py`: `kmeans.py FILE COLUMNS K ITERATIONS`.

The first K rows are the starting centroids, as in `covey-model-bench kmeans`.
"""
import json
import sys
import time
import warnings

import numpy
from sklearn.cluster import KMeans

warnings.simplefilter("ignore")
path, columns, k, iterations = sys.argv[1], *map(int, sys.argv[2:5])
rows = numpy.fromfile(path, numpy.float32).reshape(-1, columns)


def shortest(model, runs=5):
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        fitted = model.fit(rows)
        best = min(best, time.perf_counter() - start)
    return best, fitted


def given(iterations):
    return KMeans(k, init=rows[:k].copy(), n_init=1, max_iter=iterations, tol=0, algorithm="lloyd")


short, _ = shortest(given(2))
long, fitted = shortest(given(iterations))
whole, best = shortest(KMeans(k, n_init=10, random_state=1), 1)
within = ((rows.astype(float) - fitted.cluster_centers_.astype(float)[fitted.labels_]) ** 2).sum()
print(json.dumps({"name": "kmeans", "seconds": long, "answer": {
    "iterations": fitted.n_iter_,
    "secondsPerIteration": (long - short) / (fitted.n_iter_ - 2),
    "withinSumOfSquares": within,
    "wholeFitSeconds": whole,
    "wholeFitWithinSumOfSquares": float(best.inertia_),
}}))
