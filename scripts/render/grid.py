"""Every cell of every table, city by city, and whose word it is: what documents, coverage and data count."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from render.cells import Span, YearCell
from render.site import Site


@dataclass(frozen=True)
class Line:
    """One item at one city for one combination of dimensions: its cells, year by year."""

    place: dict[str, Any]
    item: str
    dimensions: dict[str, str]
    cells: list[YearCell]


def lines(site: Site) -> Iterator[Line]:
    """Every line of every table, by city, then by item."""
    return (Line(place, item, case, site.cells(place["code"], item, case)) for place, item, case in cases(site))


def cases(site: Site) -> Iterator[tuple[dict[str, Any], str, dict[str, str]]]:
    """What the lines are of: city, item and combination of dimensions."""
    for part in site.by_province:
        for place in part.cities:
            for item in part.used_items:
                for dimensions in part.combinations_at(place["code"], item):
                    yield place, item, dimensions


def origin(span: Span, place: str) -> str:
    """Whose word a span rests on: stated (the city's own), inherited, continued (or presumed), or missing."""
    if span.found is None:
        return "missing"
    if span.found.continued or span.found.presumed:
        return "continued"
    return "stated" if span.found.value.place == place else "inherited"


def years_text(years: Iterable[int]) -> str:
    """Years in words: 2017、2019–2021."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][1] == year - 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return "、".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
