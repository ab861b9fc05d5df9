"""The files of data/: every value, every cell and every provision as CSV and JSON, described by datapackage.json."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from render.columns import CELLS, COVERAGE, FACTS, SHEETS, STANDARD_CASES, Sheet
from render.grid import Line, lines
from render.site import Given, Site, Span
from render.standard_cases import table_rows
from urrbmi.lookup import plain_number
from urrbmi.policy import OPEN_END, Value
from urrbmi.spreadsheet import safe_cell

NAME = "shanxi-resident-medical-insurance"
TITLE = "居民医保政策对照（山西，11市）"
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
_SIGNS = {"≥": ">=", "≤": "<="}

Cell = str | int | float | None
Row = dict[str, Cell]


@cache
def files(site: Site) -> dict[str, bytes]:
    """Name below data/ -> content, for every download; made once, for the page of the downloads tells their sizes."""
    rows = {FACTS: facts(site), CELLS: cells(site), COVERAGE: coverage(site), STANDARD_CASES: list(table_rows(site))}
    made = {sheet.path: _csv(sheet, rows[sheet]) for sheet in SHEETS}
    made["facts.json"] = _json(rows[FACTS])
    made["datapackage.json"] = _json(_package(site, made))
    return made


def row_count(content: bytes) -> int:
    """How many rows a CSV file made here holds, its header not counted."""
    return sum(1 for _ in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) - 1


def facts(site: Site) -> list[Row]:
    """A row for each value of each document, in reading order."""
    return [_fact(site, found) for found in site.given]


def cells(site: Site) -> list[Row]:
    """A row for each city, item, combination of dimensions and year; several where it changes within the year."""
    return [_cell(site, line, cell.year, span) for line in lines(site) for cell in line.cells for span in cell.spans]


def coverage(site: Site) -> list[Row]:
    """A row for each provision, in reading order."""
    return [
        {
            "provision": provision.id,
            "document": document.number,
            "locator": provision.locator,
            "handled": provision.handled,
            "items": _joined([value.item for value in provision.values] + provision.items),
            "repeats": _joined(provision.repeats),
            "summary": provision.summary,
            "data_version": site.policy.data_version,
        }
        for document, provision in site.provisions.values()
    ]


def _fact(site: Site, found: Given) -> Row:
    value, rule = found.value, found.rule
    is_open = value.last == OPEN_END
    return {
        "place_code": value.place,
        "place": found.document.place,
        "item": value.item,
        "item_name": site.item(value.item)["name"],
        "dimensions": ";".join(f"{name}={'|'.join(options)}" for name, options in value.dimensions.items()),
        "from": value.first or None,
        "to": None if is_open else value.last,
        "basis": value.first_basis,
        "year": rule.year,
        "value": _plain(site, value),
        "unit": site.item(value.item)["unit"],
        "state": value.kind,
        "document": found.document.number,
        "locator": found.provision.locator,
        "provision": value.provision,
        "to_basis": None if is_open else value.last_basis,
        "ended_by": value.ended_by,
        "arithmetic": rule.derived,
        "sources": _joined(value.sources) if rule.derived else None,
        "readings": _joined(found.provision.readings + value.readings),
        "evidence": "……".join(found.provision.evidence),
        "data_version": site.policy.data_version,
    }


def _cell(site: Site, line: Line, year: int, span: Span) -> Row:
    row: Row = {
        "place_code": line.place["code"],
        "place": line.place["name"],
        "item": line.item,
        "item_name": site.item(line.item)["name"],
        "dimensions": ";".join(f"{name}={option}" for name, option in line.dimensions.items()),
        "year": year,
        "from": span.first,
        "to": span.last,
        "value": None,
        "unit": site.item(line.item)["unit"],
        "state": "not_collected",
        "continued": "no",
        "data_version": site.policy.data_version,
    }
    if span.found is not None:
        document, provision = site.provisions[span.found.value.provision]
        row |= {
            "value": _plain(site, span.found.value),
            "state": span.found.state,
            "continued": "yes" if span.found.continued else "no",
            "document": document.number,
            "locator": provision.locator,
            "provision": provision.id,
        }
    return row


def _plain(site: Site, value: Value) -> Cell:
    """A value in its unit: a number, a bound (>=200), a text, or nothing where the state says all."""
    figure = plain_number(value, site.policy)
    if figure is None:
        return value.text or None
    return f"{_SIGNS[value.text]}{figure}" if value.text else figure


def _joined(names: Iterable[str]) -> str:
    return ";".join(dict.fromkeys(names))


def _csv(sheet: Sheet, rows: list[Row]) -> bytes:
    """UTF-8 with a byte order mark: without it Excel takes the file for GBK."""
    names = [column.name for column in sheet.columns]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    contents = ([row.get(name) for name in names] for row in rows)
    writer.writerows([safe_cell(one) if isinstance(one, str) else one for one in content] for content in contents)
    return text.getvalue().encode("utf-8-sig")


def _json(data: Any) -> bytes:
    if isinstance(data, list):
        # One row a line: readable, and a change shows as the line it is.
        data = [{name: None if content == "" else content for name, content in row.items()} for row in data]
        rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in data)
        return f"[\n{rows}\n]\n".encode()
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _package(site: Site, made: dict[str, bytes]) -> dict[str, Any]:
    """The Frictionless data package: what the files are, where they come from, and every column."""
    return {
        "profile": "data-package",
        "name": NAME,
        "title": TITLE,
        "description": "城乡居民基本医疗保险和大病保险的待遇、缴费与财政补助，每个数值注明文件和条款。facts.json 与 facts.csv 内容相同。",
        "version": site.policy.data_version,
        "licenses": [LICENCE],
        "sources": [{"title": f"{document.number} {document.title}"} for document in site.rules.documents],
        "resources": [*(_resource(sheet, made[sheet.path]) for sheet in SHEETS), _json_resource(made["facts.json"])],
    }


def _json_resource(content: bytes) -> dict[str, Any]:
    """facts.json, beside the tables."""
    return {
        "profile": "data-resource",
        "name": "facts-json",
        "path": "facts.json",
        "title": f"{FACTS.title}（JSON）",
        "description": "与 facts.csv 内容相同；空着的是 null，数字就是数字。",
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        **_size(content),
    }


def _size(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _resource(sheet: Sheet, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [column.schema() for column in sheet.columns], "missingValues": [""]}
    if sheet.key:
        schema["primaryKey"] = [sheet.key]
    elif sheet is FACTS:
        schema["foreignKeys"] = [
            {"fields": ["provision"], "reference": {"resource": COVERAGE.name, "fields": ["provision"]}}
        ]
    return {
        "profile": "tabular-data-resource",
        "name": sheet.name,
        "path": sheet.path,
        "title": sheet.title,
        "description": sheet.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_size(content),
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }
