"""The quick estimate's table: what a small evaluator in the page needs to settle one stay before the interpreter is there.

Nothing of the law is written down here. The core settles one very high bill for every city, span of days, class of
hospital, place of care, age and group; the values that its steps used, and what these steps came to, are the table. What
the core cannot settle stays null. `calculator/browser/estimate.js` reads it, and the tests hold the two together.

    kinds      [kind of cost, …]
    locations  [place of care, …]
    documents  [文号, …]
    clauses    [[provision, index of its document, locator, state], …]; a "cites" below is a list of indexes into it
    places     {city: index into spans}
    spans      [[[first day, index into eras], …], …], in order; each holds until the next
    eras       {costs: {kind: [ten-thousandths in scope, ten-thousandths that count for critical illness, cites]},
                stays: {facility: index into rows}, groups: {group: index into critical, or null}}
    rows       [[index into funds, or null, of each of locations], …]
    funds      {ages: [[oldest, tiers, kept], …], most}: for each age what the fund pays, and what is kept out of
               critical illness
    critical   {tiers, most}
    tiers      [[threshold in fen, ten-thousandths, cites], …]: each pays its share of what those before it left above
               its threshold
    most       [fen, cites] of the cap; null where there is none
"""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, TypeVar

from urrbmi.claims import COSTS, NOTHING_EARLIER, Case, Claim, Person
from urrbmi.money import HIGHEST_YUAN, RATIO, round_half_up
from urrbmi.policy import Policy
from urrbmi.programmes import critical_illness, inpatient, stay_terms
from urrbmi.settle import settle_case
from urrbmi.statement import Step
from urrbmi.values import Resolved, day_after
from urrbmi.year import Settled, Year

ADULT = 40
OLDEST = 150
HIGHEST = HIGHEST_YUAN * 100

Json = dict[str, Any]
Made = TypeVar("Made")

#: all that the rules say of a stay, and of what critical illness pays a group; by them what comes of it is known again
_STAY_TERMS, _GROUP_TERMS = (
    attrgetter(*(name for name in terms.__slots__ if name != "readings"))  # which move no figure
    for terms in (stay_terms.Terms, critical_illness.Terms)
)


def table(policy: Policy, cities: Iterable[str] | None = None) -> Json:
    """The table, as JSON data; of all cities, or of some by their names."""
    made = _Table(policy)
    named = {place["name"]: place for place in policy.cities()}
    places = {name: made.spans.index(made.spans_of(named[name])) for name in (named if cities is None else cities)}
    return {
        "kinds": list(COSTS),
        "locations": list(policy.dimensions["location"]["values"]),
        "documents": made.documents.values,
        "clauses": made.clauses.values,
        "places": places,
        "spans": made.spans.values,
        "eras": made.eras.values,
        "rows": made.rows.values,
        "funds": made.funds.values,
        "critical": made.critical.values,
    }


def edge_days(policy: Policy, place: str) -> list[str]:
    """The days on which anything may change for a place (code): a value begins, has ended, or is a year older."""
    values = [value for item in policy.items for value in policy.values_of(place, item)]
    first, last = policy.years
    days = {f"{year}-01-01" for year in range(first, last + 2)}
    days |= {value.first for value in values} | {day_after(value.last) for value in values}
    return ["", *sorted(day for day in days if f"{first}-01-01" <= day <= f"{last + 1}-01-01")]


