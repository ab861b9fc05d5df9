"""The rows of a workbook's two large sheets, as XML: what a value says is written once, though it stands in many rows.

XlsxWriter writes all else. Cell by cell it takes ten times as long for these rows, and a country has millions of cells.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.worksheet import Worksheet

from render import words
from render.cells import Span, YearCell
from render.grid import Line
from render.rows import Filled, cell_row
from render.site import Site
from urrbmi.values import Resolved

#: how a number is written, and its look (head, wrap, faint)
Style = tuple[str, str]

PLAIN: Style = ("", "")
_WRAPPED: Style = ("", "wrap")
DAY = "yyyy-mm-dd"
_WHOLE, _HUNDREDTHS = "#,##0", "#,##0.00"
#: the day that spreadsheets count from
_DAY_ZERO = date(1899, 12, 30)
#: stands in a piece where the number of its row will stand
_ROW = "\0"


@cache
def opened(letter: str) -> str:
    """A cell of a row that is not numbered yet, up to where it names its style."""
    return f'<c r="{letter}{_ROW}"'


#: of the details, the cell of the figure
_FIGURE = opened("H")


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
    """What a value says: in words, in the table's cell, and in the details' cell of the value and those after it."""

    words: str
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
            years = [self._year(chr(ord("D") + at), line, cell) for at, cell in enumerate(line.cells)]
            yield row_xml(number, _texts("A", (place, item, case)) + "".join(years))

    def details(self, lines: Iterable[Line]) -> Iterator[str]:
        """A row for each figure that was collected: when it holds, its state, its document and clause."""
        kept, number = _pieces(self.site), 1
        for line in lines:
            head = _texts("A", _named(self.site, line))
            for cell in line.cells:
                for span in cell.spans:
                    if span.found:
                        number += 1
                        piece = kept.get(id(span.found)) or _piece(self.site, line, cell.year, span)
                        style, value = piece.value
                        days = _days(cell.year, span.first, span.last, self.mark((DAY, "")))
                        yield row_xml(number, f"{head}{days}{_FIGURE}{self.mark(style)}{value}{piece.rest}")

    def texts(self, rows: Iterable[Sequence[str]], look: str = "wrap") -> list[str]:
        """Rows of texts of one look, below the header; what is empty has no cell."""
        return [self.text_row(number, row, look) for number, row in enumerate(rows, start=2)]

    def text_row(self, number: int, row: Sequence[str], look: str) -> str:
        """One of them."""
        return row_xml(number, self.mark(("", look)).join(_around_styles(tuple(row))))

    def _year(self, letter: str, line: Line, cell: YearCell) -> str:
        """A year's cell; of a year in which something changes a text that says since when each part holds."""
        kept = _pieces(self.site)
        pieces = [kept.get(id(span.found)) or _piece(self.site, line, cell.year, span) for span in cell.spans]
        if len(pieces) == 1:
            style, content = pieces[0].shown
            return f"{opened(letter)}{self.mark(style)}{content}"
        parts = [
            f"{words.short_day(span.first)}起 {piece.words}" for span, piece in zip(cell.spans, pieces, strict=True)
        ]
        return f"{opened(letter)}{self.mark(_WRAPPED)}{text_cell('；'.join(parts))}"

    def mark(self, style: Style) -> str:
        """How a cell names its style."""
        drawn = self.drawn.get(style)
        if drawn is None:
            drawn = self.drawn[style] = f' s="{self.style(style)}"'
        return drawn


@cache
def _around_styles(row: tuple[str, ...]) -> list[str]:
    """The cells of a row of texts, cut where each names its style; what is empty has no cell."""
    cut = [""]
    for at, text in enumerate(row):
        if text:
            cut[-1] += opened(chr(ord("A") + at))
            cut.append(text_cell(text))
    return cut


@cache
def _days(year: int, first: str, last: str, drawn: str) -> str:
    """The cells of a year and of the first and last day that a figure holds in it; `drawn` names the style of days."""
    from_cell, to_cell = (f"{opened(letter)}{drawn}{day_cell(day)}" for letter, day in (("F", first), ("G", last)))
    return f"{opened('E')}{number_cell(year)}{from_cell}{to_cell}"


@cache
def _pieces(site: Site) -> dict[int, Piece]:
    """The pieces that were made, by the identity of what was found, which may be nothing."""
    return {}


def _piece(site: Site, line: Line, year: int, span: Span) -> Piece:
    """The piece of what was found, made and kept."""
    found = span.found
    made = _made(site, Filled(line, year, span), found) if found else Piece(*_unknown())
    return _pieces(site).setdefault(id(found), made)


def _unknown() -> tuple[str, tuple[Style, str], tuple[Style, str], str]:
    state = words.STATES["not_collected"]
    shown = ("", "faint"), text_cell(state)
    return state, shown, shown, ""


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
    in_words = " ".join([site.text(found), *words.signs(found)])
    return Piece(
        in_words,
        _value(site, found, row["value"], in_words, sign),
        _value(site, found, row["value"], value),
        _texts("I", rest),
    )


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


def plain_cell(letter: str, text: str) -> str:
    """A cell of a plain text, of a row that is not numbered yet."""
    return opened(letter) + text_cell(text)


@cache
def text_cell(text: str) -> str:
    """A cell's text, which no program runs as a formula; what looks like the format's own escape is escaped."""
    kept = escape(re.sub(r"_(x[0-9a-fA-F]{4}_)", r"_x005F_\1", text))
    edges = "" if text == text.strip() else ' xml:space="preserve"'
    return f' t="inlineStr"><is><t{edges}>{kept}</t></is></c>'


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
