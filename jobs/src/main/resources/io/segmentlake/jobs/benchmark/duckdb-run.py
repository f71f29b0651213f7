"""Runs SQL files one after another in one DuckDB, and writes tables as Parquet.

Arguments: a JSON file {"variables", "scripts", "results"}; results name a table and its file.
"""
import json
import sys

import duckdb

with open(sys.argv[1], encoding="utf-8") as file:
    task = json.load(file)
database = duckdb.connect()
for name, value in task["variables"].items():
    kind = "date" if name == "as_of" else "varchar"
    database.execute(f"set variable {name} = ?::{kind}", [value])
for script in task["scripts"]:
    with open(script, encoding="utf-8") as sql:
        database.execute(sql.read())
for table, file in task["results"].items():
    database.table(table).write_parquet(file)
