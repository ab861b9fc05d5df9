"""大病保险: one settlement a year of what the person bore in scope.

First step: the ratio of what exceeds the deductible; second step, where there is one: its ratio of what still exceeds the
second threshold; both within the year's cap (晋医保发〔2024〕19号, 四·1段; 市政办发〔2017〕80号, 第17条; 并医保发〔2019〕27号, 三(二)).
Readings B1 to B14.
"""

from dataclasses import dataclass

from urrbmi.money import exact, round_half_up, times
from urrbmi.policy import Rules
from urrbmi.statement import Trace
from urrbmi.values import Resolved
from urrbmi.year import Year

NEEDED = ("critical_illness_deductible", "critical_illness_ratio", "critical_illness_cap")

#: readings that put money into the pool: they move none where nothing is paid
PUT_IN = ("B2", "B14")

#: readings on what of a stay enters the pool: a total that is given as such does not say what it is made of
OF_STAYS = ("A3", "B2", "B3", "B7", "B8")

#: readings that change what is in the pool
MOVING = ("B1", "B14", *OF_STAYS)

#: readings that change only this settlement, not what the fund pays for a claim
AT_YEAR_END = frozenset(("B4", "B6", "B12", "B13", *MOVING))


@dataclass(slots=True, eq=False)
class Benefit:
    """A year's benefit: its first and second step (exact), and what is due of both together, in fen."""

    first: int
    second: int
    due: int


NOTHING = Benefit(0, 0, 0)


@dataclass(slots=True, eq=False)
class Terms:
    """The rules of one group of people; no second step or no cap is None.

    `lowest_deductible`: the lowest in fen that this group has had at this place at any time; `begins_within_year`: the
    deductible has held only since a day within the year; `cap_of_second`: the cap is one of the second step alone (B6 taken
    the other way); `readings`: those on which deductible and ratio rest.
    """

    deductible: Resolved
    ratio: Resolved
    second_deductible: Resolved | None
    second_ratio: Resolved | None
    cap: Resolved | None
    threshold: int
    lowest_deductible: int
    begins_within_year: bool
    cap_of_second: bool
    readings: tuple[str, ...]

    @classmethod
    def of(cls, rules: Rules, group: str) -> "Terms | None":
        """The rules for a group of people, or None where something that is needed is not known."""
        deductible, ratio, cap = (rules.get(item, group) for item in NEEDED)
        if deductible is None or ratio is None or _lacking(rules, group):
            return None
        if rules.otherwise == "B12" and "B12" in ratio.readings:  # not among the poor that the document means
            return cls.of(rules, "ordinary")
        if rules.otherwise == "B13" and "B13" in ratio.readings:  # what the poor had goes on
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
            deductible.value.first > f"{rules.day[:4]}-01-01",
            rules.otherwise == "B6" and second_ratio is not None,
            deductible.readings + ratio.readings,
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
    already = exact(earlier)
    added = year.pool_high != already
    if terms is None:
        for item in _lacking(rules, year.person.group) if added else ():
            trace.lacks(item, rules.place, year.pool_day, year.person.group)
        return None if added else 0
    benefit = certain(terms, year.pool_low, year.pool_high)
    if benefit is None:
        return None
    before = terms.benefit(already).due if already else 0
    if rules.otherwise:  # the words of the other way are never read
        return benefit.due - before
    if added:
        record(year, already, terms, benefit, trace)
    if added or year.pool_left_out:
        note_assumptions(year, terms, benefit, trace)
    if added and before:
        trace.step("减去此前自付已得的大病保险", "{f} − {f}", (benefit.due, before), exact(benefit.due - before))
    return benefit.due - before


def settle_otherwise(year: Year, earlier: int, rules: Rules) -> int | None:
    """The same payment with the reading `rules.otherwise`, one of AT_YEAR_END, taken the other way; no words.

    None where that cannot be told, or where the words that hold here leave no other way.
    """
    terms = rules.once(Terms.of, year.person.group)
    pool = _pool_otherwise(year, earlier, rules.otherwise)
    if terms is None or pool is None:
        return None
    benefit = certain(terms, *pool, exact(year.over_cap) if rules.otherwise == "B4" else 0)
    if benefit is None:
        return None
    return benefit.due - terms.benefit(exact(earlier)).due


