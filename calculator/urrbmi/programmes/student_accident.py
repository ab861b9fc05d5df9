"""在校学生无第三方责任意外伤害门急诊: one accident.

(cost − deductible) × ratio, within a yearly limit of its own, until the benefit was withdrawn
(阳医保发〔2024〕32号, 一). Reading C11.
"""

from urrbmi.claims import Claim, Field, amount
from urrbmi.money import exact
from urrbmi.policy import Rules
from urrbmi.programmes.parts import due_above, give_up, needed, pay
from urrbmi.year import Settled, Year

FIELDS = {"cost": Field(amount)}


def settle(claim: Claim, year: Year, rules: Rules) -> Settled:
    """Settles one accident against the year's limit."""
    settled = Settled(claim.fields["cost"], None)
    trace = settled.trace
    counter = year.counter("student_accident")
    withdrawn = rules.get("student_accident_ratio")
    if withdrawn is not None and withdrawn.state == "abolished":
        trace.step("这项待遇已取消，可按普通门诊算", "0", (), 0, withdrawn)
        settled.basic_fund = 0
        return settled
    if not settled.cost:
        settled.basic_fund = 0
        return settled
    deductible = needed("student_accident_deductible", rules, claim, trace)
    ratio = needed("student_accident_ratio", rules, claim, trace)
    cap = needed("student_accident_cap", rules, claim, trace)
    if deductible is None or ratio is None or cap is None:
        give_up(settled)
        counter.blur(settled.cost)
        return settled
    taken_off = deductible.number
    if rules.otherwise == "C11":  # once a year: what earlier accidents cost has filled it
        taken_off = max(0, taken_off - year.accident_costs)
    due = due_above(exact(settled.cost), exact(taken_off), deductible, ratio, trace)
    year.accident_costs += settled.cost
    if year.accident_costs > deductible.number:
        trace.assume_values(deductible, ratio)
    pay(due, counter, cap, settled, "年度支付限额")
    return settled
