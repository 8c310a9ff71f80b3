"""Regression and boosting by scikit-learn, statsmodels and XGBoost, on the rows that `covey-model-bench prediction` reads.

    prediction.py make FILE ROWS COLUMNS        rows of doubles: features, an outcome of 0 or 1, a duration
    prediction.py fit MODEL FILE COLUMNS [RUNS] the shortest time of a fit: linear, logistic, boosting or auc
"""

import json
import sys
import time

import numpy


def make(path: str, rows: int, columns: int) -> None:
    random = numpy.random.default_rng(1)
    design = random.standard_normal((rows, columns))
    scores = design @ numpy.linspace(-0.5, 0.5, columns)
    outcome = (random.random(rows) < 1 / (1 + numpy.exp(1 - scores))).astype(float)
    duration = random.exponential(numpy.exp(-scores))
    numpy.c_[design, outcome, duration].tofile(path)


def answer(model: str, design, outcome, duration) -> dict[str, float]:
    if model == "linear":
        import statsmodels.api

        fitted = statsmodels.api.OLS(duration, statsmodels.api.add_constant(design)).fit()
        return {"x0": float(fitted.params[1]), "x0Error": float(fitted.bse[1])}
    if model == "logistic":
        from sklearn.linear_model import LogisticRegression

        fitted = LogisticRegression(C=numpy.inf, solver="newton-cholesky", tol=1e-8).fit(design, outcome)
        return {"x0": float(fitted.coef_[0, 0])}
    if model == "auc":
        from sklearn.metrics import roc_auc_score

        return {"auc": float(roc_auc_score(outcome, design[:, 0]))}
    import xgboost

    cut = len(outcome) * 4 // 5
    learned = xgboost.DMatrix(design[:cut].astype("f4"), outcome[:cut])
    measured = xgboost.DMatrix(design[cut:].astype("f4"), outcome[cut:])
    settings = {"objective": "binary:logistic", "max_depth": 4, "eta": 0.1, "tree_method": "hist", "nthread": 2}
    losses: dict = {}
    xgboost.train(
        settings, learned, 100, evals=[(measured, "rows")], evals_result=losses, verbose_eval=False
    )
    return {"loss": losses["rows"]["logloss"][-1]}


def fit(model: str, path: str, columns: int, runs: int) -> None:
    values = numpy.fromfile(path).reshape(-1, columns + 2)
    design = values[:, :columns].copy()
    best, found = float("inf"), {}
    for _ in range(runs):
        start = time.perf_counter()
        found = answer(model, design, values[:, columns], values[:, columns + 1])
        best = min(best, time.perf_counter() - start)
    print(json.dumps({"name": "prediction", "seconds": best, "answer": found}))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        fit(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]) if len(sys.argv) > 5 else 3)
