"""Worked questions (premium, financing, enrolment, conversion) as the pages of items show them: the answer in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from render import words
from render.site import Site

Answer = dict[str, Any]
NOT_COLLECTED = "文件没有收录，算不出来"
#: worked questions on the page of an item
MOST = 3
PAYERS = {"self": "自己交", "medical_assistance": "医疗救助出", "province": "省出", "city": "市出", "county": "县出"}
LEVELS = {"central": "中央出", "province": "省出", "city": "市出", "county": "县出"}


@dataclass(frozen=True)
class AskedExample:
    """A worked question: its title, the answer, how that was reckoned by hand, and the provisions it rests on."""

    title: str
    outcome: str
    reckoned: list[str]
    provisions: list[str]


def resting_on(site: Site, provisions: set[str]) -> list[AskedExample]:
    """The first worked questions whose answers cite one of these provisions (ids)."""
    found = []
    for question, answer in site.asked:
        cited = [citation["provision"] for citation in answer["citations"]]
        if provisions.intersection(cited):
            told = OUTCOMES[question.programme](answer)
            found.append(AskedExample(question.title, told, question.steps, cited))
    return found[:MOST]


def _premium(answer: Answer) -> str:
    return _shared(answer["premium"], answer["paid_by"], PAYERS, "由谁交多少")


def _financing(answer: Answer) -> str:
    return _shared(answer["total"], answer, LEVELS, "各级各出多少")


def _shared(whole: float | None, parts: Answer, names: dict[str, str], lacking: str) -> str:
    """An amount a head and year, and who bears how much of it; an office that bears nothing goes without saying."""
    if whole is None:
        return NOT_COLLECTED
    known = [f"{name} {words.amount(parts[part])}" for part, name in names.items() if _told(part, parts[part])]
    if any(parts[part] is None for part in names):
        known.append(f"{lacking}，文件没有写全，算不出来")
    return "，".join([f"每人每年 {words.amount(whole)}", *known])


def _told(part: str, borne: float | None) -> bool:
    return borne is not None and (borne > 0 or part == "self")


def _enrolment(answer: Answer) -> str:
    begins = answer["benefits_from"]
    return f"从{words.day(begins)}起享受待遇" if begins else "从哪天起享受待遇，文件没有写，算不出来"


def _conversion(answer: Answer) -> str:
    exact, whole = answer["employee_years"], answer["whole_years"]
    if exact is None:
        return NOT_COLLECTED
    if exact == whole:
        return f"折成职工医保 {whole} 年"
    return f"折成职工医保 {exact:g} 年，只算整年是 {whole} 年；零头算不算，文件没有写"


#: command -> its answer in words
OUTCOMES: dict[str, Callable[[Answer], str]] = {
    "premium": _premium,
    "financing": _financing,
    "enrolment": _enrolment,
    "conversion": _conversion,
}
