"""Adds the present data to the releases: an entry in rules/releases.yml and its archive in site_src/releases/."""

import json
from pathlib import Path

import swap
from reading.history import ARCHIVES, RELEASES, VERSIONS, Release
from render import file_versions
from render.archive import archive
from render.history import released
from render.site import Site


class ReleaseError(Exception):
    """There is nothing to release; its text is for the person who runs it."""


def add(root: Path, site: Site) -> Release:
    """Releases the data of a site in a project folder, dated as its pages are."""
    before = released(site)
    if before is not None:
        raise ReleaseError(f"数据版本 {before.version} 已在 {before.day} 发布，之后没有改过；不用再发布")
    latest = max((one.day for one in site.history.releases), default="")
    if site.today < latest:
        raise ReleaseError(f"页面的日期 {site.today} 早于上一次发布的 {latest}；请先提交，再发布")
    release = Release(
        site.policy.data_version,
        site.today,
        [document.number for document in site.rules.documents],
        len(site.provisions),
        len(site.policy.values),
        "",
    )
    file = root / ARCHIVES / release.archive
    file.parent.mkdir(parents=True, exist_ok=True)
    swap.write(file, archive(site, release.day))
    site.history.releases.append(release)
    swap.write(root / VERSIONS, file_versions.listed(site))
    listed = root / RELEASES
    swap.write(listed, _with(listed.read_text(encoding="utf-8"), release))
    return release


def _with(text: str, release: Release) -> str:
    """The file with one more entry; what is there stays as it is written."""
    entry = (
        f'  - version: "{release.version}"\n'
        f"    date: {release.day}\n"
        f"    documents: {json.dumps(release.documents, ensure_ascii=False)}\n"
        f"    provisions: {release.provisions}\n"
        f"    values: {release.values}\n"
    )
    return text.rstrip("\n").replace("\nreleases: []", "\nreleases:") + "\n" + entry
