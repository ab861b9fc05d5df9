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
from collections.abc import Iterable
from typing import Any

from urrbmi.claims import COSTS, parse_case
from urrbmi.money import HIGHEST_YUAN, RATIO
from urrbmi.policy import Policy, Rules
from urrbmi.settle import CHECKS, FIELDS, SettledYear, settle_case
from urrbmi.statement import Step
from urrbmi.values import Resolved, day_after

ADULT = 40
OLDEST = 150
HIGHEST = HIGHEST_YUAN * 100

Json = dict[str, Any]


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
        self.asked: dict[tuple[str, ...], None] = {}
        self.known: dict[tuple[int, ...], int] = {}
        self.young = 0  # the oldest age that was last found to be paid as a newborn is, mostly that of the next as well

    def spans_of(self, place: Json) -> list[list[Any]]:
        """The days on which the rules of a city change, each with what holds from then on."""
        spans: list[list[Any]] = []
        for day in edge_days(self.policy, place["code"]):
            era = self.era(place, day or "2000-01-01")
            if not spans or spans[-1][1] != era:
                spans.append([day, era])
        return spans

    def era(self, place: Json, day: str) -> int:
        """What holds in a city on a day; settled anew only where an answer that the core asked for is another one.

        Where all answers that led to an era are the same, so is the era, in whatever city and on whatever day.
        """
        rules = self.policy.rules(place["code"], day)
        known = self.known.get(self.signature(rules))
        if known is None:
            known = self.eras.index(_Era(self, place["name"], day).data)
            self.asked.update(dict.fromkeys(rules.questions()))
            self.known[self.signature(rules)] = known
        return known

    def signature(self, rules: Rules) -> tuple[int, ...]:
        """The answers to all that the core has asked for so far; one value in one state is one object."""
        ever = rules.values_of("critical_illness_deductible")  # of it the core asks for what was ever in force
        return (*(id(rules.get(*key)) for key in self.asked), *map(id, ever))

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

    def settled(
        self, facility: str, location: str, costs: Json, age: int = ADULT, group: str = "ordinary"
    ) -> SettledYear:
        """A stay, settled by the core."""
        claim = {"kind": "inpatient", "date": self.day, "facility": facility, "location": location, "costs": costs}
        case = {"place": self.place, "person": {"age": age, "group": group}, "claims": [claim]}
        policy = self.made.policy
        return settle_case(parse_case(case, policy, FIELDS, CHECKS), policy)[0]

    def fund(self, facility: str, location: str) -> int | None:
        """How the fund pays, at every age; None where that is not known."""

        def settled(age: int) -> SettledYear:
            return self.settled(facility, location, {"class_a": HIGHEST_YUAN}, age)

        def tiers(age: int) -> list[Any]:
            return self.tiers(settled(age))

        grown = settled(ADULT)
        if grown.claims[0][1].basic_fund is None:
            return None
        adult, youngest = self.tiers(grown), tiers(0)
        ages = [[OLDEST, *adult]]
        if youngest != adult:
            low = self.made.young
            if not (tiers(low) == youngest and tiers(low + 1) == adult):
                low = self.made.young = bisect_left(range(ADULT), True, key=lambda age: tiers(age + 1) != youngest)
            ages.insert(0, [low, *youngest])
        steps = grown.claims[0][1].trace.steps
        return self.made.funds.index({"ages": ages, "most": self.made.most(steps, "annual_fund_cap")})

    def tiers(self, settled: SettledYear) -> list[Any]:
        """What the fund pays of a stay that cost HIGHEST in scope, and what of it is kept out of critical illness."""
        _, paid = settled.claims[0]
        if paid.basic_fund is None:
            return []
        steps, pool = paid.trace.steps, paid.trace.steps[-1]
        ratio = _needed(steps, "inpatient_ratio")
        begins = next(step for step in steps if _used([step], "inpatient_deductible") is not None)
        threshold = _amount(begins)
        kept = round((HIGHEST - (paid.basic_fund or 0) - _amount(pool)) * RATIO / (HIGHEST - threshold))
        tier = [threshold, ratio.number, self.made.cites([*_values(begins), ratio])]
        return [[tier], [[threshold, kept, self.made.cites(_values(pool))]] if kept else []]

    def cost(self, kind: str) -> list[Any] | None:
        """How much of a kind of cost is in scope, and counts for critical illness; None where that is not known."""
        _, stay = self.settled(*self.usual, {kind: HIGHEST_YUAN}).claims[0]
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
        _, plain = self.settled(*self.usual, {"class_a": f"{scope // 100}.{scope % 100:02}"}).claims[0]
        more = _amount(stay.trace.steps[-1]) - _amount(plain.trace.steps[-1])
        return [share, share + round(more * RATIO / HIGHEST), cites]

    def insurance(self, group: str) -> int | None:
        """How critical illness pays a group of people; None where that is not known."""
        settled = self.settled(*self.usual, {"class_a": HIGHEST_YUAN}, group=group)
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
    return amount
