"""住院: one stay in hospital.

In-scope cost = each kind of cost less its first self-pay; the fund pays the payment ratio of what exceeds the deductible,
within what is left of the annual cap (晋医保发〔2024〕19号, 二; 市政办发〔2017〕80号, 第15条). Readings A1 to A18.
"""

from urrbmi.claims import COSTS, Claim, Field, choice, costs
from urrbmi.money import RATIO, exact, round_half_up, times
from urrbmi.policy import Resolved, Rules
from urrbmi.programmes.parts import Scope, give_up, needed, note_cap, scope
from urrbmi.year import Settled, Year

FIELDS = {
    "facility": Field(choice("facility")),
    "location": Field(choice("location"), default="local", required=False),
    "costs": Field(costs(*COSTS), default={}, required=False),
}


def settle(claim: Claim, year: Year, rules: Rules) -> Settled:
    """Settles one stay and moves the year on: admissions, the annual cap's use, the critical-illness pool."""
    settled = Settled(sum(claim.fields["costs"].values()), None, claim.day)
    first_of_year = year.admissions == 0
    year.admissions += 1
    Stay(claim, year, rules, settled, first_of_year).settle()
    return settled


class Stay:
    """One stay as it is settled, in the order of its steps."""

    def __init__(self, claim: Claim, year: Year, rules: Rules, settled: Settled, first_of_year: bool) -> None:
        self.claim = claim
        self.location: str = claim.fields["location"]
        self.year = year
        self.rules = rules
        self.settled = settled
        self.trace = settled.trace
        self.first_of_year = first_of_year

    def settle(self) -> None:
        costs = scope(self.claim.fields["costs"], self.rules, self.claim, self.trace)
        if not costs.in_scope and not costs.unpriced:
            self.settled.basic_fund = 0
            return
        facility = self.claim.fields["facility"]
        deductible_rule = self.needed("inpatient_deductible", facility, self.location)
        ratio_rule = self.needed("inpatient_ratio", facility, self.location)
        cap_rule = self.needed("annual_fund_cap")
        if deductible_rule is None or ratio_rule is None or cap_rule is None:
            self.unknown(cap_rule)
            return
        deductible, readings = self.deductible(deductible_rule)
        self.trace.step("支付比例", *self.ratio_words(ratio_rule), None, ratio_rule)
        if not costs.unpriced:
            self.record(costs, deductible, deductible_rule, ratio_rule, readings)
        self.pay(costs, deductible, ratio_rule, cap_rule)

    def needed(self, item: str, *dimensions: str) -> Resolved | None:
        return needed(item, self.rules, self.claim, self.trace, *dimensions)

    def record(
        self, costs: Scope, deductible: int, deductible_rule: Resolved, ratio: Resolved, readings: list[str]
    ) -> None:
        """Writes down what is due, and the readings that moved it."""
        in_scope = costs.in_scope
        base = max(0, in_scope - deductible)
        due = times(base, ratio.number)
        self.trace.step(
            "按比例应付",
            "({y} − {y}) × {r} = {y}" if base else "{y} 没有超过起付线 {y}，不支付",
            (in_scope, deductible, ratio.number, due) if base else (in_scope, deductible),
            round_half_up(due),
            deductible_rule,
            ratio,
        )
        if in_scope + costs.first_self_pay > max(in_scope, deductible):
            self.trace.assume("A1")
        if not base:
            return
        self.trace.assume(*readings)
        self.trace.assume_values(deductible_rule, ratio)
        if self.location == "emergency" and self.reduction() is not None:
            self.trace.assume("A16")
        if self.claim.day[:4] + "-01-01" < deductible_rule.value.first:
            self.trace.assume("B11")

    def pay(self, costs: Scope, deductible: int, ratio: Resolved, cap: Resolved) -> None:
        """Pays within the annual cap and moves the critical-illness pool on.

        Where the first self-pay of some costs is not known, in scope is anything between none and all of them; the bounds
        of the payment and of the pool follow, for both grow with what is in scope.
        """
        year, annual = self.year, self.year.annual
        low, high = costs.in_scope, costs.in_scope + costs.unpriced
        least, most = (round_half_up(times(max(0, each - deductible), ratio.number)) for each in (low, high))
        if least == most:
            note_cap(annual, most, cap, self.settled, "年度最高支付限额")
            if annual.high + most > cap.number and year.births:
                self.trace.assume("A19")
            if annual.high + most > cap.number and year.capped_elsewhere:
                year.rests_on("B4")
                year.rests_on("B9")
        paid = annual.take(least, most, cap.number)
        if paid.least == paid.most:
            self.settled.basic_fund = paid.most
        if costs.unpriced and self.settled.basic_fund is None:
            give_up(self.settled)
        elif costs.unpriced:
            template, figures = "有 {y} 算几成不知道，怎么算基金都付 {f}", (costs.unpriced, paid.most)
            self.trace.step("不影响结果", template, figures, paid.most, ratio, cap)
        off_by_a_fen = exact(1) if low < high else 0  # the payment is rounded, so the pool does not grow evenly
        year.pool_low += self.borne(costs, low, deductible, paid.at_low) - min(low, off_by_a_fen)
        year.pool_high += self.borne(costs, high, deductible, paid.at_high) + off_by_a_fen
        if self.settled.basic_fund is not None and low == high:
            self.record_borne(costs, deductible, ratio, self.settled.basic_fund)

    def borne(self, costs: Scope, in_scope: int, deductible: int, fund: int) -> int:
        """What the person bears that counts for critical illness (exact), for a payment of the fund in fen (B1, B2)."""
        kept_out = self.kept_out(max(0, in_scope - deductible))
        counted_first = costs.first_self_pay if self.counts("first_self_pay") == "yes" else 0
        return in_scope + counted_first - exact(fund) - kept_out

    def kept_out(self, base: int) -> int:
        """The part by which the ratio was lowered, where the rules keep it out of critical illness (reading B7)."""
        reduction = self.reduction()
        return times(base, reduction.number) if reduction is not None and self.counts("reduction") == "no" else 0

    def counts(self, part: str) -> str:
        """Whether a part of the cost counts for critical illness: yes, no, or empty where no document says."""
        found = self.rules.get("critical_illness_counts", part)
        return "" if found is None else found.value.text

    def record_borne(self, costs: Scope, deductible: int, ratio: Resolved, fund: int) -> None:
        """Writes down what enters the critical-illness pool, and on which readings (B2, B3, B7, B8, B14)."""
        year, rules = self.year, self.rules
        base = max(0, costs.in_scope - deductible)
        template, figures, used = (
            "{y} − {f}",
            [costs.in_scope, fund],
            [rules.get("critical_illness_counts", "inpatient")],
        )
        if costs.in_scope > base:
            year.rests_on("B2")
        if year.total_given:
            year.rests_on("B14")
        if costs.first_self_pay:
            counts = rules.get("critical_illness_counts", "first_self_pay")
            year.rests_on("B3", counts)
            used.append(counts)
            if self.counts("first_self_pay") == "yes":
                template += " + {y}"
                figures.append(costs.first_self_pay)
            else:
                year.pool_left_out += costs.first_self_pay
        if base and (reduction := self.reduction()) is not None:
            counts = rules.get("critical_illness_counts", "reduction")
            used += [reduction, counts]
            year.rests_on("B7" if self.kept_out(base) else None, counts)
            if self.kept_out(base):
                template += " − ({y} − {y}) × {r}"
                figures += [costs.in_scope, deductible, reduction.number]
                year.pool_left_out += self.kept_out(base)
        elif base and self.lower_than_at_home(ratio):
            year.rests_on("B8")
        amount = self.borne(costs, costs.in_scope, deductible, fund)
        year.pool_parts.append(amount)
        self.trace.step("计入大病保险的合规自付", template + " = {y}", (*figures, amount), round_half_up(amount), *used)

    def lower_than_at_home(self, ratio: Resolved) -> bool:
        """Whether the table itself has a lower ratio for this place (省外) than for the insured city."""
        home = self.rules.get("inpatient_ratio", self.claim.fields["facility"], "local")
        return home is not None and home.settles and home.number > ratio.number

    def deductible(self, rule: Resolved) -> tuple[int, list[str]]:
        """The deductible of this stay (exact), and the readings on which it rests.

        It is lower for a later stay of the year and, where the rules say so, for a child. A reduction is an exception:
        where no document grants it there is none.
        """
        template, figures, used = "{f}", [rule.number], [rule]
        readings: list[str] = []
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
                readings += ("A8", *(("A10",) if child is not None else ()), *repeat.readings)
                if self.year.births and self.year.births == self.year.admissions - 1:
                    readings.append("A9")  # only births came before: were they none, this would be the first stay
        if len(figures) > 1:
            template += " = {y}"
            figures.append(amount)
        self.trace.step("起付线", template, tuple(figures), round_half_up(amount), *used)
        return amount, readings

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

    def unknown(self, cap: Resolved | None) -> None:
        """Leaves the bounds behind: the fund pays nothing at the least, and at the most all that can be in scope."""
        most = self.settled.cost - self.claim.fields["costs"].get("uncovered", 0)
        self.year.annual.blur(most, None if cap is None else cap.number)
        self.year.pool_high += exact(most)
        give_up(self.settled)
