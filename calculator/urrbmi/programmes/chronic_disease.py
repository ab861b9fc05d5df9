"""门诊慢特病: the 46 diseases' names, ratios and limits are the cities' own until 2027 and not collected.

(晋医保发〔2024〕19号, 三·3段). Reading C10: unknown everywhere.
"""

from urrbmi.claims import Claim, Field, amount
from urrbmi.money import exact
from urrbmi.policy import Rules
from urrbmi.programmes.parts import give_up, needed, shares_annual_cap
from urrbmi.year import Settled, Year

FIELDS = {"cost": Field(amount)}


def settle(claim: Claim, year: Year, rules: Rules) -> Settled:
    """Cannot be settled; it may have used the annual cap, and what was borne may count for critical illness."""
    settled = Settled(claim.fields["cost"], None)
    if not settled.cost:
        settled.basic_fund = 0
        return settled
    needed("chronic_disease_ratio", rules, claim, settled.trace)
    give_up(settled)
    if shares_annual_cap(claim, rules):
        year.annual.blur(settled.cost)
        year.capped_elsewhere = True
    counts = rules.get("critical_illness_counts", "chronic_disease")
    if counts is not None or rules.get("critical_illness_counts", "inpatient") is None:  # until then stays alone (B10)
        year.pool_high += exact(settled.cost)
        year.rests_on(None, counts)
    return settled
