"""What a settlement writes down as it goes: steps with their figures and citations, what is missing, what was assumed.

Recording must cost next to nothing, so a step keeps the bare numbers; words are made only when the statement is read, and
then at once as JSON text, because its citations are always the same few and need not be put together each time.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from urrbmi.money import format_exact, format_fen, format_ratio, round_half_up
from urrbmi.policy import Policy
from urrbmi.values import Resolved

dumps = json.JSONEncoder(ensure_ascii=False).encode

_SLOT = re.compile(r"\{([yfrn])\}")
_FORMATS: dict[str, Callable[[int], str]] = {"y": format_exact, "f": format_fen, "r": format_ratio, "n": str}

#: One line of a calculation: its label; the formula with a slot for each figure ({y} an exact amount, {f} fen, {r} a ratio,
#: {n} a plain number); the figures; the step's result, exact (None where it is no amount of money); the values it used.
Step = tuple[str, str, tuple[int, ...], int | None, tuple[Resolved | None, ...]]


@cache
def _pieces(label: str, template: str) -> tuple[str, tuple[tuple[Callable[[int], str], str], ...]]:
    """A step's JSON text up to the first figure of its formula, and for each slot how its figure is written and what follows.

    A figure in words has nothing that JSON would escape, so the rest is escaped once for all.
    """
    beginning, *rest = _SLOT.split(template)
    slots = tuple((_FORMATS[slot], dumps(text)[1:-1]) for slot, text in zip(rest[::2], rest[1::2], strict=True))
    return f'{{"label": {dumps(label)}, "formula": {dumps(beginning)[:-1]}', slots


def step_text(step: Step) -> str:
    """A step in words, as JSON text."""
    label, template, figures, amount, used = step
    text, slots = _pieces(label, template)
    for figure, (written, following) in zip(figures, slots, strict=True):
        text += written(figure) + following
    return f'{text}", "amount": {_result_text(amount)}, "citations": [{_citations_text(used)}]}}'


def _result_text(amount: int | None) -> str:
    """An exact result as yuan in JSON text, rounded to the fen."""
    return "null" if amount is None else yuan_text(round_half_up(amount))


@cache
def _citations_text(used: tuple[Resolved | None, ...]) -> str:
    """The citations of the values that a step used, each provision once; the same few values are used together again."""
    cited: dict[str, str] = {}
    for value in used:
        if value is not None:
            cited |= value.cited
    return ", ".join(cited.values())


def yuan_text(fen: int | None) -> str:
    """Fen as yuan in JSON text."""
    return "null" if fen is None else repr(fen / 100)


class Trace:
    """The record of one claim's, or one year's critical-illness, settlement."""

    __slots__ = ("missing", "readings", "steps")

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.missing: list[dict[str, str]] = []
        self.readings: list[str] = []

    def step(
        self, label: str, template: str, figures: tuple[int, ...], amount: int | None, *used: Resolved | None
    ) -> None:
        self.steps.append((label, template, figures, amount, used))

    def assume(self, *readings: str) -> None:
        self.readings.extend(readings)

    def assume_values(self, *values: Resolved | None) -> None:
        """The readings on which the values that were used rest."""
        for value in values:
            if value is not None and value.readings:
                self.readings.extend(value.readings)

    def lacks(self, item: str, place: str, day: str, dimension: str = "") -> None:
        """Notes a value that would have to be known, once."""
        note = {"item": item, "place": place, "date": day}
        if dimension:
            note["dimension"] = dimension
        if note not in self.missing:
            self.missing.append(note)

    def steps_text(self) -> str:
        """All steps as JSON text."""
        return f"[{', '.join([step_text(step) for step in self.steps])}]"


def assumptions_text(policy: Policy, self_paid: int | None, differences: Mapping[str, int | None]) -> str:
    """The readings that a statement rests on, as JSON text, in the order of their ids.

    Of each: how much more (fen) the person would pay with it the other way, None where that is not known. `self_paid` is
    what the person pays; where it is unknown the other way is left out.
    """
    parts = []
    for _, text, otherwise, difference in sorted(
        (*policy.assumptions[name], differences[name]) for name in differences
    ):
        if self_paid is not None and difference is not None:
            text += f'{otherwise}{yuan_text(self_paid + difference)}, "difference": {yuan_text(difference)}}}'
        parts.append(text + "}")
    return f"[{', '.join(parts)}]"


def assumptions_json(policy: Policy, readings: Iterable[str]) -> list[dict[str, str]]:
    """The readings that a statement rests on, each once, in the order of their ids."""
    given = set(readings)
    return [{"reading": name, "text": policy.readings[name]["short"]} for name in policy.readings if name in given]
