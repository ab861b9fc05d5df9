"""中医适宜技术门诊治疗: one treatment.

Cost × ratio, without deductible, within the annual cap (晋医保发〔2024〕19号, 三·5段, 三·6段). Reading C9.
"""

from urrbmi.claims import Claim, Field, amount
from urrbmi.policy import Rules
from urrbmi.programmes.parts import needed, pay_share
from urrbmi.year import Settled, Year

FIELDS = {"cost": Field(amount)}


def settle(claim: Claim, year: Year, rules: Rules) -> Settled:
    """Settles one treatment against the annual cap."""
    settled = Settled(claim.fields["cost"], None)
    if not settled.cost:
        settled.basic_fund = 0
        return settled
    first = rules.get("first_self_pay", "class_b_service") if rules.otherwise == "C9" else None  # were it of class B
    pay_share(claim, year, rules, settled, first, needed("tcm_ratio", rules, claim, settled.trace))
    if settled.basic_fund:
        settled.trace.assume("C9")
    return settled
