"""A drawing becomes a chart with what it rests on: clauses, and the documents that they stand in."""

from collections.abc import Iterable
from functools import cache

from reading.standard_cases import StandardCase
from render.charts.chart import Cell, Chart
from render.charts.steps import Drawing
from render.site import Site
from render.standard_cases import Outcome, Settled
from render.statements import cited, steps
from urrbmi.settle import settle


def sourced(
    site: Site,
    drawn: Drawing,
    clauses: Iterable[str],
    *,
    id: str,
    title: str,
    unit: str,
    description: str,
    columns: tuple[str, ...],
    rows: Iterable[tuple[Cell, ...]],
) -> Chart:
    """The chart of a drawing, with the clauses (provision ids) that it rests on in the order of the documents."""
    named = tuple(site.ordered(clauses))
    return Chart(
        id=id,
        title=title,
        unit=unit,
        description=description,
        body=drawn.body,
        height=drawn.height,
        clauses=named,
        sources=tuple(dict.fromkeys(site.provisions[name][0].number for name in named)),
        version=site.policy.data_version,
        columns=columns,
        rows=tuple(rows),
    )


def of_case(site: Site, one: Settled, years: Iterable[int]) -> tuple[str, ...]:
    """The clauses that the known outcomes of a standard case rest on in some years."""
    wanted = set(years)
    outcomes = (outcome for outcome in one.outcomes if outcome.year in wanted)
    return tuple(site.ordered(name for outcome in outcomes for name in of_outcome(site, one.case, outcome)))


def of_outcome(site: Site, case: StandardCase, outcome: Outcome) -> tuple[str, ...]:
    """The clauses that one outcome rests on, in the order of its steps; none where it is not known."""
    return () if outcome.own is None else _clauses(site, case.id, outcome.place["code"], outcome.year)


@cache
def _clauses(site: Site, case: str, place: str, year: int) -> tuple[str, ...]:
    """Settled once, for pages, charts and citations all ask for them."""
    found = next(one for one in site.standards if one.id == case)
    return tuple(cited(steps(settle(found.at(place, f"{year}-12-31"), site.policy))))
