"""The rows of every table that can be downloaded, from the rules and the model; render/columns.py says what they hold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reading.ruleset import Document, Provision
from render.cells import Given, Span
from render.columns import DOCUMENTS, ITEMS, PLACES, READINGS, Cell, Row, Sheet
from render.grid import Line
from render.paths import city_path, document_path, item_path
from render.site import Site
from urrbmi.lookup import plain_number
from urrbmi.values import OPEN_END, Value

_SIGNS = {"≥": ">=", "≤": "<="}


@dataclass(frozen=True, slots=True)
class Filled:
    """What one row of cells.csv is made from: its line, its year and the span of the year."""

    line: Line
    year: int
    span: Span


def tables(site: Site) -> Mapping[Sheet, Iterable[Row]]:
    """The rows of the tables that rest on no volume."""
    return {
        DOCUMENTS: [document_row(site, document) for document in site.rules.documents],
        PLACES: places(site),
        ITEMS: items(site),
        READINGS: readings(site),
    }


def facts(site: Site) -> list[Row]:
    """A row for each value of each document, in reading order."""
    return [fact_row(site, found) for found in site.given]


def filled(lines: Iterable[Line]) -> Iterator[Filled]:
    """A row for each year of each line; several where it changes within the year."""
    return (Filled(line, cell.year, span) for line in lines for cell in line.cells for span in cell.spans)


def coverage(site: Site) -> list[Row]:
    """A row for each provision, in reading order."""
    return [
        {**coverage_row(document, provision), "data_version": site.policy.data_version}
        for document, provision in site.provisions.values()
    ]


def coverage_row(document: Document, provision: Provision) -> Row:
    """The row of a provision, but for the version of its file."""
    return {
        "provision": provision.id,
        "document": document.number,
        "locator": provision.locator,
        "handled": provision.handled,
        "items": joined([value.item for value in provision.values] + provision.items),
        "repeats": joined(provision.repeats),
        "summary": provision.summary,
    }


def places(site: Site) -> list[Row]:
    """A row for the province, each city and each county."""
    return [
        {
            "place_code": place["code"],
            "place": place["name"],
            "kind": place["kind"],
            "parent": place.get("parent"),
            "page": city_path(place) if place["kind"] == "city" else None,
            "data_version": site.policy.data_version,
        }
        for place in site.rules.places
    ]


def items(site: Site) -> list[Row]:
    """A row for each item that can be compared."""
    return [
        {
            "item": name,
            "item_name": item["name"],
            "plain": item["plain"],
            "section": item["section"],
            "unit": item["unit"],
            "dimensions": joined(item.get("dimensions", [])),
            "year_bound": "yes" if item.get("year_bound") else "no",
            "meaning": item["meaning"],
            "page": item_path(name) if name in site.used_items else None,
            "data_version": site.policy.data_version,
        }
        for name, item in site.rules.parameters["items"].items()
    ]


def readings(site: Site) -> list[Row]:
    """A row for each place where the texts can be taken in more than one way."""
    return [
        {
            "reading": name,
            **{key: reading[key] for key in ("question", "taken", "otherwise", "stake", "certainty")},
            "provisions": joined(reading["provisions"]),
            "items": joined(reading["items"]),
            "data_version": site.policy.data_version,
        }
        for name, reading in site.rules.readings.items()
    ]


def document_row(site: Site, document: Document) -> Row:
    return {
        "document": document.number,
        "title": document.title,
        "issuers": joined(document.issuers),
        "place_code": site.rules.place(document.place)["code"],
        "place": document.place,
        "issued": document.issued.day or None,
        "issued_basis": document.issued.basis,
        "published": document.published or None,
        "from": document.first.day or None,
        "to": None if document.last.day == OPEN_END else document.last.day,
        "forwards": document.forwards or None,
        "cites": joined(document.cites),
        "page": document_path(document),
        "data_version": site.policy.data_version,
    }


def fact_row(site: Site, found: Given) -> Row:
    value, rule = found.value, found.rule
    is_open = value.last == OPEN_END
    return {
        "place_code": value.place,
        "place": found.document.place,
        "item": value.item,
        "item_name": site.item(value.item)["name"],
        "dimensions": conditions(value.dimensions),
        "from": value.first or None,
        "to": None if is_open else value.last,
        "basis": value.first_basis,
        "year": rule.year,
        "value": plain(site, value),
        "unit": site.item(value.item)["unit"],
        "state": value.kind,
        "document": found.document.number,
        "locator": found.provision.locator,
        "provision": value.provision,
        "to_basis": None if is_open else value.last_basis,
        "ended_by": value.ended_by,
        "arithmetic": rule.derived,
        "sources": joined(value.sources) if rule.derived else None,
        "readings": joined(found.provision.readings + value.readings),
        "evidence": "……".join(found.provision.evidence),
        "data_version": site.policy.data_version,
    }


def line_row(site: Site, line: Line) -> Row:
    """What every row of a line of the resolved table says."""
    return {
        "place_code": line.place["code"],
        "place": line.place["name"],
        "item": line.item,
        "item_name": site.item(line.item)["name"],
        "dimensions": ";".join(f"{name}={option}" for name, option in line.dimensions.items()),
        "unit": site.item(line.item)["unit"],
    }


def cell_row(site: Site, one: Filled) -> Row:
    """A row of the resolved table."""
    span = one.span
    row: Row = {
        **line_row(site, one.line),
        "year": one.year,
        "from": span.first,
        "to": span.last,
        "value": None,
        "state": "not_collected",
        "continued": "no",
        "data_version": site.policy.data_version,
    }
    if span.found is not None:
        document, provision = site.provisions[span.found.value.provision]
        row |= {
            "value": plain(site, span.found.value),
            "state": span.found.state,
            "continued": "yes" if span.found.continued else "no",
            "document": document.number,
            "locator": provision.locator,
            "provision": provision.id,
            "sources": joined(span.found.value.sources) if site.rule(span.found.value).derived else None,
            "readings": joined(span.found.readings) or None,
        }
    return row


def plain(site: Site, value: Value) -> Cell:
    """A value in its unit: a number, a bound (>=200), a text, or nothing where the state says all."""
    figure = plain_number(value, site.policy)
    if figure is None:
        return value.text or None
    return f"{_SIGNS[value.text]}{figure}" if value.text else figure


def conditions(dimensions: Mapping[str, Iterable[str]]) -> str:
    """Several values of each dimension: facility=class_1|class_3;location=local."""
    return ";".join(f"{name}={'|'.join(options)}" for name, options in dimensions.items())


def joined(names: Iterable[str]) -> str:
    return ";".join(dict.fromkeys(names))
