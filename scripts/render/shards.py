"""The small files that the compare page reads: one an item and province, column by column, and an index of them.

Where there is one province, its files lie beside the index.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from itertools import chain, combinations, permutations
from typing import Any

import deflate

from render import words
from render.addresses import Addresses
from render.differences import NOT_COMPARED, compared
from render.grid import Line, cases, lines
from render.highlights import USUAL, used
from render.made import Made
from render.paths import city_path, document_path, item_path
from render.site import Site
from render.texts import compact_bytes
from urrbmi.lookup import plain_number
from urrbmi.spreadsheet import FORMULA_STARTS
from urrbmi.values import Resolved

FOLDER = "shards/"
INDEX = f"{FOLDER}index.json"
#: the item that the page opens with
FIRST = "inpatient_deductible"
#: how a change over time is told where two cities may be compared as well
_TIMELESS = {"增加": "多", "减少": "少", "提高": "高", "降低": "低", "新增": "前者没有"}
#: columns of values: position -> what is said of the value there
Columns = dict[str, list[Any]]
#: item -> its shards
Shards = dict[str, list[Made]]
#: two cities (codes), and in how many figures they differ
Pair = tuple[int, list[str]]
#: as many bytes as a shard may have, compressed; hosts compress a little less well
LARGEST = 14_000


def files(site: Site, made: dict[str, Shards], pair: Pair) -> dict[str, bytes]:
    """What is not there yet, name below data/ -> content: the index of what each province has (folder -> its shards), with the
    `pair` of cities that the page opens with, and a shard without cells for each item that a province alone has nothing of.
    """
    empty = {
        FOLDER + shard_name(part.folder, item): compact_bytes(_shard(part, item, [], Addresses(part)))
        for part in site.by_province
        for item in site.used_items
        if item not in made[part.folder]
    }
    return {INDEX: compact_bytes(_index(site, made, pair)), **empty}


def shard_name(folder: str, item: str, number: int = 1) -> str:
    """The name of an item's shard in a province's folder; a second one and those after it are numbered."""
    return f"{folder}{item}{f'-{number}' if number > 1 else ''}.json"


def of_province(site: Site) -> dict[str, dict[str, bytes]]:
    """The shards of a province: item -> name below data/ -> content."""
    by_item: dict[str, list[Line]] = {name: [] for name in site.used_items}
    for line in lines(site):
        by_item[line.item].append(line)
    addresses = Addresses(site)
    return {
        item: {
            FOLDER + shard_name(site.folder, item, number): content
            for number, content in enumerate(_divided(site, item, own, addresses), start=1)
        }
        for item, own in by_item.items()
    }


def _divided(site: Site, item: str, mine: list[Line], addresses: Addresses) -> list[bytes]:
    """The shard of some lines; where it is too large, those of the first half of its cases and of the second."""
    content = compact_bytes(_shard(site, item, mine, addresses))
    cases = list(dict.fromkeys(tuple(line.dimensions.items()) for line in mine))
    if len(cases) < 2 or len(deflate.gzip_compress(content)) <= LARGEST:
        return [content]
    first = set(cases[: len(cases) // 2])
    halves: tuple[list[Line], list[Line]] = ([], [])
    for line in mine:
        halves[tuple(line.dimensions.items()) not in first].append(line)
    return [part for half in halves for part in _divided(site, item, half, addresses)]


def telling_pair(site: Site) -> Pair:
    """The two cities of a province that differ in most at the end of its documents' last year, and in how much.

    A province's only city stands there twice.
    """
    told: dict[tuple[str, ...], dict[str, str]] = {}
    day = f"{_last_year(site)}-12-31"
    for place, item, case in cases(site):
        found = site.policy.resolve(place["code"], item, day, case)
        if found is not None:
            told.setdefault((item, *case.values()), {})[place["code"]] = site.text(found)
    pairs = [(str(one["code"]), str(other["code"])) for one, other in combinations(site.cities, 2)]
    differing = Counter(
        pair
        for texts in told.values()
        for pair in pairs
        if set(pair) <= texts.keys() and texts[pair[0]] != texts[pair[1]]
    )
    return max(
        ((differing[pair], list(pair)) for pair in pairs),
        key=lambda one: one[0],
        default=(0, [str(one["code"]) for one in site.cities] * 2),
    )


def _last_year(site: Site) -> int:
    """The year of the latest document."""
    return int(site.collected_until[:4])


def _index(site: Site, made: dict[str, Shards], pair: Pair) -> dict[str, Any]:
    """What can be picked, what is shown first, what the signs mean, and where each shard lies."""
    parameters = site.rules.parameters
    now = int(site.today[:4])
    dimensions = {
        name: {"name": described["name"], "values": _shorts(described)}
        for name, described in parameters["dimensions"].items()
    }
    return {
        "year": now,
        "years": site.years,
        "year_pair": [_last_year(site), now],
        "city_pair": pair[1],
        "cities": {
            place["code"]: {"name": place["name"], "path": city_path(place), **_within(part)}
            for part in site.by_province
            for place in part.cities
        },
        **(
            {"provinces": {folder[:-1]: _digest(chain(*found.values())) for folder, found in made.items()}}
            if site.divided
            else {}
        ),
        "numbers": _numbers(made),
        "main": [one.item for one in used(site)],
        "first": FIRST,
        "usual": USUAL,
        "dimensions": dimensions,
        "items": {
            name: {
                "name": site.item(name)["plain"],
                "term": site.item(name)["name"],
                "unit": parameters["units"][site.item(name)["unit"]]["name"],
                "per": site.item(name).get("per", ""),
                "path": item_path(name),
                "shard": f"{name}.json" if site.divided else f"{name}.json?v={_digest(made[site.folder][name])}",
            }
            for name in site.used_items
        },
        "legend": _legend(site),
        "formula": FORMULA_STARTS,
        "version": site.policy.data_version,
    }


def _within(site: Site) -> dict[str, str]:
    """In which province a city is, where there are several."""
    return {"province": site.folder[:-1]} if site.folder else {}


def _numbers(made: dict[str, Shards]) -> dict[str, int]:
    """How many shards an item has in a province's folder, where it has several."""
    return {
        f"{folder}{item}": len(parts)
        for folder, items in made.items()
        for item, parts in items.items()
        if len(parts) > 1
    }


