"""What several programmes do alike: ask for a value, bring costs into scope, pay within a cap, give up."""

from dataclasses import dataclass

from urrbmi.claims import Claim
from urrbmi.money import RATIO, exact, round_half_up, times
from urrbmi.policy import Rules
from urrbmi.statement import Trace
from urrbmi.values import Resolved
from urrbmi.year import Counter, Settled, Year


@dataclass(slots=True, eq=False)
class Scope:
    """What of a claim's costs is in scope, what was borne first (both exact), and the costs whose rate is not known."""

    in_scope: int
    first_self_pay: int
    unpriced: int


def needed(item: str, rules: Rules, claim: Claim, trace: Trace, *dimensions: str) -> Resolved | None:
    """A value without which a claim cannot be settled; noted as missing where no figure of use was collected."""
    found = rules.get(item, *dimensions)
    if found is None or not found.settles:
        trace.lacks(item, rules.place, claim.day, "·".join(dimensions))
        return None
    return found


def scope(costs: dict[str, int], rules: Rules, claim: Claim, trace: Trace, rate: str = "first_self_pay") -> Scope:
    """Each kind of cost less its first self-pay (reading A1); `rate` is the item that gives it."""
    in_scope = first_self_pay = unpriced = 0
    parts: list[str] = []
    figures: list[int] = []
    used: list[Resolved] = []
    for kind, fen in costs.items():
        if kind == "uncovered":
            continue
        cost = exact(fen)
        if kind == "class_a":
            in_scope += cost
            parts.append("{f}")
            figures.append(fen)
            continue
        rule = needed(rate, rules, claim, trace, *((kind,) if rate == "first_self_pay" else ()))
        if rule is None:
            unpriced += cost
            continue
        kept = times(cost, RATIO - rule.number)
        in_scope += kept
        first_self_pay += cost - kept
        parts.append("{f} × (1 − {r})")
        figures += (fen, rule.number)
        used.append(rule)
        trace.assume_values(rule)
    if parts and not trace.missing:
        if used:
            parts[-1] += " = {y}"
            figures.append(in_scope)
        trace.step("政策范围内费用", " + ".join(parts), tuple(figures), in_scope, *used)
    return Scope(in_scope, first_self_pay, unpriced)


def due_above(in_scope: int, taken_off: int, deductible: Resolved, ratio: Resolved, trace: Trace) -> int:
    """What is due (exact) of what in scope exceeds the deductible, of which `taken_off` is left (both exact)."""
    base = max(0, in_scope - taken_off)
    due = times(base, ratio.number)
    figures: tuple[int, ...]
    if not deductible.number:
        template, figures = "{y} × {r} = {y}", (in_scope, ratio.number, due)
    elif base:
        template, figures = "({y} − {y}) × {r} = {y}", (in_scope, taken_off, ratio.number, due)
    else:
        template, figures = "{y} 没有超过起付线 {y}，不支付", (in_scope, taken_off)
    trace.step("按比例应付", template, figures, due, deductible, ratio)
    return due


def pay(due: int, counter: Counter, cap: Resolved, settled: Settled, label: str) -> None:
    """Pays what is due (exact) within a cap and its counter."""
    wanted = round_half_up(due)
    note_cap(counter, wanted, cap, settled, label)
    paid = counter.take(wanted, wanted, cap.number)
    if paid.least == paid.most:
        settled.basic_fund = paid.most


def note_cap(counter: Counter, wanted: int, cap: Resolved, settled: Settled, label: str) -> None:
    """Writes down that a cap leaves less than is wanted (fen); call it before the payment is taken."""
    if not wanted or counter.high + wanted <= cap.number:
        return
    if min(counter.low, cap.number) < min(counter.high, cap.number):
        settled.trace.step(label, "限额 {f}；前面有算不出来的费用，当年已付多少不确定", (cap.number,), None, cap)
        return
    left = max(0, cap.number - counter.low)
    figures = (cap.number, counter.low, left)
    settled.trace.step(label, "限额 {f} − 当年已付 {f} = 还可付 {f}", figures, exact(min(wanted, left)), cap)
    settled.trace.assume_values(cap)


def shares_annual_cap(claim: Claim, rules: Rules) -> bool:
    """Whether a claim's payment uses the annual cap; where a cap is in force, only what it names does (reading A19)."""
    counts = rules.get("annual_cap_counts", claim.kind)
    return rules.get("annual_fund_cap") is None or (counts is not None and counts.value.text == "yes")


def give_up(settled: Settled) -> None:
    """Says that a claim cannot be settled."""
    settled.trace.step("算不出来", "缺少规定，费用 {f} 元无法计算", (settled.cost,), None)


def pay_share(claim: Claim, year: Year, rules: Rules, settled: Settled, *terms: Resolved | None) -> None:
    """A programme that pays a share of the whole cost within the annual cap, without deductible: first self-pay, ratio."""
    first, ratio = terms
    cap = needed("annual_fund_cap", rules, claim, settled.trace)
    if ratio is None or cap is None:
        give_up(settled)
        if shares_annual_cap(claim, rules):
            year.annual.blur(settled.cost, None if cap is None else cap.number)
            year.capped_elsewhere = True
        return
    kept = times(exact(settled.cost), RATIO - (first.number if first is not None else 0))
    due = times(kept, ratio.number)
    figures = (settled.cost, ratio.number, due)
    settled.trace.step("按比例应付", "{f} × {r} = {y}", figures, due, first, ratio)
    settled.trace.assume_values(first, ratio)
    if year.annual.high + round_half_up(due) > cap.number:
        if year.births:
            settled.trace.assume("A19")
        if year.pool_parts:
            year.rests_on("B9")
    pay(due, year.annual, cap, settled, "年度最高支付限额")
    year.capped_elsewhere = True
