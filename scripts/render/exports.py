"""The files of data/: every table in every form, the files of each page, their description, and all of it in one file.

They are written where the build takes them from, by processes of their own, for the pages take as long.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import cache
from itertools import chain
from typing import Any

from apart import apart
from render import database, file_versions, volume
from render.columns import COLUMNAR, LARGE, STANDARD_CASES, VERSIONS, Row, Sheet
from render.everything import everything
from render.large_tables import DATABASE, JSON
from render.made import Made, save, save_parts
from render.package import DESCRIPTION, LICENCE, package, title
from render.rows import tables
from render.site import Site
from render.texts import csv_bytes, json_bytes


@contextmanager
def packing(site: Site) -> Iterator[None]:
    """Meanwhile every table is written and packed; whatever goes wrong, at its end nothing is at work any more."""
    begun: list[Future[Any]] = [*_begun(site)]
    try:
        yield
    finally:
        wait(begun)


@cache
def _begun(site: Site) -> tuple[Future[list[Made]], Future[list[Made]], Future[Made], Future[dict[str, Made]]]:
    """Starts to write every table, in three processes: as text, as Parquet, as a database; and to pack them."""
    volumes = [volume.of(part) for part in site.by_province]
    rows = {**tables(site), STANDARD_CASES: volume.cases(site)}
    texts, columns = apart(_texts, site, volumes, rows), apart(_parquet, site, volumes)
    base = apart(_database, site, volumes, rows)
    packer = ThreadPoolExecutor(1)
    packed = packer.submit(_packed, site, volumes, [texts, columns], base)
    packer.shutdown(wait=False)
    return texts, columns, base, packed


def files(site: Site) -> dict[str, Made]:
    """Every download by its name below data/, all described and put into one; the page of the downloads tells their sizes."""
    *_, packed = _begun(site)
    return packed.result()


def _packed(
    site: Site, volumes: list[volume.Volume], written: list[Future[list[Made]]], base: Future[Made]
) -> dict[str, Made]:
    """Puts every download into one as soon as it is there; of a country without the database, which says the same once more."""
    # The files of pages are described and packed with the tables where there is one province, else by each volume.
    own = [each for each in volumes if not each.package]
    made = {one.name: one for each in own for one in each.files}
    whole: dict[str, Made] = {}

    def describe() -> Made:
        groups = [group for each in own for group in (*each.page_files, *each.charts)]
        others = [group for each in own for group in each.page_tables]
        told = package(site, whole, groups, others, without=() if database.SQLITE in whole else (database.SQLITE,))
        return save(site.downloads, DESCRIPTION, json_bytes(told))

    def ready() -> Iterator[str]:
        yield from sorted(made)
        for each in written:
            found = {one.name: one for one in each.result()}
            whole.update(found)
            yield from sorted(found)
        if not site.divided:
            whole[database.SQLITE] = base.result()
            yield database.SQLITE
        made[DESCRIPTION] = describe()
        yield DESCRIPTION

    packed = everything(site.downloads, ready())
    if site.divided:
        whole[database.SQLITE] = base.result()
        made[DESCRIPTION] = describe()
    return made | whole | {one.name: one for one in (packed, *(each.package for each in volumes if each.package))}


def _texts(site: Site, volumes: list[volume.Volume], rows: Mapping[Sheet, Iterable[Row]]) -> list[Made]:
    """Writes the tables as text: CSV, and the values as JSON."""
    folder = site.downloads
    written = [save(folder, sheet.path, csv_bytes(sheet.columns, rows[sheet])) for sheet in rows]
    return [*_large(site, volumes), *written, save(folder, VERSIONS.path, file_versions.listed(site))]


def _large(site: Site, volumes: list[volume.Volume]) -> Iterator[Made]:
    """Puts the large tables together from the provinces' rows."""
    folder, version = site.downloads, site.policy.data_version
    for sheet in LARGE:
        rows = (each.rows(sheet.path, version) for each in volumes)
        yield save_parts(folder, sheet.path, chain([csv_bytes(sheet.columns, ())], rows))
    objects = ([b"[\n" if each is volumes[0] else b",\n", each.rows(JSON, version)] for each in volumes)
    yield save_parts(folder, JSON, chain(chain.from_iterable(objects), [b"\n]\n"]))


def _parquet(site: Site, volumes: list[volume.Volume]) -> list[Made]:
    """Writes the Parquet files."""
    return [
        database.parquet(
            sheet, [each.table(database.columnar(sheet)) for each in volumes], site.policy.data_version, site.downloads
        )
        for sheet in COLUMNAR
    ]


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
