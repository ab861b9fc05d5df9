"""A statement of the core, read through: its steps, and what they cite."""

from collections.abc import Iterable, Iterator
from typing import Any

from render.words import fen

Step = dict[str, Any]


def steps(statement: dict[str, Any]) -> Iterator[Step]:
    """Every step, year by year: of each claim, then of the critical illness insurance."""
    for year in statement["years"]:
        for part in (*year["claims"], year["critical_illness"]):
            yield from part["steps"]


def cited(found: Iterable[Step]) -> list[str]:
    """The provisions that some steps cite, each once."""
    return list(dict.fromkeys(citation["provision"] for step in found for citation in step["citations"]))


def understood(statement: dict[str, Any]) -> dict[str, int | None]:
    """The readings that a statement rests on, each with what the patient pays under the other one (fen), where that is known."""
    return {
        note["reading"]: fen(note["otherwise"]["self"]) if "otherwise" in note else None
        for note in statement["assumptions"]
    }
