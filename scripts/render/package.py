"""datapackage.json: what every download is, as a Frictionless data package."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from render.columns import CELLS, FACTS, SHEETS, VERSIONS, Sheet
from render.made import Made
from render.site import Site

#: what the description is called
DESCRIPTION = "datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
MEDIATYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
}
#: the downloads that hold a table's rows in another form: file -> title, what it is
OTHERS = {
    "facts.json": (f"{FACTS.title}（JSON）", "与 facts.csv 内容相同；空着的是 null，数字就是数字。"),
    "facts.parquet": (
        f"{FACTS.title}（Parquet）",
        "与 facts.csv 内容相同，每一列有类型；数值另有一列 number，是数字。",
    ),
    "cells.parquet": (
        f"{CELLS.title}（Parquet）",
        "与 cells.csv 内容相同，每一列有类型；数值另有一列 number，是数字。",
    ),
    "insurance.sqlite": (
        "数据库（SQLite）",
        "全部各表，带主键和外键；数值另有一列 number，是数字；表 about 写着数据版本和许可。cells 是视图，它的行在 cells_kept 里。",
    ),
}
#: what the files of a page or a chart are, by where they lie and their kind
_MEANINGS = {
    "csv": "列与 cells.csv 相同。",
    "xlsx": "Excel、WPS 工作簿：对照表、明细、记号、出处。",
    "json": "各市、各条件一行，cells 里逐年写明数值、状态和条款。",
    "charts/svg": "图，标题、出处、数据版本都写在图里。",
    "charts/csv": "图上的数据，与图一一对应。",
}


def title(site: Site) -> str:
    """What the package is of."""
    return f"居民医保政策对照（{site.region}，{len(site.cities)}市）"


def package(
    site: Site,
    tables: Mapping[str, Made],
    groups: Iterable[tuple[str, Iterable[Made]]],
    others: Iterable[tuple[str, Sheet, Iterable[Made]]],
    without: Collection[str] = (),
) -> dict[str, Any]:
    """The package: the tables and their other forms, by name, where there are any, and the files of each page and chart by
    its title.

    `others` are the files of pages with a table of their own, with its columns; `without` names other forms of the tables that
    are not in the package.
    """
    forms = [(name, told) for name, told in OTHERS.items() if tables and name not in without]
    return {
        "profile": "data-package",
        "name": f"{'china' if site.divided else site.provinces[0]['pinyin']}-resident-medical-insurance",
        "title": title(site),
        "description": "城乡居民基本医疗保险和大病保险的待遇、缴费与财政补助，每个数值注明文件和条款。",
        "version": site.policy.data_version,
        "licenses": [LICENCE],
        "sources": [{"title": f"{document.number} {document.title}"} for document in site.rules.documents],
        "resources": [
            *(_table(sheet, tables[sheet.path]) for sheet in (*SHEETS, VERSIONS) if tables),
            *(_other(tables[name], title, meaning) for name, (title, meaning) in forms),
            *(_other(one, title, _meaning(one.name)) for title, files in groups for one in files),
            *(_other(one, title, _of_sheet(sheet, one.name)) for title, sheet, files in others for one in files),
        ],
    }


def _meaning(path: str) -> str:
    folder, _, rest = path.partition("/")
    kind = rest.rpartition(".")[2]
    return _MEANINGS[f"charts/{kind}" if folder == "charts" else kind]


def _of_sheet(sheet: Sheet, path: str) -> str:
    """What a file of a page's own table is."""
    kind = path.rpartition(".")[2]
    if kind == "xlsx":
        return f"Excel、WPS 工作簿：{sheet.title}、记号、出处。"
    return f"{sheet.meaning}columns 写明每一列的意思。" if kind == "json" else sheet.meaning


def _other(file: Made, title: str, meaning: str) -> dict[str, Any]:
    """A file that is no table of the package itself."""
    path = file.name
    kind = path.rpartition(".")[2]
    return {
        "profile": "data-resource",
        "name": path.replace("/", "-").replace(".", "-"),
        "path": path,
        "title": title,
        "description": meaning,
        "format": kind,
        "mediatype": MEDIATYPES[kind],
        **({"encoding": "utf-8"} if kind in ("csv", "json", "svg") else {}),
        **_size(file),
    }


def _table(sheet: Sheet, file: Made) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [column.schema() for column in sheet.columns], "missingValues": [""]}
    if sheet.key:
        schema["primaryKey"] = list(sheet.key)
    keys = [
        {"fields": [column.name], "reference": {"resource": column.refers, "fields": [column.name]}}
        for column in sheet.columns
        if column.refers
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": sheet.name,
        "path": sheet.path,
        "title": sheet.title,
        "description": sheet.meaning,
        "format": "csv",
        "mediatype": MEDIATYPES["csv"],
        "encoding": "utf-8",
        **_size(file),
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _size(file: Made) -> dict[str, Any]:
    return {"bytes": file.size, "hash": f"sha256:{file.digest}"}
