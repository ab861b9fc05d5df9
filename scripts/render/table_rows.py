"""The rows of a page's table as text, for each of its files: what a cell says is written once, though it is in many rows.

A row itself is in several tables: a change in those of its day, its year and of all.
"""

import json
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from render.code_words import FIGURES, Code, CodeWords
from render.columns import Cell, Row, Sheet
from render.ready_rows import DAY, PLAIN, Style, day_cell, number_cell, number_format, opened, text_cell
from render.site import Site
from render.texts import csv_cells

#: columns with one unit throughout: the unit, and what stands behind the number
_UNITS = {
    **dict.fromkeys(("cost", "basic_fund", "critical_illness", "self"), ("yuan", "元")),
    "self_share": ("ratio", ""),
}


@dataclass(frozen=True, slots=True)
class Ready:
    """A row but for the version that it ends with: as CSV, as JSON, as XML of a workbook, and the codes in it.

    The XML is cut where a style is named, which each workbook numbers anew: what stands before it, the style; then the rest.
    """

    csv: str
    json: str
    cells: list[tuple[str, Style]]
    rest: str
    codes: list[Code]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a cell says in a row."""

    csv: str
    json: str
    before: str = ""
    style: Style = PLAIN
    rest: str = ""
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, eq=False)
class TableRows:
    """Makes the rows of a sheet's tables ready."""

    site: Site
    sheet: Sheet

    @cached_property
    def words(self) -> CodeWords:
        """The words for its codes."""
        return CodeWords(self.site, self.sheet.columns)

    @cached_property
    def _columns(self) -> list[tuple[int, str, bool]]:
        """Each column but for the version, which is the last: where it stands, its name, whether it has figures."""
        return [(at, column.name, column.name in FIGURES) for at, column in enumerate(self.sheet.columns[:-1])]

    def ready(self, row: Row) -> Ready:
        """A row; what is empty is null in JSON and has no cell in a workbook."""
        item = row.get("item")
        pieces = [_piece(self, at, row.get(name), item if figure else None) for at, name, figure in self._columns]
        cells, text = [], ""
        for piece in pieces:
            text += piece.before
            if piece.style != PLAIN:
                cells.append((text, piece.style))
                text = ""
            text += piece.rest
        return Ready(
            "".join([piece.csv for piece in pieces]),
            f"{{{', '.join([piece.json for piece in pieces])}}}",
            cells,
            text,
            [code for piece in pieces for code in piece.codes],
        )


@cache
def table_rows(site: Site, sheet: Sheet) -> TableRows:
    """What makes the rows of a sheet's tables ready."""
    return TableRows(site, sheet)


@lru_cache(maxsize=None, typed=True)
def _piece(table: TableRows, at: int, content: Cell, item: Cell) -> _Piece:
    """A cell of a column; a figure is of an item. A code stands in a workbook as its word."""
    column = table.sheet.columns[at]
    if content is None or content == "":
        return _Piece(",", f'"{column.name}": null')
    told = f"{csv_cells([content])},", f'"{column.name}": {json.dumps(content, ensure_ascii=False)}'
    before = opened(chr(ord("A") + at))
    figure = column.name in FIGURES
    unit, sign = _UNITS.get(column.name, ("", ""))
    if figure:
        unit, sign = (str(table.site.policy.items[str(item)][name]) for name in ("unit", "sign"))
    if isinstance(content, int | float) and (figure or column.type != "string"):
        return _Piece(*told, before, (number_format(unit, content, sign), "") if unit else PLAIN, number_cell(content))
    text = str(content)
    if column.type == "date" or (figure and unit == "date" and len(text) == len("2027-12-31")):
        return _Piece(*told, before, (DAY, ""), day_cell(text))
    word, codes = table.words.word(column.name, text, unit)
    return _Piece(*told, before, PLAIN, text_cell(word), tuple(codes))
