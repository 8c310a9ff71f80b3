"""DuckDB by itself: RFM scores in one statement from columns in memory.

    rfm.py make FILE ORDERS CUSTOMERS    a log of orders for both
    rfm.py run FILE CUSTOMERS [RUNS]     the work that is measured
"""

import json
import sys
import time

import duckdb
import numpy

STATEMENT = """
CREATE OR REPLACE TABLE scores AS
SELECT customer, last, orders, total,
       ntile(5) OVER (ORDER BY last) AS r,
       ntile(5) OVER (ORDER BY orders) AS f,
       ntile(5) OVER (ORDER BY total) AS m
FROM (SELECT customer, max(day) AS last, count(*) AS orders, sum(amount) AS total FROM orders GROUP BY customer)
"""


def make(path: str, orders: int, customers: int) -> None:
    random = numpy.random.default_rng(1)
    # Some customers buy far more often than others.
    rates = random.gamma(0.5, size=customers)
    codes = random.choice(customers, size=orders, p=rates / rates.sum()).astype("<i4")
    days = random.integers(0, 1096, size=orders).astype("<i4")
    amounts = numpy.round(random.lognormal(3, 1, size=orders), 2).astype("<f8")
    with open(path, "wb") as file:
        for column in (codes, days, amounts):
            file.write(column.tobytes())


def run(path: str, customers: int, runs: int = 3) -> None:
    data = numpy.fromfile(path, dtype=numpy.uint8)
    rows = len(data) // 16
    columns = {
        "customer": data[: 4 * rows].view("<i4"),
        "day": data[4 * rows : 8 * rows].view("<i4"),
        "amount": data[8 * rows :].view("<f8"),
    }
    connection = duckdb.connect(config={"threads": 2})
    connection.register("given", columns)
    connection.execute("CREATE TABLE orders AS SELECT * FROM given")
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        connection.execute(STATEMENT)
        best = min(best, time.perf_counter() - start)
    found = connection.execute("SELECT count(*), sum(total), sum(100 * r + 10 * f + m) FROM scores").fetchone()
    answer = {"customers": found[0], "total": found[1], "scoreSum": float(found[2])}
    print(json.dumps({"name": "rfm", "seconds": best, "answer": answer}))


if __name__ == "__main__":
    command, path, *numbers = sys.argv[1:]
    {"make": make, "run": run}[command](path, *map(int, numbers))
