"""A year's in-scope self-pay as on the settlement slips: nothing for the fund, all of it for critical-illness insurance.

What counts as in scope differs by document (reading B3), and stays that are entered singly must be left out (B14).
"""

from urrbmi.claims import Claim, Field, amount
from urrbmi.money import exact
from urrbmi.policy import Rules
from urrbmi.year import Settled, Year

FIELDS = {"compliant": Field(amount)}


def settle(claim: Claim, year: Year, rules: Rules) -> Settled:
    """Adds the amount to the critical-illness pool."""
    fen = claim.fields["compliant"]
    settled = Settled(fen, 0)
    settled.trace.step("计入大病保险的合规自付", "{f}", (fen,), exact(fen))
    if fen:
        if year.pool_high:
            year.rests_on("B14")
        year.rests_on("B3")
        year.totals += exact(fen)
        year.pool_parts.append(exact(fen))
        year.pool_low += exact(fen)
        year.pool_high += exact(fen)
    return settled
