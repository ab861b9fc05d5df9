"""The files of data/: every table in every form, the files of each page, their description, and all of it in one file.

They are written where the build takes them from, by processes of their own, for the pages take as long.
"""

import shutil
from collections.abc import Iterator
from concurrent.futures import Future
from functools import cache
from pathlib import Path

from render import database, file_versions, volume
from render.apart import apart
from render.columns import CELLS, FACTS, STANDARD_CASES, VERSIONS
from render.everything import everything
from render.made import Made, save, save_parts
from render.package import DESCRIPTION, LICENCE, package, title
from render.rows import tables
from render.site import Site
from render.texts import csv_bytes, json_bytes, rows_json


@cache
def begin(site: Site) -> Future[list[Made]]:
    """Starts to write the tables that rest on no volume, in a process that has the site as it is now."""
    return apart(_tables, site)


@cache
def pack(site: Site) -> Future[dict[str, Made]]:
    """Starts to write what rests on the volumes, and to put all downloads into one, in a process of its own."""
    volumes = [volume.of(part) for part in site.by_province]
    return apart(_packed, site, volumes, begin(site).result())


def files(site: Site) -> dict[str, Made]:
    """Every download by its name below data/; written once, for the page of the downloads tells their sizes."""
    return pack(site).result()


def _tables(site: Site) -> list[Made]:
    """Writes every table in every form, but for those that rest on volumes."""
    rows, folder, typed = tables(site), site.downloads, _typed(site)
    typed.mkdir(parents=True, exist_ok=True)
    for sheet in rows:
        database.typed(sheet, rows[sheet], typed)
    return [
        *(save(folder, sheet.path, csv_bytes(sheet.columns, rows[sheet])) for sheet in rows),
        save(folder, "facts.json", rows_json(rows[FACTS])),
        database.parquet(FACTS, typed, folder),
    ]


def _packed(site: Site, volumes: list[volume.Volume], tables: list[Made]) -> dict[str, Made]:
    """Writes the resolved table, the standard cases and the database, describes all, and packs what the volumes have not packed."""
    folder = site.downloads
    cases = volume.cases(site)
    database.typed(STANDARD_CASES, cases, _typed(site))
    settled = save(folder, STANDARD_CASES.path, csv_bytes(STANDARD_CASES.columns, cases))
    versions = save(folder, VERSIONS.path, file_versions.listed(site))
    made = {one.name: one for one in [*tables, settled, *_resolved(site, volumes), versions]}
    shutil.rmtree(_typed(site))
    # The files of pages are described and packed with the tables where there is one province, else by each volume.
    own = [each for each in volumes if not each.package]
    groups = [group for each in own for group in (*each.page_files, *each.charts)]
    others = [group for each in own for group in each.page_tables]
    described = save(folder, DESCRIPTION, json_bytes(package(site, made, groups, others)))
    made |= {one.name: one for each in own for one in each.files} | {DESCRIPTION: described}
    packages = [each.package for each in volumes if each.package]
    return made | {one.name: one for one in (everything(folder, made), *packages)}


def _resolved(site: Site, volumes: list[volume.Volume]) -> list[Made]:
    """Writes the resolved table in every form, and the database of all tables, from the rows in the volumes."""
    folder, typed = site.downloads, _typed(site)

    def joined(head: bytes, name: str) -> Iterator[bytes]:
        yield head
        yield from (each.rows(name, site.policy.data_version) for each in volumes)

    save_parts(typed, CELLS.path, joined(database.header(CELLS).encode(), volume.TYPED_ROWS))
    return [
        save_parts(folder, CELLS.path, joined(csv_bytes(CELLS.columns, ()), volume.ROWS)),
        database.parquet(CELLS, typed, folder),
        database.sqlite(typed, [each.folder / volume.TABLE for each in volumes], _about(site), folder),
    ]


def _typed(site: Site) -> Path:
    """The folder, among the downloads, with the tables' typed rows, until they are in the database."""
    return site.downloads / "typed"


def _about(site: Site) -> dict[str, str]:
    """What a database says of itself."""
    return {
        "title": title(site),
        "data_version": site.policy.data_version,
        "collected_until": site.collected_until,
        "licence": f"{LICENCE['name']} {LICENCE['path']}",
    }