def _digest(shards: Iterable[Made]) -> str:
    """What the address of a shard ends with: a changed one has a new address, so that no old one is kept.

    Of several provinces each has one for all its shards: thousands would make the index large.
    """
    found = [one.digest for one in shards]
    return (found[0] if len(found) == 1 else hashlib.sha256("".join(found).encode()).hexdigest())[:8]


def _shorts(described: dict[str, Any]) -> dict[str, str]:
    return {name: value["short"] for name, value in described.get("values", {}).items()}


def _legend(site: Site) -> list[list[str]]:
    """Sign, how the legend shows it, its meaning; a value that is stated has no sign."""
    every = words.legend(words.STATES.values(), site.legend)
    return [[sign, *entry] for sign, entry in zip(words.STATES.values(), every, strict=True)]


def _shard(site: Site, item: str, mine: list[Line], addresses: Addresses) -> dict[str, Any]:
    """An item's cells as spans of days, the values they hold, and what pairs of these differ by."""
    cases = list({tuple(line.dimensions.items()): line.dimensions for line in mine}.values())
    kept: dict[tuple[Any, ...], int] = {}
    found: list[Resolved] = []
    cells: Columns = {name: [] for name in ("place", "case", "from", "to", "value")}
    first: dict[tuple[Any, ...], int] = {}
    like: list[int] = []
    met: dict[int, set[int]] = {}
    for line in mine:
        case = cases.index(line.dimensions)
        last: int | None = -1  # no value: the line's first span is a new one
        for span in (span for cell in line.cells for span in cell.spans):
            number = None if span.found is None else kept.setdefault(_identity(span.found), len(found))
            if span.found is not None and number == len(found):
                found.append(span.found)
                like.append(first.setdefault(_content(site, span.found), number))
            if number == last:
                cells["to"][-1] = span.last
                continue
            for name, content in zip(cells, (line.place["code"], case, span.first, span.last, number), strict=True):
                cells[name].append(content)
            last = number
            if number is not None:
                met.setdefault(case, set()).add(like[number])
    return {
        "item": item,
        "cases": {
            "dimensions": cases,
            "name": [site.named(case) for case in cases],
            "address": [addresses.table(item, case) for case in cases],
        },
        "values": _values(site, found) | {"like": like},
        "cells": cells,
        "differences": _differences(site, item, found, met.values()),
    }


