"""The rows of the resolved table as text, put together from pieces.

One value stands in thousands of rows: what it says is written once in each form, and so is what a line says of itself.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from render.columns import CELLS
from render.grid import Line
from render.rows import Filled, cell_row
from render.site import Site
from render.texts import csv_cells

_NAMES = [column.name for column in CELLS.columns]
#: what a line says, then what a span says, then what its value says, then the version
_HEAD = _NAMES[: _NAMES.index("year")]
_TAIL = _NAMES[_NAMES.index("to") + 1 : _NAMES.index("data_version")]
_LINE = ("place_code", "place", "item", "item_name", "unit")
_CELL = ("value", "state", "continued", "document", "locator", "provision", "sources", "readings")


@dataclass(frozen=True, slots=True)
class Piece:
    """What a value, or that none was collected, says in a row: as the end of a CSV row and of a JSON object."""

    csv: str
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
        found = kept[key] = Piece(
            csv_cells([row.get(name) for name in _TAIL]), json.dumps(told, ensure_ascii=False)[1:]
        )
    return found


def csv_rows(site: Site, lines: Iterable[Line]) -> Iterator[str]:
    """The rows of some lines as cells.csv has them, in their order, but for the version that each ends with."""
    for line in lines:
        head = ""
        for cell in line.cells:
            for span in cell.spans:
                one = Filled(line, cell.year, span)
                if not head:
                    row = cell_row(site, one)
                    head = csv_cells([row[name] for name in _HEAD])
                yield f"{head},{cell.year},{span.first},{span.last},{_piece(site, one).csv},"


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
