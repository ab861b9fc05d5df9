"""What begins at a break point, told by the steps that the calculation takes from there on and did not take before."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from urrbmi.analysis.breakpoints import Segment
from urrbmi.policy import Policy, Resolved

_DEDUCTIBLE = ("deductible", "过了起付线，医保基金开始付")

#: a value that a new step uses -> what begins and its words; where several begin at once, the first of them names it
BEGINNINGS = {
    "inpatient_deductible": _DEDUCTIBLE,
    "outpatient_deductible": _DEDUCTIBLE,
    "two_diseases_deductible": _DEDUCTIBLE,
    "student_accident_deductible": _DEDUCTIBLE,
    "annual_fund_cap": ("annual_cap", "到了医保基金一年的封顶线（年度最高支付限额），基金不再多付"),
    "outpatient_cap": ("outpatient_cap", "到了门诊一年的限额，基金不再多付"),
    "two_diseases_cap": ("two_diseases_cap", "到了这种病一年的限额，基金不再多付"),
    "student_accident_cap": ("student_accident_cap", "到了学生意外伤害一年的限额，基金不再多付"),
    "critical_illness_cap": ("critical_illness_cap", "到了大病保险一年的限额，大病保险不再多付"),
    "critical_illness_second_deductible": ("critical_illness_second", "剩下的自付又过了一道线，大病保险再付一次"),
    "critical_illness_deductible": ("critical_illness", "合规自付过了大病保险起付线，大病保险开始付"),
    "birth_standard": ("birth_standard", "到了自然分娩的支付标准，基金不再多付"),
}
_KNOWN = ("known", "从这里起，缺少的规定不再影响结果")
_UNKNOWN = ("unknown", "从这里起缺少规定，算不出来")
_OTHER = ("other", "从这里起，再花的钱换了一种分法")
WHATS = tuple(dict.fromkeys(what for what, _ in (*BEGINNINGS.values(), _KNOWN, _UNKNOWN, _OTHER)))


@dataclass(frozen=True, slots=True)
class Beginning:
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
        return Beginning(what, f"{text}：{names}" if names else text, _together(new))
    if not before.known:
        return Beginning(*_KNOWN, _together(new))
    if _fund(segment) < _fund(before) and not new:  # the standard is a step below it as well as above
        new = list(segment.steps.values())
    for item, named in BEGINNINGS.items():
        for used in new:
            if any(value is not None and value.value.item == item for value in used):
                return Beginning(*named, _together([used]))
    return Beginning(*_OTHER, _together(new))


def _fund(segment: Segment) -> int:
    """The fund's share of the next fen, GRID times."""
    return segment.lines[0][1] if segment.lines else 0


def cited(values: Iterable[Resolved]) -> list[dict[str, str]]:
    """The citations of some values, each provision once."""
    return list({citation.provision: citation.as_json() for value in values for citation in value.citations}.values())


def _together(steps: Iterable[tuple[Resolved | None, ...]]) -> tuple[Resolved, ...]:
    return tuple(value for used in steps for value in used if value is not None)
