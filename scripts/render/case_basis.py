"""What the figures of a standard case rest on: the clauses and readings of its settlements, for many cells the same."""

from dataclasses import dataclass, field
from typing import Any

from reading.standard_cases import StandardCase
from render import citing
from render.charts.sources import of_outcome, readings_of
from render.columns import Row
from render.grid import years_text
from render.site import Site
from render.standard_cases import Outcome, Settled


@dataclass(frozen=True)
class Basis:
    """Clauses (provision ids, in the order of the documents) and readings, and the figures that rest on just these."""

    number: int
    clauses: tuple[str, ...]
    readings: tuple[str, ...]
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def where(self) -> str:
        """The cells in words."""
        return where(self.outcomes)


@dataclass(frozen=True)
class Otherwise:
    """What the patient pays (fen), and would pay under another reading, in the cities and years of some figures."""

    own: int
    other: int
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def where(self) -> str:
        """The cells in words."""
        return where(self.outcomes)


def where(outcomes: list[Outcome]) -> str:
    """Cells in words: 晋中市，2017–2029；10 个市，2025–2029."""
    years: dict[str, set[int]] = {}
    for outcome in outcomes:
        years.setdefault(str(outcome.place["name"]), set()).add(outcome.year)
    cities: dict[str, list[str]] = {}
    for name, own in years.items():
        cities.setdefault(years_text(own), []).append(name)
    return "；".join(
        f"{names[0] if len(names) == 1 else f'{len(names)} 个市'}，{when}" for when, names in cities.items()
    )


def bases(site: Site, one: Settled) -> list[Basis]:
    """Every basis of a case's known figures, in the order of the table."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], Basis] = {}
    for outcome in (outcome for outcome in one.outcomes if outcome.own is not None):
        clauses = tuple(site.ordered(of_outcome(site, one.case, outcome)))
        readings = tuple(readings_of(site, one.case, outcome))
        found.setdefault((clauses, readings), Basis(len(found) + 1, clauses, readings)).outcomes.append(outcome)
    return list(found.values())


def otherwise(site: Site, one: Settled) -> dict[str, list[Otherwise]]:
    """The readings under whose other side a case comes to another amount somewhere, with the amounts."""
    found: dict[str, dict[tuple[int, int], Otherwise]] = {}
    for outcome in one.outcomes:
        for name, other in others(site, one.case, outcome).items():
            if outcome.own is not None:
                amounts = found.setdefault(name, {})
                amounts.setdefault((outcome.own, other), Otherwise(outcome.own, other)).outcomes.append(outcome)
    return {name: list(found[name].values()) for name in site.rules.readings if name in found}


def others(site: Site, case: StandardCase, outcome: Outcome) -> dict[str, int]:
    """What the patient would pay (fen) under other readings, where that is another amount."""
    found = readings_of(site, case, outcome)
    return {name: other for name, other in found.items() if other is not None and other != outcome.own}


def case_row(site: Site, case: StandardCase, outcome: Outcome) -> Row:
    """A row of the download, but for the version of its file."""
    return {
        "case": case.id,
        "case_name": case.title,
        "place_code": outcome.place["code"],
        "place": outcome.place["name"],
        "year": outcome.year,
        "status": "unknown" if outcome.shares is None else "ok",
        "cost": outcome.cost / 100,
        **{name: amount / 100 for name, amount in (outcome.shares or {}).items()},
        "self_share": None if outcome.share is None else outcome.share / 1000,
        "missing": ";".join(outcome.missing),
        "provisions": ";".join(site.ordered(of_outcome(site, case, outcome))),
        "readings": ";".join(readings_of(site, case, outcome)),
        "otherwise": ";".join(f"{name}={amount / 100:.2f}" for name, amount in others(site, case, outcome).items()),
    }


def cell_id(outcome: Outcome) -> str:
    """The id of a figure's cell on the case's page."""
    return f"{outcome.place['code']}-{outcome.year}"


def told(site: Site, one: Settled) -> dict[str, Any]:
    """What a tapped figure is cited with (assets/cite.js): its clauses, by its cell, and what citations are made of."""
    found = bases(site, one)
    return {
        "title": citing.case_title(one),
        "bases": [basis.clauses for basis in found],
        "readings": [basis.readings for basis in found],
        "cells": {cell_id(outcome): at for at, basis in enumerate(found) for outcome in basis.outcomes},
        "pieces": citing.pieces(site, {name for basis in found for name in basis.clauses}),
    }
