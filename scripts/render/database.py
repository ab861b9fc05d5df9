"""insurance.sqlite and the Parquet files: the tables with typed columns, for programs."""

import csv
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import duckdb

from render.columns import SHEETS, Column, Row, Sheet
from render.made import Made, found

_SQLITE = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_PARQUET = {"string": "VARCHAR", "date": "DATE", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
#: the name of the database
SQLITE = "insurance.sqlite"
#: what is asked of a table most often
_INDEXES = {"cells": ("item", "place_code", "year"), "facts": ("item", "place_code")}


def typed(sheet: Sheet, rows: Iterable[Row], folder: Path) -> None:
    """Writes a table's rows with its typed columns: what the Parquet file and the database are made from."""
    names = [column.name for column in sheet.typed]
    with (folder / sheet.path).open("w", encoding="utf-8", newline="") as text:
        text.write(header(sheet))
        csv.writer(text).writerows(list(map(with_number(row).get, names)) for row in rows)


def header(sheet: Sheet) -> str:
    """What stands above a table's typed rows."""
    return ",".join(column.name for column in sheet.typed) + "\r\n"


def with_number(row: Row) -> Row:
    """A row with its value as text, and beside it the plain number that it may be."""
    value = row.get("value")
    return row | {"value": None if value is None else str(value), "number": None if isinstance(value, str) else value}


def sqlite(read: Path, about: Mapping[str, str], folder: Path) -> Made:
    """One table for each sheet, its rows read from a folder, with keys, and `about`: title, data version, licence.

    The same bytes for the same rows.
    """
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("PRAGMA page_size = 4096")
        base.execute("CREATE TABLE about (name TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID")
        base.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        for sheet in SHEETS:
            base.execute(_table(sheet))
            kept = ", ".join(_kept(sheet, column) for column in sheet.typed)
            with (read / sheet.path).open(encoding="utf-8", newline="") as text:
                rows = csv.reader(text)
                next(rows)
                base.executemany(f"INSERT INTO {sheet.name} VALUES ({kept})", rows)
        for name, columns in _INDEXES.items():
            base.execute(f"CREATE INDEX {name}_by_{columns[0]} ON {name} ({_names(columns)})")
        base.commit()
        base.execute("VACUUM INTO ?", (str(folder / SQLITE),))
    return found(folder, SQLITE)


def parquet(sheet: Sheet, read: Path, folder: Path) -> Made:
    """The Parquet file (Snappy) of a table, its rows read from a folder. One thread writes it: the same bytes for the same rows."""
    name = f"{sheet.name}.parquet"
    types = {column.name: _PARQUET[column.type] for column in sheet.typed}
    with duckdb.connect(config={"threads": 1}) as base:
        source = base.read_csv(
            str(read / sheet.path),
            header=True,
            columns=types,
            auto_detect=False,
            quotechar='"',
            escapechar='"',
            na_values="",
        )
        source.write_parquet(str(folder / name), compression="snappy")
    return found(folder, name)


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


def _kept(sheet: Sheet, column: Column) -> str:
    """How a table keeps a content: yes and no as 1 and 0; what is empty as NULL, which no part of a key can be."""
    if column.type == "boolean":
        return "? = 'yes'"
    return "?" if column.name in sheet.key else "NULLIF(?, '')"
