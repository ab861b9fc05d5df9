"""A page's figures as a workbook for Excel and WPS: the table, every figure with its source, the signs, the sources."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import xlsxwriter
import xlsxwriter.workbook
from xlsxwriter.format import Format

from reading.ruleset import Document
from render import words
from render.columns import VERSIONS
from render.grid import Line
from render.ready_rows import ReadySheet, Rows, Style
from render.site import Site
from render.zipped import ZipFile

# XlsxWriter lets nobody choose what packs its files.
xlsxwriter.workbook.ZipFile = ZipFile  # type: ignore[attr-defined]
_LOOKS: dict[str, dict[str, object]] = {
    "": {},
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    "wrap": {"text_wrap": True, "valign": "top"},
    "faint": {"font_color": "#6b6b6b"},
}
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
class About:
    """What a workbook says of itself: a title, its page, its version, the licence, and the clauses that it rests on.

    One that rests on documents as a whole names no clauses but these.
    """

    title: str
    page: str
    version: str
    licence: str
    clauses: list[str]
    documents: list[Document] = field(default_factory=list)


@dataclass(frozen=True)
class Book:
    """What a workbook is of."""

    about: About
    lines: list[Line]


class Writer:
    """Writes cells by their type. Texts are always written as texts, so no program runs one as a formula."""

    def __init__(self, site: Site, book: xlsxwriter.Workbook) -> None:
        self.site, self.book = site, book
        self.formats: dict[Style, Format] = {}
        self.rows = Rows(site, lambda style: self.format(*style)._get_xf_index())  # type: ignore[no-untyped-call]

    def sheet(self, name: str, header: Sequence[tuple[str, int]], left: int) -> ReadySheet:
        """A sheet with a header that stays in view, as do `left` columns."""
        found = self.book.add_worksheet(name, ReadySheet)
        assert isinstance(found, ReadySheet)
        for index, (title, width) in enumerate(header):
            found.set_column(index, index, width)
            found.write_string(0, index, title, self.format("", "head"))
        found.freeze_panes(1, left)
        return found

    def format(self, number: str, look: str = "") -> Format:
        """A cell's format: how its number is written, and its look."""
        if (number, look) not in self.formats:
            self.formats[number, look] = self.book.add_format({"num_format": number or "General", **_LOOKS[look]})
        return self.formats[number, look]


def workbook(site: Site, content: Book) -> bytes:
    """The workbook's file; the same bytes for the same content."""

    def write(writer: Writer) -> None:
        _table(writer, content)
        _details(writer, content)
        _signs(writer)

    return written(site, content.about, write)


def written(site: Site, about: About, write: Callable[[Writer], None]) -> bytes:
    """A workbook of some sheets, and a last one of its sources."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    made = datetime.fromisoformat(site.collected_until)
    book.set_properties({"title": about.title, "comments": _version(site, about.version), "created": made})
    writer = Writer(site, book)
    write(writer)
    _sources(writer, about)
    book.close()
    return out.getvalue()


def _table(writer: Writer, content: Book) -> None:
    """Cities, items and cases down, years across."""
    heads = [("地区", 10), ("项目", 24), ("条件", 28), *((str(cell.year), 14) for cell in content.lines[0].cells)]
    writer.sheet("对照表", heads, 3).add_rows(writer.rows.table(content.lines))


def _details(writer: Writer, content: Book) -> None:
    """A row for each figure that was collected."""
    sheet = writer.sheet("明细", _DETAILS, 2)
    sheet.add_rows(writer.rows.details(content.lines))
    sheet.autofilter(0, 0, max(sheet.dim_rowmax, 1), len(_DETAILS) - 1)


def _signs(writer: Writer) -> None:
    """What the states mean."""
    sheet = writer.sheet("记号", (("状态", 14), ("编号", 18), ("意思", 80)), 0)
    signs = ((sign, state, writer.site.legend[state]) for state, sign in words.STATES.items())
    sheet.add_rows(writer.rows.texts(signs))


def _sources(writer: Writer, about: About) -> None:
    """What the workbook is, its licence and version, then every clause that a figure of it rests on."""
    site = writer.site
    sheet = writer.sheet(
        "出处", (("文件", 26), ("标题", 44), ("哪一条", 20), ("条款", 12), ("摘要", 50), ("原文摘句", 44)), 0
    )
    sources = [_source(site, name) for name in about.clauses] or [(one.number, one.title) for one in about.documents]
    told = (
        about.title,
        f"本站网页：{site.address}{about.page}",
        _version(site, about.version),
        f"这个版本号属于哪一次发布，在这里找：{site.address}data/{VERSIONS.path}",
        f"许可：{about.licence}",
        "引用请先写文号和条款，再写本站。",
    )
    rows = writer.rows.texts(sources)
    below = len(rows) + 2  # the row after those is left empty
    rows += [writer.rows.text_row(below + at, line, "") for at, line in enumerate(((), *((text,) for text in told)))]
    sheet.add_rows(rows)


def _source(site: Site, name: str) -> tuple[str, ...]:
    """A clause: its document, where it stands, what it says."""
    document, provision = site.provisions[name]
    evidence = "……".join(provision.evidence)
    return document.number, document.title, provision.locator, name, provision.summary, evidence


def _version(site: Site, version: str) -> str:
    collected = words.day(site.collected_until)
    return f"居民医保政策对照，本文件的数据版本 {version}，政策文件收录至 {collected}"
