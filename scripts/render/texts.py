"""Rows as CSV and JSON: the same bytes for the same rows."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from render.columns import Cell, Column, Row
from render.made import in_chunks
from urrbmi.spreadsheet import safe_cell

#: so many bytes of a file are looked through at a time
_PART = 1 << 20


def csv_bytes(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """UTF-8 with a byte order mark: without it Excel takes the file for GBK. No cell is run as a formula."""
    return csv_text(columns, rows, safe).encode("utf-8-sig")


def safe(content: Cell) -> Cell:
    """A content that no spreadsheet program runs as a formula."""
    return safe_cell(content) if isinstance(content, str) else content


def csv_text(columns: Sequence[Column], rows: Iterable[Row], shown: Callable[[Cell], Cell] = lambda one: one) -> str:
    """The rows below the columns' names; `shown` says how a content is written."""
    names = [column.name for column in columns]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([shown(row.get(name)) for name in names] for row in rows)
    return text.getvalue()


def csv_cells(cells: Iterable[Cell], shown: Callable[[Cell], Cell] = safe) -> str:
    """Some cells of a row of a CSV file; `shown` says how a content is written."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow([shown(cell) for cell in cells])
    return text.getvalue().removesuffix("\r\n")


def csv_parts(columns: Sequence[Column], rows: Iterable[str], version: str) -> Iterator[bytes]:
    """A CSV file part by part: the columns' names, then rows that each lack only the version, which ends them."""
    yield csv_bytes(columns, ())
    yield from ended(rows, version)


def ended(rows: Iterable[str], version: str) -> Iterable[bytes]:
    """Rows of a CSV file, part by part, that each lack only the version, which ends them."""
    return in_chunks(f"{row}{version}\r\n" for row in rows)


def row_count(file: Path) -> int:
    """How many rows a CSV file made here holds, its header not counted; a line that ends inside a cell ends plainly."""
    rows, last = -1, b""
    with file.open("rb") as content:
        for part in iter(partial(content.read, _PART), b""):
            rows += (last + part).count(b"\r\n")
            last = part[-1:]
    return rows


def row_json(row: Row) -> str:
    """A row on a line; what is empty is null."""
    return json.dumps({name: None if content == "" else content for name, content in row.items()}, ensure_ascii=False)


def compact(data: Any) -> str:
    """Anything that only programs read, on one line and as small as it gets."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def compact_bytes(data: Any) -> bytes:
    """The same as a file."""
    return f"{compact(data)}\n".encode()


def json_bytes(data: Any) -> bytes:
    """Anything else, indented."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
