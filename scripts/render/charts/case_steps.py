"""The charts of standard cases: what the patient pays over the years, and what share that is of the whole."""

from functools import cache
from itertools import groupby

from render.case_basis import otherwise
from render.charts.chart import Chart
from render.charts.sources import of_case, sourced
from render.charts.steps import Level, Series, drawing
from render.site import Site
from render.standard_cases import Outcome, Settled, settled
from render.words import STATES
from urrbmi.words import yuan

COLUMNS = ("series", "places", "from", "to", "value", "unit")


@cache
def charts(site: Site) -> dict[str, Chart]:
    """The charts of the cases that do not come to the same everywhere and always, by the case's id."""
    drawn = ((one.case.id, _chart(site, one)) for one in settled(site))
    return {id: chart for id, chart in drawn if chart is not None}


def _chart(site: Site, one: Settled) -> Chart | None:
    alike: dict[tuple[int | None, ...], list[Outcome]] = {}
    for row in one.rows:
        alike.setdefault(tuple(outcome.own for outcome in row), []).append(row[0])
    if len({amount for key in alike for amount in key if amount is not None}) < 2:
        return None
    groups = sorted(alike.items(), key=lambda group: -len(group[1]))
    places = ["、".join(first.place["name"] for first in found) for _, found in groups]
    others = f"其他{len(groups[0][1])}个市" if len(groups) > 1 else f"{len(groups[0][1])}个市相同"
    series = [
        Series(name, _levels(site.years, amounts))
        for name, (amounts, _) in zip([others, *places[1:]], groups, strict=True)
    ]
    id = f"case-{one.case.id}"
    rows = [
        (line.name, named, level.first, level.last, None if level.amount is None else level.amount / 100, "yuan")
        for line, named in zip(series, places, strict=True)
        for level in line.levels
    ]
    return sourced(
        site,
        drawing(series, (site.years[0], site.years[-1]), 100, yuan, id),
        of_case(site, one, site.years),
        id=id,
        title=f"{one.case.title}：自己付多少",
        unit="单位：元，按各年最后一天的规定结算",
        description="；".join(f"{line.name}：{_said(line)}" for line in series) + "。",
        columns=COLUMNS,
        rows=rows,
        readings=otherwise(site, one),
    )


def _levels(years: list[int], amounts: tuple[int | None, ...]) -> tuple[Level, ...]:
    """Years in a row with the same amount as one level."""
    found = []
    for amount, same in groupby(zip(years, amounts, strict=True), key=lambda pair: pair[1]):
        told = [year for year, _ in same]
        words = STATES["not_collected"] if amount is None else yuan(amount)
        found.append(Level(f"{told[0]}-01-01", f"{told[-1]}-12-31", amount, words))
    return tuple(found)


def _said(line: Series) -> str:
    return "，".join(f"{level.first[:4]}至{level.last[:4]}年 {level.words}" for level in line.levels)
