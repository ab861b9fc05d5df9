"""What the site is made from: a digest of it, of the part that all provinces share, and the day that "now" means."""

import hashlib
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import programs
from reading import evidence
from reading.ruleset import RuleSet

#: everything the site is made from
INPUTS = ("rules", "calculator", "scripts", "site_src", "mkdocs.yml", "package-lock.json", "requirements.txt")
#: the packed rules, which are made from the documents
POLICY = Path("calculator/urrbmi/policy.json")
_LAST_SECOND = 253402300799  # of the year 9999: a calendar knows no later one


def digest(root: Path, *words: str, without: frozenset[Path] = frozenset()) -> str:
    """A digest of everything the site is made from, but for some files and folders."""
    found = hashlib.sha256("\0".join([*words, sys.version]).encode())
    for name in INPUTS:
        start = root / name
        for file in sorted(start.rglob("*")) if start.is_dir() else [start]:
            left = (
                "__pycache__" in file.parts or ".egg-info" in str(file) or not without.isdisjoint((file, *file.parents))
            )
            if file.is_file() and not left:
                found.update(f"\0{file.relative_to(root)}\0".encode() + file.read_bytes())
    return found.hexdigest()


def frame(root: Path, *words: str) -> str:
    """A digest of everything that all provinces rest on: all but the documents, and what is made from them."""
    without = frozenset({root / "rules" / "documents", root / "rules" / evidence.LOCK, root / POLICY})
    return digest(root, *words, without=without)


def reference_day(root: Path, rules: RuleSet, years: Sequence[int]) -> str:
    """The day that "now" means on the pages: of the commit that is built, so that two builds of it are the same.

    It is one of `years`, the first and the last that the tables have: before them and after them nothing is known. Raises
    ProgramError.
    """
    first, last = years
    return min(max(_said_day(root, rules), f"{first}-01-01"), f"{last}-12-31")


def _said_day(root: Path, rules: RuleSet) -> str:
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isascii() and given.isdecimal():
        return time.strftime("%Y-%m-%d", time.gmtime(min(int(given), _LAST_SECOND)))
    if not (root / ".git").exists():
        return max(document.order for document in rules.documents)
    command = ["git", "-C", str(root), "log", "-1", "--format=%cd", "--date=format:%Y-%m-%d"]
    return programs.run(command, "问 git 提交的日期（也可以用 SOURCE_DATE_EPOCH 指定）").strip()
