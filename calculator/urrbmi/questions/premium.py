"""个人缴费: what a person pays for a year, and who pays it for those who are assisted."""

from typing import Any

from urrbmi.claims import checked_object, city
from urrbmi.errors import unknown_name
from urrbmi.money import yuan
from urrbmi.policy import Policy
from urrbmi.questions.answer import Answer, year_field

PAYERS = ("medical_assistance", "province", "city", "county")
#: group of the question -> group of the documents' assistance ("" : pays alone; None: no document says)
ASSISTED: dict[str, str | None] = {
    "ordinary": "",
    "registered_poor": "registered_poor",
    "rural_extreme_poverty": "extreme_poverty",
    "urban_extreme_poverty": "extreme_poverty",
    "minimum_living": "minimum_living",
    "other_poor": None,
    "severely_disabled": "severely_disabled",
    "severely_disabled_student": "severely_disabled_student",
    "newborn": "",
}


def premium(data: object, policy: Policy) -> dict[str, Any]:
    """The premium of a year (yuan) and its payers; parts that no document gives are null. Raises BadInput."""
    given = checked_object(data, "输入", ("place", "year", "group"), required=("place", "year"))
    place, year = city(given["place"], "place", policy), year_field(given["year"])
    group = given.get("group", "ordinary")
    if not isinstance(group, str) or group not in ASSISTED:
        raise unknown_name("group", group, ASSISTED)
    answer = Answer(policy, place, f"{year}-12-31")
    found = answer.ask("newborn_premium" if group == "newborn" else "premium")
    if found is None or not found.settles:
        return answer.as_json(False, premium=None, paid_by=dict.fromkeys(("self", *PAYERS)))
    answer.use(found)
    assisted = ASSISTED[group]
    if assisted == "":
        parts: dict[str, int | None] = {"self": found.number, **dict.fromkeys(PAYERS, 0)}
    else:
        parts = _assistance(assisted, found.number, answer)
    known = None not in parts.values()
    return answer.as_json(known, premium=yuan(found.number), paid_by={name: yuan(fen) for name, fen in parts.items()})


def _assistance(assisted: str | None, premium_fen: int, answer: Answer) -> dict[str, int | None]:
    """Who pays how much (fen) of an assisted person's premium."""
    rules = answer.policy.rules(answer.place, answer.day)
    parts: dict[str, int | None] = dict.fromkeys(("self", *PAYERS))
    if assisted is not None:
        share = rules.get("premium_assistance_share", assisted)
        if share is not None and share.settles and share.number == 10_000:
            answer.use(share)
            parts["self"] = 0
        amounts = {payer: rules.get("premium_assistance", assisted, payer) for payer in PAYERS}
        known = {payer: found for payer, found in amounts.items() if found is not None and found.settles}
        answer.use(*known.values())
        if sum(found.number for found in known.values()) == premium_fen:
            return {"self": 0, **{payer: known[payer].number if payer in known else 0 for payer in PAYERS}}
    answer.lacks("premium_assistance")
    return parts
