"""The page of the downloads: the files, every column, the units, states and items, the licence and how to cite."""

from dataclasses import dataclass

from render import structured, words
from render.columns import SHEETS, VERSIONS
from render.everything import NAME as EVERYTHING
from render.exports import files
from render.package import DESCRIPTION, MEDIATYPES, OTHERS
from render.page import Page
from render.site import Site
from render.texts import row_count

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
        downloads=_downloads(site),
        sheets=(*SHEETS, VERSIONS),
        units=UNITS,
        states={state: sign for state, sign in words.STATES.items() if state not in words.MARKS},
        meanings=site.legend,
        parameters=site.rules.parameters,
    )
    description = "全部数值、对照表和条款的下载（Excel、CSV、JSON、Parquet、SQLite），每一列的意思，许可和引用写法。"
    keywords = "CSV Excel XLSX JSON Parquet SQLite ZIP facts.csv cells.csv coverage.csv"
    kinds = {name: MEDIATYPES[name.rpartition(".")[2]] for name in (*(sheet.path for sheet in SHEETS), *OTHERS)}
    about = structured.all_data(site, f"{'、'.join(sheet.title for sheet in SHEETS)}，一样一张表。", kinds)
    return [Page(PATH, "数据下载", html, description, PATH, keywords=keywords, structured=(about,))]


def size_text(count: int) -> str:
    """The size of a file: 87 kB, 1.2 MB."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} kB"


def _downloads(site: Site) -> list[Download]:
    """All in one first, then every table, then the same in other forms."""
    made = files(site)
    of_pages = "每个项目、每个市、每个标准案例、每天的变化、每份文件的 Excel、CSV、JSON。"
    if site.divided:
        told = [
            (
                EVERYTHING,
                "全国的各表打成一个包，内容相同的数据库（SQLite）不在内。各省每一页的文件，一个省一个包，在最后。",
                "",
            )
        ]
    else:
        told = [(EVERYTHING, f"全部文件打成一个包：下面各表，和{of_pages}", "")]
    told += [
        (sheet.path, f"{sheet.title}：{sheet.meaning}", str(row_count(site.downloads / sheet.path)))
        for sheet in (*SHEETS, VERSIONS)
    ]
    told += [(name, f"{title}：{meaning}", "") for name, (title, meaning) in OTHERS.items()]
    told.append((DESCRIPTION, "以上各文件的机器可读说明（Frictionless Data Package）。", ""))
    told += [
        (f"{part.folder}{EVERYTHING}", f"{part.province}：{of_pages}", "") for part in site.by_province if part.whole
    ]
    return [Download(name, meaning, size_text(made[name].size), rows) for name, meaning, rows in told]
