"""The page of the downloads: the files, every column, the units, states and items, the licence and how to cite."""

from dataclasses import dataclass

from render import structured, words
from render.columns import SHEETS
from render.exports import files, row_count
from render.site import Page, Site

PATH = "data/"
#: how a value of a unit stands in the files
UNITS = {
    "yuan": "400",
    "ratio": "0.6 就是 60%",
    "points": "0.05 就是 5 个百分点",
    "count": "46",
    "days": "90",
    "months": "3",
    "years": "5",
    "date": "2027-12-31；每年同一天写 12-25",
    "yes_no": "yes 或 no",
    "rule": "一句话",
}


@dataclass(frozen=True)
class Download:
    """One file to download."""

    name: str
    meaning: str
    size: str
    rows: str  # empty where a file has none


def pages(site: Site) -> list[Page]:
    """The one page of this room."""
    html = site.render(
        "data.html.jinja",
        PATH,
        downloads=_downloads(files(site)),
        sheets=SHEETS,
        units=UNITS,
        states={state: sign for state, sign in words.STATES.items() if state not in words.MARKS},
        meanings=words.LEGEND,
        parameters=site.rules.parameters,
    )
    description = "全部数值、对照表和条款的下载（CSV、JSON），每一列的意思，许可和引用写法。"
    keywords = "CSV Excel JSON facts.csv cells.csv coverage.csv"
    kinds = {sheet.path: "text/csv" for sheet in SHEETS} | {"facts.json": "application/json"}
    about = structured.all_data(site, "全部数值、对照表和条款。", kinds)
    return [Page(PATH, "数据下载", html, description, PATH, keywords=keywords, structured=(about,))]


def size_text(count: int) -> str:
    """The size of a file: 87 kB, 1.2 MB."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} kB"


def _downloads(made: dict[str, bytes]) -> list[Download]:
    found = []
    for sheet in SHEETS:
        content = made[sheet.path]
        found.append(
            Download(sheet.path, f"{sheet.title}：{sheet.meaning}", size_text(len(content)), str(row_count(content)))
        )
    facts = next(download for download in found if download.name == "facts.csv")
    for name, meaning, rows in (
        ("facts.json", "数值，JSON 格式，和 facts.csv 内容相同；空着的是 null，数字就是数字。", facts.rows),
        ("datapackage.json", "以上各文件的机器可读说明（Frictionless Data Package）。", ""),
    ):
        found.append(Download(name, meaning, size_text(len(made[name])), rows))
    return found
