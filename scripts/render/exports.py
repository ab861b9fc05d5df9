"""The files of data/: every table in every form, the files of each page, their description, and all of it in one file.

They are written where the build takes them from, by processes of their own, for the pages take as long.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, wait
from contextlib import contextmanager
from functools import cache
from itertools import chain
from typing import Any

from apart import apart
from render import database, file_versions, volume
from render.columns import CELLS, FACTS, LARGE, STANDARD_CASES, VERSIONS, Row, Sheet
from render.everything import everything
from render.large_tables import DATABASE, JSON, typed
from render.made import Made, save, save_parts
from render.package import DESCRIPTION, LICENCE, package, title
from render.rows import tables
from render.site import Site
from render.texts import csv_bytes, json_bytes


@contextmanager
def packing(site: Site) -> Iterator[None]:
    """Meanwhile every table is written; whatever goes wrong, at its end nothing is at work any more."""
    begun: list[Future[Any]] = [*_begun(site)]
    try:
        yield
    finally:
        wait(begun)


@cache
def _begun(site: Site) -> tuple[Future[list[Made]], Future[Made]]:
    """Starts to write every table: the database in a process of its own, and the other forms in another."""
    volumes = [volume.of(part) for part in site.by_province]
    rows = {**tables(site), STANDARD_CASES: volume.cases(site)}
    return apart(_files, site, volumes, rows), apart(_database, site, volumes, rows)


@cache
def files(site: Site) -> dict[str, Made]:
    """Every download by its name below data/, all described and put into one; the page of the downloads tells their sizes."""
    written, base = _begun(site)
    made = {one.name: one for one in (*written.result(), base.result())}
    # The files of pages are described and packed with the tables where there is one province, else by each volume.
    volumes = [volume.of(part) for part in site.by_province]
    own = [each for each in volumes if not each.package]
    groups = [group for each in own for group in (*each.page_files, *each.charts)]
    others = [group for each in own for group in each.page_tables]
    described = save(site.downloads, DESCRIPTION, json_bytes(package(site, made, groups, others)))
    made |= {one.name: one for each in own for one in each.files} | {DESCRIPTION: described}
    packages = [each.package for each in volumes if each.package]
    return made | {one.name: one for one in (everything(site.downloads, made), *packages)}


def _files(site: Site, volumes: list[volume.Volume], rows: Mapping[Sheet, Iterable[Row]]) -> list[Made]:
    """Writes the tables in every form but the database."""
    folder = site.downloads
    written = [save(folder, sheet.path, csv_bytes(sheet.columns, rows[sheet])) for sheet in rows]
    return [*_large(site, volumes), *written, save(folder, VERSIONS.path, file_versions.listed(site))]


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


def _database(site: Site, volumes: list[volume.Volume], rows: Mapping[Sheet, Iterable[Row]]) -> Made:
    """Writes the database of all tables."""
    return database.sqlite(rows, [each.table(DATABASE) for each in volumes], _about(site), site.downloads)


def _about(site: Site) -> dict[str, str]:
    """What a database says of itself."""
    return {
        "title": title(site),
        "data_version": site.policy.data_version,
        "collected_until": site.collected_until,
        "licence": f"{LICENCE['name']} {LICENCE['path']}",
    }
