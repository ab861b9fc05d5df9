"""The files of data/: every table in every form, the files of each page, their description, and all of it in one file.

They are written where the build takes them from. The tables are another process's work, for the pages take as long.
"""

from collections.abc import Iterable
from concurrent.futures import Future
from functools import cache
from itertools import chain

from render import database, file_versions, page_tables, volume
from render.apart import apart
from render.columns import CELLS, FACTS, SHEETS, VERSIONS, Sheet
from render.everything import everything
from render.grid import lines
from render.made import Made, save, save_parts
from render.package import LICENCE, package, title
from render.pieces import csv_rows
from render.rows import tables
from render.site import Site
from render.texts import csv_bytes, csv_parts, json_bytes, rows_json


@cache
def begin(site: Site) -> Future[list[Made]]:
    """Starts to write the tables, in a process that has the site as it is now."""
    return apart(_tables, site)


@cache
def files(site: Site) -> dict[str, Made]:
    """Every download by its name below data/; written once, for the page of the downloads tells their sizes."""
    written = begin(site)
    volumes = [volume.of(part) for part in site.by_province]
    pages = [one for each in volumes for one in each.page_files]
    charts = [
        (
            title,
            [
                save(site.downloads, name.removeprefix("data/"), each.read(name, site.policy.data_version))
                for name in names
            ],
        )
        for each in volumes
        for title, names in each.charts
    ]
    made = {one.name: one for one in written.result()}
    groups = [*pages, *charts]
    # The table of all documents names the version of all data, which no volume knows.
    others = [
        (title, sheet, found or page_tables.files(page_tables.of_all_documents(part), site.downloads))
        for part, each in zip(site.by_province, volumes, strict=True)
        for title, sheet, found in each.page_tables
    ]
    made[VERSIONS.path] = save(site.downloads, VERSIONS.path, file_versions.listed(site))
    described = save(site.downloads, "datapackage.json", json_bytes(package(site, made, groups, others)))
    of_pages = chain((found for _, found in groups), (found for *_, found in others))
    made |= {one.name: one for one in chain(*of_pages, [described])}
    return made | {"everything.zip": everything(site.downloads, made)}


def sheet_parts(site: Site, sheet: Sheet) -> Iterable[bytes]:
    """A table's CSV file, part by part."""
    if sheet == CELLS:
        return csv_parts(CELLS.columns, csv_rows(site, lines(site)), site.policy.data_version)
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
