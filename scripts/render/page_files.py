"""The downloads of one page: the lines that an item's or a city's page shows, as CSV, JSON and XLSX."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from reading.ruleset import Document
from render import parts, versions
from render.cells import Span
from render.columns import CELLS, VERSIONS
from render.earlier import Earlier
from render.grid import Line, lines
from render.made import Made, in_chunks, save, save_parts
from render.paths import city_path, download_path
from render.pieces import csv_rows, json_line
from render.site import Site
from render.texts import csv_parts
from render.workbook import About, Book, workbook
from urrbmi.values import Resolved

LICENCE = "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, eq=False)
class Subject:
    """A page with figures: the site (of its province), its path, what its figures are of, and their lines."""

    site: Site
    page: str
    title: str
    lines: list[Line]

    def file(self, kind: str) -> str:
        """The name of its file below data/: items/premium.xlsx."""
        return f"{download_path(self.page)}.{kind}"

    @cached_property
    def found(self) -> list[Resolved | None]:
        """What its figures are, each once, in the order of the lines; None where some were not collected."""
        return list({id(span.found): span.found for span in self._spans}.values())

    @property
    def presumed(self) -> list[int]:
        """Which of its rows are of a value that is presumed to have been in force already."""
        return [number for number, span in enumerate(self._spans) if span.found and span.found.presumed]

    @property
    def _spans(self) -> Iterator[Span]:
        """What each of its rows is of."""
        return (span for line in self.lines for cell in line.cells for span in cell.spans)

    @property
    def collected(self) -> list[Resolved]:
        """The same without those that were not collected."""
        return [one for one in self.found if one]

    @cached_property
    def clauses(self) -> list[str]:
        """The provisions that its figures rest on, in reading order."""
        return self.site.ordered(name for one in self.collected for name in one.value.sources)


def subjects(site: Site) -> list[Subject]:
    """Of a province every item, every part of a large one, and every city."""
    by_item: dict[str, list[Line]] = defaultdict(list)
    by_place: dict[str, list[Line]] = defaultdict(list)
    for line in lines(site):
        by_item[line.item].append(line)
        by_place[line.place["code"]].append(line)
    found = []
    for item, own in by_item.items():
        name = site.item(item)["plain"]
        found.append(Subject(site, site.item_path(item), name, own))
        for part in parts.below(parts.whole(site, item)):
            within = [
                _of_years(line, part.years) for line in own if dict(part.dimensions).items() <= line.dimensions.items()
            ]
            found.append(Subject(site, parts.path(site, part), f"{name}（{part.named(site)}）", within))
    return found + [Subject(site, city_path(place), place["name"], by_place[place["code"]]) for place in site.cities]


def _of_years(line: Line, years: tuple[int, ...]) -> Line:
    """A line kept to some years (none: all)."""
    return replace(line, cells=[cell for cell in line.cells if cell.year in years]) if years else line


def write(site: Site, folder: Path, earlier: Earlier) -> Iterator[tuple[str, list[Made]]]:
    """Writes the files of each page of a province; gives its title with them. Their version is their own: it changes when they do."""
    for one in subjects(site):
        rows = list(csv_rows(one.site, one.lines))
        version = versions.of_figures(one.site, rows, one.clauses, one.presumed)
        names = [one.file(kind) for kind in ("csv", "xlsx", "json")]
        yield one.title, earlier.again(folder, one.title, version, names) or _written(one, rows, version, folder)


def _written(one: Subject, rows: list[str], version: str, folder: Path) -> list[Made]:
    """Writes the files of a page."""
    book = Book(About(one.title, one.page, version, LICENCE, one.clauses), one.lines)
    made = (
        save_parts(folder, one.file("csv"), csv_parts(CELLS.columns, rows, version)),
        save(folder, one.file("xlsx"), workbook(one.site, book)),
        save_parts(folder, one.file("json"), in_chunks(_json(one, version))),
    )
    return [replace(file, version=version) for file in made]


def _json(subject: Subject, version: str) -> Iterator[str]:
    """What the figures are and rest on, then a line for each city, item and combination, its cells year by year."""
    site = subject.site
    states = dict.fromkeys(one.state if one else "not_collected" for one in subject.found)
    head = {
        "title": subject.title,
        "page": subject.page,
        "data_version": version,
        "versions": f"data/{VERSIONS.path}",
        "collected_until": site.collected_until,
        "licence": LICENCE,
        "states": {state: site.legend[state] for state in states},
        "documents": [described(document) for document in documents(site, subject.collected)],
    }
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    between = f'{opening},\n "lines": [\n'
    for line in subject.lines:
        yield between + json_line(site, line)
        between = ",\n"
    yield "\n ]\n}\n"


def documents(site: Site, found: list[Resolved]) -> list[Document]:
    """The documents that some figures rest on, in reading order."""
    numbers = {site.provisions[one.value.provision][0].number for one in found}
    return [document for document in site.rules.documents if document.number in numbers]


def described(document: Document) -> dict[str, Any]:
    """A document as the files of pages name it."""
    return {
        "document": document.number,
        "title": document.title,
        "issuers": document.issuers,
        "issued": document.issued.day or None,
    }
