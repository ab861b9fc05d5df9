"""What a settlement writes down as it goes: steps with their figures and citations, what is missing, what was assumed.

Recording must cost next to nothing, so a step keeps the bare numbers; words are made only when the statement is read.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from urrbmi.money import format_exact, format_fen, format_ratio, yuan
from urrbmi.policy import Citation, Policy, Resolved

_SLOT = re.compile(r"\{([yfrn])\}")
_FORMATS: dict[str, Callable[[int], str]] = {"y": format_exact, "f": format_fen, "r": format_ratio, "n": str}

#: One line of a calculation: its label; the formula with a slot for each figure ({y} an exact amount, {f} fen, {r} a ratio,
#: {n} a plain number); the figures; the step's result in fen (None where it is no amount of money); the values it used.
Step = tuple[str, str, tuple[int, ...], int | None, tuple[Resolved | None, ...]]


@cache
def _pieces(template: str) -> tuple[str, tuple[tuple[Callable[[int], str], str], ...]]:
    """A formula as its beginning, and for each slot how its figure is written and what follows it."""
    beginning, *rest = _SLOT.split(template)
    return beginning, tuple((_FORMATS[slot], text) for slot, text in zip(rest[::2], rest[1::2], strict=True))


def step_json(step: Step) -> dict[str, Any]:
    """A step in words."""
    label, template, figures, amount, used = step
    formula, slots = _pieces(template)
    for figure, (written, text) in zip(figures, slots, strict=True):
        formula += written(figure) + text
    citations: dict[str, Citation] = {}
    for value in used:
        if value is not None:
            for citation in value.citations:
                citations[citation.provision] = citation
    return {
        "label": label,
        "formula": formula,
        "amount": yuan(amount),
        "citations": [citation.as_json() for citation in citations.values()],
    }


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

    def steps_json(self) -> list[dict[str, Any]]:
        return [step_json(step) for step in self.steps]


def assumptions_json(policy: Policy, readings: Iterable[str]) -> list[dict[str, str]]:
    """The readings that a statement rests on, each once, in the order of their ids."""
    given = set(readings)
    return [{"reading": name, "text": policy.readings[name]["short"]} for name in policy.readings if name in given]
