"""What the site is made from: a digest of it, of the part that all provinces share, and the day that "now" means."""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

from reading import evidence
from reading.ruleset import RuleSet

#: everything the site is made from
INPUTS = ("rules", "calculator", "scripts", "site_src", "mkdocs.yml", "package-lock.json", "requirements.txt")
#: the packed rules, which are made from the documents
POLICY = Path("calculator/urrbmi/policy.json")


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


def reference_day(root: Path, rules: RuleSet) -> str:
    """The day that "now" means on the pages: of the commit that is built, so that two builds of it are the same."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return time.strftime("%Y-%m-%d", time.gmtime(int(given)))
    command = ["git", "-C", str(root), "log", "-1", "--format=%cd", "--date=format:%Y-%m-%d"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or max(document.order for document in rules.documents)
