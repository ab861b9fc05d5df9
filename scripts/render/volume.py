"""A volume: all that is made of one province alone, as files in a folder and what the rest of the site says of them.

    site/       files as they will lie below the site's top
    unframed/   what stands in its pages, until the build has put them into the site's frame (scripts/volumes.py)
    tables/     its rows of the large tables (render/large_tables.py)

A country has a volume for each province; where there is one province, its volume has the pages of the same rooms. In a
country nothing in site/ names the version of all data, but that of the province's: so it is the same as long as the
province's rules, and the day that "now" means on its pages, are, whatever changes elsewhere.
"""

import os
import pickle
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

import swap
from render import (
    case_pages,
    changes,
    cities,
    citing_files,
    coverage,
    differences,
    embed_tables,
    estimate,
    items,
    large_tables,
    page_files,
    page_rows,
    page_tables,
    shards,
)
from render import documents as documents_room
from render.charts import all_charts
from render.columns import Row, Sheet
from render.differences import Topic, in_words
from render.earlier import Earlier
from render.everything import NAME as EVERYTHING
from render.everything import everything
from render.highlights import known
from render.made import Made, save
from render.package import DESCRIPTION, package
from render.page import Page
from render.shards import Pair
from render.site import Site
from render.terms import explained
from render.texts import json_bytes
from urrbmi.policy import Policy

#: rooms whose pages each province has of its own
ROOMS = (items, cities, case_pages, changes, documents_room, coverage)
#: the sections whose pages of each province the search finds
_SEARCHED = ("cities/", "documents/")
SITE, UNFRAMED = "site", "unframed"
_CONTENTS = "volume"


@dataclass(frozen=True)
class Volume:
    """A province's data version; its pages (room -> pages, what stands in them in files), the files of each page by its
    title, the charts' files by theirs, its shards and the package of all these (in a country); its rows of the standard cases
    (without version), the quick estimate's table, what changed in it, how many of the main items are known in each of its
    cities this year, and the two cities that differ most. Where the calculator fetches the province's rules, and the quick
    estimate with them, its files of them.
    """

    folder: Path
    version: str
    pages: dict[str, list[Page]]
    page_files: list[tuple[str, list[Made]]]
    page_tables: list[tuple[str, Sheet, list[Made]]]
    charts: list[tuple[str, list[Made]]]
    shards: dict[str, list[Made]]
    package: Made | None
    cases: list[Row]
    estimate: dict[str, Any]
    topics: list[Topic]
    known: list[int]
    pair: Pair
    calculator: dict[str, dict[str, Any]] = field(default_factory=dict)

    def table(self, name: str) -> Path:
        """A file of its large tables."""
        return self.folder / large_tables.FOLDER / name

    def rows(self, name: str, version: str) -> bytes:
        """Rows of a large table, with the version of all data in the place of its mark."""
        return self.table(name).read_bytes().replace(large_tables.VERSION.encode(), version.encode())

    @property
    def files(self) -> list[Made]:
        """Every download."""
        return [one for _, made in (*self._of_pages, *self.charts) for one in made]

    @property
    def earlier(self) -> Earlier:
        """The files of its pages, for a volume that is made of the same province next."""
        found = {(title, one.name, one.version): one for title, made in self._of_pages for one in made}
        return Earlier(self.folder / SITE / "data", found)

    @property
    def _of_pages(self) -> list[tuple[str, list[Made]]]:
        return [*self.page_files, *((title, made) for title, _, made in self.page_tables)]


@dataclass(frozen=True)
class SecondHalf:
    """What the second half of a volume has: the pages of its rooms, the charts, the quick estimate's table or, where the
    calculator fetches it, its files.
    """

    pages: dict[str, list[Page]]
    charts: list[tuple[str, list[Made]]]
    estimate: dict[str, Any]
    calculator: dict[str, dict[str, Any]] = field(default_factory=dict)


def narrowed(site: Site, code: str, model: dict[str, Any]) -> Site:
    """The site of a province (code) with its own rules alone, so that what is made of it can rest on nothing else.

    `model` is the policy model with this one province, and its version.
    """
    documents = site.of_province(code).rules.documents
    whole = replace(
        site,
        rules=replace(site.rules, documents=documents),
        texts={one.text_file: site.texts[one.text_file] for one in documents if one.text_file in site.texts},
        policy=Policy(model),
        bundle={},
        combinations_kept={},
        combinations_at_kept={},
        cells_kept={},
        shown_kept={},
    )
    return whole.of_province(code)


def make(site: Site, folder: Path) -> Volume:
    """Makes what is in the volume of a province's site in a folder; its pages are without their frame."""
    return joined(site, first_half(site, folder, Earlier()), second_half(site, folder), folder)


def first_half(site: Site, folder: Path, earlier: Earlier) -> Volume:
    """Makes one half of a volume: the downloads but for the charts, and the pages of changes, which tell what some of these do.
    What an earlier one had of the downloads is taken from there.
    """
    data = folder / SITE / "data"
    files = list(page_files.write(site, data, earlier))
    listed = [(one.title, one.sheet, page_tables.files(one, data, earlier)) for one in page_tables.page_tables(site)]
    large_tables.write(site, folder)
    own = {
        name: [save(data, place, text) for place, text in parts.items()]
        for name, parts in shards.of_province(site).items()
    }
    topics = [in_words(topic) for topic in differences.topics(site)]
    counts = [known(site, place["code"], int(site.today[:4])).count for place in site.cities]
    cases = list(chain(*page_rows.of_cases(site).values()))
    version = site.policy.data_version
    pair = shards.telling_pair(site)
    pages = {changes.__name__: _pages(site, changes)}
    _beside(site, pages, folder, citing_files.of_changes(site, chain(*pages.values())))
    return Volume(folder, version, _put(pages, folder), files, listed, [], own, None, cases, {}, topics, counts, pair)


