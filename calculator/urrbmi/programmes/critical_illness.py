"""大病保险: one settlement a year of what the person bore in scope.

First step: the ratio of what exceeds the deductible; second step, where there is one: its ratio of what still exceeds the
second threshold; both within the year's cap (晋医保发〔2024〕19号, 四·1段; 市政办发〔2017〕80号, 第17条; 并医保发〔2019〕27号, 三(二)).
Readings B1 to B14.
"""

from dataclasses import dataclass
from typing import NamedTuple

from urrbmi.money import exact, round_half_up, times
from urrbmi.policy import Resolved, Rules
from urrbmi.statement import Trace
from urrbmi.year import Year

NEEDED = ("critical_illness_deductible", "critical_illness_ratio", "critical_illness_cap")

#: readings that put money into the pool: they move none where nothing is paid
PUT_IN = ("B2", "B14")

#: readings on what of a stay enters the pool: a total that is given as such does not say what it is made of
OF_STAYS = ("A3", "B2", "B3", "B7", "B8")

#: readings of which each claim notes what they move in the pool
MOVING = ("B1", *OF_STAYS)

#: readings that change only this settlement, not what the fund pays for a claim
AT_YEAR_END = frozenset(("B4", "B6", "B12", "B13", "B14", *MOVING))


class Benefit(NamedTuple):
    """A year's benefit: its first and second step (exact), and what is due of both together, in fen."""

    first: int
    second: int
    due: int


