"""The chart of all standard cases: which share of the bill the patient pays in every city, now and before 2025."""

from functools import cache

from render.case_basis import otherwise
from render.charts.chart import Chart
from render.charts.dots import Dot, Row, drawing
from render.charts.inpatient_curves import BEFORE
from render.charts.sources import of_case, sourced
from render.site import Site
from render.standard_cases import Alike, Settled, alike, settled

ID = "standard-cases"
COLUMNS = ("case", "case_name", "year", "places", "value", "unit")


@cache
def chart(site: Site) -> Chart | None:
    """The chart, cases with the largest share first; None where no case can be settled this year."""
    now = int(site.today[:4])
    years = (now, BEFORE)
    told = [(one, {year: alike(one.of_year(year)) for year in years}) for one in settled(site)]
    told = [(one, found) for one, found in told if _shares(found[now])]
    if not told:
        return None
    told.sort(key=lambda pair: -max(_shares(pair[1][now])))
    rows = [
        Row(
            one.case.title,
            tuple(Dot(10 * share, year != now) for year in years for share in _shares(found[year])),
            "；".join(f"{year}年：{_said(site, groups)}" for year, groups in found.items()),
        )
        for one, found in told
    ]
    return sourced(
        site,
        drawing(rows, f"{now}年底", f"{BEFORE}年底"),
        (name for one, _ in told for name in of_case(site, one, years)),
        id=ID,
        title=f"标准案例：自己付几成，{now}年和{BEFORE}年",
        unit="占总费用的比例，按当年最后一天的规定结算",
        description="；".join(f"{row.name}（{row.words}）" for row in rows) + "。",
        columns=COLUMNS,
        rows=(
            (one.case.id, one.case.title, year, _places(site, group), _value(group), "ratio")
            for one, found in told
            for year, groups in found.items()
            for group in groups
        ),
        readings=_readings(site, [one for one, _ in told], years),
    )


def _readings(site: Site, cases: list[Settled], years: tuple[int, ...]) -> list[str]:
    """The readings under whose other side some share of some of the years is another one."""
    found = {
        name
        for one in cases
        for name, amounts in otherwise(site, one).items()
        if any(outcome.year in years for amount in amounts for outcome in amount.outcomes)
    }
    return [name for name in site.rules.readings if name in found]


def _shares(groups: list[Alike]) -> list[int]:
    """What is known of the patient's shares, in thousandths."""
    return [group.outcome.share for group in groups if group.outcome.share is not None]


def _value(group: Alike) -> float | None:
    return None if group.outcome.share is None else group.outcome.share / 1000


def _places(site: Site, group: Alike) -> str:
    return "、".join(site.policy.places[code]["name"] for code in group.places)


def _said(site: Site, groups: list[Alike]) -> str:
    """Whose share is which: 11个市相同 31%; of several groups the largest is all the others."""
    if len(groups) == 1:
        return f"{len(groups[0].places)}个市" + _told(groups[0])
    largest = max(groups, key=lambda group: len(group.places))
    return "，".join(
        (f"其他{len(group.places)}个市" if group is largest else _places(site, group)) + _told(group)
        for group in sorted(groups, key=lambda group: group is largest)
    )


def _told(group: Alike) -> str:
    return "没有收录" if group.outcome.share is None else f" {group.outcome.share_text}"