class _Listed:
    """Values that stand once in a list and are named by their index."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._index: dict[str, int] = {}

    def index(self, value: Any) -> int:
        found = self._index.setdefault(json.dumps(value), len(self.values))
        if found == len(self.values):
            self.values.append(value)
        return found


class _Table:
    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.documents, self.clauses, self.spans = _Listed(), _Listed(), _Listed()
        self.eras, self.rows, self.funds, self.critical = _Listed(), _Listed(), _Listed(), _Listed()
        self._made: dict[tuple[str, tuple[Any, ...]], Any] = {}
        self.young = 0  # the oldest age that was last found to be paid as a newborn is, mostly that of the next as well

    def spans_of(self, place: Json) -> list[list[Any]]:
        """The days on which the rules of a city change, each with what holds from then on."""
        spans: list[list[Any]] = []
        for day in edge_days(self.policy, place["code"]):
            era = self.eras.index(_Era(self, place["code"], day or "2000-01-01").data)
            if not spans or spans[-1][1] != era:
                spans.append([day, era])
        return spans

    def once(self, what: str, rests_on: tuple[Any, ...], make: Callable[[], Made]) -> Made:
        """What is made of the answers that it rests on: made anew only where one of them is another one.

        One value in one state is one object, so what is made holds in whatever city and on whatever day.
        """
        key = (what, rests_on)
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]  # type: ignore[no-any-return]

    def most(self, steps: list[Step], item: str) -> list[Any] | None:
        cap = _used(steps, item)
        return None if cap is None else [cap.number, self.cites([cap])]

    def cites(self, values: Iterable[Resolved]) -> list[int]:
        """The clauses that values rest on, each once, as indexes."""
        found = [citation for value in values for citation in value.citations]
        rows = [[one.provision, self.documents.index(one.document), one.locator, one.state] for one in found]
        return list(dict.fromkeys(self.clauses.index(row) for row in rows))


class _Era:
    """What holds for a stay of somebody insured in a city on a day."""

    def __init__(self, made: _Table, place: str, day: str) -> None:
        self.made, self.place, self.day = made, place, day
        self.rules = made.policy.rules(place, day)
        dimensions = made.policy.dimensions
        stays = {
            facility: {location: self.fund(facility, location) for location in dimensions["location"]["values"]}
            for facility in dimensions["facility"]["values"]
        }
        known = [(one, where) for one, row in stays.items() for where, fund in row.items() if fund is not None]
        self.usual: tuple[str, str] = known[0] if known else ("class_1", "local")
        costs = {kind: self.cost(kind) for kind in COSTS}
        self.data = {
            "costs": {kind: cost for kind, cost in costs.items() if cost is not None},
            "stays": {one: made.rows.index(list(row.values())) for one, row in stays.items()} if known else {},
            "groups": {group: self.insurance(group) for group in dimensions["group"]["values"]} if known else {},
        }

    def fund(self, facility: str, location: str) -> int | None:
        """How the fund pays, at every age; None where that is not known."""
        return self.made.once("fund", self.terms(facility, location), lambda: self._fund(facility, location))

    def cost(self, kind: str) -> list[Any] | None:
        """How much of a kind of cost is in scope, and counts for critical illness; None where that is not known."""
        rests_on = (kind, self.rules.get("first_self_pay", kind), *self.terms(*self.usual))
        return self.made.once("cost", rests_on, lambda: self._cost(kind))

    def insurance(self, group: str) -> int | None:
        """How critical illness pays a group of people; None where that is not known."""
        terms = self.rules.once(critical_illness.Terms.of, group)
        rests_on = None if terms is None else _GROUP_TERMS(terms)
        return self.made.once("insurance", (rests_on, self.terms(*self.usual)), lambda: self._insurance(group))

    def terms(self, facility: str, location: str) -> tuple[Any, ...]:
        """All that the rules say of a stay."""
        terms: tuple[Any, ...] = _STAY_TERMS(self.rules.once(stay_terms.Terms.of, facility, location))
        return terms

    def claim(self, facility: str, location: str, costs: dict[str, int]) -> Claim:
        return Claim("inpatient", self.day, 0, {"facility": facility, "location": location, "costs": costs})

    def stay(self, facility: str, location: str, costs: dict[str, int], age: int = ADULT) -> Settled:
        """A stay, settled by the core."""
        nothing_before = Year(Person(age, "ordinary"), NOTHING_EARLIER)
        return inpatient.settle(self.claim(facility, location, costs), nothing_before, self.rules)

    def _fund(self, facility: str, location: str) -> int | None:
        def settled(age: int) -> Settled:
            return self.stay(facility, location, {"class_a": HIGHEST}, age)

        def tiers(age: int) -> list[Any]:
            return self.tiers(settled(age))

        grown = settled(ADULT)
        if grown.basic_fund is None:
            return None
        adult, youngest = self.tiers(grown), tiers(0)
        ages = [[OLDEST, *adult]]
        if youngest != adult:
            low = self.made.young
            if not (tiers(low) == youngest and tiers(low + 1) == adult):
                low = self.made.young = bisect_left(range(ADULT), True, key=lambda age: tiers(age + 1) != youngest)
            ages.insert(0, [low, *youngest])
        return self.made.funds.index({"ages": ages, "most": self.made.most(grown.trace.steps, "annual_fund_cap")})

    def tiers(self, paid: Settled) -> list[Any]:
        """What the fund pays of a stay that cost HIGHEST in scope, and what of it is kept out of critical illness."""
        if paid.basic_fund is None:
            return []
        steps, pool = paid.trace.steps, paid.trace.steps[-1]
        ratio = _needed(steps, "inpatient_ratio")
        begins = next(step for step in steps if _used([step], "inpatient_deductible") is not None)
        threshold = _amount(begins)
        kept = round((HIGHEST - paid.basic_fund - _amount(pool)) * RATIO / (HIGHEST - threshold))
        tier = [threshold, ratio.number, self.made.cites([*_values(begins), ratio])]
        return [[tier], [[threshold, kept, self.made.cites(_values(pool))]] if kept else []]

    def _cost(self, kind: str) -> list[Any] | None:
        stay = self.stay(*self.usual, {kind: HIGHEST})
        if any(note["item"] == "first_self_pay" for note in stay.trace.missing):
            return None
        if not stay.trace.steps:
            return [0, 0, []]
        scope = _amount(stay.trace.steps[0])
        share = round(scope * RATIO / HIGHEST)
        cites = self.made.cites(_values(stay.trace.steps[0]))
        if stay.basic_fund is None:
            return [share, share, cites]
        # The same in scope, but all of it class A: what differs is what counts of the part that was borne first.
        plain = self.stay(*self.usual, {"class_a": scope})
        more = _amount(stay.trace.steps[-1]) - _amount(plain.trace.steps[-1])
        return [share, share + round(more * RATIO / HIGHEST), cites]

    def _insurance(self, group: str) -> int | None:
        claim = self.claim(*self.usual, {"class_a": HIGHEST})
        [settled] = settle_case(Case(self.place, Person(ADULT, group), NOTHING_EARLIER, [claim]), self.made.policy)
        if settled.critical_illness is None:
            return None
        steps = settled.trace.steps
        tiers = []
        for part in ("", "second_"):
            begins = _used(steps, f"critical_illness_{part}deductible")
            if begins is not None:
                ratio = _needed(steps, f"critical_illness_{part}ratio")
                tiers.append([begins.number, ratio.number, self.made.cites([begins, ratio])])
        return self.made.critical.index({"tiers": tiers, "most": self.made.most(steps, "critical_illness_cap")})


def _values(step: Step) -> list[Resolved]:
    *_, used = step
    return [value for value in used if value is not None]


def _used(steps: Iterable[Step], item: str) -> Resolved | None:
    """The value of an item that some step used first."""
    return next((value for step in steps for value in _values(step) if value.value.item == item), None)


def _needed(steps: Iterable[Step], item: str) -> Resolved:
    found = _used(steps, item)
    if found is None:
        raise LookupError(f"no step of the core used {item}")
    return found


def _amount(step: Step) -> int:
    label, _, _, amount, _ = step
    if amount is None:
        raise LookupError(f"the core's step {label} comes to no amount")
    return round_half_up(amount)
