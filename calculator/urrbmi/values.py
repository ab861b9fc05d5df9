"""A value of a provision, and the same as it applies at a place on a day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

OPEN_END = "9999-12-31"
UNKNOWN_START = ""

#: states that a value carries by its own nature, whatever the day
OWN_STATES = ("derived", "bound", "formula", "target", "abolished", "not_applicable")


class Citation(NamedTuple):
    """Where a figure stands: provision id, 文号, locator, and in which state it applies."""

    provision: str
    document: str
    locator: str
    state: str

    def as_json(self) -> dict[str, str]:
        return {
            "provision": self.provision,
            "document": self.document,
            "locator": self.locator,
            "state": self.state,
        }


class Value(NamedTuple):
    """One value of one provision, as compiled from rules/.

    `number` is in fen (yuan), ten-thousandths (ratio, points) or plain units; None for a rule, a date or a state without
    figure, which `text` then carries. `first` and `last` are ISO days, the last day included; `continues` tells that
    the document set no end of its own, so that a later year rests on nothing newer having been collected. While the
    provision `yields_to` gives a value that is in force as well, that one applies. `interpreted`: it rests on a reading
    that the words do not settle.
    """

    item: str
    place: str
    dimensions: dict[str, list[str]]
    first: str
    last: str
    kind: str
    number: int | None
    text: str
    provision: str
    sources: list[str]
    readings: list[str]
    continues: bool
    first_basis: str
    last_basis: str
    ended_by: str
    yields_to: str
    interpreted: bool

    def covers(self, dimensions: dict[str, str]) -> bool:
        """Whether the value holds for these dimensions; one that it does not name it holds for throughout."""
        for name, allowed in self.dimensions.items():  # noqa: SIM110 (all() takes longer, and a comparison asks thousands of times)
            if name in dimensions and dimensions[name] not in allowed:
                return False
        return True


@dataclass(slots=True, eq=False)
class Resolved:
    """A value as it applies at a place on a day: with its state, its citations and the readings it rests on.

    `continued`: it goes on only because nothing later was collected; `presumed`: the document does not say since when,
    and the day lies before the document's own year. `cited`: each citation as JSON text, by its provision, for these
    few stand in every statement again. A policy makes each once, so that one is equal to itself alone. `number`: the value's
    figure, at hand because a settlement asks for it again and again; there is none where the value has none.
    """

    value: Value
    state: str
    continued: bool
    presumed: bool
    citations: tuple[Citation, ...]
    readings: tuple[str, ...]
    cited: dict[str, str]
    number: int = field(init=False)

    def __post_init__(self) -> None:
        if self.value.number is not None:
            self.number = self.value.number

    @property
    def settles(self) -> bool:
        """Whether a claim may be settled with it: a figure that is stated or derived, no goal and no mere bound."""
        return self.value.number is not None and self.value.kind in ("stated", "derived")


@cache
def day_after(day: str) -> str:
    """The next day; the open end stays open."""
    return day if day == OPEN_END else (date.fromisoformat(day) + timedelta(days=1)).isoformat()


@cache
def day_before(day: str) -> str:
    """The day before."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
