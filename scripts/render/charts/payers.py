"""Who pays the financing of a resident's insurance in a year: the resident, and each level of government, as bars."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from render.charts.bars import Bar, Segment, drawing
from render.charts.chart import Chart
from render.charts.sources import sourced
from render.columns import Cell
from render.site import Site
from urrbmi.values import Resolved
from urrbmi.words import yuan

#: the items on whose pages they stand: over years for each city, and over cities for each year
OVER_YEARS = "subsidy"
OVER_CITIES = "subsidy_part"
COLUMNS = ("bar", "places", "year", "who", "payer", "value", "unit")
#: payer -> what its part is called: in a bar, in the key
PAYERS = {
    "self": ("个人", "个人缴费"),
    "central": ("中央", "中央财政"),
    "province": ("省", "省级财政"),
    "city": ("市", "市级财政"),
    "county": ("县", "县级财政"),
    "city_and_county": ("市县", "市、县两级财政"),
}
#: the subsidy, or what is left of it, where no document says which level pays it
_WHOLE, _REST = "财政", "其余"
_KEY = {kind.replace("_", "-"): name for kind, (_, name) in PAYERS.items()} | {
    "": "没有收录的：有数字的，不知道哪一级出；“?”，不知道多少"
}


@dataclass(frozen=True)
class Shares:
    """Who pays what for some residents of a city in a year: `who` they are in words (empty: all), and the clauses."""

    who: str
    segments: tuple[Segment, ...]
    clauses: tuple[str, ...] = field(compare=False)


@dataclass(frozen=True)
class Told:
    """Shares that are the same in some cities in a year, and how their bar begins."""

    name: str
    places: list[dict[str, Any]]
    year: int
    shares: Shares

    @property
    def bar(self) -> Bar:
        """The bar: 2023年，一般县：一共990元."""
        named = f"{self.name}，{self.shares.who}" if self.shares.who else self.name
        amounts = [part.amount for part in self.shares.segments]
        whole = "" if None in amounts else f"：一共{yuan(sum(filter(None, amounts)))}"
        return Bar(named + whole, self.shares.segments)


@cache
def charts(site: Site, item: str) -> list[Chart]:
    """The charts on an item's page."""
    kinds = {OVER_YEARS: _over_years, OVER_CITIES: _over_cities}
    return list(kinds[item](site)) if item in kinds else []


def _over_years(site: Site) -> Iterator[Chart]:
    """One for each group of cities whose years are the same."""
    alike: dict[tuple[tuple[int, Shares], ...], list[dict[str, Any]]] = {}
    for place in site.cities:
        shared = tuple((year, shares) for year in site.years for shares in _shares(site, place["code"], year))
        if shared:
            alike.setdefault(shared, []).append(place)
    for shared, places in alike.items():
        told = [Told(f"{year}年", places, year, shares) for year, shares in shared]
        yield _chart(site, f"payers-{places[0]['pinyin']}", f"{_group(site, places)}：每人的医保钱谁出", told)


def _over_cities(site: Site) -> Iterator[Chart]:
    """One for each year in which cities differ."""
    for year in site.years:
        alike: dict[Shares, list[dict[str, Any]]] = {}
        for place in site.cities:
            for shares in _shares(site, place["code"], year):
                alike.setdefault(shares, []).append(place)
        if len({tuple(place["code"] for place in places) for places in alike.values()}) > 1:
            groups = sorted(alike.items(), key=lambda pair: -len(pair[1]))
            told = [Told(_group(site, places), places, year, shares) for shares, places in groups]
            yield _chart(site, f"payers-{year}", f"{year}年：各市每人的医保钱谁出", told)


def _group(site: Site, places: list[dict[str, Any]]) -> str:
    """Some cities in words; of most of them, those that are left out."""
    others = [place for place in site.cities if place not in places]
    if len(places) <= len(others) or not others:
        return _names(places) if others else f"{len(places)}个市"
    return f"{_names(others)}以外的{len(places)}个市"


def _names(places: list[dict[str, Any]]) -> str:
    return "、".join(place["name"] for place in places)


