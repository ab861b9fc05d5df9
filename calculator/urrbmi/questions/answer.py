"""What the answers to questions have in common: values asked for with their citations, and what is missing."""

from typing import Any

from urrbmi.errors import BadInput
from urrbmi.money import show
from urrbmi.policy import Policy
from urrbmi.statement import assumptions_json
from urrbmi.values import Resolved


class Answer:
    """Collects citations, readings and gaps while a question is answered."""

    def __init__(self, policy: Policy, place: str, day: str) -> None:
        self.policy = policy
        self.place = place
        self.day = day
        self.citations: dict[str, dict[str, str]] = {}
        self.readings: list[str] = []
        self.missing: list[dict[str, str]] = []

    def ask(self, item: str, *dimensions: str) -> Resolved | None:
        """A value in force, or None (and it is noted as missing)."""
        found = self.policy.rules(self.place, self.day).get(item, *dimensions)
        if found is None:
            self.lacks(item)
        return found

    def use(self, *values: Resolved | None) -> None:
        """Cites values and the readings they rest on."""
        for value in values:
            if value is not None:
                self.citations |= {citation.provision: citation.as_json() for citation in value.citations}
                self.readings += value.readings

    def lacks(self, item: str) -> None:
        """Notes an item that would have to be known."""
        name = self.policy.items[item]["name"]
        note = {"item": item, "place": self.policy.places[self.place]["name"], "date": self.day, "name": name}
        if note not in self.missing:
            self.missing.append(note)

    def as_json(self, known: bool, **content: Any) -> dict[str, Any]:
        """The answer: ok where all of it is known."""
        return {
            "status": "ok" if known else "unknown",
            **content,
            "citations": list(self.citations.values()),
            "missing": [] if known else self.missing,
            "assumptions": assumptions_json(self.policy, self.readings),
            "data_version": self.policy.data_version,
        }


def year_field(value: object, path: str = "year") -> int:
    """A year, of contribution or of care. Raises BadInput."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1990 <= value <= 2100:
        raise BadInput(f"{path}：{show(value)} 不是年度；请填 1990 至 2100 之间的整数，例如 2025")
    return value
