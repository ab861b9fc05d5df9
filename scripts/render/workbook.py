"""A page's figures as a workbook for Excel and WPS: the table, every figure with its source, the signs, the sources."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from render import words
from render.rows import Filled
from render.site import Site

_WHOLE, _HUNDREDTHS = "#,##0", "#,##0.00"
#: the day that spreadsheets count from
_DAY_ZERO = date(1899, 12, 30)
_DETAILS: tuple[tuple[str, int], ...] = (
    ("地区", 10),
    ("项目编号", 24),
    ("项目", 24),
    ("条件", 24),
    ("年", 7),
    ("从", 12),
    ("到", 12),
    ("数值", 14),
    ("数值（文字）", 16),
    ("单位", 9),
    ("状态", 10),
    ("是否沿用", 9),
    ("文件", 24),
    ("哪一条", 20),
    ("条款", 10),
)


@dataclass(frozen=True)
class Book:
    """What a workbook is of: a title, the page it stands on, the licence and the rows."""

    title: str
    page: str
    licence: str
    rows: list[Filled]


class _Writer:
    """Writes cells by their type. Texts are always written as texts, so no program runs one as a formula."""

    def __init__(self, site: Site, book: xlsxwriter.Workbook) -> None:
        self.site, self.book = site, book
        self.formats: dict[tuple[str, str], Format] = {}

    def sheet(self, name: str, header: Sequence[tuple[str, int]], left: int) -> Worksheet:
        """A sheet with a header that stays in view, as do `left` columns."""
        found = self.book.add_worksheet(name)
        for index, (title, width) in enumerate(header):
            found.set_column(index, index, width)
            found.write_string(0, index, title, self.format("", "head"))
        found.freeze_panes(1, left)
        return found

    def format(self, number: str, look: str = "") -> Format:
        """A cell's format: how its number is written, and its look (head, wrap, faint)."""
        if (number, look) not in self.formats:
            looks: dict[str, dict[str, object]] = {
                "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
                "wrap": {"text_wrap": True, "valign": "top"},
                "faint": {"font_color": "#6b6b6b"},
            }
            self.formats[number, look] = self.book.add_format(
                {"num_format": number or "General", **looks.get(look, {})}
            )
        return self.formats[number, look]

    def day(self, sheet: Worksheet, row: int, column: int, iso: str) -> None:
        sheet.write_number(row, column, _serial(iso), self.format("yyyy-mm-dd"))

    def value(self, sheet: Worksheet, row: int, column: int, one: Filled, text: str, sign: str = "") -> None:
        """A figure as a number of its unit, a day as a day, `sign` behind it; anything else as the text."""
        value = one.row["value"]
        if isinstance(value, int | float):
            number = _number_format(str(one.row["unit"]), value, self.site.policy.items[one.line.item]["sign"])
            sheet.write_number(row, column, value, self.format(_with(number, sign)))
        elif one.row["unit"] == "date" and len(str(value)) == len("2027-12-31"):
            sheet.write_number(row, column, _serial(str(value)), self.format(_with("yyyy-mm-dd", sign)))
        else:
            sheet.write_string(row, column, text, self.format("", "" if one.span.found else "faint"))

    def text(self, one: Filled) -> str:
        """A figure in words."""
        return self.site.text(one.span.found) if one.span.found else words.STATES["not_collected"]


def workbook(site: Site, content: Book) -> bytes:
    """The workbook's file; the same bytes for the same content."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    made = datetime.fromisoformat(site.collected_until)
    book.set_properties({"title": content.title, "comments": _version(site), "created": made})
    writer = _Writer(site, book)
    _table(writer, content)
    _details(writer, content)
    _signs(writer)
    _sources(writer, content)
    book.close()
    return out.getvalue()


def _table(writer: _Writer, content: Book) -> None:
    """Cities, items and cases down, years across; the state stands behind the number, which stays a number."""
    years = writer.site.years
    heads = [("地区", 10), ("项目", 24), ("条件", 28), *((str(year), 14) for year in years)]
    sheet = writer.sheet("对照表", heads, 3)
    for row, (_, group) in enumerate(groupby(content.rows, key=lambda one: id(one.line)), start=1):
        members = list(group)
        line = members[0].line
        for column, text in enumerate(
            (line.place["name"], writer.site.item(line.item)["name"], _case(writer, line.dimensions))
        ):
            sheet.write_string(row, column, text)
        for column, (_, spans) in enumerate(groupby(members, key=lambda one: one.year), start=3):
            _cell(writer, sheet, row, column, list(spans))


def _cell(writer: _Writer, sheet: Worksheet, row: int, column: int, spans: list[Filled]) -> None:
    """A year's cell; of a year in which something changes a text that says since when each part holds."""
    if len(spans) == 1:
        text = " ".join([writer.text(spans[0]), *_signs_of(spans[0])])
        writer.value(sheet, row, column, spans[0], text, " ".join(_signs_of(spans[0])))
        return
    parts = [" ".join([f"{words.short_day(one.span.first)}起", writer.text(one), *_signs_of(one)]) for one in spans]
    sheet.write_string(row, column, "；".join(parts), writer.format("", "wrap"))


