"""A drawing becomes a chart with what it rests on: clauses, and the documents that they stand in."""

from collections.abc import Iterable
from functools import cache

from reading.standard_cases import StandardCase
from render.charts.chart import Chart
from render.charts.steps import Drawing
from render.columns import Cell
from render.site import Site
from render.standard_cases import Outcome, Settled
from render.statements import cited, steps, understood
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
    readings: Iterable[str] = (),
) -> Chart:
    """The chart of a drawing, with the clauses (provision ids) that it rests on in the order of the documents.

    `readings` are those without which it would look otherwise.
    """
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
        readings=tuple(readings),
    )


def of_case(site: Site, one: Settled, years: Iterable[int]) -> tuple[str, ...]:
    """The clauses that the known outcomes of a standard case rest on in some years."""
    wanted = set(years)
    outcomes = (outcome for outcome in one.outcomes if outcome.year in wanted)
    return tuple(site.ordered(name for outcome in outcomes for name in of_outcome(site, one.case, outcome)))


def of_outcome(site: Site, case: StandardCase, outcome: Outcome) -> tuple[str, ...]:
    """The clauses that one outcome rests on, in the order of its steps; none where it is not known."""
    return () if outcome.own is None else _rests(site, case.id, outcome.place["code"], outcome.year)[0]


def readings_of(site: Site, case: StandardCase, outcome: Outcome) -> dict[str, int | None]:
    """The readings that one outcome rests on, each with what the patient pays under the other one (fen), where that is known."""
    return {} if outcome.own is None else _rests(site, case.id, outcome.place["code"], outcome.year)[1]


@cache
def _rests(site: Site, case: str, place: str, year: int) -> tuple[tuple[str, ...], dict[str, int | None]]:
    """Settled once, for pages, charts and citations all ask for them."""
    found = next(one for one in site.standards if one.id == case)
    statement = settle(found.at(place, f"{year}-12-31"), site.policy)
    return tuple(cited(steps(statement))), understood(statement)
