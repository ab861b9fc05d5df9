"""The worked cases as they stand below the calculator, for those whose browser cannot calculate."""

from dataclasses import dataclass

from render import words
from render.site import Site
from render.statements import cited, steps


@dataclass(frozen=True)
class Example:
    """A worked case in words: what happened, what was paid, how that was reckoned, and the provisions it rests on."""

    title: str
    happened: str
    outcome: str
    reckoned: list[str]
    provisions: list[str]


def examples(site: Site) -> list[Example]:
    """All worked cases that pages show, stays in hospital first."""
    found = []
    for case, statement in sorted(site.examples, key=lambda example: example[0].programme != "inpatient"):
        first, last = case.case["claims"][0]["date"], case.case["claims"][-1]["date"]
        when = words.day(first) if first == last else f"{words.day(first)}至{words.day(last)}"
        parts = [("基金付", "basic_fund"), ("大病保险付", "critical_illness"), ("自己付", "self")]
        paid = "，".join(f"{label} {words.amount(statement[name])}" for label, name in parts)
        known = statement["status"] == "ok"
        found.append(
            Example(
                case.title,
                f"{case.case['place']}，{when}，一共 {words.amount(statement['cost'])}",
                paid if known else "算不出来：文件没有收录",
                case.steps,
                cited(steps(statement)),
            )
        )
    return found
