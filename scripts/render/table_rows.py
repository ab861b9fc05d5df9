"""The rows of a page's table as text, for each of its files: what a cell says is written once, though it is in many rows.

A row itself is in several tables: a change in those of its day, its year and of all.
"""

import json
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from render.code_words import FIGURES, Code, CodeWords
from render.columns import Cell, Row, Sheet
from render.ready_rows import DAY, PLAIN, Style, day_cell, number_cell, number_format, opened, plain_cell
from render.site import Site
from render.texts import csv_cells

#: columns with one unit throughout: the unit, and what stands behind the number
_UNITS = {
    **dict.fromkeys(("cost", "basic_fund", "critical_illness", "self"), ("yuan", "元")),
    "self_share": ("ratio", ""),
}


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """What a cell says: as CSV, as JSON, as XML of a workbook in a style, and the codes in it.

    The XML is cut where the style is named, which each workbook numbers anew; that of a plain cell is whole.
    """

    csv: str
    json: str
    xml: str = ""
    style: Style = PLAIN
    rest: str = ""
    codes: tuple[Code, ...] = ()


#: the cells of a row but for the version, with which it ends
Ready = list[Piece]


def csv_row(row: Ready) -> str:
    """The row in a CSV file."""
    return "".join([piece.csv for piece in row])


def json_row(row: Ready) -> str:
    """The row as a JSON object; what is empty is null."""
    return f"{{{', '.join([piece.json for piece in row])}}}"


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
        """A row's cells."""
        item = row.get("item")
        return [_piece(self, at, row.get(name), item if figure else None) for at, name, figure in self._columns]


@cache
def table_rows(site: Site, sheet: Sheet) -> TableRows:
    """What makes the rows of a sheet's tables ready."""
    return TableRows(site, sheet)


@lru_cache(maxsize=None, typed=True)
def _piece(table: TableRows, at: int, content: Cell, item: Cell) -> Piece:
    """A cell of a column; a figure is of an item. In a workbook a code is a word, and what is empty no cell."""
    column = table.sheet.columns[at]
    if content is None or content == "":
        return Piece(",", f'"{column.name}": null')
    told = f"{csv_cells([content])},", f'"{column.name}": {json.dumps(content, ensure_ascii=False)}'
    letter, figure = chr(ord("A") + at), column.name in FIGURES
    unit, sign = _UNITS.get(column.name, ("", ""))
    if figure:
        unit, sign = (str(table.site.policy.items[str(item)][name]) for name in ("unit", "sign"))
    if isinstance(content, int | float) and (figure or column.type != "string"):
        number = number_cell(content)
        if not unit:
            return Piece(*told, opened(letter) + number)
        return Piece(*told, opened(letter), (number_format(unit, content, sign), ""), number)
    text = str(content)
    if column.type == "date" or (figure and unit == "date" and len(text) == len("2027-12-31")):
        return Piece(*told, opened(letter), (DAY, ""), day_cell(text))
    word, codes = table.words.word(column.name, text, unit)
    return Piece(*told, plain_cell(letter, word), codes=tuple(codes))
