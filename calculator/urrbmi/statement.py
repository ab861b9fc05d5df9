"""What a settlement writes down as it goes: steps with their figures and citations, what is missing, what was assumed.

Recording must cost next to nothing, so a step keeps the bare numbers; words are made only when the statement is read.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from urrbmi.money import format_exact, format_fen, format_ratio, yuan
from urrbmi.policy import Policy, Resolved

_SLOT = re.compile(r"\{([yfrn])\}")
_FORMATS: dict[str, Callable[[int], str]] = {"y": format_exact, "f": format_fen, "r": format_ratio, "n": str}


class Step:
    """One line of a calculation.

    `template` is the formula with a slot for each figure of `figures`: {y} an exact amount, {f} fen, {r} a ratio,
    {n} a plain number. `amount` is the step's result in fen (None where it is no amount of money).
    """

    __slots__ = ("amount", "figures", "label", "template", "used")

    def __init__(
        self, label: str, template: str, figures: tuple[int, ...], amount: int | None, used: tuple[Resolved, ...]
    ) -> None:
        self.label = label
        self.template = template
        self.figures = figures
        self.amount = amount
        self.used = used

    def as_json(self) -> dict[str, Any]:
        figures = iter(self.figures)
        formula = _SLOT.sub(lambda slot: _FORMATS[slot[1]](next(figures)), self.template)
        citations = {citation.provision: citation.as_json() for value in self.used for citation in value.citations}
        return {
            "label": self.label,
            "formula": formula,
            "amount": yuan(self.amount),
            "citations": list(citations.values()),
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
        self.steps.append(Step(label, template, figures, amount, tuple(value for value in used if value is not None)))

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
        return [step.as_json() for step in self.steps]


def assumptions_json(policy: Policy, readings: Iterable[str]) -> list[dict[str, str]]:
    """The readings that a statement rests on, each once, in the order of their ids."""
    order = list(policy.readings)
    return [
        {"reading": name, "text": policy.readings[name]["short"]} for name in sorted(set(readings), key=order.index)
    ]
