"""insurance.sqlite and the Parquet files: the tables with typed columns, for programs."""

import csv
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import duckdb

from render.columns import SHEETS, Cell, Row, Sheet
from render.made import Made, found

_SQLITE = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_PARQUET = {"string": "VARCHAR", "date": "DATE", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
#: the name of the database
SQLITE = "insurance.sqlite"
#: what is asked of a table most often
_INDEXES = {"cells": ("item", "place_code", "year"), "facts": ("item", "place_code")}


def sqlite(tables: Mapping[Sheet, Iterable[Row]], about: Mapping[str, str], folder: Path) -> Made:
    """One table for each sheet, with keys, and `about`: title, data version, licence. The same bytes for the same rows."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("PRAGMA page_size = 4096")
        base.execute("CREATE TABLE about (name TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID")
        base.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        for sheet in SHEETS:
            base.execute(_table(sheet))
            marks = ", ".join("?" * len(sheet.typed))
            base.executemany(f"INSERT INTO {sheet.name} VALUES ({marks})", _bound(sheet, _typed(sheet, tables[sheet])))
        for name, columns in _INDEXES.items():
            base.execute(f"CREATE INDEX {name}_by_{columns[0]} ON {name} ({_names(columns)})")
        base.commit()
        base.execute("VACUUM INTO ?", (str(folder / SQLITE),))
    return found(folder, SQLITE)


def parquet(tables: Mapping[Sheet, Iterable[Row]], sheets: Sequence[Sheet], folder: Path) -> list[Made]:
    """A Parquet file (Snappy) for each of the sheets. One thread writes them: the same bytes for the same rows."""
    with tempfile.TemporaryDirectory() as work, duckdb.connect(config={"threads": 1}) as base:
        return [_parquet(base, sheet, tables[sheet], Path(work), folder) for sheet in sheets]


def _parquet(base: duckdb.DuckDBPyConnection, sheet: Sheet, rows: Iterable[Row], work: Path, folder: Path) -> Made:
    read, name = work / f"{sheet.name}.csv", f"{sheet.name}.parquet"
    with read.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(column.name for column in sheet.typed)
        writer.writerows(_typed(sheet, rows))
    types = {column.name: _PARQUET[column.type] for column in sheet.typed}
    source = base.read_csv(
        str(read), header=True, columns=types, auto_detect=False, quotechar='"', escapechar='"', na_values=""
    )
    source.write_parquet(str(folder / name), compression="snappy")
    return found(folder, name)


def _typed(sheet: Sheet, rows: Iterable[Row]) -> Iterator[list[Cell]]:
    """Each row's contents, column by column; a value as text, its plain number beside it."""
    names = [column.name for column in sheet.typed]
    for row in rows:
        value = row.get("value")
        told = row | {
            "value": None if value is None else str(value),
            "number": None if isinstance(value, str) else value,
        }
        yield list(map(told.get, names))


def _table(sheet: Sheet) -> str:
    """The statement that makes a sheet's table."""
    parts = [f'"{one.name}" {_SQLITE[one.type]}{" NOT NULL" if one.required else ""}' for one in sheet.typed]
    if sheet.key:
        parts.append(f"PRIMARY KEY ({_names(sheet.key)})")
    parts += [f'FOREIGN KEY ("{one.name}") REFERENCES {one.refers}' for one in sheet.columns if one.refers]
    # A table with a key is kept in its order, which holds every text of the key once.
    return f"CREATE TABLE {sheet.name} ({', '.join(parts)}){' WITHOUT ROWID' if sheet.key else ''}"


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _bound(sheet: Sheet, rows: Iterable[list[Cell]]) -> Iterator[list[Cell]]:
    """Rows as SQLite keeps them: yes and no as 1 and 0; what is empty as NULL, which no part of a key can be."""
    truths = [index for index, column in enumerate(sheet.typed) if column.type == "boolean"]
    kept = [column.name in sheet.key for column in sheet.typed]
    for row in rows:
        for index in truths:
            row[index] = int(row[index] == "yes")
        yield [None if one == "" and not empty else one for one, empty in zip(row, kept, strict=True)]
