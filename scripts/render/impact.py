"""What changes mean in money: the standard cases, settled as of a day before them and a day after."""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from reading.standard_cases import StandardCase
from render.site import Site
from render.statements import cited, steps, understood
from render.words import fen
from urrbmi.policy import Rules
from urrbmi.settle import settle
from urrbmi.values import day_before


@dataclass
class Outcome:
    """What the insured of some cities pay themselves (fen) on both days; None where a needed value is not collected.

    `others` is what they would pay under other readings on both days, by the reading, where that is another amount.
    """

    before: int | None
    after: int | None
    others: list[dict[str, int]]
    places: list[str] = field(default_factory=list)


@dataclass
class Impact:
    """A standard case between two days: its outcomes, what they rest on, and which items are not collected."""

    standard: StandardCase
    outcomes: list[Outcome]
    provisions: list[str]
    readings: list[str]
    missing: list[str]

    @property
    def id(self) -> str:
        """Its anchor on a page."""
        return f"impact-{self.standard.id}"

    @property
    def known(self) -> bool:
        """Whether any city can be compared."""
        return any(outcome.before is not None and outcome.after is not None for outcome in self.outcomes)

    @property
    def felt(self) -> bool:
        """Whether any city that can be compared pays more or less than before."""
        return any(
            outcome.before is not None and outcome.after not in (None, outcome.before) for outcome in self.outcomes
        )


def impacts(site: Site, before: str, after: str) -> list[Impact]:
    """The standard cases on two days (ISO)."""
    return [_impact(site, standard, before, after) for standard in site.standards]


@cache
def felt(site: Site, day: str) -> list[Impact]:
    """The standard cases that cost more or less on a day (ISO) than on the one before; for the page and its citations."""
    return [impact for impact in impacts(site, day_before(day), day) if impact.felt]


@cache
def in_year(site: Site, year: int) -> list[Impact]:
    """The standard cases at the end of a year and of the one before; for the page and its citations."""
    return impacts(site, f"{year - 1}-12-31", f"{year}-12-31")


def _impact(site: Site, standard: StandardCase, *days: str) -> Impact:
    outcomes: dict[str, Outcome] = {}
    provisions: dict[str, None] = {}
    readings: dict[str, None] = {}
    missing: dict[str, None] = {}
    for place in site.cities:
        sides = [_settled(site, standard.id, site.policy.rules(place["code"], day)) for day in days]
        before, after = (_fen(statement["self"]) for statement in sides)
        others = [_others(statement) for statement in sides]
        key = json.dumps([before, after, others])
        outcomes.setdefault(key, Outcome(before, after, others)).places.append(place["code"])
        for statement in sides:
            missing.update(dict.fromkeys(note["item"] for note in statement["missing"]))
            if before is not None and after is not None:
                provisions.update(dict.fromkeys(cited(steps(statement))))
                readings.update(dict.fromkeys(note["reading"] for note in statement["assumptions"]))
    known_first = sorted(outcomes.values(), key=lambda found: (found.before is None) + (found.after is None))
    return Impact(standard, known_first, list(provisions), list(readings), list(missing))


def _others(statement: dict[str, Any]) -> dict[str, int]:
    """What the insured would pay under other readings, where that is another amount."""
    own = _fen(statement["self"])
    return {name: other for name, other in understood(statement).items() if other not in (None, own)}


@cache
def _settled(site: Site, standard: str, rules: Rules) -> dict[str, Any]:
    """A standard case (id) by the rules of a city; the same on every day on which these are the same."""
    case = next(one for one in site.standards if one.id == standard)
    return settle(case.at(rules.place, rules.day), site.policy)


def _fen(amount: float | None) -> int | None:
    return None if amount is None else fen(amount)
