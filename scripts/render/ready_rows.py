"""The rows of a workbook's two large sheets, as XML: what a value says is written once, though it stands in many rows.

XlsxWriter writes all else. Cell by cell it takes ten times as long for these rows, and a country has millions of cells.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.worksheet import Worksheet

from render import words
from render.cells import Span
from render.grid import Line
from render.rows import Filled, cell_row
from render.site import Site
from urrbmi.values import Resolved

#: how a number is written, and its look (head, wrap, faint)
Style = tuple[str, str]

PLAIN: Style = ("", "")
DAY = "yyyy-mm-dd"
_WHOLE, _HUNDREDTHS = "#,##0", "#,##0.00"
#: the day that spreadsheets count from
_DAY_ZERO = date(1899, 12, 30)
#: stands in a piece where the number of its row will stand
_ROW = "\0"


class ReadySheet(Worksheet):
    """A sheet with ready rows below those that are written cell by cell."""

    ready: Sequence[str] = ()
    dim_rowmax: Any
    fh: Any

    def add_rows(self, rows: Iterable[str]) -> None:
        """Adds the rows that follow the header."""
        self.ready = list(rows)
        self.dim_rowmax += len(self.ready)

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.writelines(self.ready)
        self.ready = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """What a value says: in the table's cell, and in the details' cell of the value and those after it."""

    shown: tuple[Style, str]
    value: tuple[Style, str]
    rest: str


@dataclass(frozen=True)
class Rows:
    """Writes the rows of one workbook; `style` gives the number that a style has there, and is asked once for each."""

    site: Site
    style: Callable[[Style], int]
    drawn: dict[Style, str] = field(default_factory=lambda: {PLAIN: ""})

    def table(self, lines: Iterable[Line]) -> Iterator[str]:
        """Cities, items and cases down, years across; the state stands behind the number, which stays a number."""
        for number, line in enumerate(lines, start=2):
            place, _, item, case = _named(self.site, line)
            cells = (
                self._year(chr(ord("D") + index), line, cell.year, cell.spans) for index, cell in enumerate(line.cells)
            )
            yield row_xml(number, _texts("A", (place, item, case)) + "".join(cells))

    def details(self, members: Iterable[Filled]) -> Iterator[str]:
        """A row for each figure that was collected: when it holds, its state, its document and clause."""
        collected = (one for one in members if one.span.found)
        number = 1
        for _, group in groupby(collected, key=lambda one: id(one.line)):
            head = ""
            for one in group:
                number += 1
                head = head or _texts("A", _named(self.site, one.line))
                piece = _piece(self.site, one)
                year = self.cell("E", PLAIN, number_cell(one.year))
                days = self.cell("F", (DAY, ""), day_cell(one.span.first)) + self.cell(
                    "G", (DAY, ""), day_cell(one.span.last)
                )
                yield row_xml(number, f"{head}{year}{days}{self.cell('H', *piece.value)}{piece.rest}")

    def texts(self, rows: Iterable[Sequence[str]], look: str = "wrap") -> list[str]:
        """Rows of texts of one look, below the header; what is empty has no cell."""
        return [self.text_row(number, row, look) for number, row in enumerate(rows, start=2)]

    def text_row(self, number: int, row: Sequence[str], look: str) -> str:
        """One of them."""
        cells = (self.cell(chr(ord("A") + at), ("", look), text_cell(one)) for at, one in enumerate(row) if one)
        return row_xml(number, "".join(cells))

    def _year(self, column: str, line: Line, year: int, spans: tuple[Span, ...]) -> str:
        """A year's cell; of a year in which something changes a text that says since when each part holds."""
        if len(spans) == 1:
            return self.cell(column, *_piece(self.site, Filled(line, year, spans[0])).shown)
        parts = [f"{words.short_day(one.first)}起 {_in_words(self.site, one.found)}" for one in spans]
        return self.cell(column, ("", "wrap"), text_cell("；".join(parts)))

    def cell(self, column: str, style: Style, content: str) -> str:
        """A cell of a row that is not numbered yet."""
        drawn = self.drawn.get(style)
        if drawn is None:
            drawn = self.drawn[style] = f' s="{self.style(style)}"'
        return f'<c r="{column}{_ROW}"{drawn}{content}'


