"""The charts of item pages: steps over the years, cities with the same series as one line."""

from collections.abc import Callable
from functools import cache

from render.cells import Span, YearCell
from render.charts.chart import Chart
from render.charts.sources import sourced
from render.charts.steps import Level, Series, drawing
from render.grouping import merged
from render.parts import Part
from render.site import Site
from render.tables import Row, Table
from render.words import STATES, day
from urrbmi.lookup import plain_number
from urrbmi.money import format_ratio
from urrbmi.words import yuan

COLUMNS = ("series", "places", "from", "to", "value", "unit", "state", "text")
#: the least round amount of a scale: a yuan, a percent, one of anything else
_LEAST = {"yuan": 100, "ratio": 100, "points": 100}
#: units of which a line says something
_DRAWN = ("yuan", "ratio", "points", "count", "days", "months", "years")
#: more cities of one series than this are not named in the key
_MOST_NAMES = 4


@cache
def charts(site: Site, part: Part) -> dict[str, Chart]:
    """The charts on a page of an item, by the id of the table each stands with: over all years, though these be divided."""
    if not drawable(site, part):
        return {}
    drawn = ((table.id, _chart(site, part.item, table)) for table in part.tables)
    return {id: chart for id, chart in drawn if chart is not None}


def drawable(site: Site, part: Part) -> bool:
    """Whether a page is one for charts: its figures have a scale, and they are not drawn on other pages of the item."""
    elsewhere = part.years or (part.parts and not part.parts[0].years)
    return site.item(part.item)["unit"] in _DRAWN and not elsewhere


def _chart(site: Site, item: str, table: Table) -> Chart | None:
    """The chart of one table; None where everything that is known is the same."""
    alike: dict[tuple[tuple[str, str, int | None, str], ...], list[Row]] = {}
    spans: dict[tuple[tuple[str, str, int | None, str], ...], list[Span]] = {}
    for row in table.rows:
        found = _runs(site, row.cells)
        key = tuple((level.first, level.last, level.amount, level.words) for level, _ in found)
        alike.setdefault(key, []).append(row)
        spans.setdefault(key, [span for _, span in found])
    if len({amount for key in alike for _, _, amount, _ in key if amount is not None}) < 2:
        return None
    groups = sorted(alike, key=lambda key: -len(alike[key]))
    names = _names([alike[key] for key in groups])
    series = [Series(name, tuple(Level(*level) for level in key)) for name, key in zip(names, groups, strict=True)]
    described = site.item(item)
    case = merged(site, item, table.combinations)
    id = f"{item}-{table.id}".replace("_", "-")
    rows = [
        (
            one.name,
            "、".join(_name(row) for row in alike[key]),
            level.first,
            level.last,
            None if span.found is None else plain_number(span.found.value, site.policy),
            described["unit"],
            "not_collected" if span.found is None else span.found.state,
            level.words,
        )
        for one, key in zip(series, groups, strict=True)
        for level, span in zip(one.levels, spans[key], strict=True)
    ]
    return sourced(
        site,
        drawing(series, (site.years[0], site.years[-1]), _LEAST.get(described["unit"], 1), _told(site, item), id),
        (source for note in table.notes for source in note.found.value.sources),
        id=id,
        title=described["plain"] + (f"：{case}" if case else ""),
        unit=f"单位：{site.policy.items[item]['sign']}",
        description="；".join(f"{one.name}：{_said(one)}" for one in series) + "。",
        columns=COLUMNS,
        rows=rows,
    )


def _runs(site: Site, cells: list[YearCell]) -> list[tuple[Level, Span]]:
    """The levels of a row, one as long as the amount and its words stay the same, each with the first of its spans."""
    found: list[tuple[Level, Span]] = []
    for span in (span for cell in cells for span in cell.spans):
        amount = None if span.found is None else span.found.value.number
        words = STATES["not_collected"] if span.found is None else site.text(span.found)
        before = found[-1][0] if found else None
        if before is not None and (before.amount, before.words) == (amount, words):
            found[-1] = Level(before.first, span.last, amount, words), found[-1][1]
        else:
            found.append((Level(span.first, span.last, amount, words), span))
    return found


def _name(row: Row) -> str:
    return f"{row.place['name']}（{row.label}）" if row.label else str(row.place["name"])


def _names(groups: list[list[Row]]) -> list[str]:
    """What each line is called; the largest group need not name its cities, they are all the others."""
    named = ["、".join(_name(row) for row in group) for group in groups]
    if len(groups) > 1 and len(groups[0]) > _MOST_NAMES:
        named[0] = f"其他{len(groups[0])}个市"
    return named if len(groups) > 1 else [f"{len(groups[0])}个市相同"]


def _told(site: Site, item: str) -> Callable[[int], str]:
    """How the scale says an amount."""
    unit, sign = site.item(item)["unit"], site.policy.items[item]["sign"]
    if unit == "yuan":
        return yuan
    if unit == "ratio":
        return format_ratio
    return lambda amount: (format_ratio(amount).rstrip("%") if unit == "points" else str(amount)) + sign


def _said(one: Series) -> str:
    return "，".join(f"{day(level.first)}至{day(level.last)} {level.words}" for level in one.levels)