def certain(terms: Terms, low: int, high: int, at_once: int = 0) -> Benefit | None:
    """The benefit of a pool between two bounds (exact), None where they lead to different ones; `at_once` as in Terms."""
    benefit = terms.benefit(high, at_once)
    return benefit if low == high or terms.benefit(low, at_once).due == benefit.due else None


def _pool_otherwise(year: Year, earlier: int, reading: str) -> tuple[int, int] | None:
    """The bounds of the pool (exact) with a reading taken the other way, None where they cannot be told."""
    low, high, totals = year.pool_low, year.pool_high, year.totals
    if reading not in MOVING:
        return low, high
    if low != high:
        return None
    if reading == "B14":  # the totals hold everything else already, if they can
        return (totals, totals) if totals >= high - totals else None
    moved = _kept_out_beyond_the_cap(year) if reading == "B7" else year.moved.get(reading)
    if moved is None or (reading in OF_STAYS and (earlier or totals)):
        return None
    return high + moved, high + moved


def _kept_out_beyond_the_cap(year: Year) -> int | None:
    """What the points kept out of the pool though the fund, having no room left under its cap, would not have paid it (exact)."""
    if not year.kept_out:
        return None
    return sum(min(max(0, due + part - left), part) for due, part, left in year.kept_out)


def record(year: Year, earlier: int, terms: Terms, benefit: Benefit, trace: Trace) -> None:
    """Writes the steps down; `earlier` (exact) is the part from before the first claim, `benefit` the high bound's."""
    pool, threshold, bound = year.pool_low, terms.threshold, ""
    open_ended = year.pool_low < year.pool_high
    if open_ended:  # the bound that decides: nothing is due even for the high one, or as much even for the low one
        pool, bound = (year.pool_high, "最多 ") if pool <= threshold else (pool, "至少 ")
    parts = [part for part in (earlier, *year.pool_parts) if part]
    if open_ended or sum(parts) != pool:
        trace.step("全年合规自付累计", "有算不出来的费用，但不影响结果", (), None, terms.deductible)
    elif len(parts) > 1:
        trace.step("全年合规自付累计", " + ".join(["{y}"] * len(parts)) + " = {y}", (*parts, pool), pool)
    else:
        trace.step("全年合规自付累计", "{y}", (pool,), pool)
    if pool <= threshold:
        trace.step("没有超过大病保险起付线", bound + "{y} ≤ {y}", (pool, threshold), 0, terms.deductible)
        return
    decided = benefit if pool == year.pool_high else terms.benefit(pool)
    first, second = decided.first, decided.second
    trace.step(
        "超过起付线的部分",
        bound + "({y} − {y}) × {r} = {y}",
        (pool, threshold, terms.ratio.number, first),
        first,
        terms.deductible,
        terms.ratio,
    )
    if second and terms.second_deductible is not None and terms.second_ratio is not None:
        trace.step(
            "再次支付",
            bound + "({y} − {y} − {f}) × {r} = {y}",
            (pool, first, terms.second_deductible.number, terms.second_ratio.number, second),
            second,
            terms.second_deductible,
            terms.second_ratio,
        )
    cap = terms.cap
    if cap is not None and decided.due == cap.number < round_half_up(first + second):
        trace.step("大病保险年度限额", bound + "{y} 超过限额 {f}", (first + second, cap.number), exact(cap.number), cap)


def note_assumptions(year: Year, terms: Terms, benefit: Benefit, trace: Trace) -> None:
    """The readings that moved money: only where something is paid, or would be under the other reading."""
    pool = year.pool_high + year.pool_left_out
    if "B13" in terms.ratio.readings and pool > exact(terms.lowest_deductible):
        trace.assume("B13")
    if "B4" in year.pool_readings:
        trace.assume("B4")
    if pool <= terms.threshold:
        return
    due = benefit.due
    if due and terms.begins_within_year:
        trace.assume("B11")
    pool_readings = year.pool_readings if due else [name for name in year.pool_readings if name not in PUT_IN]
    trace.assume(*pool_readings, *year.pool_value_readings, *terms.readings)
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
