"""The rules compiled and the worked cases, read once for all mutants: each mutant's process inherits them.

They are asked for before any mutant lives, so no mutant can change them.
"""

import os
from functools import cache
from pathlib import Path

from checked_rules import read_rules
from reading.compile_rules import compile_rules
from reading.pack import packed
from reading.worked_cases import WorkedCase, WorkedQuestion, read_worked
from render.texts import compact

ROOT = Path(os.environ["PROJECT"])


@cache
def compiled() -> str:
    """The compiled rules as JSON text."""
    return compact(packed(compile_rules(read_rules(ROOT))))


@cache
def worked() -> tuple[list[WorkedCase], list[WorkedQuestion]]:
    """The cases and the questions worked by hand."""
    return read_worked(ROOT)