def _identity(found: Resolved) -> tuple[Any, ...]:
    """Equal where the page would say the same of two values."""
    return (id(found.value), found.state, found.continued, found.presumed)


def _content(site: Site, found: Resolved) -> tuple[Any, ...]:
    """Equal where two values differ from any third by the same: of hundreds of a country's values few do not."""
    value = found.value
    document = site.provisions[value.provision][0].code if value.item in NOT_COMPARED else ""
    return (site.text(found), value.number, value.text, value.kind, found.state == "formula", document)


def _values(site: Site, found: list[Resolved]) -> Columns:
    """Every value as the item's page writes it."""
    columns: Columns = {
        "text": [site.text(one) for one in found],
        "number": [plain_number(one.value, site.policy) if not one.value.text else None for one in found],
        "state": [one.state for one in found],
        "continued": [one.continued for one in found],
        "signs": [words.signs(one) for one in found],
        "explained": [words.explained(one) for one in found],
        "period": [words.period(one.value) for one in found],
    }
    # Of a derived value several clauses.
    clauses = [[site.provisions[name] for name in one.value.sources] for one in found]
    columns["documents"] = [[document.number for document, _ in each] for each in clauses]
    columns["locators"] = [[provision.locator for _, provision in each] for each in clauses]
    columns["sources"] = [[_clause_address(site, name) for name in one.value.sources] for one in found]
    return columns


def _clause_address(site: Site, name: str) -> str:
    """Where a clause (provision id) stands on the page of its document."""
    document, provision = site.provisions[name]
    return f"{document_path(document)}#{provision.id}"


def _differences(site: Site, item: str, found: list[Resolved], met: Iterable[set[int]]) -> Columns:
    """For each two contents of one case that do not say the same: from which to which, the difference, its verdict.

    A content is told by the first value that has it, which is what the values' `like` names.
    """
    columns: Columns = {name: [] for name in ("before", "after", "text", "verdict")}
    for before, after in sorted({pair for values in met for pair in permutations(sorted(values), 2)}):
        one, other = found[before], found[after]
        if site.text(one) == site.text(other):
            continue
        row = (before, after, *_compared(site, item, one, other))
        for name, content in zip(columns, row, strict=True):
            columns[name].append(content)
    return columns


def _compared(site: Site, item: str, before: Resolved, after: Resolved) -> tuple[str, str]:
    """What two values differ by in words, of amounts also in per cent; and for whom that is better."""
    documents = {site.provisions[one.value.provision][0].code for one in (before, after)}
    if item in NOT_COMPARED and len(documents) > 1:
        return "各从自己的比例里减，不能直接比", ""
    text, verdict = compared(site, item, before, after)
    old, new = before.value.number, after.value.number
    if text[:1] in ("↑", "↓") and site.item(item)["unit"] == "yuan" and old and new is not None:
        text += f"（{_per_cent(abs(new - old), old)}）"
    for change, plain in _TIMELESS.items():
        text = text.replace(change, plain)
    return text, verdict


def _per_cent(part: int, whole: int) -> str:
    """A share in per cent, halves up: 25%, 约 33%; 不到 1%."""
    rounded, exact = (200 * part + whole) // (2 * whole), 100 * part % whole == 0
    if not rounded:
        return "不到 1%"
    return f"{'' if exact else '约 '}{rounded}%"
