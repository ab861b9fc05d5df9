"""What a move to another place or another time changes, and which rule makes how much of it.

The rules are switched one after the other from the old ones to the new, in the order in which a claim is settled; each is
given the difference that its own switch makes while those before it are switched already. So the parts add up to the fen.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from urrbmi.analysis.asked import Question, same_figure
from urrbmi.analysis.beginnings import cited
from urrbmi.analysis.outcome import Outcome, Shares, outcome, shares_json
from urrbmi.analysis.request import case_of, first_year, in_order, later, on_days, request_object
from urrbmi.claims import Case, checked_object, city, day
from urrbmi.errors import BadInput
from urrbmi.money import yuan
from urrbmi.policy import Policy, Rules
from urrbmi.questions.answer import year_field
from urrbmi.values import Resolved, Value
from urrbmi.words import content

#: the order in which the rules are switched: that of settling a claim, then critical illness; what is not named comes last
ORDER = (
    "student_accident_ratio",  # tells as well whether the benefit is there at all
    "first_self_pay",
    "two_diseases_first_self_pay",
    "dual_channel_first_self_pay",
    "inpatient_deductible",
    "child_deductible_age",
    "child_deductible_reduction",
    "repeat_deductible_reduction",
    "outpatient_deductible",
    "two_diseases_deductible",
    "student_accident_deductible",
    "inpatient_ratio",
    "outpatient_ratio",
    "two_diseases_ratio",
    "dual_channel_ratio",
    "tcm_ratio",
    "birth_standard",
    "caesarean_rule",
    "annual_fund_cap",
    "annual_cap_counts",
    "outpatient_cap",
    "two_diseases_cap",
    "student_accident_cap",
    "critical_illness_counts",
    "inpatient_ratio_reduction",
    "critical_illness_deductible",
    "critical_illness_ratio",
    "critical_illness_second_deductible",
    "critical_illness_second_ratio",
    "critical_illness_cap",
)
#: by how many points the ratio is lower elsewhere, and whether what they take away counts for critical illness
POINTS = "inpatient_ratio_reduction"
KEPT_OUT = ("critical_illness_counts", "reduction")


class MixedRules(Rules):
    """The rules of one day, old but for the questions that are switched to the new ones; it notes those that differ."""

    def __init__(self, old: Rules, new: Rules, mixture: "Mixture") -> None:
        super().__init__(old.policy, old.place, old.day)
        self.old = old
        self.new = new
        self.mixture = mixture

    def get(self, item: str, *dimensions: str) -> Resolved | None:
        before, after = self.old.get(item, *dimensions), self.new.get(item, *dimensions)
        question = (item, *dimensions)
        if question in self.mixture.switched:
            return after
        if not same_figure(before, after):
            self.mixture.differing.setdefault(question, (before, after))
        return before

    def values_of(self, item: str) -> list[Value]:
        return [*self.old.values_of(item), *self.new.values_of(item)]


class Mixture:
    """The rules of two places and times, mixed.

    `moved` gives the new day for an old one. `differing`: the questions of the last settlement that are not switched and
    whose answers differ, with the first such pair of answers.
    """

    def __init__(self, policy: Policy, old: str, new: str, moved: Callable[[str], str]) -> None:
        self.policy = policy
        self.old = old
        self.new = new
        self.moved = moved
        self.switched: set[Question] = set()
        self.differing: dict[Question, tuple[Resolved | None, Resolved | None]] = {}

    def rules(self, _place: str, on: str) -> Rules:
        return MixedRules(self.policy.rules(self.old, on), self.policy.rules(self.new, self.moved(on)), self)

    def settled(self, case: Case) -> Outcome:
        self.differing = {}
        return outcome(case, self)

    def next_question(self) -> Question | None:
        """The first question that is still to be switched, in the order of settlement.

        The points lost elsewhere move money only as long as they are kept out of critical illness. They are switched while
        they are not: else two parts would name one rule's effect and take it back.
        """
        first = min(self.differing, key=_rank, default=None)
        if first == KEPT_OUT and _says_yes(self.differing[KEPT_OUT][0]):
            return next((question for question in self.differing if question[0] == POINTS), first)
        return first


class Switch(NamedTuple):
    """One rule that changes: its item and dimensions, and what it was and is. No question: the claims' order changes."""

    question: Question
    before: Resolved | None = None
    after: Resolved | None = None


class Part(NamedTuple):
    """The effect (fen) of a switch, or of several where a mixture between them cannot be settled."""

    switches: list[Switch]
    effect: Shares


