"""A case in, a statement out: the fold over each calendar year."""

import json
from typing import Any, Protocol

from urrbmi.claims import NOTHING_EARLIER, Case, Claim, Earlier, parse_case
from urrbmi.policy import Policy, Rules
from urrbmi.programmes import (
    annual_self_pay,
    childbirth,
    chronic_disease,
    critical_illness,
    dual_channel_drug,
    inpatient,
    major_disease,
    outpatient,
    student_accident,
    tcm,
    two_diseases,
)
from urrbmi.statement import Trace, assumptions_text, dumps, yuan_text
from urrbmi.year import Settled, Year

PROGRAMMES = {
    "inpatient": inpatient,
    "outpatient": outpatient,
    "two_diseases": two_diseases,
    "dual_channel_drug": dual_channel_drug,
    "tcm": tcm,
    "childbirth": childbirth,
    "student_accident": student_accident,
    "chronic_disease": chronic_disease,
    "major_disease": major_disease,
    "annual_self_pay": annual_self_pay,
}
FIELDS = {kind: programme.FIELDS for kind, programme in PROGRAMMES.items()}
#: kinds of claim that share the annual cap with stays, and take nothing but the cap from what came before
BESIDE_STAYS = ("dual_channel_drug", "tcm", "chronic_disease")
CHECKS = {"childbirth": childbirth.check}
#: what the fund and critical illness pay in a year, in fen
Paid = tuple[int, int]


class RulesOf(Protocol):
    """Whatever says which rules hold at a place (code) on a day (ISO): a policy, or a mixture of two."""

    def rules(self, place: str, day: str) -> Rules: ...


class OneOtherwise:
    """The rules of a policy with one reading (id) taken the other way."""

    def __init__(self, policy: Policy, reading: str) -> None:
        self.policy = policy
        self.reading = reading

    def rules(self, place: str, day: str) -> Rules:
        return self.policy.rules(place, day, self.reading)


class SettledYear:
    """One calendar year, settled: its claims with their outcomes, what the fund pays for all, and critical illness.

    Both are in fen, None where unknown; `paid` has them together, None where either is unknown.
    """

    def __init__(self, case: Case, year: int, claims: list[Claim], earlier: Earlier, policy: RulesOf) -> None:
        self.case, self.year, self.earlier = case, year, earlier
        self.so_far = so_far = Year(case.person, earlier)
        self.claims: list[tuple[Claim, Settled]] = []
        fund: int | None = 0
        for claim in claims:
            before = so_far.pool_high
            settled = PROGRAMMES[claim.kind].settle(claim, so_far, policy.rules(case.place, claim.day))
            self.claims.append((claim, settled))
            fund = None if fund is None or settled.basic_fund is None else fund + settled.basic_fund
            if so_far.pool_high != before:
                so_far.pool_day = max(so_far.pool_day, claim.day)
        self.last_day = so_far.pool_day or f"{year:04d}-12-31"
        self.trace = Trace()
        self.critical_illness = critical_illness.settle(
            so_far, earlier.in_scope_self_pay, policy.rules(case.place, self.last_day), self.trace
        )
        self.basic_fund = fund
        self.paid = None if fund is None or self.critical_illness is None else (fund, self.critical_illness)

    @property
    def readings(self) -> set[str]:
        """The readings (ids) that moved money."""
        return set(self.trace.readings).union(*[settled.trace.readings for _, settled in self.claims])

    def paid_otherwise(self, reading: str, policy: Policy) -> Paid | None:
        """What both pay with a reading (id) taken the other way; None where that cannot be told."""
        if reading in critical_illness.AT_YEAR_END:
            rules = policy.rules(self.case.place, self.last_day, reading)
            critical = critical_illness.settle_otherwise(self.so_far, self.earlier.in_scope_self_pay, rules)
            return None if self.basic_fund is None or critical is None else (self.basic_fund, critical)
        claims = [claim for claim, _ in self.claims]
        if reading == "B9":
            claims = in_the_other_order(claims)
        return SettledYear(self.case, self.year, claims, self.earlier, OneOtherwise(policy, reading)).paid


def settle(data: object, policy: Policy) -> dict[str, Any]:
    """Settles a case (JSON data as in the contract) into a statement (JSON data). Raises BadInput."""
    found: dict[str, Any] = json.loads(settle_text(data, policy))
    return found


