"""The files of data/: every table in every form, the files of each page, their description, and all of it in one file.

They are written where the build takes them from, by a process of its own, for the pages take as long.
"""

from collections.abc import Iterator
from concurrent.futures import Future
from functools import cache
from itertools import chain

from render import database, file_versions, volume
from render.apart import apart
from render.columns import CELLS, FACTS, LARGE, STANDARD_CASES, VERSIONS
from render.everything import everything
from render.large_tables import DATABASE, JSON, typed
from render.made import Made, save, save_parts
from render.package import DESCRIPTION, LICENCE, package, title
from render.rows import tables
from render.site import Site
from render.texts import csv_bytes, json_bytes


@cache
def pack(site: Site) -> Future[dict[str, Made]]:
    """Starts to write every table, and to put all downloads into one, in a process of its own."""
    return apart(_packed, site, [volume.of(part) for part in site.by_province])


def files(site: Site) -> dict[str, Made]:
    """Every download by its name below data/; written once, for the page of the downloads tells their sizes."""
    return pack(site).result()


def _packed(site: Site, volumes: list[volume.Volume]) -> dict[str, Made]:
    """Writes every table in every form, describes all, and packs what the volumes have not packed."""
    folder = site.downloads
    made = {one.name: one for one in (*_large(site, volumes), *_others(site, volumes))}
    # The files of pages are described and packed with the tables where there is one province, else by each volume.
    own = [each for each in volumes if not each.package]
    groups = [group for each in own for group in (*each.page_files, *each.charts)]
    others = [group for each in own for group in each.page_tables]
    described = save(folder, DESCRIPTION, json_bytes(package(site, made, groups, others)))
    made |= {one.name: one for each in own for one in each.files} | {DESCRIPTION: described}
    packages = [each.package for each in volumes if each.package]
    return made | {one.name: one for one in (everything(folder, made), *packages)}


def _large(site: Site, volumes: list[volume.Volume]) -> Iterator[Made]:
    """Puts the large tables together from the provinces' rows."""
    folder, version = site.downloads, site.policy.data_version
    for sheet in LARGE:
        rows = (each.rows(sheet.path, version) for each in volumes)
        yield save_parts(folder, sheet.path, chain([csv_bytes(sheet.columns, ())], rows))
    for sheet in (FACTS, CELLS):
        yield database.parquet(sheet, [each.table(typed(sheet)) for each in volumes], version, folder)
    objects = ([b"[\n" if each is volumes[0] else b",\n", each.rows(JSON, version)] for each in volumes)
    yield save_parts(folder, JSON, chain(chain.from_iterable(objects), [b"\n]\n"]))


def _others(site: Site, volumes: list[volume.Volume]) -> Iterator[Made]:
    """Writes the other tables, and the database of all."""
    folder = site.downloads
    rows = {**tables(site), STANDARD_CASES: volume.cases(site)}
    for sheet in rows:
        yield save(folder, sheet.path, csv_bytes(sheet.columns, rows[sheet]))
    yield database.sqlite(rows, [each.table(DATABASE) for each in volumes], _about(site), folder)
    yield save(folder, VERSIONS.path, file_versions.listed(site))


def _about(site: Site) -> dict[str, str]:
    """What a database says of itself."""
    return {
        "title": title(site),
        "data_version": site.policy.data_version,
        "collected_until": site.collected_until,
        "licence": f"{LICENCE['name']} {LICENCE['path']}",
    }
