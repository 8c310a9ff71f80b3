"""mlxtend by itself: itemsets by FP-growth from a table of flags in memory, and the rules from them.

    itemsets.py BASKETS [SUPPORT] [RUNS]
"""

import json
import sys
import time

import pandas
from mlxtend.frequent_patterns import association_rules, fpgrowth
from mlxtend.preprocessing import TransactionEncoder


def main(path: str, support: float = 0.001, runs: int = 5) -> None:
    with open(path, encoding="utf-8") as file:
        baskets = [[item.strip() for item in line.split(",") if item.strip()] for line in file]
    encoder = TransactionEncoder()
    table = pandas.DataFrame(encoder.fit_transform(baskets), columns=encoder.columns_)
    best = best_rules = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        sets = fpgrowth(table, min_support=support, use_colnames=True)
        best = min(best, time.perf_counter() - start)
        start = time.perf_counter()
        rules = association_rules(sets, metric="confidence", min_threshold=0.5)
        best_rules = min(best_rules, time.perf_counter() - start)
    single = sum(len(right) == 1 for right in rules["consequents"])
    counts = int(round(sets["support"].sum() * len(baskets)))
    answer = {"itemsets": len(sets), "countSum": counts, "rules": single, "ruleSeconds": best_rules}
    print(json.dumps({"name": "itemsets", "seconds": best, "answer": answer}))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(arguments[0], *(convert(text) for convert, text in zip((float, int), arguments[1:])))
