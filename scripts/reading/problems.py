"""What can be wrong with the files of rules/, collected so that one run tells all of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from urrbmi.money import show


@dataclass(frozen=True, order=True)
class Problem:
    """One error: the file (relative to the project), line and column (from 1), and what is wrong, allowed and to do."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class Problems(Exception):
    """Raised at the end of a stage that found any."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def relative(path: Path, root: Path) -> str:
    """The path as it is shown: from the project's folder."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def quoted(value: object) -> str:
    """A value as it stands in a message: one line, not too long."""
    return show(value, longest=50)


def listed(names: Iterable[object], most: int = 12) -> str:
    """Names as they stand in a message; a long list is cut."""
    shown = [str(name) for name in names]
    return "、".join(shown[:most]) + (f" 等 {len(shown)} 个" if len(shown) > most else "")


def nearest(value: object, names: Iterable[object]) -> str:
    """What was perhaps meant, as the end of a message; empty where nothing is near."""
    close = get_close_matches(str(value)[:80], [str(name) for name in names], n=1, cutoff=0.55)
    return f"；是不是 {close[0]}？" if close else ""
