"""The files of data/: every table in every form, the files of each page, their description, and all of it in one file.

They are written where the build takes them from. The tables and the pages' files are another process's work, for the
pages take as long.
"""

import multiprocessing
from collections.abc import Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import chain

from render import database, page_files, page_tables
from render.charts import all_charts
from render.columns import CELLS, FACTS, SHEETS, Sheet
from render.everything import everything
from render.grid import lines
from render.made import Made, save, save_parts
from render.package import LICENCE, package, title
from render.pieces import csv_parts, csv_rows
from render.rows import tables
from render.site import Site
from render.texts import csv_bytes, json_bytes, rows_json


@dataclass(frozen=True)
class Written:
    """What one process has written: the tables, and the files of each page, by its title."""

    tables: list[Made]
    pages: list[tuple[str, list[Made]]]


@cache
def begin(site: Site) -> Future[Written]:
    """Starts to write the tables and the pages' files, in a process that has the site as it is now."""
    page_files.subjects(site)  # resolved once, for both processes
    pool = ProcessPoolExecutor(1, multiprocessing.get_context("fork"), initializer=_sites.append, initargs=(site,))
    written = pool.submit(_write)
    pool.shutdown(wait=False)
    return written


#: the site of the other process, which cannot be handed over but is there when the process begins
_sites: list[Site] = []


def _write() -> Written:
    site = _sites[0]
    return Written(_tables(site), list(page_files.write(site, site.downloads)))


@cache
def files(site: Site) -> dict[str, Made]:
    """Every download by its name below data/; written once, for the page of the downloads tells their sizes."""
    written = begin(site)
    charts = [
        (title, [save(site.downloads, name, content) for name, content in found.items()])
        for title, found in all_charts.files(site)
    ]
    others = list(page_tables.write(site, site.downloads))  # here, where all that they rest on is settled already
    made = {one.name: one for one in written.result().tables}
    groups = [*written.result().pages, *charts]
    described = save(site.downloads, "datapackage.json", json_bytes(package(site, made, groups, others)))
    of_pages = chain((found for _, found in groups), (found for *_, found in others))
    made |= {one.name: one for one in chain(*of_pages, [described])}
    return made | {"everything.zip": everything(site.downloads, made)}


def sheet_parts(site: Site, sheet: Sheet) -> Iterable[bytes]:
    """A table's CSV file, part by part."""
    if sheet == CELLS:
        return csv_parts(csv_rows(site, lines(site)), site.policy.data_version)
    return [csv_bytes(sheet.columns, tables(site)[sheet])]


def _tables(site: Site) -> list[Made]:
    """Writes every table in every form."""
    rows, folder = tables(site), site.downloads
    return [
        *(save_parts(folder, sheet.path, sheet_parts(site, sheet)) for sheet in SHEETS),
        save(folder, "facts.json", rows_json(rows[FACTS])),
        *database.parquet(rows, (FACTS, CELLS), folder),
        database.sqlite(rows, _about(site), folder),
    ]


def _about(site: Site) -> dict[str, str]:
    """What a database says of itself."""
    return {
        "title": title(site),
        "data_version": site.policy.data_version,
        "collected_until": site.collected_until,
        "licence": f"{LICENCE['name']} {LICENCE['path']}",
    }