NOTHING = Benefit(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules of one group of people; no second step or no cap is None.

    `lowest_deductible`: the lowest in fen that this group has had at this place at any time; `cap_of_second`: the cap is one
    of the second step alone (B6 taken the other way).
    """

    deductible: Resolved
    ratio: Resolved
    second_deductible: Resolved | None
    second_ratio: Resolved | None
    cap: Resolved | None
    threshold: int
    lowest_deductible: int
    cap_of_second: bool

    @classmethod
    def of(cls, rules: Rules, group: str) -> "Terms | None":
        """The rules for a group of people, or None where something that is needed is not known."""
        deductible, ratio, cap = (rules.get(item, group) for item in NEEDED)
        if deductible is None or ratio is None or _lacking(rules, group):
            return None
        if rules.otherwise == "B12" and "B12" in ratio.readings:  # not among the poor that the document means
            return cls.of(rules, "ordinary")
        if rules.otherwise == "B13" and group != "ordinary" and not _for_groups(ratio):  # what the poor had goes on
            deductible, ratio, cap = (rules.before(item, group) for item in NEEDED)
            if deductible is None or ratio is None or not (_for_groups(ratio) and _for_groups(cap)):
                return None
        second_ratio = _if_figure(rules.get("critical_illness_second_ratio"))
        ever = [
            value.number
            for value in rules.values_of("critical_illness_deductible")
            if value.number is not None and value.covers({"group": group})
        ]
        return cls(
            deductible,
            ratio,
            _if_figure(rules.get("critical_illness_second_deductible")),
            second_ratio,
            _if_figure(cap),
            exact(deductible.number),
            min(ever),
            rules.otherwise == "B6" and second_ratio is not None,
        )

    def benefit(self, pool: int, at_once: int = 0) -> Benefit:
        """What is paid in a year for a pool of in-scope self-pay (exact).

        `at_once`: what of the pool is paid for whatever the threshold (exact; B4 taken the other way).
        """
        threshold = min(self.threshold, pool - at_once) if at_once else self.threshold
        if pool <= threshold:
            return NOTHING
        first = times(pool - threshold, self.ratio.number)
        second = 0
        if self.second_deductible is not None and self.second_ratio is not None:
            left = pool - first - exact(self.second_deductible.number)
            if left > 0:
                second = times(left, self.second_ratio.number)
        if self.cap is None:
            return Benefit(first, second, round_half_up(first + second))
        if self.cap_of_second:
            return Benefit(first, second, round_half_up(first + min(second, exact(self.cap.number))))
        return Benefit(first, second, min(round_half_up(first + second), self.cap.number))


def settle(year: Year, earlier: int, rules: Rules, trace: Trace) -> int | None:
    """The year's critical-illness payment in fen, None where unknown.

    `earlier` is the in-scope self-pay (fen) before the first claim of the input; what it alone would be paid is not counted
    again, so a year cut in two adds up to the whole.
    """
    if year.critical_open:
        return None
    terms = rules.once(Terms.of, year.person.group)
    added = year.pool_high != exact(earlier)
    if terms is None:
        for item in _lacking(rules, year.person.group) if added else ():
            trace.lacks(item, rules.place, year.pool_day, year.person.group)
        return None if added else 0
    reckoned = reckon(year, earlier, terms, rules.otherwise)
    if reckoned is None:
        return None
    benefit, before = reckoned
    if rules.otherwise:  # the words of the other way are never read
        return benefit.due - before
    if added:
        record(year, exact(earlier), terms, trace)
    if added or year.pool_left_out:
        note_assumptions(year, terms, benefit, rules, trace)
    if added and before:
        trace.step("减去此前自付已得的大病保险", "{f} − {f}", (benefit.due, before), benefit.due - before)
    return benefit.due - before


def settle_otherwise(year: Year, earlier: int, rules: Rules) -> int | None:
    """The same payment with the reading `rules.otherwise`, one of AT_YEAR_END, taken the other way.

    None where that cannot be told, or where the words that hold here leave no other way.
    """
    reading = rules.otherwise
    terms = rules.once(Terms.of, year.person.group)
    if terms is None or (reading in MOVING and reading not in year.moved):
        return None
    reckoned = reckon(year, earlier, terms, reading)
    return None if reckoned is None else reckoned[0].due - reckoned[1]


def reckon(year: Year, earlier: int, terms: Terms, otherwise: str) -> tuple[Benefit, int] | None:
    """The benefit of the year's pool, and what (fen) the self-pay before the first claim alone would be paid.

    `otherwise` is the reading that is taken the other way, if any. None where the pool does not tell.
    """
    pool = (year.pool_low, year.pool_high)
    if otherwise == "B14":
        pool_otherwise = _in_the_totals(year)
    elif otherwise in year.moved:
        pool_otherwise = _moved(year, earlier, otherwise)
    else:
        pool_otherwise = pool
    if pool_otherwise is None:
        return None
    low, high = pool_otherwise
    at_once = exact(year.over_cap) if otherwise == "B4" else 0
    benefit = terms.benefit(high, at_once)
    if low != high and terms.benefit(low, at_once).due != benefit.due:
        return None
    return benefit, terms.benefit(exact(earlier)).due if earlier else 0


def _moved(year: Year, earlier: int, reading: str) -> tuple[int, int] | None:
    """The pool's bounds with what a reading moved moved back; unknown where costs are not known, or hidden in a total."""
    if year.pool_low != year.pool_high or (reading in OF_STAYS and (earlier or year.totals)):
        return None
    pool = year.pool_high + year.moved[reading]
    return pool, pool


def _in_the_totals(year: Year) -> tuple[int, int] | None:
    """The pool's bounds if the totals that were given hold everything else already, where they can."""
    if year.pool_low != year.pool_high or year.totals < year.pool_high - year.totals:
        return None
    return year.totals, year.totals


def record(year: Year, earlier: int, terms: Terms, trace: Trace) -> None:
    """Writes the steps down; `earlier` (exact) is the part from before the first claim."""
    pool, threshold = year.pool_low, terms.threshold
    parts = [part for part in (earlier, *year.pool_parts) if part]
    if year.pool_low < year.pool_high or sum(parts) != pool:
        trace.step("全年合规自付累计", "有算不出来的费用，但不影响结果", (), None, terms.deductible)
    elif len(parts) > 1:
        trace.step("全年合规自付累计", " + ".join(["{y}"] * len(parts)) + " = {y}", (*parts, pool), round_half_up(pool))
    else:
        trace.step("全年合规自付累计", "{y}", (pool,), round_half_up(pool))
    if pool <= threshold:
        trace.step("没有超过大病保险起付线", "{y} ≤ {y}", (pool, threshold), 0, terms.deductible)
        return
    first, second, _ = terms.benefit(pool)
    trace.step(
        "超过起付线的部分",
        "({y} − {y}) × {r} = {y}",
        (pool, threshold, terms.ratio.number, first),
        round_half_up(first),
        terms.deductible,
        terms.ratio,
    )
    if second and terms.second_deductible is not None and terms.second_ratio is not None:
        trace.step(
            "再次支付",
            "({y} − {y} − {f}) × {r} = {y}",
            (pool, first, terms.second_deductible.number, terms.second_ratio.number, second),
            round_half_up(second),
            terms.second_deductible,
            terms.second_ratio,
        )
    cap = terms.cap
    if cap is not None and round_half_up(first + second) > cap.number:
        trace.step("大病保险年度限额", "{y} 超过限额 {f}", (first + second, cap.number), cap.number, cap)


def note_assumptions(year: Year, terms: Terms, benefit: Benefit, rules: Rules, trace: Trace) -> None:
    """The readings that moved money: only where something is paid, or would be under the other reading."""
    group, pool = year.person.group, year.pool_high + year.pool_left_out
    if group != "ordinary" and "group" not in terms.ratio.value.dimensions and pool > exact(terms.lowest_deductible):
        trace.assume("B13")
    if "B4" in year.pool_readings:
        trace.assume("B4")
    if pool <= terms.threshold:
        return
    due = benefit.due
    if due and terms.deductible.value.first > f"{year.pool_day[:4]}-01-01":
        trace.assume("B11")
    trace.assume(*(name for name in year.pool_readings if due or name not in PUT_IN))
    trace.assume_values(*year.pool_values, terms.deductible, terms.ratio)
    if benefit.second:
        trace.assume("B5")
        trace.assume_values(terms.second_deductible, terms.second_ratio)
    if terms.cap is not None and due == terms.cap.number:
        trace.assume_values(terms.cap)
        if benefit.second:
            trace.assume("B6")


def _lacking(rules: Rules, group: str) -> list[str]:
    """The items with which nothing can be settled for a group; a cap that was abolished is known."""
    found = {item: rules.get(item, group) for item in NEEDED}
    return [
        item
        for item, value in found.items()
        if value is None or not (value.settles or (item == "critical_illness_cap" and value.state == "abolished"))
    ]


def _for_groups(value: Resolved | None) -> bool:
    """Whether a value is there and is one for groups of people."""
    return value is not None and "group" in value.value.dimensions


def _if_figure(value: Resolved | None) -> Resolved | None:
    """A value that has a figure: a step that does not apply, or a cap that was abolished, has none."""
    return value if value is not None and value.settles else None
