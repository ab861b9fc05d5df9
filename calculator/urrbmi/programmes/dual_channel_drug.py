"""“双通道”药品: one purchase in outpatient care or at a pharmacy.

Cost × ratio, without first self-pay or deductible, within the annual cap (晋医保发〔2024〕19号, 三·4段, 三·6段). What the person
bears does not enter critical illness (readings B1, C8).
"""

from urrbmi.claims import Claim, Field, amount, flag
from urrbmi.money import exact
from urrbmi.policy import Rules
from urrbmi.programmes.parts import needed, pay_share
from urrbmi.year import Settled, Year

FIELDS = {"first_batch": Field(flag), "cost": Field(amount)}


def settle(claim: Claim, year: Year, rules: Rules) -> Settled:
    """Settles one purchase against the annual cap."""
    settled = Settled(claim.fields["cost"], None)
    if not settled.cost:
        settled.basic_fund = 0
        return settled
    batch = "first_batch" if claim.fields["first_batch"] else "other"
    first = rules.get("dual_channel_first_self_pay")
    pay_share(claim, year, rules, settled, first, needed("dual_channel_ratio", rules, claim, settled.trace, batch))
    if settled.basic_fund is None and rules.get("special_drug_diseases") is not None:
        year.critical_open = True  # critical-illness insurance itself pays it, at a ratio that was not collected (C8)
    if settled.basic_fund is not None:
        borne = exact(settled.cost - settled.basic_fund)
        year.rests_on("B1")
        year.moves("B1", borne)
        year.pool_left_out += borne
    if settled.basic_fund:
        settled.trace.assume("C8")
    return settled
