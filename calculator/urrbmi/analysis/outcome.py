"""What an analysis wants of a settlement: three amounts, or what is missing; no words."""

from typing import NamedTuple

from urrbmi.claims import Case
from urrbmi.money import yuan
from urrbmi.policy import Policy
from urrbmi.settle import RulesOf, SettledYear, paid_together, settle_case

#: a bill's three shares in fen: the basic fund's, critical illness insurance's, the person's own
Shares = tuple[int, int, int]
SHARES = ("basic_fund", "critical_illness", "self")


class Outcome(NamedTuple):
    """The totals of a case: its cost and shares in fen (None where unknown), and notes of what is missing."""

    cost: int
    shares: Shares | None
    missing: list[dict[str, str]]

    def as_json(self) -> dict[str, float | None]:
        """The shares in yuan, null where unknown."""
        return shares_json(self.shares)

    def missing_items(self) -> list[str]:
        """The ids of the items that would have to be known."""
        return list(dict.fromkeys(note["item"] for note in self.missing))

    def missing_json(self, policy: Policy) -> list[dict[str, str]]:
        """What would have to be known, with the names of place and item."""
        return [
            {**note, "place": policy.places[note["place"]]["name"], "name": policy.items[note["item"]]["name"]}
            for note in self.missing
        ]


def shares_json(shares: Shares | None) -> dict[str, float | None]:
    """A bill's shares in yuan, null where unknown."""
    return {name: yuan(fen) for name, fen in zip(SHARES, shares or (None, None, None), strict=True)}


def outcome(case: Case, rules_of: RulesOf) -> Outcome:
    """Settles a parsed case under the rules of a policy, or of whatever else says which rules hold when."""
    return outcome_of(settle_case(case, rules_of))


def outcome_of(years: list[SettledYear]) -> Outcome:
    """The totals of settled years."""
    cost = sum(settled.cost for year in years for _, settled in year.claims)
    paid = paid_together(years)
    return Outcome(cost, None, _missing(years)) if paid is None else Outcome(cost, (*paid, cost - sum(paid)), [])


def _missing(years: list[SettledYear]) -> list[dict[str, str]]:
    traces = [settled.trace for year in years for _, settled in year.claims] + [year.trace for year in years]
    found: list[dict[str, str]] = []
    for trace in traces:
        found += [note for note in trace.missing if note not in found]
    return found
