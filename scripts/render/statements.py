"""A statement of the core, read through: its steps, and what they cite."""

from collections.abc import Iterable, Iterator
from typing import Any

Step = dict[str, Any]


def steps(statement: dict[str, Any]) -> Iterator[Step]:
    """Every step, year by year: of each claim, then of the critical illness insurance."""
    for year in statement["years"]:
        for part in (*year["claims"], year["critical_illness"]):
            yield from part["steps"]


def cited(found: Iterable[Step]) -> list[str]:
    """The provisions that some steps cite, each once."""
    return list(dict.fromkeys(citation["provision"] for step in found for citation in step["citations"]))
