"""The downloads of pages that are not of one item or city: standard cases, changes, documents, what is collected.

Each page has one table, as CSV, XLSX and JSON, all with the clauses that it rests on and a version of their own.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from reading.ruleset import Document
from render import cities, coverage, page_rows, versions, words
from render.changes import HUB as CHANGED
from render.changes import by_year, city_changes_path, day_path, effective_days, year_path
from render.charts.sources import of_case
from render.columns import DOCUMENTS, SHEETS, STANDARD_CASES, VERSIONS, Column, Row, Sheet
from render.differences import clauses, topics, topics_at
from render.documents import HUB as PAPERS
from render.earlier import Earlier
from render.made import Made, in_chunks, save, save_parts
from render.page_columns import CHANGES, CITIES, CLAUSES, KNOWN
from render.page_files import LICENCE, described
from render.paths import document_path, download_path
from render.site import Site
from render.standard_cases import HUB, path, settled
from render.table_rows import Ready, csv_row, json_row, table_rows
from render.table_workbook import table_workbook
from render.texts import csv_parts
from render.workbook import About

#: the tables of all data
_ALL = {sheet.name for sheet in SHEETS}


@dataclass(frozen=True, eq=False)
class PageTable:
    """A page's table: the site (of its province), the page's path, what its rows are of, and the clauses behind them."""

    site: Site
    page: str
    title: str
    sheet: Sheet
    rows: list[Ready]
    clauses: Iterable[str] = ()

    @cached_property
    def sources(self) -> list[str]:
        """The clauses (provision ids), each once, in reading order."""
        return self.site.ordered(self.clauses)

    @cached_property
    def documents(self) -> list[Document]:
        """The documents of the clauses; all where the page rests on what documents there are."""
        if not self.sources:
            return self.site.rules.documents
        found = {self.site.provisions[name][0].code for name in self.sources}
        return [one for one in self.site.rules.documents if one.code in found]

    @cached_property
    def version(self) -> str:
        """The version of its files: it changes when they do. The table of all documents has that of its site's data."""
        if self.sheet is DOCUMENTS:
            return self.site.policy.data_version
        return versions.of_figures(self.site, self.json_rows, self.sources)

    @cached_property
    def columns(self) -> list[Column]:
        """Its columns but for the version, which JSON says once."""
        return [column for column in self.sheet.columns if column.name != "data_version"]

    @cached_property
    def json_rows(self) -> list[str]:
        """The rows as JSON, each on a line."""
        return list(map(json_row, self.rows))


def page_tables(site: Site) -> Iterator[PageTable]:
    """The table of each page of a province."""
    yield from _cases(site)
    yield from _changes(site)
    yield from _documents(site)
    yield _cities(site)
    yield PageTable(
        site,
        coverage.PATH + site.folder,
        f"收录情况{site.apart}",
        KNOWN,
        _ready(site, KNOWN, page_rows.of_coverage(site)),
    )


def files(one: PageTable, folder: Path, earlier: Earlier) -> list[Made]:
    """Writes the files of a page."""
    name = download_path(one.page)
    kinds = ["xlsx", "json", *(["csv"] if name not in _ALL else [])]  # one of the tables of all data lies there already
    # The version of a table that rests on no clauses does not tell of the documents that it names.
    taken = earlier.again(folder, one.title, one.version, [f"{name}.{kind}" for kind in kinds]) if one.sources else []
    return taken or [replace(_written(one, kind, folder), version=one.version) for kind in kinds]


def _written(one: PageTable, kind: str, folder: Path) -> Made:
    """Writes one of the files of a page."""
    name = f"{download_path(one.page)}.{kind}"
    if kind == "xlsx":
        about = About(one.title, one.page, one.version, LICENCE, one.sources, one.documents)
        return save(folder, name, table_workbook(one.site, about, one.sheet, one.rows))
    if kind == "json":
        return save_parts(folder, name, in_chunks(_json(one)))
    return save_parts(folder, name, csv_parts(one.sheet.columns, map(csv_row, one.rows), one.version))


def _cases(site: Site) -> Iterator[PageTable]:
    every = settled(site)
    rows = {case: _ready(site, STANDARD_CASES, own) for case, own in page_rows.of_cases(site).items()}
    cited = {one.case.id: of_case(site, one, site.years) for one in every}
    named = {name for names in cited.values() for name in names}
    if every:
        yield PageTable(
            site,
            HUB + site.folder,
            f"标准案例{site.apart}",
            STANDARD_CASES,
            [row for own in rows.values() for row in own],
            named,
        )
    for one in every:
        case = one.case
        yield PageTable(site, path(site, case), case.title + site.apart, STANDARD_CASES, rows[case.id], cited[case.id])


def _changes(site: Site) -> Iterator[PageTable]:
    days = [day for day in effective_days(site) if day.topics]
    rows = {day.day: _ready(site, CHANGES, page_rows.of_changes(site, day.topics)) for day in days}
    every = [row for day in days for row in rows[day.day]]
    cited = clauses(topics(site))
    yield PageTable(site, CHANGED + site.folder, f"变化{site.apart}", CHANGES, every, cited)
    for day in days:
        title = f"{words.day(day.day)}的变化{site.apart}"
        yield PageTable(site, day_path(site, day.day), title, CHANGES, rows[day.day], clauses(day.topics))
    for year, found in by_year(site).items():
        within = [row for day in days if day.day.startswith(str(year)) for row in rows[day.day]]
        title = f"{year}年的变化{site.apart}"
        yield PageTable(site, year_path(site, year), title, CHANGES, within, clauses(found))
    for place in site.cities:
        own = topics_at(site, place["code"])
        told = _ready(site, CHANGES, page_rows.of_changes(site, own))
        yield PageTable(site, city_changes_path(place), f"{place['name']}历年的变化", CHANGES, told, clauses(own))


def _cities(site: Site) -> PageTable:
    figures = list(cities.key_figures(site))
    cited = {name for one in figures if one.span.found for name in one.span.found.value.sources}
    rows = _ready(site, CITIES, page_rows.of_cities(site, figures))
    return PageTable(site, cities.HUB + site.folder, f"各市的主要数字{site.apart}", CITIES, rows, cited)


def _documents(site: Site) -> Iterator[PageTable]:
    rows = _ready(site, DOCUMENTS, page_rows.of_documents(site))
    yield PageTable(site, PAPERS + site.folder, f"文件{site.apart}", DOCUMENTS, rows)
    for one in site.rules.documents:
        rows = _ready(site, CLAUSES, page_rows.of_document(site, one))
        yield PageTable(site, document_path(one), one.number, CLAUSES, rows, [each.id for each in one.provisions])


def _ready(site: Site, sheet: Sheet, rows: Iterable[Row]) -> list[Ready]:
    """Rows of a sheet, ready for the files of each table that has them."""
    return list(map(table_rows(site, sheet).ready, rows))


def _json(one: PageTable) -> Iterator[str]:
    """What the table is, its columns and its documents, then its rows; what is empty is null."""
    head = {
        "title": one.title,
        "page": one.page,
        "data_version": one.version,
        "versions": f"data/{VERSIONS.path}",
        "collected_until": one.site.collected_until,
        "licence": LICENCE,
        "columns": [
            {"name": column.name, "title": column.title, "description": column.meaning} for column in one.columns
        ],
        "documents": [described(document) for document in one.documents],
    }
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    yield f'{opening},\n "rows": ['
    between = "\n"
    for row in one.json_rows:
        yield between + row
        between = ",\n"
    yield "\n ]\n}\n"
