"""insurance.sqlite and the Parquet files: the tables with typed columns, for programs."""

import csv
import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from operator import itemgetter
from pathlib import Path

import duckdb

from render.columns import CELLS, LARGE, SHEETS, Cell, Column, Row, Sheet
from render.made import Made, found
from render.texts import csv_cells

_SQLITE = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_PARQUET = {"string": "VARCHAR", "date": "DATE", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
#: what SQLite says of a file that it cannot write, in the system's words
_OF_SQLITE = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
}
#: what DuckDB tells of only by its words
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
#: the name of the database
SQLITE = "insurance.sqlite"
#: the largest table without what it repeats of others, and where its view finds that: column -> where it stands
_CELLS = "cells_kept"
_LOOKED_UP = {
    "place": "places.place",
    "item_name": "items.item_name",
    "unit": "items.unit",
    "document": "coverage.document",
    "locator": "coverage.locator",
    "data_version": "(SELECT content FROM about WHERE name = 'data_version')",
}
_JOINED = "JOIN places USING (place_code) JOIN items USING (item) LEFT JOIN coverage USING (provision)"
#: what is asked of a table most often
_INDEXES = {_CELLS: ("item", "place_code", "year"), "facts": ("item", "place_code")}


def typed(sheet: Sheet, rows: Iterable[Row]) -> Iterator[str]:
    """A table's rows with its typed columns as CSV, without header: what the Parquet file and the database are made from."""
    names = [column.name for column in sheet.typed]
    return (csv_cells(map(with_number(row).get, names), as_it_is) + "\r\n" for row in rows)


def with_number(row: Row) -> Row:
    """A row with its value as text, and beside it the plain number that it may be."""
    value = row.get("value")
    return row | {"value": None if value is None else str(value), "number": None if isinstance(value, str) else value}


def part(typed_rows: Mapping[Sheet, Path], place: Path) -> None:
    """Writes the typed rows of some tables into a database of their own; `sqlite` takes them from there in one go."""
    with _written(place), closing(sqlite3.connect(place)) as base, base:
        for sheet, file in typed_rows.items():
            with file.open(encoding="utf-8", newline="") as rows:
                _fill(base, sheet, rows)


def sqlite(
    tables: Mapping[Sheet, Iterable[Row]], parts: Sequence[Path], about: Mapping[str, str], folder: Path
) -> Made:
    """One table for each sheet, with keys, and `about`: title, data version, licence.

    The rows of large tables come in parts. The largest would say the same words half a million times: it is a view, which looks
    them up. The same bytes for the same rows.
    """
    with _written(folder / SQLITE), closing(sqlite3.connect(":memory:")) as base:
        base.execute("PRAGMA page_size = 4096")
        base.execute("CREATE TABLE about (name TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID")
        base.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        for sheet in SHEETS:
            if sheet in LARGE:
                _join(base, sheet, parts, about["data_version"])
            else:
                _fill(base, sheet, typed(sheet, tables[sheet]))
        base.execute(_view())
        for name, columns in _INDEXES.items():
            base.execute(f"CREATE INDEX {name}_by_{columns[0]} ON {name} ({_names(columns)})")
        base.commit()
        base.execute("VACUUM INTO ?", (str(folder / SQLITE),))
    return found(folder, SQLITE)


def parquet_part(sheet: Sheet, typed_rows: Path, folder: Path) -> None:
    """Writes the typed rows of a large table into a Parquet file of their own; `parquet` takes them from there."""
    types = {column.name: _PARQUET[column.type] for column in sheet.typed}
    with _columns(folder / columnar(sheet)) as (base, place):
        base.read_csv(
            str(typed_rows),
            header=False,
            columns=types,
            auto_detect=False,
            quotechar='"',
            escapechar='"',
            na_values="",
        ).write_parquet(place, compression="snappy")


