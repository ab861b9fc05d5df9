"""What stands in the tables: values where they were given, and as they are in force."""

from dataclasses import dataclass
from typing import Any

from reading.ruleset import Document, Provision, RuleValue
from urrbmi.values import Resolved, Value

#: a combination of dimensions that can be a key
Combination = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Span:
    """Some days of a year on which one value, or none that was collected, is in force."""

    first: str
    last: str
    found: Resolved | None


@dataclass(frozen=True)
class YearCell:
    """What an item is worth at a place in a year: one span, or several where it changes within the year."""

    place: str
    year: int
    spans: tuple[Span, ...]

    @property
    def known(self) -> Resolved | None:
        """The value of its last span that has one."""
        return next((span.found for span in reversed(self.spans) if span.found), None)

    @property
    def signature(self) -> tuple[Any, ...]:
        """Equal where two cells say the same by the same clauses."""
        return tuple(
            (
                span.first,
                span.last,
                span.found
                and (
                    span.found.state,
                    span.found.value.text,
                    span.found.value.number,
                    span.found.value.kind,
                    span.found.citations,
                ),
            )
            for span in self.spans
        )


@dataclass(frozen=True)
class Shown:
    """How a table shows a value, or that none was collected: its words, its signs, the class of its cell."""

    found: Resolved | None
    text: str
    signs: list[str]
    style: str


@dataclass(frozen=True)
class Given:
    """A value where it stands: its document and provision, as the file has it and as the core reads it."""

    document: Document
    provision: Provision
    rule: RuleValue
    value: Value
