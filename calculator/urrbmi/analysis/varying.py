"""A case in which one cost varies: settled exactly at any amount of it, or along its line."""

from dataclasses import replace
from typing import Any

from urrbmi.analysis.affine import Affine, Horizon
from urrbmi.analysis.outcome import Outcome, outcome
from urrbmi.claims import Case, Claim
from urrbmi.errors import BadInput
from urrbmi.money import HIGHEST_YUAN, show
from urrbmi.policy import Policy
from urrbmi.settle import FIELDS, SettledYear, settle_case

#: the highest cost that the core takes, in fen
HIGHEST = HIGHEST_YUAN * 100
#: fields that are one amount, with no kinds of cost
_AMOUNTS = ("cost", "compliant")


class Varying:
    """A case, one of its claims (by its place in the input), and the kind of cost or the field that varies."""

    def __init__(self, case: Case, claim: Claim, cost: str, policy: Policy) -> None:
        self.case = case
        self.claim = claim
        self.cost = cost
        self.policy = policy
        self.by_kind = cost not in _AMOUNTS
        given = claim.fields["costs"] if self.by_kind else claim.fields
        self.others: dict[str, int] = {kind: fen for kind, fen in (given or {}).items() if kind != cost}
        self.now: int = (given or {}).get(cost, 0)
        #: the claim's whole cost beside the one that varies, in fen
        self.beside = sum(self.others.values()) if self.by_kind else 0
        self._settled: dict[int, Outcome] = {}

    def at(self, fen: int) -> Outcome:
        """The case settled with this amount, to the fen."""
        if fen not in self._settled:
            self._settled[fen] = outcome(self._case(fen), self.policy)
        return self._settled[fen]

    def along(self, fen: int) -> tuple[list[SettledYear], int | None]:
        """The case settled along its line from this amount on, and how many fen ahead the core may take another way."""
        horizon = Horizon()
        years = settle_case(self._case(Affine.cost(fen, horizon)), self.policy)
        return years, horizon.fen

    def _case(self, amount: Any) -> Case:
        if self.by_kind:
            costs = {**self.others, self.cost: amount} if amount else self.others
            fields = {**self.claim.fields, "costs": costs}
        else:
            fields = {**self.claim.fields, self.cost: amount}
        claims = [replace(claim, fields=fields) if claim is self.claim else claim for claim in self.case.claims]
        return replace(self.case, claims=claims)


def varying(request: dict[str, Any], case: Case, policy: Policy) -> Varying:
    """What a request lets vary: "claim" (its place in the input; the last unless given) and "cost". Raises BadInput."""
    if not case.claims:
        raise BadInput("case.claims：没有费用；至少要有一项，才能问它再多一些会怎样")
    index = request.get("claim", len(case.claims) - 1)
    if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < len(case.claims):
        raise BadInput(f"claim：{show(index)} 不对；请填 0 至 {len(case.claims) - 1}，第一项费用是 0")
    claim = next(claim for claim in case.claims if claim.index == index)
    cost = request.get("cost", "class_a")
    for name in _AMOUNTS:
        if claim.fields.get(name) is not None:
            return Varying(case, claim, name, policy)
    if not isinstance(cost, str):
        raise BadInput(f"cost：{show(cost)} 不对；请填费用的种类，例如 class_a")
    FIELDS[claim.kind]["costs"].read({cost: 0}, "cost", policy)
    return Varying(case, claim, cost, policy)