@cache
def _pieces(site: Site) -> dict[int | None, Piece]:
    """The pieces that were made, by the identity of what was found; None where nothing was."""
    return {}


def _piece(site: Site, one: Filled) -> Piece:
    kept, found = _pieces(site), one.span.found
    key = id(found) if found else None
    piece = kept.get(key)
    if piece is None:
        piece = kept[key] = _made(site, one, found) if found else Piece(_unknown(), _unknown(), "")
    return piece


def _unknown() -> tuple[Style, str]:
    return ("", "faint"), text_cell(words.STATES["not_collected"])


def _made(site: Site, one: Filled, found: Resolved) -> Piece:
    row = cell_row(site, one)
    value = "" if row["value"] is None else str(row["value"])
    rest = (
        site.text(found),
        site.rules.parameters["units"][row["unit"]]["name"],
        words.STATES[found.state],
        "是" if found.continued else "否",
        *(str(row[name]) for name in ("document", "locator", "provision")),
    )
    sign = " ".join(words.signs(found))
    return Piece(
        _value(site, found, row["value"], _in_words(site, found), sign),
        _value(site, found, row["value"], value),
        _texts("I", rest),
    )


def _in_words(site: Site, found: Resolved | None) -> str:
    """A figure with its signs; what was not collected says so itself."""
    return " ".join([site.text(found), *words.signs(found)]) if found else words.STATES["not_collected"]


def _value(site: Site, found: Resolved, value: object, text: str, sign: str = "") -> tuple[Style, str]:
    """A figure as a number of its unit, a day as a day, `sign` behind it; anything else as the text."""
    item = site.policy.items[found.value.item]
    if isinstance(value, int | float):
        return (_with(number_format(item["unit"], value, item["sign"]), sign), ""), number_cell(value)
    if item["unit"] == "date" and len(str(value)) == len("2027-12-31"):
        return (_with(DAY, sign), ""), day_cell(str(value))
    return PLAIN, text_cell(text)


def _named(site: Site, line: Line) -> tuple[str, str, str, str]:
    """Where a line is, of which item, its name, and in which case."""
    return line.place["name"], line.item, site.item(line.item)["name"], site.named(line.dimensions) or "全部情形"


def row_xml(number: int, cells: str) -> str:
    """A row of cells, numbered."""
    return f'<row r="{number}">{cells.replace(_ROW, str(number))}</row>'


def _texts(first: str, texts: Iterable[str]) -> str:
    """Cells of plain texts, from a column on."""
    return "".join(plain_cell(chr(ord(first) + index), text) for index, text in enumerate(texts))


def plain_cell(column: str, text: str) -> str:
    """A cell of a plain text, of a row that is not numbered yet."""
    return f'<c r="{column}{_ROW}"{text_cell(text)}'


@cache
def text_cell(text: str) -> str:
    """A cell's text, which no program runs as a formula; what looks like the format's own escape is escaped."""
    kept = escape(re.sub(r"_(x[0-9a-fA-F]{4}_)", r"_x005F_\1", text))
    return f' t="inlineStr"><is><t xml:space="preserve">{kept}</t></is></c>'


def number_cell(number: int | float) -> str:
    """A cell's number."""
    return f"><v>{number}</v></c>"


@cache
def day_cell(iso: str) -> str:
    """A day as spreadsheets count it."""
    return number_cell((date.fromisoformat(iso) - _DAY_ZERO).days)


def _with(number: str, sign: str) -> str:
    """A number's format with a word behind the number, which stays a number."""
    return f'{number}" {sign}"' if sign else number


@cache
def number_format(unit: str, value: int | float, sign: str) -> str:
    """How a number of a unit is written: 1,000元, 60%, 5%（百分点）, 90日."""
    if unit in ("ratio", "points"):
        exact = round(value * 100, 6)
        share = "0%" if exact == int(exact) else "0.0%" if exact * 10 == int(exact * 10) else "0.00%"
        return share + ('"（百分点）"' if unit == "points" else "")
    return (_WHOLE if value == int(value) else _HUNDREDTHS) + (f'"{sign}"' if sign else "")
