"""Provinces that have passed every check before: of a country's rules only those are checked again that have changed.

What is kept is a digest of all that a province's checks rest on: its documents, what was verified of their evidence, what
all documents share, and these programs.
"""

import hashlib
import json
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

import swap
from reading.evidence import Lock
from reading.kept import programs
from reading.ruleset import RuleSet


class Passed:
    """Which provinces of the rules a file tells of; without a file none have passed."""

    def __init__(self, file: Path | None, rules: RuleSet, lock: Lock) -> None:
        self.file = file
        shared = _digest(programs().hex(), rules.parameters, rules.places, rules.readings)
        self.provinces = {_digest(shared, _told(part, lock)): part for part in rules.by_province}

    def left(self) -> dict[str, RuleSet]:
        """The rules of the provinces, by their digests, that have not passed as they are now."""
        known = self._known()
        return {digest: part for digest, part in self.provinces.items() if digest not in known}

    def keep(self, wrong: Collection[str]) -> None:
        """Says of all provinces but those (digests) with which something is wrong that they have passed."""
        right = [digest for digest in self.provinces if digest not in wrong]
        if self.file and self._known() != set(right):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # another check wrote it at the same time
                swap.write(self.file, json.dumps(right, indent=1))

    def _known(self) -> set[str]:
        try:
            return set(json.loads(self.file.read_text(encoding="utf-8"))) if self.file else set()
        except (FileNotFoundError, ValueError, TypeError, RecursionError):  # there is none, or it is damaged
            return set()


def _told(part: RuleSet, lock: Lock) -> list[Any]:
    """A province's documents, and what was verified of their evidence."""
    return [
        [one.loaded.shown, one.loaded.digest, [lock.provisions.get(provision.id) for provision in one.provisions]]
        for one in part.documents
    ]


def _digest(*told: Any) -> str:
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()
