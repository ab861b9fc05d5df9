"""22类重特大疾病: the limits by disease and the named hospitals are not collected.

(市政办发〔2017〕80号, 第14条). Reading C13: unknown.
"""

from urrbmi.claims import Claim, Field, amount, choice, flag
from urrbmi.money import exact
from urrbmi.policy import Rules
from urrbmi.programmes.parts import give_up, needed
from urrbmi.year import Settled, Year

FIELDS = {
    "list": Field(choice("major_list")),
    "assisted": Field(flag, default=False, required=False),
    "cost": Field(amount),
}


def settle(claim: Claim, year: Year, rules: Rules) -> Settled:
    """Cannot be settled; it is a stay, may have used the annual cap, and what was borne may count for critical illness."""
    settled = Settled(claim.fields["cost"], None)
    year.admissions += 1
    if not settled.cost:
        settled.basic_fund = 0
        return settled
    needed("major_disease_limit", rules, claim, settled.trace)
    give_up(settled)
    year.annual.blur(settled.cost)
    year.capped_elsewhere = True
    year.pool_high += exact(settled.cost)
    return settled