def settle_text(data: object, policy: Policy) -> str:
    """The same, with the statement as JSON text. Raises BadInput."""
    return statement(settle_case(parse_case(data, policy, FIELDS, CHECKS), policy), policy)


def settle_case(case: Case, policy: RulesOf) -> list[SettledYear]:
    """Settles each calendar year apart; what came earlier belongs to the year of the first claim."""
    earlier = case.earlier
    by_year: dict[int, list[Claim]] = {}
    for claim in case.claims:
        by_year.setdefault(int(claim.day[:4]), []).append(claim)
    years = []
    for year, claims in by_year.items():
        years.append(SettledYear(case, year, claims, earlier, policy))
        earlier = NOTHING_EARLIER
    return years


def statement(years: list[SettledYear], policy: Policy) -> str:
    """The statement of settled years as JSON text, with its words made."""
    paid = paid_together(years)
    known = paid is not None
    basic_fund, critical = paid or (None, None)
    cost = sum([settled.cost for year in years for _, settled in year.claims])
    traces = [settled.trace for year in years for _, settled in year.claims] + [year.trace for year in years]
    missing = {} if known else {tuple(note.items()): note for trace in traces for note in trace.missing}
    self_paid = None if paid is None else cost - sum(paid)
    return (
        f'{{"status": "{"ok" if known else "unknown"}", "cost": {yuan_text(cost)}, '
        f'"basic_fund": {yuan_text(basic_fund)}, '
        f'"critical_illness": {yuan_text(critical)}, "self": {yuan_text(self_paid)}, '
        f'"years": [{", ".join([_year_text(year) for year in years])}], '
        f'"missing": {dumps([_missing_json(note, policy) for note in missing.values()])}, '
        f'"assumptions": {assumptions_text(policy, self_paid, differences(years, policy))}, '
        f'"data_version": {dumps(policy.data_version)}}}'
    )


def paid_together(years: list[SettledYear]) -> Paid | None:
    """What both pay in all these years; None where that of one is unknown."""
    paid = [year.paid for year in years if year.paid is not None]
    if len(paid) < len(years):
        return None
    return sum([fund for fund, _ in paid]), sum([critical for _, critical in paid])


def differences(years: list[SettledYear], policy: Policy) -> dict[str, int | None]:
    """The readings that move money, and how much more (fen) the person would pay with each the other way.

    None where that cannot be told, or where what is paid in a year is not known. A reading with which fund and critical
    illness pay the same either way, in each year, moves nothing, and is left out if the other way is all that it is about.
    """
    found: dict[str, int | None] = {}
    for year in years:
        paid = year.paid
        for name in year.readings:
            other = year.paid_otherwise(name, policy) if paid and "otherwise" in policy.readings[name] else None
            if paid is None or other is None:
                found[name] = None
            elif other != paid or policy.readings[name]["otherwise_in_part"]:
                so_far = found.get(name, 0)
                found[name] = None if so_far is None else so_far + sum(paid) - sum(other)
    return found


def in_the_other_order(claims: list[Claim]) -> list[Claim]:
    """Stays before what else uses the annual cap; or after it, where they came first by their days (reading B9)."""
    stays_first = sorted(claims, key=lambda claim: claim.kind in BESIDE_STAYS)
    return sorted(claims, key=lambda claim: claim.kind not in BESIDE_STAYS) if stays_first == claims else stays_first


def _year_text(year: SettledYear) -> str:
    claims = ", ".join([_claim_text(claim, settled) for claim, settled in year.claims])
    return (
        f'{{"year": {year.year}, "claims": [{claims}], "critical_illness": '
        f'{{"amount": {yuan_text(year.critical_illness)}, "steps": {year.trace.steps_text()}}}}}'
    )


def _claim_text(claim: Claim, settled: Settled) -> str:
    return (
        f'{{"index": {claim.index}, "kind": "{claim.kind}", "date": "{claim.day}", "cost": {yuan_text(settled.cost)}, '
        f'"basic_fund": {yuan_text(settled.basic_fund)}, "steps": {settled.trace.steps_text()}}}'
    )


def _missing_json(note: dict[str, str], policy: Policy) -> dict[str, str]:
    return {**note, "place": policy.places[note["place"]]["name"], "name": policy.items[note["item"]]["name"]}
