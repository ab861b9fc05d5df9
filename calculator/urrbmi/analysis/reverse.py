"""Which bill leads to a given result: a share that is exactly this much, or a rule that sets in."""

from typing import Any

from urrbmi.analysis.beginnings import WHATS
from urrbmi.analysis.course import Course, Found
from urrbmi.analysis.outcome import SHARES
from urrbmi.analysis.request import case_of, request_object
from urrbmi.analysis.varying import Varying, varying
from urrbmi.claims import amount, checked_object
from urrbmi.errors import BadInput, unknown_name
from urrbmi.money import yuan
from urrbmi.policy import Policy

_GOALS = (*SHARES, "begins")


def reverse(data: object, policy: Policy) -> dict[str, Any]:
    """The lowest amounts of a cost that lead to a goal. Raises BadInput."""
    request = request_object(data, "claim", "cost", "goal")
    varies = varying(request, case_of(request, policy), policy)
    goal = checked_object(request.get("goal", {}), "goal", _GOALS)
    if len(goal) != 1:
        raise BadInput(f'goal：请填一个目标，例如 {{"self": 20000}}；可用：{"、".join(_GOALS)}')
    found = _found(varies, *next(iter(goal.items())), policy)
    return {
        "status": "unknown" if found.answer == "unknown" else "ok",
        "answer": found.answer,
        "from": yuan(found.first),
        "to": yuan(found.last),
        "bill_from": None if found.first is None else yuan(varies.beside + found.first),
        "bill_to": None if found.last is None else yuan(varies.beside + found.last),
        "because": found.because,
        "citations": [] if found.begins is None else found.begins.citations(),
        "data_version": policy.data_version,
    }


def _found(varies: Varying, name: str, wanted: object, policy: Policy) -> Found:
    if name != "begins":
        return Course(varies, policy).paying(name, amount(wanted, f"goal.{name}", policy))
    if not isinstance(wanted, str) or wanted not in WHATS:
        raise unknown_name("goal.begins", wanted, WHATS)
    return Course(varies, policy).where(wanted)
