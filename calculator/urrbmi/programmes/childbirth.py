"""住院分娩: one birth.

A natural birth is paid up to a standard (reading C12); a caesarean or a complicated birth is a stay in hospital (C16)
(市政办发〔2017〕80号, 第16条; 晋医保发〔2024〕19号, 二·4段). It uses the annual cap (A19) and counts as an admission (A9).
"""

from dataclasses import replace

from urrbmi.claims import COSTS, Claim, Field, amount, choice, costs, one_of
from urrbmi.errors import BadInput
from urrbmi.money import exact
from urrbmi.policy import Rules
from urrbmi.programmes import inpatient
from urrbmi.programmes.parts import give_up, needed, pay
from urrbmi.year import Counter, Settled, Year

NATURAL = "natural"
FIELDS = {
    "mode": Field(one_of(NATURAL, "caesarean", "complicated")),
    "facility_level": Field(choice("facility_level"), required=False),
    "facility": Field(choice("facility"), required=False),
    "location": Field(choice("location"), default="local", required=False),
    "cost": Field(amount, required=False),
    "costs": Field(costs(*COSTS), required=False),
}


def settle(claim: Claim, year: Year, rules: Rules) -> Settled:
    """Settles one birth and moves the year on."""
    annual = year.annual
    if rules.otherwise == "A19":  # not named among what fills the annual cap: paid beside it
        year.annual = Counter()
    natural = claim.fields["mode"] == NATURAL
    settled = (_natural if natural else _as_a_stay)(claim, costs_of(claim), year, rules)
    year.annual = annual
    return settled


def _as_a_stay(claim: Claim, given: dict[str, int], year: Year, rules: Rules) -> Settled:
    stay = replace(claim, fields=claim.fields | {"costs": given})
    rule = rules.get("caesarean_rule")
    covered = sum(given.values()) - given.get("uncovered", 0)
    if rule is None and covered:
        settled = Settled(sum(given.values()), None)
        settled.trace.lacks("caesarean_rule", rules.place, claim.day)
        give_up(settled)
        year.admissions += 1
        year.births += 1
        year.annual.blur(covered)
        year.pool_high += exact(covered)
        return settled
    settled = inpatient.settle(stay, year, rules)
    year.births += 1
    if rule is not None and covered:
        settled.trace.step("剖宫产、合并症按住院报销", rule.value.text, (), None, rule)
        settled.trace.assume("C16")
        settled.trace.assume_values(rule)
    return settled


def check(claim: Claim, path: str) -> None:
    """What a birth needs besides its fields' own form. Raises BadInput."""
    fields = claim.fields
    wanted = "facility_level" if fields["mode"] == NATURAL else "facility"
    if fields[wanted] is None:
        raise BadInput(f"{path}.{wanted}：{fields['mode']} 必须填写这一项")
    if (fields["cost"] is None) == (fields["costs"] is None):
        raise BadInput(f"{path}.cost：cost（总费用）和 costs（分类费用）填一个")


def costs_of(claim: Claim) -> dict[str, int]:
    """The costs by kind; a total alone is taken as wholly in scope and class A."""
    if claim.fields["costs"] is not None:
        return dict(claim.fields["costs"])
    total = claim.fields["cost"]
    return {"class_a": total} if total else {}


def _natural(claim: Claim, given: dict[str, int], year: Year, rules: Rules) -> Settled:
    settled = Settled(sum(given.values()), None)
    cost = settled.cost - given.get("uncovered", 0)
    trace = settled.trace
    year.admissions += 1
    year.births += 1
    if not cost:
        settled.basic_fund = 0
        return settled
    standard = needed("birth_standard", rules, claim, trace, claim.fields["facility_level"])
    cap = needed("annual_fund_cap", rules, claim, trace)
    if standard is None or cap is None:
        give_up(settled)
        year.annual.blur(cost, None if cap is None else cap.number)
        year.capped_elsewhere = True
        year.pool_high += exact(cost)  # by rules that were not collected it may be a stay like others
        return settled
    due = min(cost, standard.number)
    trace.step("自然分娩支付标准", "费用 {f}，标准 {f}，付较少的一个", (cost, standard.number), exact(due), standard)
    trace.assume("C12")
    covered = rules.get("childbirth_covered")
    if covered is not None and covered.value.first > standard.value.first:
        trace.assume("D2")  # a later document speaks of births, but not of this figure
    if year.annual.high + due > cap.number:
        trace.assume("A19")
    trace.assume_values(standard)
    pay(exact(due), year.annual, cap, settled, "年度最高支付限额")
    year.capped_elsewhere = True
    return settled
