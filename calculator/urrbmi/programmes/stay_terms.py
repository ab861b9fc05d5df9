"""What the rules say of a stay in hospital: worked out once for a place, a day, a class of hospital and a location.

Where a reading is taken the other way (`Rules.otherwise`), other figures stand here (readings A11 to A16).
"""

from dataclasses import dataclass

from urrbmi.money import exact
from urrbmi.policy import Rules
from urrbmi.statement import Step
from urrbmi.values import Resolved


@dataclass(slots=True, eq=False)
class Terms:
    """What the rules of a place and day say of every stay at one class of hospital and in one location.

    `reduction`: the points by which the ratio is lower for going elsewhere, None where it is not; `kept_out`: these points
    where the rules keep them out of critical illness (reading B7), else 0; `lower_than_at_home`: by how many points the ratio
    for this location is below that of the insured city; `rest_may_count`: whether the words leave it open that what is
    borne first counts for critical illness (readings A3, B3); `oldest_child`: no patient older than this was ever a child;
    `deductible_steps`, `ratio_steps`: how the full deductible and the ratio come about, written down; `readings`: those on
    which both rest.
    """

    deductible: Resolved | None
    ratio: Resolved | None
    cap: Resolved | None
    reduction: Resolved | None
    kept_out: int
    lower_than_at_home: int
    repeat: Resolved | None
    child_age: Resolved | None
    child_reduction: Resolved | None
    oldest_child: int
    stays_count: Resolved | None
    first_self_pay_counts: Resolved | None
    rest_may_count: bool
    reduction_counts: Resolved | None
    deductible_steps: tuple[Step, ...]
    ratio_steps: tuple[Step, ...]
    readings: tuple[str, ...]

    @classmethod
    def of(cls, rules: Rules, facility: str, location: str) -> "Terms":
        facility, location = _row(rules, facility, location)
        ratio = _figure(_ratio(rules, facility, location))
        home = _figure(rules.get("inpatient_ratio", facility, "local"))
        reduction = _if_any(rules.get("inpatient_ratio_reduction", location))
        reduction_counts = rules.get("critical_illness_counts", "reduction")
        first_self_pay_counts = rules.get("critical_illness_counts", "first_self_pay")
        child_age, child_reduction = rules.get("child_deductible_age"), rules.get("child_deductible_reduction")
        if rules.otherwise == "A11" and _rests_on(child_age, "A11"):  # the city's own rule goes on beside the table
            child_age, child_reduction = (
                rules.before("child_deductible_age"),
                rules.before("child_deductible_reduction"),
            )
        ages = [value.number for value in rules.values_of("child_deductible_age")]
        deductible = _figure(_deductible(rules, facility, location))
        return cls(
            deductible=deductible,
            ratio=ratio,
            cap=_figure(rules.get("annual_fund_cap")),
            reduction=reduction,
            kept_out=reduction.number if reduction is not None and says(reduction_counts, "no") else 0,
            lower_than_at_home=max(0, home.number - ratio.number) if ratio is not None and home is not None else 0,
            repeat=_if_any(rules.get("repeat_deductible_reduction")),
            child_age=child_age,
            child_reduction=_if_any(child_reduction),
            oldest_child=max((age for age in ages if age is not None), default=-1),
            stays_count=rules.get("critical_illness_counts", "inpatient"),
            first_self_pay_counts=first_self_pay_counts,
            rest_may_count=_rests_on(first_self_pay_counts, "A3"),
            reduction_counts=reduction_counts,
            deductible_steps=() if deductible is None else (_deductible_step(deductible),),
            ratio_steps=() if ratio is None else (_ratio_step(ratio, reduction),),
            readings=_readings(rules, location, deductible, ratio, reduction),
        )


def _readings(
    rules: Rules, location: str, deductible: Resolved | None, ratio: Resolved | None, reduction: Resolved | None
) -> tuple[str, ...]:
    """The readings on which deductible and ratio rest for all stays (A16, B11 and those of the values themselves)."""
    found = [name for value in (deductible, ratio) if value is not None for name in value.readings]
    if location == "emergency" and reduction is not None:
        found.append("A16")
    if deductible is not None and f"{rules.day[:4]}-01-01" < deductible.value.first:
        found.append("B11")
    return tuple(found)


def _row(rules: Rules, facility: str, location: str) -> tuple[str, str]:
    """The class and the location whose figures a stay has: its own, unless a reading that is taken the other way moves it."""
    if rules.otherwise == "A13" and _rests_on(rules.get("inpatient_deductible", facility, location), "A13"):
        return "class_1", location  # the one column for stays out of the province holds for all of them
    if rules.otherwise == "A15" and location == "in_province_unreferred":
        return facility, "in_province"  # the points are lost out of the province alone
    if rules.otherwise == "A16" and location == "emergency" and _reduced(rules, location):
        return facility, "unreferred"  # only 急诊抢救 loses but 5 points
    return facility, location


def _ratio(rules: Rules, facility: str, location: str) -> Resolved | None:
    ratio = rules.get("inpatient_ratio", facility, location)
    if ratio is None or rules.otherwise != "A12" or not _rests_on(ratio, "A12"):
        return ratio
    off_home = rules.get("inpatient_ratio", facility, "in_province_unreferred")  # the points come off the ratio at home
    if off_home is None or off_home.number == ratio.number:  # only whether they went on is open, and no figure says it
        return None
    return off_home


def _deductible_step(deductible: Resolved) -> Step:
    return "起付线", "{f}", (deductible.number,), exact(deductible.number), (deductible,)


def _ratio_step(ratio: Resolved, reduction: Resolved | None) -> Step:
    if reduction is None:
        return "支付比例", "{r}", (ratio.number,), None, (ratio,)
    figures = (ratio.number + reduction.number, reduction.number, ratio.number)
    return "支付比例", "{r} − {r} = {r}", figures, None, (ratio,)


def _deductible(rules: Rules, facility: str, location: str) -> Resolved | None:
    deductible = rules.get("inpatient_deductible", facility, location)
    if rules.otherwise != "A14" or not _rests_on(deductible, "A14"):
        return deductible
    return rules.get("inpatient_deductible", facility, "referred")  # only the ratio is that of home


def _figure(value: Resolved | None) -> Resolved | None:
    """A value that a claim may be settled with, else None."""
    return value if value is not None and value.settles else None


def _if_any(value: Resolved | None) -> Resolved | None:
    """A reduction that is more than nothing, else None."""
    return value if value is not None and value.value.number else None


def _reduced(rules: Rules, location: str) -> bool:
    """Whether the ratio is lower for going to this location."""
    return _if_any(rules.get("inpatient_ratio_reduction", location)) is not None


def _rests_on(value: Resolved | None, reading: str) -> bool:
    """Whether a value is there and rests on this reading."""
    return value is not None and reading in value.readings


def says(value: Resolved | None, text: str) -> bool:
    """Whether a rule in words is there and says this."""
    return value is not None and value.value.text == text
