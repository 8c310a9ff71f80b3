"""StepMix's latent classes of answers in a CSV file: latentclass.py FILE CLASSES STARTS STEPS."""

import json
import sys
import time
import warnings

import pandas as pd
from stepmix.stepmix import StepMix

warnings.filterwarnings("ignore")
path, classes, starts, steps = sys.argv[1], *map(int, sys.argv[2:5])
answers = pd.read_csv(path)
codes = answers.apply(lambda column: column.astype("category").cat.codes.where(column.notna()))
measurement = "categorical_nan" if codes.isna().any().any() else "categorical"
model = StepMix(
    n_components=classes, measurement=measurement, n_init=starts, max_iter=steps, abs_tol=0, rel_tol=0, random_state=1,
    verbose=0, progress_bar=0,
)
start = time.perf_counter()
model.fit(codes)
seconds = time.perf_counter() - start
answer = {"logLikelihood": model.score(codes) * len(codes)}
print(json.dumps({"name": "latentclass", "seconds": seconds, "answer": answer}))
