"""insurance.sqlite and the Parquet files: the tables with typed columns, for programs."""

import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from render.columns import SHEETS, Column, Sheet
from render.rows import Cell, Row
from render.texts import csv_text

_SQLITE = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_PARQUET = {"string": "VARCHAR", "date": "DATE", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
#: what is asked of a table most often
_INDEXES = {"cells": ("item", "place_code", "year"), "facts": ("item", "place_code")}


def sqlite(tables: Mapping[Sheet, list[Row]], about: Mapping[str, str]) -> bytes:
    """One table for each sheet, with keys, and `about`: title, data version, licence. The same bytes for the same rows."""
    with sqlite3.connect(":memory:") as base:
        base.execute("PRAGMA page_size = 4096")
        base.execute("CREATE TABLE about (name TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID")
        base.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        for sheet in SHEETS:
            base.execute(_table(sheet))
            marks = ", ".join("?" * len(sheet.typed))
            rows = ([_bound(sheet, column, one) for column, one in row] for row in _typed(sheet, tables[sheet]))
            base.executemany(f"INSERT INTO {sheet.name} VALUES ({marks})", rows)
        for name, columns in _INDEXES.items():
            base.execute(f"CREATE INDEX {name}_by_{columns[0]} ON {name} ({_names(columns)})")
        base.commit()
        base.execute("VACUUM")
        return base.serialize()


def parquet(tables: Mapping[Sheet, list[Row]], sheets: Sequence[Sheet]) -> dict[str, bytes]:
    """A Parquet file (Snappy) for each of the sheets, by name. One thread writes them: the same bytes for the same rows."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1}) as base:
        return {f"{sheet.name}.parquet": _parquet(base, sheet, tables[sheet], Path(folder)) for sheet in sheets}


def _parquet(base: duckdb.DuckDBPyConnection, sheet: Sheet, rows: list[Row], folder: Path) -> bytes:
    read, written = folder / f"{sheet.name}.csv", folder / f"{sheet.name}.parquet"
    typed = ({column.name: one for column, one in row} for row in _typed(sheet, rows))
    read.write_text(csv_text(sheet.typed, typed), encoding="utf-8", newline="")
    types = {column.name: _PARQUET[column.type] for column in sheet.typed}
    source = base.read_csv(
        str(read), header=True, columns=types, auto_detect=False, quotechar='"', escapechar='"', na_values=""
    )
    source.write_parquet(str(written), compression="snappy")
    return written.read_bytes()


def _typed(sheet: Sheet, rows: list[Row]) -> Iterator[list[tuple[Column, Cell]]]:
    """Each row's contents with their columns; a value as text, its plain number beside it."""
    for row in rows:
        value = row.get("value")
        told = row | {
            "value": None if value is None else str(value),
            "number": None if isinstance(value, str) else value,
        }
        yield [(column, told.get(column.name)) for column in sheet.typed]


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


def _bound(sheet: Sheet, column: Column, content: Cell) -> Cell:
    """A content as SQLite keeps it: yes and no as 1 and 0; what is empty as NULL, which no part of a key can be."""
    if column.type == "boolean":
        return int(content == "yes")
    return None if content == "" and column.name not in sheet.key else content
