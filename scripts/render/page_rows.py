"""The rows of the downloads of pages that are not of one item or city; render/page_columns.py says what they hold.

The rows have no version: whoever writes them gives them one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from reading.ruleset import Document
from render import coverage
from render.case_basis import case_row
from render.cells import Given
from render.columns import Cell, Row
from render.differences import Line, Topic, agreed, begun, ended
from render.grouping import Block
from render.rows import Filled, cell_row, conditions, coverage_row, document_row, fact_row, joined, plain
from render.site import Site
from render.standard_cases import settled
from urrbmi.values import Resolved


@cache
def of_cases(site: Site) -> dict[str, list[Row]]:
    """Of each standard case (id) a row for each city and year, with the clauses that it was settled by."""
    return {one.case.id: [case_row(site, one.case, outcome) for outcome in one.outcomes] for one in settled(site)}


def of_cities(site: Site, figures: Iterable[Filled]) -> Iterator[Row]:
    """A row for each city and key figure."""
    return (cell_row(site, one) for one in figures)


def of_changes(site: Site, topics: Iterable[Topic]) -> Iterator[Row]:
    """A row for each change, city and block of combinations, the latest first."""
    for topic in topics:
        for line in topic.lines:
            for place in topic.places:
                for block in line.blocks or [{}]:
                    yield _change(site, topic, line, place, block)


def of_document(site: Site, document: Document) -> Iterator[Row]:
    """A row for each value of each clause, in reading order; one for a clause without."""
    given: dict[str, list[Given]] = defaultdict(list)
    for found in site.given_by[document.code]:
        given[found.provision.id].append(found)
    for provision in document.provisions:
        clause = coverage_row(document, provision)
        told = {name: content for name, content in clause.items() if name != "items"}
        told["evidence"] = "……".join(provision.evidence)
        # What the values say of their clause wins: the readings of both.
        yield from ({**told, **fact_row(site, found)} for found in given[provision.id])
        if not given[provision.id]:
            yield {**told, "readings": joined(provision.readings) or None}


def of_documents(site: Site) -> Iterator[Row]:
    """A row for each document, in reading order."""
    return (document_row(site, document) for document in site.rules.documents)


def of_coverage(site: Site) -> Iterator[Row]:
    """A row for each city, year and section, before them one for all sections together."""
    tables = [("", "全部", coverage.overview(site))]
    tables += [(one.id, one.title, one.rows) for one in coverage.sections(site)]
    for at, place in enumerate(site.cities):
        for nth, year in enumerate(site.years):
            for section, title, rows in tables:
                cell = rows[at].cells[nth]
                yield {
                    "place_code": place["code"],
                    "place": place["name"],
                    "year": year,
                    "section": section or None,
                    "section_name": title,
                    "items": cell.total,
                    **{origin: cell.by_origin[origin] for origin in coverage.ORIGINS},
                    "missing": cell.missing,
                }


def _change(site: Site, topic: Topic, line: Line, place: str, block: Block) -> Row:
    item = site.item(topic.item)
    own = line.within(place, block)
    return {
        "day": topic.day,
        "basis": agreed(change.basis for change in own),
        "kind": topic.kind,
        "place_code": place,
        "place": site.policy.places[place]["name"],
        "item": topic.item,
        "item_name": item["name"],
        "dimensions": conditions(block),
        "before": _figure(site, line.before),
        "after": _figure(site, line.after),
        "unit": item["unit"],
        "before_text": line.before_text,
        "after_text": line.after_text,
        "difference": line.difference or None,
        "verdict": line.verdict or None,
        "begun": joined(begun(own)) or None,
        "ended": joined(ended(own)) or None,
        "readings": joined(line.open) or None,
    }


def _figure(site: Site, found: Resolved | None) -> Cell:
    return plain(site, found.value) if found else None
