"""The downloads of one page: the lines that an item's or a city's page shows, as CSV, JSON and XLSX."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from reading.ruleset import Document
from render import parts
from render.columns import CELLS
from render.rows import Filled, filled
from render.site import Site, city_path
from render.texts import csv_bytes
from render.workbook import Book, workbook

KINDS = ("csv", "xlsx", "json")
LICENCE = "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, eq=False)
class Subject:
    """A page with figures: its path, what its figures are of, and their rows."""

    page: str
    title: str
    rows: list[Filled]

    def file(self, kind: str) -> str:
        """The name of its file below data/: items/premium.xlsx."""
        return f"{self.page.rstrip('/')}.{kind}"


@cache
def subjects(site: Site) -> list[Subject]:
    """Every item, every part of a large one, and every city."""
    return [one for part in site.by_province for one in _of_province(part)]


def _of_province(site: Site) -> list[Subject]:
    by_item: dict[str, list[Filled]] = defaultdict(list)
    by_place: dict[str, list[Filled]] = defaultdict(list)
    for one in filled(site):
        by_item[one.line.item].append(one)
        by_place[one.line.place["code"]].append(one)
    found = []
    for item, rows in by_item.items():
        name = site.item(item)["plain"]
        found.append(Subject(site.item_path(item), name, rows))
        for part in parts.below(parts.whole(site, item)):
            kept = dict(part.dimensions).items()
            within = [
                one for one in rows if kept <= one.line.dimensions.items() and one.year in (part.years or site.years)
            ]
            found.append(Subject(parts.path(site, part), f"{name}（{part.named(site)}）", within))
    return found + [Subject(city_path(place), place["name"], by_place[place["code"]]) for place in site.cities]


def files(site: Site) -> Iterator[tuple[str, dict[str, bytes]]]:
    """For each page its title and its files: name below data/ -> content."""
    for subject in subjects(site):
        book = Book(subject.title, subject.page, LICENCE, subject.rows)
        yield (
            subject.title,
            {
                subject.file("csv"): csv_bytes(CELLS.columns, (one.row for one in subject.rows)),
                subject.file("xlsx"): workbook(site, book),
                subject.file("json"): _json(site, subject),
            },
        )


def _json(site: Site, subject: Subject) -> bytes:
    """What the figures are and rest on, then a line for each city, item and combination, its cells year by year."""
    head = {
        "title": subject.title,
        "page": subject.page,
        "data_version": site.policy.data_version,
        "collected_until": site.collected_until,
        "licence": LICENCE,
        "states": {state: site.legend[state] for state in dict.fromkeys(str(one.row["state"]) for one in subject.rows)},
        "documents": [_document(document) for document in documents(site, subject.rows)],
    }
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = ",\n".join(
        json.dumps(_line(list(group)), ensure_ascii=False)
        for _, group in groupby(subject.rows, key=lambda one: id(one.line))
    )
    return f'{opening},\n "lines": [\n{lines}\n ]\n}}\n'.encode()


def documents(site: Site, rows: list[Filled]) -> list[Document]:
    """The documents that some figures rest on, in reading order."""
    numbers = {one.row.get("document") for one in rows}
    return [document for document in site.rules.documents if document.number in numbers]


def _document(document: Document) -> dict[str, Any]:
    return {
        "document": document.number,
        "title": document.title,
        "issuers": document.issuers,
        "issued": document.issued.day or None,
    }


def _line(members: list[Filled]) -> dict[str, Any]:
    first = members[0]
    shared = {name: first.row[name] for name in ("place_code", "place", "item", "item_name", "unit")}
    told = {*shared, "dimensions", "data_version"}  # for the whole line, or the whole file
    cells = []
    for one in members:
        kept = {name: content for name, content in one.row.items() if name not in told}
        cells.append(kept | {"continued": kept["continued"] == "yes"})
    return shared | {"dimensions": first.line.dimensions, "cells": cells}
