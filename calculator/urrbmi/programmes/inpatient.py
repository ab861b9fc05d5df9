"""住院: one stay in hospital.

In-scope cost = each kind of cost less its first self-pay; the fund pays the payment ratio of what exceeds the deductible,
within what is left of the annual cap (晋医保发〔2024〕19号, 二; 市政办发〔2017〕80号, 第15条). Readings A1 to A18.
"""

from urrbmi.claims import COSTS, Claim, Field, choice, costs
from urrbmi.money import RATIO, exact, format_fen, round_half_up, times
from urrbmi.policy import Resolved, Rules
from urrbmi.year import Settled, Year

FIELDS = {
    "facility": Field(choice("facility")),
    "location": Field(choice("location"), default="local", required=False),
    "costs": Field(costs(*COSTS), default={}, required=False),
}


def settle(claim: Claim, year: Year, rules: Rules) -> Settled:
    """Settles one stay and moves the year on: admissions, the annual cap's use, the critical-illness pool."""
    settled = Settled(sum(claim.fields["costs"].values()), None)
    first_of_year = year.admissions == 0
    year.admissions += 1
    Stay(claim, year, rules, settled, first_of_year).settle()
    return settled


class Stay:
    """One stay as it is settled, in the order of its steps."""

    def __init__(self, claim: Claim, year: Year, rules: Rules, settled: Settled, first_of_year: bool) -> None:
        self.claim = claim
        self.costs: dict[str, int] = claim.fields["costs"]
        self.location: str = claim.fields["location"]
        self.year = year
        self.rules = rules
        self.settled = settled
        self.trace = settled.trace
        self.first_of_year = first_of_year
        self.unpriced = 0
        self.repeat_readings: list[str] = []

    def settle(self) -> None:
        in_scope, first_self_pay = self.scope()
        if in_scope == 0 and not self.trace.missing:
            self.settled.basic_fund = 0
            return
        facility = self.claim.fields["facility"]
        deductible_rule = self.needed("inpatient_deductible", facility, self.location)
        ratio_rule = self.needed("inpatient_ratio", facility, self.location)
        cap_rule = self.needed("annual_fund_cap")
        if deductible_rule is None or ratio_rule is None or cap_rule is None or self.trace.missing:
            if deductible_rule is None or ratio_rule is None or cap_rule is None:
                self.unknown(cap_rule)
            else:
                self.between(in_scope, deductible_rule, ratio_rule, cap_rule)
            return
        deductible = self.deductible(deductible_rule)
        base = max(0, in_scope - deductible)
        due = times(base, ratio_rule.number)
        self.trace.step("支付比例", *self.ratio_words(ratio_rule), None, ratio_rule)
        self.trace.step(
            "按比例应付",
            "({y} − {y}) × {r} = {y}" if base else "{y} 没有超过起付线 {y}，不支付",
            (in_scope, deductible, ratio_rule.number, due) if base else (in_scope, deductible),
            round_half_up(due),
            deductible_rule,
            ratio_rule,
        )
        if in_scope + first_self_pay > max(in_scope, deductible):
            self.trace.assume("A1")
        if base:
            self.trace.assume(*self.repeat_readings)
            self.trace.assume_values(deductible_rule, ratio_rule)
            if self.location == "emergency" and self.reduction() is not None:
                self.trace.assume("A16")
            if self.claim.day[:4] + "-01-01" < deductible_rule.value.first:
                self.trace.assume("B11")
        self.pay(due, cap_rule)
        self.carry_over(in_scope, base, first_self_pay)

    def needed(self, item: str, *dimensions: str) -> Resolved | None:
        """A value without which the stay cannot be settled; noted as missing where nothing was collected."""
        found = self.rules.get(item, *dimensions)
        if found is None or found.value.number is None:
            self.trace.lacks(item, self.rules.place, self.claim.day, "·".join(dimensions))
            return None
        return found

    def scope(self) -> tuple[int, int]:
        """The in-scope cost, and what was borne as first self-pay (both exact)."""
        in_scope = first_self_pay = 0
        parts: list[str] = []
        figures: list[int] = []
        used: list[Resolved] = []
        for kind, fen in self.costs.items():
            if kind == "uncovered":
                continue
            if kind == "class_a":
                in_scope += exact(fen)
                parts.append("{f}")
                figures.append(fen)
                continue
            rule = self.needed("first_self_pay", kind)
            if rule is None:
                self.unpriced += exact(fen)
                continue
            kept = times(exact(fen), RATIO - rule.number)
            in_scope += kept
            first_self_pay += exact(fen) - kept
            parts.append("{f} × (1 − {r})")
            figures += (fen, rule.number)
            used.append(rule)
            self.trace.assume_values(rule)
        if parts and not self.trace.missing:
            template = " + ".join(parts) + (" = {y}" if used or len(parts) > 1 else "")
            if used or len(parts) > 1:
                figures.append(in_scope)
            self.trace.step("政策范围内费用", template, tuple(figures), round_half_up(in_scope), *used)
        return in_scope, first_self_pay

    def deductible(self, rule: Resolved) -> int:
        """The deductible of this stay, exact: lower for a later stay of the year and, where the rules say so, for a child.

        A reduction is an exception: where no document grants it there is none.
        """
        template, figures, used = "{f}", [rule.number], [rule]
        amount = exact(rule.number)
        child = self.child_reduction()
        if child is not None:
            amount = times(amount, RATIO - child.number)
            template += " × (1 − {r})"
            figures.append(child.number)
            used.append(child)
        if not self.first_of_year:
            repeat = self.rules.get("repeat_deductible_reduction")
            if repeat is not None and repeat.value.number:
                amount = times(amount, RATIO - repeat.number)
                template += " × (1 − {r})"
                figures.append(repeat.number)
                used.append(repeat)
                self.repeat_readings += ("A8", *(("A10",) if child is not None else ()), *repeat.readings)
        if len(figures) > 1:
            template += " = {y}"
            figures.append(amount)
        self.trace.step("起付线", template, tuple(figures), round_half_up(amount), *used)
        return amount

    def child_reduction(self) -> Resolved | None:
        """The lower deductible for children, if this patient's age has it."""
        ages = [value.number for value in self.rules.policy.values_of(self.rules.place, "child_deductible_age")]
        if self.year.person.age > max((age for age in ages if age is not None), default=-1):
            return None
        age = self.rules.get("child_deductible_age")
        if age is None:
            return None
        self.trace.assume_values(age)
        if age.value.number is None or self.year.person.age > age.number:
            return None
        reduction = self.rules.get("child_deductible_reduction")
        return reduction if reduction is not None and reduction.value.number else None

    def ratio_words(self, ratio: Resolved) -> tuple[str, tuple[int, ...]]:
        """How the payment ratio is written: after a reduction for going elsewhere, with what it came from."""
        reduction = self.reduction()
        if reduction is None:
            return "{r}", (ratio.number,)
        return "{r} − {r} = {r}", (ratio.number + reduction.number, reduction.number, ratio.number)

    def reduction(self) -> Resolved | None:
        """The points by which the ratio is lower for going elsewhere, if any."""
        found = self.rules.get("inpatient_ratio_reduction", self.location)
        return found if found is not None and found.value.number else None

    def pay(self, due: int, cap: Resolved) -> None:
        """The payment: what is due, within what the year's earlier payments leave of the cap."""
        year = self.year
        wanted = round_half_up(due)
        most = min(wanted, max(0, cap.number - year.capped_low))
        least = min(wanted, max(0, cap.number - year.capped_high))
        if most == least:
            self.settled.basic_fund = most
        if most < wanted:
            self.trace.step(
                "年度最高支付限额",
                "限额 {f} − 今年已付 {f} = 还可付 {f}",
                (cap.number, year.capped_low, max(0, cap.number - year.capped_low)),
                self.settled.basic_fund,
                cap,
            )
            self.trace.assume_values(cap)
        self.least, self.most = least, most
        year.capped_low += least
        year.capped_high += most

    def carry_over(self, in_scope: int, base: int, first_self_pay: int) -> None:
        """Adds to the critical-illness pool what the person bears in scope (readings B1, B2, B3, B7, B8)."""
        rules, year = self.rules, self.year
        borne = in_scope
        reduction = self.reduction()
        if reduction is not None and base:
            counts = rules.get("critical_illness_counts", "reduction")
            excluded = times(base, reduction.number)
            if counts is not None and counts.value.text == "no":
                borne -= excluded
                year.pool_left_out += excluded
                year.rests_on("B7", counts)
                self.trace.step(
                    "下调比例的部分不计入大病保险",
                    "({y} − {y}) × {r} = {y}",
                    (in_scope, in_scope - base, reduction.number, excluded),
                    round_half_up(excluded),
                    reduction,
                    counts,
                )
            else:
                year.rests_on(None, counts)
        if first_self_pay:
            counts = rules.get("critical_illness_counts", "first_self_pay")
            if counts is not None and counts.value.text == "yes":
                borne += first_self_pay
            else:
                year.pool_left_out += first_self_pay
            year.rests_on("B3", counts)
        if in_scope > base:
            year.rests_on("B2")
        if year.total_given:
            year.rests_on("B14")
        year.pool_low += borne - exact(self.most)
        year.pool_high += borne - exact(self.least)

    def between(self, in_scope: int, deductible_rule: Resolved, ratio: Resolved, cap: Resolved) -> None:
        """Leaves the bounds behind where only first self-pay is missing: none of those costs in scope, or all of them."""
        year = self.year
        deductible = self.deductible(deductible_rule)
        reduction = self.reduction()
        counts = self.rules.get("critical_illness_counts", "reduction")
        points = reduction.number if reduction is not None and counts is not None and counts.value.text == "no" else 0

        def outcome(scope: int, used: int) -> tuple[int, int]:
            base = max(0, scope - deductible)
            fund = min(round_half_up(times(base, ratio.number)), max(0, cap.number - used))
            return fund, scope - exact(fund) - times(base, points)

        low, high = in_scope, in_scope + self.unpriced
        least, most = outcome(low, year.capped_high)[0], outcome(high, year.capped_low)[0]
        # the fund's payment is rounded, so that between the two the pool may be off by a fen
        year.pool_low += outcome(low, year.capped_low)[1] - (exact(1) if low >= deductible else 0)
        year.pool_high += outcome(high, year.capped_high)[1] + (exact(1) if high >= deductible else 0)
        year.capped_low += least
        year.capped_high += most
        self.trace.step("算不出来", f"缺少规定，费用 {format_fen(self.settled.cost)} 元无法计算", (), None)

    def unknown(self, cap: Resolved | None) -> None:
        """Leaves the bounds behind: the fund pays nothing at the least, and at the most the whole cost or the cap."""
        cost, year = self.settled.cost, self.year
        most = year.capped_high + cost
        year.capped_high = most if cap is None else max(year.capped_high, min(most, cap.number))
        year.pool_high += exact(cost)
        self.trace.step("算不出来", f"缺少规定，费用 {format_fen(cost)} 元无法计算", (), None)