def second_half(site: Site, folder: Path) -> SecondHalf:
    """Makes the other half of a volume: all other pages, the charts, and the quick estimate's table."""
    pages = {room.__name__: _pages(site, room) for room in ROOMS if room is not changes}
    _beside(site, pages, folder, citing_files.of_others(site, chain(*pages.values())))
    for path, text in embed_tables.of_charts(site):
        save(folder / SITE, f"{path}index.html", text.encode())
    charts = [
        (title, [save(folder / SITE / "data", name, content) for name, content in drawn.items()])
        for title, drawn in all_charts.files(site)
    ]
    table = estimate.table(site.policy, [place["name"] for place in site.cities])
    return SecondHalf(_put(pages, folder), charts, table)


def joined(site: Site, first: Volume, second: SecondHalf, folder: Path) -> Volume:
    """Puts the halves of a volume together; of one of several provinces all downloads are packed."""
    pages = first.pages | second.pages
    pages = {room.__name__: pages[room.__name__] for room in ROOMS}
    contents = replace(first, pages=pages, charts=second.charts, estimate=second.estimate, calculator=second.calculator)
    if not site.whole:
        return contents
    data = folder / SITE / "data"
    groups = [*contents.page_files, *contents.charts]
    described = save(data, f"{site.folder}{DESCRIPTION}", json_bytes(package(site, {}, groups, contents.page_tables)))
    names = sorted(one.name for one in (*contents.files, described))
    return replace(contents, package=everything(data, names, f"{site.folder}{EVERYTHING}"))


def keep(contents: Volume) -> None:
    """Writes down what a volume says of its files, which are all there."""
    told = replace(contents, folder=Path())
    (contents.folder / _CONTENTS).write_bytes(pickle.dumps(told, pickle.HIGHEST_PROTOCOL))


def opened(folder: Path) -> Volume:
    """The volume that was made in a folder."""
    found: Volume = pickle.loads((folder / _CONTENTS).read_bytes())
    pages = {room: [replace(page, file=str(folder / page.file)) for page in own] for room, own in found.pages.items()}
    return replace(found, folder=folder, pages=pages)


def standing(folder: Path) -> dict[str, os.stat_result] | None:
    """Its files, by their names below the site's top, each with what the disk says of it; None where it is no volume, or
    something was written into its files after it was made: the last site may have had the same files.
    """
    try:
        contents = (folder / _CONTENTS).stat()
    except OSError:
        return None
    if not contents.st_size:  # as the power went
        return None
    made = contents.st_mtime_ns
    found = {}
    for name, said in swap.stats(folder):
        if said.st_mtime_ns > made:
            return None
        if name.startswith(f"{SITE}/"):
            found[name.removeprefix(f"{SITE}/")] = said
    return found


def of(site: Site) -> Volume:
    """The volume of a province's site; where there is only one it is made here and now, without frame, if need be."""
    code = str(site.provinces[0]["code"])
    if code not in site.volumes:
        if site.whole:
            raise LookupError(f"scripts/volumes.py has not filled the volume of {code}, which has a version of its own")
        folder = site.downloads / f"volume-{code}"
        keep(make(site, folder))
        site.volumes[code] = opened(folder)
    found: Volume = site.volumes[code]
    return found


def cases(site: Site) -> list[Row]:
    """The rows of the standard cases of all provinces."""
    version = site.policy.data_version
    return [{**row, "data_version": version} for part in site.by_province for row in of(part).cases]


def _in_country(site: Site, page: Page) -> Page:
    """A province's page with the page of all provinces (render/country.py) in its breadcrumb.

    The search finds it if it is of a city or a document: of an item it finds the page that leads on, for a country has too many.
    """
    found = page.section in _SEARCHED and not page.crumbs
    page = replace(page, guessed=page.section == "cities/", search=found)
    above = page.path.removesuffix(site.folder)
    if above in (page.path, page.section):
        return page
    return replace(page, crumbs=((page.title.removesuffix(site.apart), above),))


def _pages(site: Site, room: ModuleType) -> list[Page]:
    """The pages of a room."""
    return [explained(site, _in_country(site, page) if site.whole else page) for page in room.pages(site)]


def _beside(site: Site, pages: dict[str, list[Page]], folder: Path, citations: dict[str, bytes]) -> None:
    """Writes what others embed of pages, and how what stands on them is cited."""
    for path, text in embed_tables.of_pages(site, chain(*pages.values())):
        save(folder / SITE, f"{path}index.html", text.encode())
    for name, content in citations.items():
        save(folder / SITE / "data", name, content)


def _put(pages: dict[str, list[Page]], folder: Path) -> dict[str, list[Page]]:
    """The pages, the html of each in a file; how their tables are cited lies in another."""

    def put(page: Page) -> Page:
        name = f"{UNFRAMED}/{page.path}index.html"
        save(folder, name, page.html.encode())
        return replace(page, html="", file=name, tables={})

    return {room: list(map(put, own)) for room, own in pages.items()}
