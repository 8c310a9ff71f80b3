"""BG/NBD by lifetimes, on the histories that `covey-model-bench bgnbd` reads.

    bgnbd.py make FILE COUNT [days]   histories of simulated customers: three columns of doubles; with `days`, times in
                                      whole days, as a log of orders has them
    bgnbd.py fit FILE [RUNS]          the shortest time of a fit, and its parameters
"""

import json
import sys
import time

import numpy


def make(path: str, count: int, whole_days: bool) -> None:
    random = numpy.random.default_rng(7)
    r, alpha, a, b = 0.2426, 4.4136, 0.7929, 2.4259
    age = 27 + random.integers(0, 85, count) / 7
    rate = random.gamma(r, 1 / alpha, count)
    leave = random.beta(a, b, count)
    frequency, recency, now = numpy.zeros(count), numpy.zeros(count), numpy.zeros(count)
    here = numpy.arange(count)
    while len(here):
        now[here] += random.exponential(1, len(here)) / rate[here]
        here = here[now[here] < age[here]]
        frequency[here] += 1
        recency[here] = now[here]
        here = here[random.random(len(here)) >= leave[here]]
    if whole_days:
        recency = numpy.minimum(numpy.ceil(recency * 7) / 7, age)
    numpy.concatenate([frequency, recency, age]).tofile(path)


def fit(path: str, runs: int) -> None:
    from lifetimes import BetaGeoFitter

    frequency, recency, age = numpy.fromfile(path).reshape(3, -1)
    best, model = float("inf"), None
    for _ in range(runs):
        start = time.perf_counter()
        model = BetaGeoFitter().fit(frequency, recency, age)
        best = min(best, time.perf_counter() - start)
    answer = {name: float(value) for name, value in model.params_.items()}
    # Its times are scaled by `_scale`, which takes that to the power of every purchase off the likelihood.
    answer["logLikelihood"] = -model._negative_log_likelihood_ * len(frequency) + frequency.sum() * numpy.log(model._scale)
    print(json.dumps({"name": "bgnbd", "seconds": best, "answer": answer}, sort_keys=True))


if __name__ == "__main__":
    command, path, *rest = sys.argv[1:]
    if command == "make":
        make(path, int(rest[0]), "days" in rest)
    else:
        fit(path, int(rest[0]) if rest else 1)
