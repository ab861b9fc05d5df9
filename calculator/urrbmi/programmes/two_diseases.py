"""高血压、糖尿病门诊用药: one prescription.

In-scope cost × ratio, within a yearly limit for each disease that does not use the annual cap
(晋医保发〔2024〕19号, 三·2段, 三·6段). Reading C7.
"""

from urrbmi.claims import Claim, Field, choice, costs
from urrbmi.money import exact, round_half_up
from urrbmi.policy import Rules
from urrbmi.programmes.parts import due_above, give_up, needed, pay, scope
from urrbmi.year import Settled, Year

FIELDS = {
    "disease": Field(choice("disease")),
    "costs": Field(costs("class_a", "class_b_drug", "uncovered"), default={}, required=False),
}


def settle(claim: Claim, year: Year, rules: Rules) -> Settled:
    """Settles one prescription against the year's limit of its disease."""
    settled = Settled(sum(claim.fields["costs"].values()), None)
    trace = settled.trace
    disease = claim.fields["disease"]
    counter = year.counter(disease)
    found = scope(claim.fields["costs"], rules, claim, trace, rate="two_diseases_first_self_pay")
    if found.in_scope == 0 and not trace.missing:
        settled.basic_fund = 0
        return settled
    deductible = needed("two_diseases_deductible", rules, claim, trace)
    ratio = needed("two_diseases_ratio", rules, claim, trace)
    cap = needed("two_diseases_cap", rules, claim, trace, disease)
    if deductible is None or ratio is None or cap is None or trace.missing:
        give_up(settled)
        counter.blur(settled.cost)
        return settled
    due = due_above(found.in_scope, exact(deductible.number), deductible, ratio, trace)
    trace.assume_values(deductible, ratio)
    if counter.high + round_half_up(due) > cap.number:
        trace.assume("C7")
    pay(due, counter, cap, settled, "这种病的年度支付限额")
    return settled
