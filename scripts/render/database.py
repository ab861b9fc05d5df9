"""insurance.sqlite and the Parquet files: the tables with typed columns, for programs."""

import csv
import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from render.columns import CELLS, SHEETS, Column, Row, Sheet
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


def part(rows: Iterable[str], place: Path) -> None:
    """Writes rows of the resolved table (typed, as CSV) into a database of their own; `sqlite` takes them from there in one go."""
    with _written(place), closing(sqlite3.connect(place)) as base, base:
        _fill(base, CELLS, rows)


def sqlite(read: Path, parts: Iterable[Path], about: Mapping[str, str], folder: Path) -> Made:
    """One table for each sheet, with keys, and `about`: title, data version, licence.

    The rows of the resolved table come in parts, all others are read from a folder. The same bytes for the same rows.
    """
    with _written(folder / SQLITE), closing(sqlite3.connect(":memory:")) as base:
        base.execute("PRAGMA page_size = 4096")
        base.execute("CREATE TABLE about (name TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID")
        base.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        for sheet in SHEETS:
            if sheet == CELLS:
                _join(base, parts, about["data_version"])
                continue
            with (read / sheet.path).open(encoding="utf-8", newline="") as rows:
                next(rows)
                _fill(base, sheet, rows)
        for name, columns in _INDEXES.items():
            base.execute(f"CREATE INDEX {name}_by_{columns[0]} ON {name} ({_names(columns)})")
        base.commit()
        base.execute("VACUUM INTO ?", (str(folder / SQLITE),))
    return found(folder, SQLITE)


def parquet(sheet: Sheet, read: Path, folder: Path) -> Made:
    """The Parquet file (Snappy) of a table, its rows read from a folder. One thread writes it: the same bytes for the same rows."""
    name = f"{sheet.name}.parquet"
    types = {column.name: _PARQUET[column.type] for column in sheet.typed}
    with _written(folder / name), duckdb.connect(config={"threads": 1}) as base:
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


@contextmanager
def _written(file: Path) -> Iterator[None]:
    """Tells of a file that cannot be written as Python itself does. Raises OSError."""
    try:
        yield
    except (sqlite3.OperationalError, duckdb.IOException) as error:
        full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL or "No space left" in str(error)
        code = errno.ENOSPC if full else errno.EIO
        raise OSError(code, os.strerror(code), str(file)) from error


def _join(base: sqlite3.Connection, parts: Iterable[Path], version: str) -> None:
    """Makes the resolved table of its parts, with the version of all data."""
    base.execute(_table(CELLS))
    taken = _names([column.name for column in CELLS.typed]).replace('"data_version"', "?")
    for place in parts:
        base.commit()
        base.execute("ATTACH ? AS part", (str(place),))
        base.execute(f"INSERT INTO main.{CELLS.name} SELECT {taken} FROM part.{CELLS.name}", (version,))
        base.commit()
        base.execute("DETACH part")


def _fill(base: sqlite3.Connection, sheet: Sheet, rows: Iterable[str]) -> None:
    """Makes a sheet's table of its typed rows."""
    base.execute(_table(sheet))
    kept = ", ".join(_kept(sheet, column) for column in sheet.typed)
    base.executemany(f"INSERT INTO {sheet.name} VALUES ({kept})", csv.reader(rows))


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