def parquet(sheet: Sheet, parts: Sequence[Path], version: str, folder: Path) -> Made:
    """The Parquet file (Snappy) of a large table, its rows in parts, with the version of all data: the same bytes for the same rows."""
    with _columns(folder / columnar(sheet)) as (base, place):
        rows = base.read_parquet(list(map(str, parts)))
        rows.project(f"* REPLACE ('{version}' AS data_version)").write_parquet(place, compression="snappy")
    return found(folder, columnar(sheet))


def columnar(sheet: Sheet) -> str:
    """The name of a table's Parquet file."""
    return f"{sheet.name}.parquet"


@contextmanager
def _columns(file: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
    """What writes a Parquet file, one thread of it so that it always writes the same, and its name."""
    with _written(file), duckdb.connect(config={"threads": 1}) as base:
        yield base, str(file)


@contextmanager
def _written(file: Path) -> Iterator[None]:
    """Tells of a file that cannot be written as Python itself does. Raises OSError."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = _OF_SQLITE.get(error.sqlite_errorcode & 0xFF)
        if code is None:  # a mistake in a statement
            raise
        raise OSError(code, os.strerror(code), str(file)) from error
    except duckdb.IOException as error:
        code = next((code for code in _FULL if os.strerror(code) in str(error)), errno.EIO)
        raise OSError(code, os.strerror(code), str(file)) from error


def _join(base: sqlite3.Connection, sheet: Sheet, parts: Iterable[Path], version: str) -> None:
    """Makes a large table of its parts, with the version of all data."""
    base.execute(_table(sheet))
    name, taken = _name(sheet), _names([column.name for column in _held(sheet)])
    given = (version,) if '"data_version"' in taken else ()
    taken = taken.replace('"data_version"', "?")
    for place in parts:
        base.commit()
        base.execute("ATTACH ? AS part", (str(place),))
        base.execute(f"INSERT INTO main.{name} SELECT {taken} FROM part.{name}", given)
        base.commit()
        base.execute("DETACH part")


def _fill(base: sqlite3.Connection, sheet: Sheet, rows: Iterable[str]) -> None:
    """Makes a sheet's table of its typed rows."""
    base.execute(_table(sheet))
    held = _held(sheet)
    kept = ", ".join(_kept(sheet, column) for column in held)
    taken = itemgetter(*map(sheet.typed.index, held))
    base.executemany(f"INSERT INTO {_name(sheet)} VALUES ({kept})", map(taken, csv.reader(rows)))


def _name(sheet: Sheet) -> str:
    """The table that holds a sheet's rows."""
    return _CELLS if sheet == CELLS else sheet.name


def _held(sheet: Sheet) -> list[Column]:
    """The columns that it has."""
    return [column for column in sheet.typed if sheet != CELLS or column.name not in _LOOKED_UP]


def _view() -> str:
    """The statement that makes the largest table whole."""
    found = [f'{_LOOKED_UP.get(one.name, _CELLS + "." + _names([one.name]))} AS "{one.name}"' for one in CELLS.typed]
    return f"CREATE VIEW {CELLS.name} AS SELECT {', '.join(found)} FROM {_CELLS} {_JOINED}"


def _table(sheet: Sheet) -> str:
    """The statement that makes a sheet's table."""
    held = _held(sheet)
    parts = [f'"{one.name}" {_SQLITE[one.type]}{" NOT NULL" if one.required else ""}' for one in held]
    if sheet.key:
        parts.append(f"PRIMARY KEY ({_names(sheet.key)})")
    parts += [f'FOREIGN KEY ("{one.name}") REFERENCES {one.refers}' for one in held if one.refers]
    # A table with a key is kept in its order, which holds every text of the key once.
    return f"CREATE TABLE {_name(sheet)} ({', '.join(parts)}){' WITHOUT ROWID' if sheet.key else ''}"


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _kept(sheet: Sheet, column: Column) -> str:
    """How a table keeps a content: yes and no as 1 and 0; what is empty as NULL, which no part of a key can be."""
    if column.type == "boolean":
        return "? = 'yes'"
    return "?" if column.name in sheet.key else "NULLIF(?, '')"


def as_it_is(content: Cell) -> Cell:
    """How programs read a content."""
    return content