def _signs_of(one: Filled) -> list[str]:
    """The signs behind a figure; what was not collected says so itself."""
    return words.signs(one.span.found) if one.span.found else []


def _details(writer: _Writer, content: Book) -> None:
    """A row for each figure that was collected: when it holds, its state, its document and clause."""
    sheet = writer.sheet("明细", _DETAILS, 2)
    collected = [one for one in content.rows if one.span.found]
    for row, one in enumerate(collected, start=1):
        _detail(writer, sheet, row, one)
    sheet.autofilter(0, 0, max(len(collected), 1), len(_DETAILS) - 1)


def _detail(writer: _Writer, sheet: Worksheet, row: int, one: Filled) -> None:
    told = one.row
    sheet.write_number(row, 4, one.year)
    writer.day(sheet, row, 5, one.span.first)
    writer.day(sheet, row, 6, one.span.last)
    writer.value(sheet, row, 7, one, "" if told["value"] is None else str(told["value"]))
    texts = {
        0: told["place"],
        1: told["item"],
        2: told["item_name"],
        3: _case(writer, one.line.dimensions),
        8: writer.text(one),
        9: writer.site.rules.parameters["units"][told["unit"]]["name"],
        10: words.STATES[str(told["state"])],
        11: "是" if told["continued"] == "yes" else "否",
        12: told["document"],
        13: told["locator"],
        14: told["provision"],
    }
    for column, text in texts.items():
        sheet.write_string(row, column, str(text))


def _signs(writer: _Writer) -> None:
    """What the states mean."""
    sheet = writer.sheet("记号", (("状态", 14), ("编号", 18), ("意思", 80)), 0)
    for row, (state, sign) in enumerate(words.STATES.items(), start=1):
        for column, text in enumerate((sign, state, writer.site.legend[state])):
            sheet.write_string(row, column, text, writer.format("", "wrap"))


def _sources(writer: _Writer, content: Book) -> None:
    """What the workbook is, its licence and version, then every clause that a figure of it rests on."""
    site = writer.site
    sheet = writer.sheet(
        "出处", (("文件", 26), ("标题", 44), ("哪一条", 20), ("条款", 12), ("摘要", 50), ("原文摘句", 44)), 0
    )
    provisions = {name for one in content.rows if one.span.found for name in one.span.found.value.sources}
    row = 0
    for row, name in enumerate(sorted(provisions, key=site.reading_order.__getitem__), start=1):
        document, provision = site.provisions[name]
        texts = (
            document.number,
            document.title,
            provision.locator,
            name,
            provision.summary,
            "……".join(provision.evidence),
        )
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, writer.format("", "wrap"))
    about = (
        content.title,
        f"本站网页：{site.address}{content.page}",
        _version(site),
        f"许可：{content.licence}",
        "引用请先写文号和条款，再写本站。",
    )
    for offset, text in enumerate(about, start=2):
        sheet.write_string(row + offset, 0, text)


def _version(site: Site) -> str:
    collected = words.day(site.collected_until)
    return f"居民医保政策对照，数据版本 {site.policy.data_version}，政策文件收录至 {collected}"


def _case(writer: _Writer, dimensions: dict[str, str]) -> str:
    return writer.site.named(dimensions) or "全部情形"


def _with(number: str, sign: str) -> str:
    """A number's format with a word behind the number, which stays a number."""
    return f'{number}" {sign}"' if sign else number


@cache
def _serial(iso: str) -> int:
    """A day as spreadsheets count it."""
    return (date.fromisoformat(iso) - _DAY_ZERO).days


@cache
def _number_format(unit: str, value: int | float, sign: str) -> str:
    """How a number of a unit is written: 1,000元, 60%, 5%（百分点）, 90日."""
    if unit in ("ratio", "points"):
        exact = round(value * 100, 6)
        share = "0%" if exact == int(exact) else "0.0%" if exact * 10 == int(exact * 10) else "0.00%"
        return share + ('"（百分点）"' if unit == "points" else "")
    return (_WHOLE if value == int(value) else _HUNDREDTHS) + (f'"{sign}"' if sign else "")
