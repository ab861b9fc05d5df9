"""What holds today of an item: combinations and cities with the same answer together, or all of it as a table."""

from dataclasses import dataclass
from typing import Any

from render import words
from render.site import Site
from urrbmi.values import Resolved


@dataclass(frozen=True)
class Now:
    """What holds today for some cities alike: the combinations, the value, the cities (none named: all)."""

    combinations: list[dict[str, str]]
    found: Resolved | None
    cities: list[dict[str, Any]]


@dataclass(frozen=True)
class Matrix:
    """What holds today in every city alike, as a table of an item's two dimensions."""

    columns: list[list[str]]
    rows: list[tuple[str, list[Resolved]]]

    @property
    def signs(self) -> set[str]:
        """What occurs in the cells, for the legend."""
        return {sign for _, found in self.rows for one in found for sign in words.explained(one)}


def now_of(site: Site, item: str, combinations: list[dict[str, str]]) -> list[Now]:
    """What holds today, combinations and cities with the same answer together."""
    answers: list[tuple[str, dict[str, str], Resolved | None, list[dict[str, Any]]]] = []
    for combination in combinations:
        if "county" in combination:
            continue
        by_text: dict[str, tuple[Resolved | None, list[dict[str, Any]]]] = {}
        for place in site.cities:
            found = site.now(place["code"], item, combination)
            by_text.setdefault(site.text(found) if found else "", (found, []))[1].append(place)
        for text, (found, cities) in by_text.items():
            answers.append((text, combination, found, cities))
    merged: dict[tuple[str, tuple[str, ...]], Now] = {}
    for text, combination, found, cities in answers:
        key = (text, tuple(place["code"] for place in cities))
        if key in merged:
            merged[key].combinations.append(combination)
        else:
            merged[key] = Now([combination], found, [] if len(cities) == len(site.cities) else cities)
    return list(merged.values())


def matrix_of(site: Site, item: str) -> Matrix | None:
    """Today's values of an item with two dimensions, if all cities have the same; columns that are the same are one."""
    names = site.item(item).get("dimensions", [])
    if len(names) != 2 or "county" in names:
        return None
    values: dict[tuple[str, str], Resolved] = {}
    for combination in site.combinations(item):
        found = [site.now(place["code"], item, combination) for place in site.cities]
        first = found[0]
        if first is None or len(combination) != 2 or len({one and site.text(one) for one in found}) > 1:
            return None
        values[combination[names[0]], combination[names[1]]] = first
    downs = list(dict.fromkeys(down for down, _ in values))
    columns: dict[tuple[str, ...], list[str]] = {}
    for across in dict.fromkeys(across for _, across in values):
        if any((down, across) not in values for down in downs):
            return None
        columns.setdefault(tuple(site.text(values[down, across]) for down in downs), []).append(across)
    if len(columns) == 1:  # a list says it
        return None
    together = list(columns.values())
    return Matrix(together, [(down, [values[down, column[0]] for column in together]) for down in downs])
