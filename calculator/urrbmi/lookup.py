"""What is in force at a place on a day, item by item, with citations."""

from typing import Any

from urrbmi import claims
from urrbmi.errors import BadInput, nearest
from urrbmi.money import RATIO, show
from urrbmi.policy import Policy
from urrbmi.values import Citation, Resolved, Value

#: the model's whole numbers in one of the unit
SCALES = {"yuan": 100, "ratio": RATIO, "points": RATIO}


def lookup(place: str, day: str, item: str | None, policy: Policy) -> dict[str, Any]:
    """The values in force at a city on a day (ISO), all items or one. Raises BadInput."""
    code = claims.city(place, "PLACE", policy)
    iso = claims.day(day, "DATE", policy)
    if item is not None:
        item = _item(item, policy)
    found = [entry for name in ([item] if item else policy.items) for entry in _entries(code, iso, name, policy)]
    return {
        "place": policy.places[code]["name"],
        "place_code": code,
        "date": iso,
        "values": found,
        "data_version": policy.data_version,
    }


def combinations(item: str, province: str, policy: Policy) -> list[dict[str, str]]:
    """Every combination of dimensions for which a document of a province (code), or of a place in it, gives the item a
    value; [{}] where it has none. What other provinces tell apart is nothing to this one.
    """
    found = policy.combined.get((item, province))
    if found is None:
        found = policy.combined[item, province] = _combined(item, policy.given(item, province), policy)
    return found


def _combined(item: str, given: list[Value], policy: Policy) -> list[dict[str, str]]:
    names = policy.items[item]["dimensions"]
    every = {name: _all_of(name, given, policy) for name in names}
    combinations: dict[tuple[str | None, ...], None] = {}
    for value in given:
        rows: list[tuple[str | None, ...]] = [()]
        for name in names:
            options: list[str | None] = [*(value.dimensions.get(name) or every[name])]
            rows = [(*row, option) for row in rows for option in options or [None]]
        combinations.update(dict.fromkeys(rows))
    order = {name: [None, *policy.dimensions[name].get("values", ())] for name in names}

    def rank(row: tuple[str | None, ...]) -> list[tuple[int, str]]:
        pairs = zip(names, row, strict=True)
        return [(order[name].index(option) if option in order[name] else 0, option or "") for name, option in pairs]

    found = [
        {name: option for name, option in zip(names, row, strict=True) if option is not None}
        for row in sorted(combinations, key=rank)
    ]
    return found or [{}]


def combinations_at(place: str, item: str, policy: Policy) -> list[dict[str, str]]:
    """The combinations that mean something at a city (code): by its own counties where a document divides by them, by none
    where not. Two cities have a 城区, so a county counts only in its own.
    """
    found = policy.combined_at.get((place, item))
    if found is None:
        found = policy.combined_at[place, item] = _combined_at(place, item, policy)
    return found


def _combined_at(place: str, item: str, policy: Policy) -> list[dict[str, str]]:
    groups: dict[tuple[tuple[str, str], ...], list[dict[str, str]]] = {}
    for combination in combinations(item, policy.ancestors(place)[-1], policy):
        groups.setdefault(without_county(combination), []).append(combination)
    counties = policy.counties(place)
    found: list[dict[str, str]] = []
    for whole, members in groups.items():
        own = [
            one
            for one in members
            if one.get("county") in counties and any(value.covers(one) for value in policy.values_of(place, item))
        ]
        found += own or [dict(whole)]
    return found


def without_county(dimensions: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """A combination without its county: counties are rows of a table, all other dimensions make tables."""
    return tuple((name, value) for name, value in dimensions.items() if name != "county")


def content(value: Value, policy: Policy) -> int | float | str | None:
    """A value as data has it: a figure in its unit, ≥200 for a bound, a text; None for a state without content."""
    figure = plain_number(value, policy)
    if figure is None:
        return value.text or None
    return f"{value.text}{figure}" if value.kind == "bound" else figure


def plain_number(value: Value, policy: Policy) -> int | float | None:
    """A value's figure in its unit: yuan, 0.6 for a ratio, 0.05 for points; None where it has no figure."""
    if value.number is None:
        return None
    scale = SCALES.get(policy.items[value.item]["unit"], 1)
    return value.number // scale if value.number % scale == 0 else value.number / scale


def _item(name: str, policy: Policy) -> str:
    """The id of an item, from its id or its official or everyday name."""
    for item, described in policy.items.items():
        if name in (item, described["name"], described["plain"]):
            return item
    allowed = f"可用：{len(policy.items)} 个项目，不填 ITEM 就都列出来，例如 premium、inpatient_deductible"
    raise BadInput(f"ITEM：没有 {show(name)}；{allowed}{nearest(name, policy.items)}")


def _all_of(name: str, given: list[Value], policy: Policy) -> list[str]:
    """The values that a left-out dimension stands for: all that the given values ever name."""
    named = {option for value in given for option in value.dimensions.get(name, ())}
    return [option for option in policy.dimensions[name].get("values", ()) if option in named]


def _entries(place: str, day: str, item: str, policy: Policy) -> list[dict[str, Any]]:
    entries = []
    for dimensions in combinations_at(place, item, policy):
        found = policy.resolve(place, item, day, dimensions)
        entries.append(_entry(item, dimensions, found, policy))
    return entries


def _entry(item: str, dimensions: dict[str, str], found: Resolved | None, policy: Policy) -> dict[str, Any]:
    described = policy.items[item]
    entry: dict[str, Any] = {
        "item": item,
        "item_name": described["name"],
        "dimensions": dimensions,
        "value": None,
        "unit": described["unit"],
        "state": "not_collected",
        "citations": [],
    }
    if found is not None:
        value = found.value
        entry |= {
            "value": content(value, policy),
            "state": found.state,
            "continued": found.continued,
            "presumed": found.presumed,
            "from": value.first or None,
            "to": None if value.continues and not value.ended_by else value.last,
            "citations": [_quoted(citation, policy) for citation in found.citations],
        }
    return entry


def _quoted(citation: Citation, policy: Policy) -> dict[str, Any]:
    """A citation with the document's own words; without where the policy came without them, as it does to browsers."""
    words = policy.provisions[citation.provision]["evidence"]
    return citation.as_json() | ({"evidence": words} if words else {})
