"""What the figures of a standard case rest on: the clauses of its settlements, which for many cells are the same."""

from dataclasses import dataclass, field
from typing import Any

from render import citing
from render.charts.sources import of_outcome
from render.grid import years_text
from render.site import Site
from render.standard_cases import Outcome, Settled


@dataclass(frozen=True)
class Basis:
    """Clauses (provision ids, in the order of the documents), and the figures that rest on just these."""

    number: int
    clauses: tuple[str, ...]
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def where(self) -> str:
        """The cells in words: 晋中市，2017–2024 or 11 个市，2025–2029."""
        names = list(dict.fromkeys(str(outcome.place["name"]) for outcome in self.outcomes))
        cities = names[0] if len(names) == 1 else f"{len(names)} 个市"
        return f"{cities}，{years_text({outcome.year for outcome in self.outcomes})}"


def bases(site: Site, one: Settled) -> list[Basis]:
    """Every basis of a case's known figures, in the order of the table."""
    found: dict[tuple[str, ...], Basis] = {}
    for outcome in (outcome for outcome in one.outcomes if outcome.own is not None):
        clauses = tuple(site.ordered(of_outcome(site, one.case, outcome)))
        found.setdefault(clauses, Basis(len(found) + 1, clauses)).outcomes.append(outcome)
    return list(found.values())


def cell_id(outcome: Outcome) -> str:
    """The id of a figure's cell on the case's page."""
    return f"{outcome.place['code']}-{outcome.year}"


def told(site: Site, one: Settled) -> dict[str, Any]:
    """What a tapped figure is cited with (assets/cite.js): its clauses, by its cell, and what citations are made of."""
    found = bases(site, one)
    return {
        "title": citing.case_title(one),
        "bases": [basis.clauses for basis in found],
        "cells": {cell_id(outcome): at for at, basis in enumerate(found) for outcome in basis.outcomes},
        "pieces": citing.pieces(site, {name for basis in found for name in basis.clauses}),
    }
