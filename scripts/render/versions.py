"""The version of the data that a page rests on: it changes when what the page shows does, and only then.

A page that rests on all data has the data version of the whole (site.policy.data_version) and needs none of these.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import cache
from typing import Any

from reading.ruleset import Document
from render.differences import Topic
from render.site import Site
from urrbmi.values import Resolved

#: like the data version of the whole, the first digits of a hash
DIGITS = 12


def version(*told: Any) -> str:
    """The version of anything that JSON can hold."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def of_item(site: Site, item: str, also: Any) -> str:
    """The version of an item's page: its cells in all cities, the clauses behind it, and what is shown beside."""
    giving = [found.value.provision for found in site.given_to.get(item, ())]
    readings = {name: told for name, told in site.rules.readings.items() if item in told["items"]}
    return version(site.item(item), _cells(site, item, {}), _provisions(site, giving), readings, also)


def of_part(site: Site, item: str, part: dict[str, str]) -> str:
    """The version of the page of a part of an item."""
    return version(site.item(item), part, _cells(site, item, part))


def of_figures(site: Site, rows: list[str], clauses: list[str], presumed: Sequence[int] = ()) -> str:
    """The version of a page's files: their rows, the clauses that they quote, and until when documents were collected; of rows
    that are presumed to have been in force already, which, for a workbook says so.
    """
    told = [rows, _provisions(site, clauses), _titled(site, clauses), site.collected_until]
    return version(*told, *([presumed] if presumed else []))


def of_document(site: Site, document: Document, also: Any) -> str:
    """The version of a document's page: the document, its provisions and values, and what is shown beside."""
    own = [found.value._asdict() for found in site.given_by[document.code]]
    numbers = _numbers(site)
    known = sorted(
        {number for number in [document.forwards, *document.cites] if number in numbers}, key=numbers.__getitem__
    )
    ends = _ends(site, document)
    clauses = [(one.handled, one.items, one.repeats, one.readings) for one in document.provisions]
    return version(_described(document), _provisions(site, _ids(document)), clauses, own, known, ends, also)


def of_topics(site: Site, topics: list[Topic], also: Any = None) -> str:
    """The version of a page of changes: what changed and the clauses behind it."""
    told = [
        (
            topic.day,
            site.policy.items[topic.item]["plain"],
            topic.kind,
            topic.places,
            [
                (
                    line.before_text,
                    line.after_text,
                    line.verdict,
                    line.basis,
                    line.blocks,
                    line.begun,
                    line.ended,
                    line.open,
                )
                for line in topic.lines
            ],
        )
        for topic in topics
    ]
    cited = (name for topic in topics for line in topic.lines for name in line.clauses)
    return version(told, _cited(site, cited), also)


def _cells(site: Site, item: str, part: dict[str, str]) -> list[Any]:
    """The cells of an item, or of a part of it: span by span what is in force, the values once, the clauses quoted."""
    found = list(_spans(site, item, part))
    values = {id(one.value): one.value for *_, one in found if one}
    number = {name: index for index, name in enumerate(values)}
    spans = [(*where, one and (one.state, one.continued, one.presumed, number[id(one.value)])) for *where, one in found]
    cited = [citation.provision for *_, one in found if one for citation in one.citations]
    dimensions = {name: site.rules.parameters["dimensions"][name] for name in site.item(item).get("dimensions", [])}
    return [
        dimensions,
        spans,
        [value._asdict() for value in values.values()],
        _quoted(site, cited),
        _titled(site, cited),
    ]


def _spans(
    site: Site, item: str, part: dict[str, str]
) -> Iterator[tuple[str, dict[str, str], str, str, Resolved | None]]:
    """Every span of every cell: place, dimensions, first and last day, and what is in force."""
    for place in site.cities:
        for dimensions in site.combinations_at(place["code"], item):
            if part.items() <= dimensions.items():
                for cell in site.cells(place["code"], item, dimensions):
                    for span in cell.spans:
                        yield place["code"], dimensions, span.first, span.last, span.found


def _cited(site: Site, names: Iterable[str]) -> list[Any]:
    """Provisions as pages cite them: document and locator."""
    return [(name, site.provisions[name][0].number, site.provisions[name][1].locator) for name in dict.fromkeys(names)]


def _quoted(site: Site, names: Iterable[str]) -> list[Any]:
    """Provisions as notes quote them: the evidence as well."""
    return [(*told, site.provisions[told[0]][1].evidence) for told in _cited(site, names)]


def _titled(site: Site, names: Iterable[str]) -> list[Any]:
    """The documents of provisions as a page's citation names them."""
    found = {document.number: document for name in names for document, _ in [site.provisions[name]]}
    return [(one.number, one.title, one.issuers, asdict(one.issued)) for one in found.values()]


def _provisions(site: Site, names: Iterable[str]) -> list[Any]:
    """Provisions as lists show them: the summary as well."""
    return [(*told, site.provisions[told[0]][1].summary) for told in _quoted(site, names)]


@cache
def _numbers(site: Site) -> dict[str, int]:
    """Where each document (文号) stands in reading order."""
    return {document.number: index for index, document in enumerate(site.rules.documents)}


def _ends(site: Site, document: Document) -> list[str]:
    """The provisions whose values a document ends, in reading order."""
    found = [one for name in _ids(document) for one in _ended_by(site).get(name, ())]
    return [name for _, name in sorted(found)]


@cache
def _ended_by(site: Site) -> dict[str, list[tuple[int, str]]]:
    """Provision -> the values that it ends: where each stands in reading order, and its provision."""
    found: dict[str, list[tuple[int, str]]] = {}
    for index, one in enumerate(site.given):
        if one.value.ended_by:
            found.setdefault(one.value.ended_by, []).append((index, one.value.provision))
    return found


def _ids(document: Document) -> list[str]:
    return [provision.id for provision in document.provisions]


def _described(document: Document) -> list[Any]:
    """What stands at the head of a document's page."""
    return [
        document.number,
        document.title,
        document.issuers,
        document.place,
        document.published,
        document.notes,
        document.cites,
        document.forwards,
        *(asdict(day) for day in (document.issued, document.first, document.last)),
    ]
