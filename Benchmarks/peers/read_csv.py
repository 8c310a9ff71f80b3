"""DuckDB by itself: a CSV file into a table of a fresh database, as its documentation says to do it.

    read_csv.py load FILE DATABASE      the work that is measured
    read_csv.py ask DATABASE SQL        one row of texts as a JSON list, for the comparison of answers
    read_csv.py version                 the engine's version
"""

import json
import sys

import duckdb


def load(path: str, database: str) -> None:
    with duckdb.connect(database) as connection:
        connection.execute("CREATE TABLE orders AS SELECT * FROM read_csv(?)", [path])


def ask(database: str, sql: str) -> None:
    with duckdb.connect(database, read_only=True) as connection:
        print(json.dumps(connection.execute(sql).fetchone()))


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    if command == "version":
        print(duckdb.__version__)
    else:
        {"load": load, "ask": ask}[command](*arguments)
