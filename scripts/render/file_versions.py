"""versions.csv: from which version of all data on a page, its files or a province have been as they are.

Their own versions change only when they do, so none names a release; who holds a file finds its release by its version.
"""

from collections.abc import Iterator

from render import volume
from render.columns import VERSIONS, Row
from render.history import released
from render.site import Site
from render.texts import csv_bytes


def listed(site: Site) -> bytes:
    """The file: what the releases listed, and what has changed since the last one."""
    return csv_bytes(VERSIONS.columns, rows(site))


def rows(site: Site) -> list[Row]:
    """Its rows, by path; of one path the earliest first."""
    release = released(site)
    since = {"since": site.policy.data_version, "released": release.day if release else None}
    kept = {_key(row): row for row in map(Row, site.history.versions)}
    new = {_key(row): {**row, **since} for row in _now(site)}
    return sorted((new | kept).values(), key=lambda row: (str(row["path"]), str(row["released"] or "9")))


def _now(site: Site) -> Iterator[Row]:
    """What has a version of its own now: provinces, pages, and the files of pages."""
    for part in site.by_province:
        made = volume.of(part)
        if part.whole:
            yield {"version": made.version, "kind": "province", "path": f"cities/{part.folder}", "title": part.province}
        for page in (page for pages in made.pages.values() for page in pages if page.version):
            yield {"version": page.version, "kind": "page", "path": page.path, "title": page.title}
        groups = [*made.page_files, *((title, files) for title, _, files in made.page_tables)]
        for title, files in groups:
            for name, version in {file.name.rpartition(".")[0]: file.version for file in files}.items():
                # What has the version of all data is found by that among the releases.
                if version != site.policy.data_version:
                    yield {"version": version, "kind": "files", "path": f"data/{name}", "title": title}


def _key(row: Row) -> tuple[object, ...]:
    """What no two rows have alike."""
    return tuple(row[name] for name in VERSIONS.key)
