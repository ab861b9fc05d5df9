"""The content of rules/ in a project folder, checked in this process: what a build does in two (scripts/content.py)."""

from pathlib import Path

from reading.check import all_problems, read_form
from reading.problems import Problems
from reading.ruleset import RuleSet


def read_rules(
    root: Path, sources: Path | None = None, cache: Path | None = None, passed: Path | None = None
) -> RuleSet:
    """The rules; with a folder of texts the evidence is looked up there too. Raises Problems with all errors that were found."""
    rules, found = read_form(root, cache)
    problems = all_problems(root, rules, found, sources, passed)
    if problems:
        raise Problems(problems)
    return rules
