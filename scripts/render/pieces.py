"""The rows of the resolved table as text, put together from pieces: for readers, and typed for the database.

One value stands in thousands of rows: what it says is written once in each form, and so is what a line says of itself.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from render.columns import CELLS, Cell
from render.database import with_number
from render.grid import Line
from render.made import in_chunks
from render.rows import Filled, cell_row
from render.site import Site
from render.texts import csv_bytes, safe

_NAMES = [column.name for column in CELLS.columns]
_TYPED = [column.name for column in CELLS.typed]
#: what a line says, then what a span says, then what its value says, then the version
_HEAD = _NAMES[: _NAMES.index("year")]
_TAIL = _NAMES[_NAMES.index("to") + 1 : _NAMES.index("data_version")]
_TYPED_TAIL = _TYPED[_TYPED.index("to") + 1 : _TYPED.index("data_version")]
_LINE = ("place_code", "place", "item", "item_name", "unit")
_CELL = ("value", "state", "continued", "document", "locator", "provision", "sources", "readings")

#: what stands above the rows, with the byte order mark
HEADER = csv_bytes(CELLS.columns, ())


@dataclass(frozen=True, slots=True)
class Piece:
    """What a value, or that none was collected, says in a row: as the end of a CSV row, of a typed one and of a JSON object."""

    csv: str
    typed: str
    json: str


@cache
def _pieces(site: Site) -> dict[int | str, Piece]:
    """The pieces that were made, by the identity of what was found; where nothing was, by the item."""
    return {}


def _piece(site: Site, one: Filled) -> Piece:
    kept = _pieces(site)
    key = one.line.item if one.span.found is None else id(one.span.found)
    found = kept.get(key)
    if found is None:
        row = cell_row(site, one)
        told: dict[str, Any] = {name: row[name] for name in _CELL if name in row}
        told["continued"] = row["continued"] == "yes"
        typed = with_number(row)
        found = kept[key] = Piece(
            _csv([safe(row.get(name)) for name in _TAIL]),
            _csv([typed.get(name) for name in _TYPED_TAIL]),
            json.dumps(told, ensure_ascii=False)[1:],
        )
    return found


def csv_rows(site: Site, lines: Iterable[Line]) -> Iterator[str]:
    """The rows of some lines as cells.csv has them, in their order, but for the version that each ends with."""
    for head, when, piece in _rows(site, lines, safe):
        yield f"{head},{when},{piece.csv},"


def typed_rows(site: Site, lines: Iterable[Line]) -> Iterator[str]:
    """The same rows as the database reads them (scripts/render/database.py)."""
    for head, when, piece in _rows(site, lines, lambda cell: cell):
        yield f"{head},{when},{piece.typed},"


def _rows(site: Site, lines: Iterable[Line], shown: Callable[[Cell], Cell]) -> Iterator[tuple[str, str, Piece]]:
    """Of each row what its line says, what its span says, and its value's piece."""
    for line in lines:
        head = ""
        for cell in line.cells:
            for span in cell.spans:
                one = Filled(line, cell.year, span)
                if not head:
                    row = cell_row(site, one)
                    head = _csv([shown(row[name]) for name in _HEAD])
                yield head, f"{cell.year},{span.first},{span.last}", _piece(site, one)


def csv_parts(rows: Iterable[str], version: str) -> Iterator[bytes]:
    """The file of some rows, part by part."""
    yield HEADER
    yield from ended(rows, version)


def ended(rows: Iterable[str], version: str) -> Iterable[bytes]:
    """Some rows with the version that each ends with."""
    return in_chunks(f"{row}{version}\r\n" for row in rows)


def json_line(site: Site, line: Line) -> str:
    """A line as JSON: what it is of, then its cells year by year."""
    members = [Filled(line, cell.year, span) for cell in line.cells for span in cell.spans]
    row = cell_row(site, members[0])
    shared = {**{name: row[name] for name in _LINE}, "dimensions": line.dimensions}
    cells = ", ".join(
        f'{{"year": {one.year}, "from": "{one.span.first}", "to": "{one.span.last}", {_piece(site, one).json}'
        for one in members
    )
    return f'{json.dumps(shared, ensure_ascii=False)[:-1]}, "cells": [{cells}]}}'


def _csv(cells: Sequence[Cell]) -> str:
    """Some cells of a row of a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()
