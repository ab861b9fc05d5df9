"""The items that stand for the whole where there is no room for all of them, and how their figures are told shortly."""

from dataclasses import dataclass, field
from typing import Any

from render import words
from render.cells import YearCell
from render.grid import origin
from render.site import Site
from urrbmi.lookup import without_county
from urrbmi.values import Resolved


@dataclass(frozen=True)
class Highlight:
    """A main item; `within` keeps to the case most people are in, where an item has too many."""

    item: str
    within: dict[str, str] = field(default_factory=dict)


HOME = {"location": "local"}
ANYONE = {"group": "ordinary"}
#: what is shown of a dimension until the visitor chooses otherwise: the case most people ask about
USUAL = {"facility": "class_1", **HOME, **ANYONE}
#: in the order of importance for a household
MAIN = (
    Highlight("premium"),
    Highlight("outpatient_deductible"),
    Highlight("outpatient_ratio"),
    Highlight("outpatient_cap"),
    Highlight("two_diseases_ratio"),
    Highlight("two_diseases_cap"),
    Highlight("inpatient_deductible", HOME),
    Highlight("inpatient_ratio", HOME),
    Highlight("annual_fund_cap"),
    Highlight("repeat_deductible_reduction"),
    Highlight("inpatient_ratio_reduction"),
    Highlight("critical_illness_deductible", ANYONE),
    Highlight("critical_illness_ratio", ANYONE),
    Highlight("critical_illness_cap", ANYONE),
    Highlight("childbirth_covered"),
    Highlight("dual_channel_ratio"),
    Highlight("tcm_ratio"),
    Highlight("enrolment_closes"),
    Highlight("subsidy"),
)


def used(site: Site) -> list[Highlight]:
    """The main items that some document gives a value for."""
    return [one for one in MAIN if one.item in site.used_items]


def cases(site: Site, one: Highlight) -> list[dict[str, str]]:
    """The combinations of dimensions that stand for a main item."""
    return [found for found in site.combinations(one.item) if one.within.items() <= found.items()]


def usual(site: Site, item: str) -> dict[str, str]:
    """The combination of an item's dimensions that most people ask about, of a city as a whole."""
    every = [dict(without_county(one)) for one in site.combinations(item)]
    return max(every, key=lambda one: len(one.items() & USUAL.items()))


def today_in_short(site: Site, item: str) -> str:
    """In how many cities an item is known today, and what it is in the usual case: 9 / 11 个市收录到，三甲：60% 至 75%."""
    case = usual(site, item)
    found = [one for place in site.cities if (one := site.now(place["code"], item, case))]
    counted = f"{len(found)} / {len(site.cities)} 个市收录到"
    if not found:
        return counted
    texts = {site.text(one): one for one in found}
    in_order = sorted(texts, key=lambda text: texts[text].value.number or 0)
    figures = all(one.value.number is not None and not one.value.text for one in found)
    said = f"{in_order[0]} 至 {in_order[-1]}" if figures else f"{len(texts)} 种规定"
    label = site.named(case)
    return f"{counted}，{label + '：' if label else ''}{said if len(texts) > 1 else in_order[0]}"


@dataclass(frozen=True)
class Common:
    """A figure of today over all cities: what most have, and the cities that differ or for which nothing is known."""

    text: str
    signs: tuple[str, ...]
    others: list[dict[str, Any]]

    def __str__(self) -> str:
        return self.text


def common(site: Site, item: str, **dimensions: str) -> Common:
    """What most cities have today, of those for which something was collected."""
    by_text: dict[str, list[tuple[dict[str, Any], Resolved]]] = {}
    for place in site.cities:
        found = site.now(place["code"], item, dimensions)
        if found is not None:
            by_text.setdefault(site.text(found), []).append((place, found))
    if not by_text:
        return Common(words.STATES["not_collected"], (), list(site.cities))
    text, holders = max(by_text.items(), key=lambda entry: len(entry[1]))
    having = {place["code"] for place, _ in holders}
    signs = dict.fromkeys(sign for _, found in holders for sign in words.signs(found))
    return Common(text, tuple(signs), [place for place in site.cities if place["code"] not in having])


@dataclass(frozen=True)
class Known:
    """How many of the main items are known for a city and year, and mostly from where."""

    count: int
    of: int
    kind: str  # stated, inherited, continued, missing: as the style sheet calls them


def known(site: Site, place: str, year: int) -> Known:
    """How much of what most people ask is known for a city (code) in a year."""
    tally = {"stated": 0, "inherited": 0, "continued": 0}
    items = used(site)
    for one in items:
        kinds = [_kind(site.cells(place, one.item, case), year) for case in cases(site, one)]
        collected = [kind for kind in kinds if kind != "missing"]
        if collected:
            tally[max(dict.fromkeys(collected), key=collected.count)] += 1
    count = sum(tally.values())
    return Known(count, len(items), max(tally, key=lambda kind: tally[kind]) if count else "missing")


def _kind(cells: list[YearCell], year: int) -> str:
    """Whose word the last known value of a year rests on; missing where there is none."""
    cell = next(cell for cell in cells if cell.year == year)
    return next((origin(span, cell.place) for span in reversed(cell.spans) if span.found), "missing")
