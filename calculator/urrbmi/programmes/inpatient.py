"""住院: one stay in hospital.

In-scope cost = each kind of cost less its first self-pay; the fund pays the payment ratio of what exceeds the deductible,
within what is left of the annual cap (晋医保发〔2024〕19号, 二; 市政办发〔2017〕80号, 第15条). Readings A1 to A18.
"""

from urrbmi.claims import COSTS, Claim, Field, choice, costs
from urrbmi.money import RATIO, exact, round_half_up, times
from urrbmi.policy import Rules
from urrbmi.programmes.parts import Scope, due_above, give_up, needed, note_cap, scope
from urrbmi.programmes.stay_terms import Terms, says
from urrbmi.values import Resolved
from urrbmi.year import Settled, Year

FIELDS = {
    "facility": Field(choice("facility")),
    "location": Field(choice("location"), default="local", required=False),
    "costs": Field(costs(*COSTS), default={}, required=False),
}


def settle(claim: Claim, year: Year, rules: Rules) -> Settled:
    """Settles one stay and moves the year on: admissions, the annual cap's use, the critical-illness pool."""
    settled = Settled(sum(claim.fields["costs"].values()), None)
    first_of_year = year.admissions == (year.births if rules.otherwise == "A9" else 0)  # A9: births are no admissions
    year.admissions += 1
    terms = rules.once(Terms.of, claim.fields["facility"], claim.fields["location"])
    Stay(claim, year, rules, terms, settled, first_of_year).settle()
    return settled


