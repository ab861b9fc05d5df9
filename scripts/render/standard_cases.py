"""Standard cases: the same costs settled by the core in every city and every year, and as a download."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from reading.standard_cases import StandardCase
from render.site import Site
from render.words import fen
from urrbmi.analysis.compare import compare
from urrbmi.money import format_ratio

HUB = "cases/"


@dataclass(frozen=True)
class Outcome:
    """What a case comes to at a place in a year: fen, or None and the items that are not collected."""

    place: dict[str, Any]
    year: int
    cost: int
    shares: dict[str, int] | None
    missing: tuple[str, ...]

    @property
    def own(self) -> int | None:
        """What the patient pays (fen)."""
        return None if self.shares is None else self.shares["self"]

    @property
    def share(self) -> int | None:
        """What the patient pays, in thousandths of the whole; halves are rounded up."""
        return None if self.own is None else (2000 * self.own + self.cost) // (2 * self.cost)

    @property
    def share_text(self) -> str:
        """The share in words: 28.2%; empty where it is not known."""
        return "" if self.share is None else format_ratio(10 * self.share)


@dataclass(frozen=True)
class Settled:
    """A case and its outcomes: for each city (in the order of the site) one for each year of the tables."""

    case: StandardCase
    rows: list[list[Outcome]]

    @property
    def outcomes(self) -> list[Outcome]:
        """All of them, city by city."""
        return [outcome for row in self.rows for outcome in row]

    def of_year(self, year: int) -> list[Outcome]:
        """The outcomes of a year, one for each city."""
        return [outcome for outcome in self.outcomes if outcome.year == year]

    @property
    def missing(self) -> list[str]:
        """The items whose values are not collected somewhere."""
        return list(dict.fromkeys(name for outcome in self.outcomes for name in outcome.missing))


@dataclass(frozen=True)
class Alike:
    """Cities where the patient pays the same, and what that is."""

    outcome: Outcome
    places: list[str]


@dataclass(frozen=True)
class Turn:
    """Cities where what the patient pays changes in the same way from one year to the next."""

    before: Outcome
    after: Outcome
    places: list[str]


@cache
def settled(site: Site) -> list[Settled]:
    """Every standard case in every city and year; made once, for pages, charts and downloads all ask for it."""
    return [_settled(site, case) for case in site.standards]


def path(site: Site, case: StandardCase) -> str:
    """The path of a case's page with this site's cities."""
    return f"{HUB}{case.id}/{site.folder}"


def alike(outcomes: list[Outcome]) -> list[Alike]:
    """The outcomes of one year, cities with the same together; those that are known first, the most common first."""
    found: dict[int | None, Alike] = {}
    for outcome in outcomes:
        found.setdefault(outcome.own, Alike(outcome, [])).places.append(outcome.place["code"])
    return sorted(found.values(), key=lambda one: (one.outcome.own is None, -len(one.places)))


def turns(one: Settled) -> list[Turn]:
    """Where what the patient pays changes from one year to the next, both being known."""
    found: dict[tuple[int, int | None, int | None], Turn] = {}
    for row in one.rows:
        for before, after in pairwise(row):
            if None not in (before.own, after.own) and before.own != after.own:
                turn = found.setdefault((after.year, before.own, after.own), Turn(before, after, []))
                turn.places.append(after.place["code"])
    return [found[key] for key in sorted(found, key=lambda key: key[0])]


def _settled(site: Site, case: StandardCase) -> Settled:
    codes = [place["code"] for place in site.cities]
    answer = compare({"case": case.at(codes[0], f"{site.years[0]}-12-31"), "places": codes}, site.policy)
    cost = fen(answer["cost"])
    return Settled(
        case,
        [[_outcome(site.policy.places[row["code"]], cost, cell) for cell in row["years"]] for row in answer["rows"]],
    )


def _outcome(place: dict[str, Any], cost: int, cell: dict[str, Any]) -> Outcome:
    if cell["status"] != "ok":
        return Outcome(place, cell["year"], cost, None, tuple(cell["missing"]))
    shares = {name: fen(cell[name]) for name in ("basic_fund", "critical_illness", "self")}
    return Outcome(place, cell["year"], cost, shares, ())