def change(data: object, policy: Policy) -> dict[str, Any]:
    """A case as it is and as it would be, and the parts of the difference. Raises BadInput."""
    request = request_object(data, "to")
    case = case_of(request, policy)
    place, moved = _target(request.get("to"), case, policy)
    there = on_days(case, place, moved)
    before, after = outcome(case, policy), outcome(there, policy)
    known = before.shares is not None and after.shares is not None
    parts = list(_parts(case, Mixture(policy, case.place, place, moved))) if known else []
    missing = before.missing_json(policy)
    missing += [note for note in after.missing_json(policy) if note not in missing]
    return {
        "status": "ok" if known else "unknown",
        "cost": yuan(before.cost),
        "from": _end_json(case, before, policy),
        "to": _end_json(there, after, policy),
        "difference": shares_json(
            _difference(before.shares, after.shares) if before.shares is not None and after.shares is not None else None
        ),
        "parts": [_part_json(part, policy) for part in parts],
        "missing": missing,
        "data_version": policy.data_version,
    }


def _target(given: object, case: Case, policy: Policy) -> tuple[str, Callable[[str], str]]:
    """The place (code) to go to, and what day an old day becomes. Raises BadInput."""
    target = checked_object(given, "to", ("place", "year", "date"))
    if not target or {"year", "date"} <= target.keys():
        raise BadInput("to：请填 place（换到哪个市）、year 或 date（换到哪一年或哪一天），year 和 date 只填一个")
    place = city(target["place"], "to.place", policy) if "place" in target else case.place
    begin = first_year(case)
    if begin is None:
        return place, lambda on: on
    if "date" in target:
        if len(case.claims) != 1:
            raise BadInput(f"to.date：这个案例有 {len(case.claims)} 项费用，只能整年移动；请改填 year")
        new = day(target["date"], "to.date", policy)
        years = int(new[:4]) - begin
        return place, lambda on: new if on == case.claims[0].day else later(on, years)
    years = year_field(target["year"], "to.year") - begin if "year" in target else 0
    return place, lambda on: later(on, years)


def _parts(case: Case, mixture: Mixture) -> Iterator[Part]:
    """The parts of the difference between two outcomes that are known, those without effect left out."""
    before = mixture.settled(case).shares
    there = in_order(case, mixture.moved)
    switches = [] if there.claims == case.claims else [Switch(())]
    question: Question | None = ()
    while question is not None:
        after = mixture.settled(there).shares
        if before is not None and after is not None:
            if before != after:
                yield Part(switches, _difference(before, after))
            before, switches = after, []
        question = mixture.next_question()
        if question is not None:
            switches.append(Switch(question, *mixture.differing[question]))
            mixture.switched.add(question)


def _difference(before: Shares, after: Shares) -> Shares:
    return after[0] - before[0], after[1] - before[1], after[2] - before[2]


def _rank(question: Question) -> int:
    return ORDER.index(question[0]) if question[0] in ORDER else len(ORDER)


def _says_yes(found: Resolved | None) -> bool:
    return found is not None and found.value.text == "yes"


def _end_json(case: Case, found: Outcome, policy: Policy) -> dict[str, Any]:
    day = case.claims[0].day if case.claims else None
    return {"place": policy.places[case.place]["name"], "date": day, **found.as_json()}


def _part_json(part: Part, policy: Policy) -> dict[str, Any]:
    """A part; where it has several switches, their names, figures and dimensions are put together."""
    described = [_described(switch, policy) for switch in part.switches]
    dimensions: dict[str, str] = {}
    for switch in part.switches:
        item = policy.items.get(switch.question[0]) if switch.question else None
        dimensions |= dict(zip(item["dimensions"], switch.question[1:], strict=True)) if item else {}
    return {
        "item": "+".join(switch.question[0] if switch.question else "order" for switch in part.switches),
        "name": "、".join(name for name, _, _ in described),
        "dimensions": dimensions,
        "before": _words([(name, before) for name, before, _ in described]),
        "after": _words([(name, after) for name, _, after in described]),
        **shares_json(part.effect),
        "citations_before": cited(switch.before for switch in part.switches if switch.before is not None),
        "citations_after": cited(switch.after for switch in part.switches if switch.after is not None),
    }


def _described(switch: Switch, policy: Policy) -> tuple[str, str | None, str | None]:
    """A switch in words: its name, and what was and is in force (None where nothing was collected)."""
    if not switch.question:
        return "几项费用结算的先后", None, None
    before, after = (None if found is None else content(found.value, policy) for found in (switch.before, switch.after))
    return str(policy.items[switch.question[0]]["name"]), before, after


def _words(named: list[tuple[str, str | None]]) -> str | None:
    if len(named) == 1:
        return named[0][1]
    return "；".join(f"{name}{words or '未收录'}" for name, words in named)
