"""The rows of the resolved table as text, put together from pieces: for readers, and typed for the database.

One value stands in thousands of rows: what it says is written once in each form, and so is what a line says of itself.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from render.cells import Span
from render.columns import CELLS, Cell, Row
from render.database import as_it_is, with_number
from render.grid import Line
from render.rows import Filled, cell_row, line_row
from render.site import Site
from render.texts import csv_cells, safe

_NAMES = [column.name for column in CELLS.columns]
_TYPED = [column.name for column in CELLS.typed]
#: what a line says, then what a span says, then what its value says, then the version
_HEAD = _NAMES[: _NAMES.index("year")]
_TAIL = _NAMES[_NAMES.index("to") + 1 : _NAMES.index("data_version")]
_TYPED_TAIL = _TYPED[_TYPED.index("to") + 1 : _TYPED.index("data_version")]
_LINE = ("place_code", "place", "item", "item_name", "unit")
_CELL = ("value", "state", "continued", "document", "locator", "provision", "sources", "readings")


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


def _told(site: Site, line: Line) -> Iterator[tuple[int, Span, Piece]]:
    """Each span of a line, its year, and what its value says."""
    kept = _pieces(site)
    for cell in line.cells:
        for span in cell.spans:
            key = line.item if span.found is None else id(span.found)
            if key not in kept:
                kept[key] = _piece(cell_row(site, Filled(line, cell.year, span)))
            yield cell.year, span, kept[key]


def _piece(row: Row) -> Piece:
    told: dict[str, Any] = {name: row[name] for name in _CELL if name in row}
    told["continued"] = row["continued"] == "yes"
    typed = with_number(row)
    return Piece(
        csv_cells(row.get(name) for name in _TAIL),
        csv_cells((typed.get(name) for name in _TYPED_TAIL), as_it_is),
        json.dumps(told, ensure_ascii=False)[1:],
    )


def csv_rows(site: Site, lines: Iterable[Line]) -> Iterator[str]:
    """The rows of some lines as cells.csv has them, in their order, but for the version that each ends with."""
    for head, when, piece in _rows(site, lines, safe):
        yield f"{head},{when},{piece.csv},"


def typed_rows(site: Site, lines: Iterable[Line]) -> Iterator[str]:
    """The same rows as the database reads them (scripts/render/database.py)."""
    for head, when, piece in _rows(site, lines, as_it_is):
        yield f"{head},{when},{piece.typed},"


def _rows(site: Site, lines: Iterable[Line], shown: Callable[[Cell], Cell]) -> Iterator[tuple[str, str, Piece]]:
    """Of each row what its line says, what its span says, and its value's piece."""
    for line in lines:
        row = line_row(site, line)
        head = csv_cells((row[name] for name in _HEAD), shown)
        for year, span, piece in _told(site, line):
            yield head, f"{year},{span.first},{span.last}", piece


def json_line(site: Site, line: Line) -> str:
    """A line as JSON: what it is of, then its cells year by year."""
    row = line_row(site, line)
    shared = {**{name: row[name] for name in _LINE}, "dimensions": line.dimensions}
    cells = [
        f'{{"year": {year}, "from": "{span.first}", "to": "{span.last}", {piece.json}'
        for year, span, piece in _told(site, line)
    ]
    return f'{json.dumps(shared, ensure_ascii=False)[:-1]}, "cells": [{", ".join(cells)}]}}'