class Stay:
    """One stay as it is settled, in the order of its steps."""

    __slots__ = ("claim", "first_of_year", "rules", "settled", "terms", "trace", "year")

    def __init__(
        self, claim: Claim, year: Year, rules: Rules, terms: Terms, settled: Settled, first_of_year: bool
    ) -> None:
        self.claim = claim
        self.year = year
        self.rules = rules
        self.terms = terms
        self.settled = settled
        self.trace = settled.trace
        self.first_of_year = first_of_year

    def settle(self) -> None:
        costs = scope(self.claim.fields["costs"], self.rules, self.claim, self.trace)
        if not costs.in_scope and not costs.unpriced:
            self.settled.basic_fund = 0
            return
        terms = self.terms
        if terms.deductible is None or terms.ratio is None or terms.cap is None:
            self.unknown()
            return
        deductible, readings = self.deductible(terms.deductible)
        if self.rules.otherwise == "A1":  # what is borne first fills the deductible
            deductible = max(0, deductible - costs.first_self_pay)
        elif self.rules.otherwise == "C16" and self.claim.kind == "childbirth":  # births have the ratio of stays alone
            deductible = 0
        ratio = terms.ratio
        self.trace.steps += terms.ratio_steps
        if costs.unpriced or self.rules.otherwise:  # of the other way nobody reads the words
            due = times(max(0, costs.in_scope - deductible), ratio.number)
        else:
            due = due_above(costs.in_scope, deductible, terms.deductible, ratio, self.trace)
            if costs.first_self_pay and costs.in_scope + costs.first_self_pay > deductible:
                self.trace.assume("A1")
            if costs.in_scope > deductible:
                self.trace.assume(*readings, *terms.readings)
        self.pay(costs, deductible, due, ratio, terms.cap)

    def pay(self, costs: Scope, deductible: int, due: int, ratio: Resolved, cap: Resolved) -> None:
        """Pays what is due (exact) within the annual cap and moves the critical-illness pool on.

        Where the first self-pay of some costs is not known, in scope is anything between none and all of them; the bounds
        of the payment and of the pool follow, for both grow with what is in scope.
        """
        year, annual = self.year, self.year.annual
        low = high = costs.in_scope
        least = most = round_half_up(due)
        if costs.unpriced:
            high += costs.unpriced
            most = round_half_up(times(max(0, high - deductible), ratio.number))
        if least == most:
            over = annual.high + most - cap.number
            if over > 0:
                note_cap(annual, most, cap, self.settled, "年度最高支付限额")
                year.over_cap += min(over, most)
                if year.births or self.claim.kind == "childbirth":
                    self.trace.assume("A19")
                if year.capped_elsewhere:
                    year.rests_on("B4")
                    year.rests_on("B9")
        paid = annual.take(least, most, cap.number)
        if paid.least == paid.most:
            self.settled.basic_fund = paid.most
        if not costs.unpriced:
            borne = self.borne(costs, low, deductible, paid.at_low)
            year.pool_low += borne
            year.pool_high += borne if paid.at_high == paid.at_low else self.borne(costs, low, deductible, paid.at_high)
            if self.settled.basic_fund is not None and not self.rules.otherwise:
                self.record_borne(costs, deductible, self.settled.basic_fund, due, cap, borne)
            return
        if self.settled.basic_fund is None:
            give_up(self.settled)
        else:
            template, figures = "有 {y} 算几成不知道，怎么算基金都付 {f}", (costs.unpriced, paid.most)
            self.trace.step("不影响结果", template, figures, exact(paid.most), ratio, cap)
            if paid.most:
                self.trace.assume_values(self.terms.deductible, ratio, cap)
        off_by_a_fen = exact(1)  # the payment is rounded, so the pool does not grow evenly
        year.pool_low += self.borne(costs, low, deductible, paid.at_low) - min(low, off_by_a_fen)
        year.pool_high += self.borne(costs, high, deductible, paid.at_high) + off_by_a_fen

    def borne(self, costs: Scope, in_scope: int, deductible: int, fund: int) -> int:
        """What the person bears that counts for critical illness (exact), for a payment of the fund in fen (B1, B2)."""
        counted = in_scope - exact(fund)
        if costs.first_self_pay and says(self.terms.first_self_pay_counts, "yes"):
            counted += costs.first_self_pay
        if self.terms.kept_out and in_scope > deductible:
            counted -= times(in_scope - deductible, self.terms.kept_out)
        return counted

    def record_borne(self, costs: Scope, deductible: int, fund: int, due: int, cap: Resolved, borne: int) -> None:
        """Writes down what enters the critical-illness pool, and on which readings (B2, B3, B7, B8, B14).

        `due` is what the fund owes without the cap (exact).
        """
        year, terms, in_scope = self.year, self.terms, costs.in_scope
        above = in_scope > deductible
        template, figures, used = "{y} − {f}", [in_scope, fund], [terms.stays_count]
        if deductible:
            year.rests_on("B2")
            year.moves("B2", less=deductible if above else in_scope)
        if year.totals:
            year.rests_on("B14")
        if costs.first_self_pay:
            year.rests_on("B3", terms.first_self_pay_counts)
            used.append(terms.first_self_pay_counts)
            if says(terms.first_self_pay_counts, "yes"):
                template += " + {y}"
                figures.append(costs.first_self_pay)
            else:
                year.pool_left_out += costs.first_self_pay
            if terms.rest_may_count:
                year.moves("A3", costs.first_self_pay)
                year.moves("B3", costs.first_self_pay)
        if above and terms.reduction is not None:
            year.rests_on("B7" if terms.kept_out else None, terms.reduction_counts)
            used += [terms.reduction, terms.reduction_counts]
            if terms.kept_out:
                template += " − ({y} − {y}) × {r}"
                figures += [in_scope, deductible, terms.kept_out]
                kept_out = times(in_scope - deductible, terms.kept_out)
                year.pool_left_out += kept_out
                year.kept_out.append((due, kept_out, exact(cap.number - year.annual.low + fund)))
        elif above and terms.lower_than_at_home:
            year.rests_on("B8")
        if above and terms.lower_than_at_home and not terms.kept_out:
            year.moves("B8", less=times(in_scope - deductible, terms.lower_than_at_home))
        year.pool_parts.append(borne)
        figures.append(borne)
        self.trace.step("计入大病保险的合规自付", template + " = {y}", tuple(figures), borne, *used)

    def deductible(self, rule: Resolved) -> tuple[int, list[str]]:
        """The deductible of this stay (exact), and the readings on which it rests.

        It is lower for a later stay of the year and, where the rules say so, for a child. A reduction is an exception:
        where no document grants it there is none.
        """
        amount = exact(rule.number)
        readings: list[str] = []
        child = self.child_reduction() if self.year.person.age <= self.terms.oldest_child else None
        repeat = None if self.first_of_year else self.terms.repeat
        if child is None and repeat is None:
            self.trace.steps += self.terms.deductible_steps
            return amount, readings
        if repeat is not None and self.rules.otherwise == "A10":  # halved once: half of what the table says
            child = None
        template, figures, used = "{f}", [rule.number], [rule]
        for reduction in (child, repeat):
            if reduction is not None:
                amount = times(amount, RATIO - reduction.number)
                template += " × (1 − {r})"
                figures.append(reduction.number)
                used.append(reduction)
        if repeat is not None:
            readings += ("A8", *(("A10",) if child is not None else ()), *repeat.readings)
            if self.year.births and self.year.births == self.year.admissions - 1:
                readings.append("A9")  # only births came before: were they none, this would be the first stay
        self.trace.step("起付线", template + " = {y}", (*figures, amount), amount, *used)
        return amount, readings

    def child_reduction(self) -> Resolved | None:
        """The lower deductible for children, if this patient's age has it."""
        age = self.terms.child_age
        if age is None:
            return None
        self.trace.assume_values(age)
        if age.value.number is None or self.year.person.age > age.number:
            return None
        return self.terms.child_reduction

    def unknown(self) -> None:
        """Leaves the bounds behind: the fund pays nothing at the least, and at the most all that can be in scope."""
        claim, rules, trace = self.claim, self.rules, self.trace
        for item in ("inpatient_deductible", "inpatient_ratio"):
            needed(item, rules, claim, trace, claim.fields["facility"], claim.fields["location"])
        cap = needed("annual_fund_cap", rules, claim, trace)
        most = self.settled.cost - claim.fields["costs"].get("uncovered", 0)
        self.year.annual.blur(most, None if cap is None else cap.number)
        self.year.pool_high += exact(most)
        give_up(self.settled)
