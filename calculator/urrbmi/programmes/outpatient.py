"""普通门诊: one visit.

(in-scope cost − deductible of a visit) × ratio, within a yearly limit of its own that does not use the annual cap; only in
the insured city (晋医保发〔2024〕19号, 三·1段, 三·6段; 市政办发〔2017〕80号, 第12条; 晋医保发〔2023〕13号, 二·2段). Readings C1 to C6.
"""

from urrbmi.claims import COSTS, Claim, Field, choice, costs
from urrbmi.money import exact, round_half_up, times
from urrbmi.policy import Rules
from urrbmi.programmes.parts import due_above, give_up, needed, pay, scope
from urrbmi.year import Settled, Year

FIELDS = {
    "facility": Field(choice("facility")),
    "location": Field(choice("location"), default="local", required=False),
    "costs": Field(costs(*COSTS), default={}, required=False),
}


def settle(claim: Claim, year: Year, rules: Rules) -> Settled:
    """Settles one visit against the year's outpatient limit."""
    settled = Settled(sum(claim.fields["costs"].values()), None)
    trace = settled.trace
    counter = year.counter("outpatient")
    facility, location = claim.fields["facility"], claim.fields["location"]
    found = scope(claim.fields["costs"], rules, claim, trace)
    if found.in_scope == 0 and not trace.missing:
        settled.basic_fund = 0
        return settled
    if location != "local":  # whether the pooling area is the city or the province is not said (C5)
        trace.lacks("outpatient_ratio", rules.place, claim.day, location)
    deductible = needed("outpatient_deductible", rules, claim, trace, facility)
    ratio = needed("outpatient_ratio", rules, claim, trace, facility)
    cap = rules.get("outpatient_cap")
    if cap is not None and cap.value.number is None:  # withdrawn, and nothing is said of what holds instead
        cap = None
    if cap is None:
        trace.lacks("outpatient_cap", rules.place, claim.day)
    if (
        deductible is None
        or ratio is None
        or cap is None
        or location != "local"
        or (found.unpriced and not cap.settles)
    ):
        give_up(settled)
        counter.blur(settled.cost - claim.fields["costs"].get("uncovered", 0))
        return settled
    if found.unpriced:
        low, high = found.in_scope, found.in_scope + found.unpriced
        least, most = (
            round_half_up(times(max(0, each - exact(deductible.number)), ratio.number)) for each in (low, high)
        )
        paid = counter.take(least, most, cap.number)
        if paid.least == paid.most:
            settled.basic_fund = paid.most
            trace.step(
                "门诊年度支付限额", "已知的费用就付到 {f}", (paid.most,), exact(paid.most), deductible, ratio, cap
            )
            trace.assume_values(deductible, ratio)
            if most > paid.most:
                trace.assume_values(cap)
                if cap.continued:
                    trace.assume("C3")
        else:
            give_up(settled)
        return settled
    taken_off = exact(deductible.number)
    if rules.otherwise == "C4":  # once a day: what earlier visits of the day cost has filled it
        taken_off = max(0, taken_off - year.visits_with_deductible.get(claim.day, 0))
    due = due_above(found.in_scope, taken_off, deductible, ratio, trace)
    trace.assume_values(deductible, ratio)
    if deductible.number:
        if found.first_self_pay or claim.day in year.visits_with_deductible:
            trace.assume("C4")
        earlier = year.visits_with_deductible.get(claim.day, 0)
        year.visits_with_deductible[claim.day] = earlier + found.in_scope
    over = counter.high + round_half_up(due) > cap.number
    if over and not cap.settles:  # only a floor (不低于): certain up to it, unknown beyond (C1)
        counter.blur(round_half_up(due))
        trace.lacks("outpatient_cap", rules.place, claim.day)
        trace.assume_values(cap)
        trace.step("门诊年度支付限额", "只知道不低于 {f}，超过的部分算不出来", (cap.number,), None, cap)
        return settled
    if over and cap.continued:
        trace.assume("C3")
    pay(due, counter, cap, settled, "门诊年度支付限额")
    return settled
