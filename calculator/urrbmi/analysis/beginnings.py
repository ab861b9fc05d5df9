"""What begins at a break point, told by the steps that the calculation takes from there on and did not take before."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from urrbmi.analysis.breakpoints import Segment
from urrbmi.policy import Policy
from urrbmi.values import Resolved

FUND, CRITICAL = 0, 1
_DEDUCTIBLE = ("deductible", "过了起付线，医保基金开始付", FUND, 1)

#: a value that a new step uses -> what begins, its words, and which share then grows faster (1) or slower (−1); where several
#: begin at once, the first of them names it
BEGINNINGS: dict[str, tuple[str, str, int, int]] = {
    "inpatient_deductible": _DEDUCTIBLE,
    "outpatient_deductible": _DEDUCTIBLE,
    "two_diseases_deductible": _DEDUCTIBLE,
    "student_accident_deductible": _DEDUCTIBLE,
    "annual_fund_cap": ("annual_cap", "到了医保基金一年的封顶线（年度最高支付限额），基金不再多付", FUND, -1),
    "outpatient_cap": ("outpatient_cap", "到了门诊一年的限额，基金不再多付", FUND, -1),
    "two_diseases_cap": ("two_diseases_cap", "到了这种病一年的限额，基金不再多付", FUND, -1),
    "student_accident_cap": ("student_accident_cap", "到了学生意外伤害一年的限额，基金不再多付", FUND, -1),
    "birth_standard": ("birth_standard", "到了自然分娩的支付标准，基金不再多付", FUND, -1),
    "critical_illness_cap": ("critical_illness_cap", "到了大病保险一年的限额，大病保险不再多付", CRITICAL, -1),
    "critical_illness_second_deductible": (
        "critical_illness_second",
        "剩下的自付又过了一道线，大病保险再付一次",
        CRITICAL,
        1,
    ),
    "critical_illness_deductible": ("critical_illness", "合规自付过了大病保险起付线，大病保险开始付", CRITICAL, 1),
}
_KNOWN = ("known", "从这里起，缺少的规定不再影响结果")
_UNKNOWN = ("unknown", "从这里起缺少规定，算不出来")
_OTHER = ("other", "从这里起，再花的钱换了一种分法")
WHATS = tuple(dict.fromkeys([*(what for what, *_ in BEGINNINGS.values()), _KNOWN[0], _UNKNOWN[0], _OTHER[0]]))


class Beginning(NamedTuple):
    """What begins: one of WHATS, in words, and the values that set it."""

    what: str
    text: str
    values: tuple[Resolved, ...]

    def citations(self) -> list[dict[str, str]]:
        return cited(self.values)

    def as_json(self) -> dict[str, Any]:
        return {"what": self.what, "text": self.text, "citations": self.citations()}


def beginning(before: Segment, segment: Segment, policy: Policy) -> Beginning:
    """What begins with a segment."""
    new = [used for step, used in segment.steps.items() if step not in before.ending]
    if not segment.known:
        what, text = _UNKNOWN
        names = "、".join(policy.items[item]["name"] for item in segment.missing)
        return Beginning(what, f"{text}：{names}" if names else text, ())  # what is missing stands in no document
    if not before.known:
        return Beginning(*_KNOWN, _together(new))
    grown = _growth(before, segment)
    # What is paid up to a standard has the same steps below it and above.
    for item, (what, text, share, way) in BEGINNINGS.items():
        for used in new or segment.steps.values():
            if grown[share] * way > 0 and any(value is not None and value.value.item == item for value in used):
                return Beginning(what, text, _together([used]))
    return Beginning(*_OTHER, _together(new))


def _growth(before: Segment, segment: Segment) -> tuple[int, int]:
    """By how much fund and critical illness grow faster than before, GRID times."""
    (_, fund), (_, critical) = segment.lines or ((0, 0), (0, 0))
    (_, fund_before), (_, critical_before) = before.lines or ((0, 0), (0, 0))
    return fund - fund_before, critical - critical_before


def cited(values: Iterable[Resolved]) -> list[dict[str, str]]:
    """The citations of some values, each provision once."""
    return list({citation.provision: citation.as_json() for value in values for citation in value.citations}.values())


def _together(steps: Iterable[tuple[Resolved | None, ...]]) -> tuple[Resolved, ...]:
    return tuple(value for used in steps for value in used if value is not None)
