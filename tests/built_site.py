"""The built site as the tests of its pages and downloads see it: built when something has changed, each page parsed once."""

import csv
import io
import subprocess
import sys
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup, Tag

ROOT = Path(__file__).resolve().parent.parent
#: the tables that can be downloaded
SHEETS = [
    "facts.csv",
    "cells.csv",
    "coverage.csv",
    "documents.csv",
    "places.csv",
    "items.csv",
    "readings.csv",
    "standard_cases.csv",
]
YEARS = [str(year) for year in range(2017, 2030)]


@cache
def _build() -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "build.py")]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def site() -> Path:
    """The folder of the site, built from what lies in the project now."""
    assert _build().returncode == 0, _build().stdout + _build().stderr
    return ROOT / "build" / "site"


@cache
def pages() -> dict[str, BeautifulSoup]:
    """Every page, by its address below the site's top: "" (home), "items/premium/", "404.html"."""
    return {
        file.relative_to(site()).as_posix().removesuffix("index.html"): BeautifulSoup(
            file.read_text(encoding="utf-8"), "html.parser"
        )
        for file in sorted(site().rglob("*.html"))
    }


def whole_pages() -> dict[str, BeautifulSoup]:
    """The pages with the site's header and footer: all but those that other sites embed."""
    return {address: page for address, page in pages().items() if not address.startswith("embed/")}


@cache
def anchors(address: str) -> dict[str, Tag]:
    """What on a page has an id, by its id."""
    return {tag["id"]: tag for tag in pages()[address].find_all(id=True)}


@cache
def download(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file in data/, every content as text."""
    text = (site() / "data" / name).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))
