"""A volume: all that is made of one province alone, as files in a folder and what the rest of the site says of them.

    data/     the downloads of its pages and its shards, as they will lie below data/
    marked/   its pages, embedded pages, charts and citations, and the rows of its resolved table, for readers and typed, in
              which marks stand (render/marks.py)

A country has a volume for each province; where there is one province, its volume has the pages of the same rooms.
"""

import copy
import os
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

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
    marks,
    page_files,
    page_tables,
    shards,
)
from render import documents as documents_room
from render.charts import all_charts
from render.columns import Sheet
from render.differences import Topic, in_words
from render.grid import lines
from render.highlights import known
from render.made import Made, save, save_parts
from render.page import Page
from render.pieces import csv_rows, typed_rows
from render.site import Site
from render.terms import explained
from render.texts import ended
from urrbmi.policy import Policy

#: rooms whose pages each province has of its own
ROOMS = (items, cities, case_pages, changes, documents_room, coverage)
_CONTENTS = "volume"
#: its rows of the resolved table, without header: as cells.csv has them, and as the database reads them
ROWS, TYPED_ROWS = "rows.csv", "typed-rows.csv"


@dataclass(frozen=True)
class Volume:
    """A province's pages (room -> pages, their html in files), the files of each page by its title (none for its
    documents' table, which names the version of all data), the charts' files by
    theirs, its shards, the quick estimate's table, what changed in it, and how many of the main items are known in each of
    its cities this year.
    """

    folder: Path
    pages: dict[str, list[Page]]
    page_files: list[tuple[str, list[Made]]]
    page_tables: list[tuple[str, Sheet, list[Made]]]
    charts: list[tuple[str, list[str]]]
    shards: dict[str, list[Made]]
    estimate: dict[str, Any]
    topics: list[Topic]
    known: list[int]

    def read(self, name: str, version: str) -> bytes:
        """A file of marked/, with the data version in the place of the marks."""
        return marks.filled((self.folder / "marked" / name).read_bytes(), version)

    def marked(self, below: str) -> Iterator[str]:
        """The names of the files of a folder below marked/."""
        start = self.folder / "marked"
        return (str(file.relative_to(start)) for file in sorted((start / below).rglob("*")) if file.is_file())


def narrowed(site: Site, code: str, model: dict[str, Any]) -> Site:
    """The site of a province (code) with its own rules alone, so that what is made of it can rest on nothing else.

    `model` is the policy model with this one province.
    """
    documents = site.of_province(code).rules.documents
    whole = replace(
        site,
        rules=replace(site.rules, documents=documents),
        texts={one.text_file: site.texts[one.text_file] for one in documents if one.text_file in site.texts},
        policy=Policy({**model, "data_version": marks.VERSION}),
        bundle={},
        combinations_kept={},
        combinations_at_kept={},
        cells_kept={},
        shown_kept={},
    )
    return whole.of_province(code)


def make(site: Site, folder: Path) -> None:
    """Makes the volume of a province's site in a folder."""
    data, marked = folder / "data", folder / "marked"
    whole = {room.__name__: [explained(site, page) for page in room.pages(site)] for room in ROOMS}
    embedded = chain(
        embed_tables.of_pages(site, chain(*whole.values()), marks.asset), embed_tables.of_charts(site, marks.asset)
    )
    for path, text in embedded:
        save(marked, f"{path}index.html", text.encode())
    pages = {room: [_put(marked, page) for page in own] for room, own in whole.items()}
    files = list(page_files.write(site, data))
    tables = list(page_tables.write(site, data))
    charts = []
    for title, made in all_charts.files(site):
        charts.append((title, [save(marked, f"data/{name}", content).name for name, content in made.items()]))
    for name, content in citing_files.of_province(site, chain(*whole.values())).items():
        save(marked, f"data/{name}", content)
    for name, rows in ((ROWS, csv_rows), (TYPED_ROWS, typed_rows)):
        save_parts(marked, name, ended(rows(site, lines(site)), site.policy.data_version))
    own = {
        name: [save(data, place, text) for place, text in parts.items()]
        for name, parts in shards.of_province(site).items()
    }
    table = estimate.table(site.policy, [place["name"] for place in site.cities])
    topics = [in_words(topic) for topic in differences.topics(site)]
    counts = [known(site, place["code"], int(site.today[:4])).count for place in site.cities]
    contents = Volume(Path(), pages, files, tables, charts, own, table, topics, counts)
    (folder / _CONTENTS).write_bytes(pickle.dumps(contents, pickle.HIGHEST_PROTOCOL))


def opened(folder: Path) -> Volume:
    """The volume that was made in a folder."""
    found: Volume = pickle.loads((folder / _CONTENTS).read_bytes())
    pages = {
        room: [replace(page, file=str(folder / "marked" / page.file)) for page in own]
        for room, own in found.pages.items()
    }
    return replace(found, folder=folder, pages=pages)


def intact(folder: Path) -> bool:
    """Whether nothing was written into its files after it was made: the last site may have had the same files."""
    made = (folder / _CONTENTS).stat().st_mtime_ns
    return all(os.stat(f"{at}/{name}").st_mtime_ns <= made for at, _, names in os.walk(folder) for name in names)


def of(site: Site) -> Volume:
    """The volume of a province's site; made here and now where the build has not made it."""
    code = str(site.provinces[0]["code"])
    if code not in site.volumes:
        marked = copy.copy(site.policy)
        marked.data_version = marks.VERSION
        folder = site.downloads / f"volume-{code}"
        make(replace(site, policy=marked), folder)
        site.volumes[code] = opened(folder)
    found: Volume = site.volumes[code]
    return found


def _put(folder: Path, page: Page) -> Page:
    """The page, its html in a file; how its tables are cited lies in another."""
    name = f"pages/{page.path}index.html"
    save(folder, name, page.html.encode())
    return replace(page, html="", file=name, tables={})
