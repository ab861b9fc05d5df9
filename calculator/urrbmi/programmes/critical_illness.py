"""大病保险: one settlement a year of what the person bore in scope.

First step: the ratio of what exceeds the deductible; second step, where there is one: its ratio of what still exceeds the
second threshold; both within the year's cap (晋医保发〔2024〕19号, 四·1段; 市政办发〔2017〕80号, 第17条; 并医保发〔2019〕27号, 三(二)).
Readings B1 to B14.
"""

from dataclasses import dataclass

from urrbmi.money import exact, round_half_up, times
from urrbmi.policy import Resolved, Rules
from urrbmi.statement import Trace
from urrbmi.year import Year

NEEDED = ("critical_illness_deductible", "critical_illness_ratio", "critical_illness_cap")

#: readings that put money into the pool: they move none where nothing is paid
PUT_IN = ("B2", "B14")


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules of one group of people; no second step or no cap is None."""

    deductible: Resolved
    ratio: Resolved
    second_deductible: Resolved | None
    second_ratio: Resolved | None
    cap: Resolved | None

    def first(self, pool: int) -> int:
        return times(max(0, pool - exact(self.deductible.number)), self.ratio.number)

    def second(self, pool: int) -> int:
        if self.second_deductible is None or self.second_ratio is None:
            return 0
        left = pool - self.first(pool) - exact(self.second_deductible.number)
        return times(max(0, left), self.second_ratio.number)

    def due(self, pool: int) -> int:
        """What is paid in a year for a pool of in-scope self-pay: exact in, fen out."""
        if pool <= exact(self.deductible.number):
            return 0
        fen = round_half_up(self.first(pool) + self.second(pool))
        return fen if self.cap is None else min(fen, self.cap.number)


def settle(year: Year, earlier: int, rules: Rules, trace: Trace) -> int | None:
    """The year's critical-illness payment in fen, None where unknown.

    `earlier` is the in-scope self-pay (fen) before the first claim of the input; what it alone would be paid is not counted
    again, so a year cut in two adds up to the whole.
    """
    if year.critical_open:
        return None
    if year.pool_high == exact(earlier):
        if year.pool_left_out and (found := terms_in_force(year, rules, Trace())) is not None:
            note_assumptions(year, found, found.due(year.pool_high), rules, trace)
        return 0
    terms = terms_in_force(year, rules, trace)
    if terms is None:
        return None
    due = terms.due(year.pool_high)
    if year.pool_low != year.pool_high and terms.due(year.pool_low) != due:
        return None
    record(year, exact(earlier), terms, trace)
    note_assumptions(year, terms, due, rules, trace)
    before = terms.due(exact(earlier)) if earlier else 0
    if before:
        trace.step("减去此前自付已得的大病保险", "{f} − {f}", (due, before), due - before)
    return due - before


def terms_in_force(year: Year, rules: Rules, trace: Trace) -> Terms | None:
    """The rules for this person's group, or None (and the trace says what is missing)."""
    group = year.person.group
    deductible = rules.get("critical_illness_deductible", group)
    ratio = rules.get("critical_illness_ratio", group)
    cap = rules.get("critical_illness_cap", group)
    second_deductible = rules.get("critical_illness_second_deductible")
    second_ratio = rules.get("critical_illness_second_ratio")
    for item, found in zip(NEEDED, (deductible, ratio, cap), strict=True):
        uncapped = item == "critical_illness_cap" and found is not None and found.state == "abolished"
        if not uncapped and (found is None or not found.settles):
            trace.lacks(item, rules.place, year.pool_day, group)
    if trace.missing or deductible is None or ratio is None:
        return None
    return Terms(
        deductible,
        ratio,
        _if_figure(second_deductible),
        _if_figure(second_ratio),
        _if_figure(cap),
    )


def record(year: Year, earlier: int, terms: Terms, trace: Trace) -> None:
    """Writes the steps down; `earlier` (exact) is the part from before the first claim."""
    pool, threshold = year.pool_low, exact(terms.deductible.number)
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
    first, second = terms.first(pool), terms.second(pool)
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
    if terms.cap is not None and round_half_up(first + second) > terms.cap.number:
        trace.step(
            "大病保险年度限额", "{y} 超过限额 {f}", (first + second, terms.cap.number), terms.cap.number, terms.cap
        )


def note_assumptions(year: Year, terms: Terms, due: int, rules: Rules, trace: Trace) -> None:
    """The readings that moved money: only where something is paid (`due`, fen), or would be under the other reading."""
    group, pool = year.person.group, year.pool_high + year.pool_left_out
    if group != "ordinary" and "group" not in terms.ratio.value.dimensions:
        ever = [
            value.number
            for value in rules.policy.values_of(rules.place, "critical_illness_deductible")
            if value.number is not None and value.covers({"group": group})
        ]
        if pool > exact(min(ever)):
            trace.assume("B13")
    if pool <= exact(terms.deductible.number):
        return
    if due and terms.deductible.value.first > f"{year.pool_day[:4]}-01-01":
        trace.assume("B11")
    trace.assume(*(name for name in year.pool_readings if due or name not in PUT_IN))
    trace.assume_values(*year.pool_values, terms.deductible, terms.ratio)
    second = terms.second(year.pool_high)
    if second:
        trace.assume("B5")
        trace.assume_values(terms.second_deductible, terms.second_ratio)
    if terms.cap is not None and due == terms.cap.number:
        trace.assume_values(terms.cap)
        if second:
            trace.assume("B6")


def _if_figure(value: Resolved | None) -> Resolved | None:
    """A value that has a figure: a step that does not apply, or a cap that was abolished, has none."""
    return value if value is not None and value.settles else None