def _chart(site: Site, id: str, title: str, told: list[Told]) -> Chart:
    bars = [one.bar for one in told]
    rows: list[tuple[Cell, ...]] = [
        (bar.name, _names(one.places), one.year, one.shares.who, part.payer, part.plain, "yuan")
        for bar, one in zip(bars, told, strict=True)
        for part in bar.segments
    ]
    return sourced(
        site,
        drawing(bars, _KEY, id),
        (clause for one in told for clause in _clauses(site, one)),
        id=id,
        title=title,
        unit="单位：元，每人每年，一般居民",
        description="；".join(f"{bar.name}：{'，'.join(part.said for part in bar.segments)}" for bar in bars) + "。",
        columns=COLUMNS,
        rows=rows,
    )


def _clauses(site: Site, told: Told) -> Iterator[str]:
    """The clauses that the shares rest on in each of the cities, which may say the same in documents of their own."""
    for place in told.places:
        for shares in _shares(site, place["code"], told.year):
            if shares == told.shares:
                yield from shares.clauses


@cache
def _shares(site: Site, place: str, year: int) -> list[Shares]:
    """Who pays what at a city (code): one for all residents, or one for each kind of county; none where nothing is known."""
    day = f"{year}-12-31"
    premium = site.policy.resolve(place, "premium", day, {})
    subsidy = site.policy.resolve(place, "subsidy", day, {})
    divided = _by_county(site, place, day) or _by_type(site, place, day) or {"": {}}
    if premium is None and subsidy is None and not any(divided.values()):
        return []
    return [_made(who, premium, subsidy, parts) for who, parts in divided.items()]


def _by_county(site: Site, place: str, day: str) -> dict[str, dict[str, Resolved]]:
    """The parts of the subsidy for ordinary residents, counties with the same parts together."""
    found: dict[str, dict[str, Resolved]] = {}
    for case in site.combinations_at(place, "subsidy_part"):
        value = site.policy.resolve(place, "subsidy_part", day, case)
        if case.get("student") == "resident" and "payer" in case and value is not None:
            found.setdefault(case.get("county", ""), {})[case["payer"]] = value
    alike: dict[tuple[tuple[str, int | None], ...], list[str]] = {}
    for county, parts in found.items():
        alike.setdefault(tuple((payer, one.value.number) for payer, one in parts.items()), []).append(county)
    return {"、".join(counties): found[counties[0]] for counties in alike.values()}


def _by_type(site: Site, place: str, day: str) -> dict[str, dict[str, Resolved]]:
    """The parts of the subsidy in each kind of county."""
    found: dict[str, dict[str, Resolved]] = {}
    for case in site.combinations_at(place, "subsidy_part_by_type"):
        value = site.policy.resolve(place, "subsidy_part_by_type", day, case)
        if {"county_type", "payer"} <= set(case) and value is not None:
            who = site.option("county_type", case["county_type"], short=False)
            found.setdefault(who, {})[case["payer"]] = value
    return found


def _made(who: str, premium: Resolved | None, subsidy: Resolved | None, parts: dict[str, Resolved]) -> Shares:
    """The segments in the order of PAYERS; what is left of the subsidy is told as such."""
    if {"city", "county"} <= set(parts):
        parts = {payer: one for payer, one in parts.items() if payer != "city_and_county"}
    levels = [
        Segment(name, payer.replace("_", "-"), parts[payer].value.number, parts[payer].value.text.startswith("≥"))
        for payer, (name, _) in PAYERS.items()
        if payer in parts
    ]
    own = None if premium is None else premium.value.number
    segments = [Segment(PAYERS["self"][0], "" if own is None else "self", own), *levels]
    whole = None if subsidy is None else subsidy.value.number
    rest = None if whole is None else whole - sum(part.amount or 0 for part in levels)
    if rest != 0:
        segments.append(Segment(_REST if levels else _WHOLE, "", rest))
    values = [one.value for one in (premium, subsidy, *parts.values()) if one is not None]
    return Shares(
        who, tuple(part for part in segments if part.amount != 0), tuple(s for v in values for s in v.sources)
    )
