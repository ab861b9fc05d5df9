"""Every link of the built site leads somewhere, inside the site, and no page is too large.

A province's pages are surveyed when they are made: what they link to among themselves is known to be there, and only what
leads to other pages is looked up each time.
"""

import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

LARGEST_PAGE = 150_000
_LINK = re.compile(r'<(?:a|link|script|img|iframe|source)\b[^>]*?\s(?:href|src)="([^"]*)"')
#: places on a page; those of an embedded page are its pieces
_TARGET = re.compile(r' (?:id|data-piece)="([^"]*)"')
#: links to the web at large; nothing of them is loaded
_OUTSIDE = ("http", "https", "mailto")


#: an address below the site's top, and a place on the page there (or none), as the link writes it
Goal = tuple[str, str]


class LinkError(Exception):
    """Links that lead nowhere, or pages that are too large, one a line."""


@dataclass
class Survey:
    """What was found on some pages, by their names below the site's top: how many links they have, what is wrong, and where
    they lead to other pages, and who links there first.
    """

    pages: frozenset[str]
    count: int = 0
    wrong: list[str] = field(default_factory=list)
    leading: dict[Goal, str] = field(default_factory=dict)


def check(site: Path, names: Iterable[str], known: Sequence[Survey] = ()) -> int:
    """The number of links inside the site; raises LinkError where one leads nowhere.

    `names` are its files, by their names below its top; `known` is what was found before.
    """
    files = set(names)
    found = [survey(site, files.difference(*(one.pages for one in known))), *known]
    wrong = [one for each in found for one in each.wrong]
    leading = {goal: who for each in found for goal, who in each.leading.items()}
    wrong += _wrong(site, leading, files)
    if wrong:
        raise LinkError("\n".join([f"有 {len(wrong)} 处", *sorted(wrong)[:40]]))
    return sum(each.count for each in found)


def survey(site: Path, pages: Iterable[str]) -> Survey:
    """What is on some of a site's pages, by their names below its top; other files are left out."""
    files = {name for name in pages if name.endswith(".html")}
    found = Survey(frozenset(files))
    leading: dict[Goal, str] = {}
    for page in sorted(files):
        content = (site / page).read_bytes()
        if len(content) > LARGEST_PAGE:
            found.wrong.append(f"{page}：有 {len(content)} 字节，超过 {LARGEST_PAGE}")
        addresses: dict[str, str] = {}  # many links of a page lead to one other
        for link in sorted(set(_LINK.findall(content.decode()))):
            found.count += 1
            path, _, fragment = (unescape(link) if "&" in link else link).partition("#")
            if path not in addresses:
                addresses[path] = _address(page, path)
            address = addresses[path]
            # A fragment like #place=… is no place on the page but a state for its script.
            goal = (address, "" if "=" in fragment else fragment)
            if address and goal not in leading:
                leading[goal] = f"{page}：{link}"
    inside = {goal: who for goal, who in leading.items() if _file(goal[0], files)}
    found.wrong += _wrong(site, inside, files)
    found.leading = {goal: who for goal, who in leading.items() if goal not in inside}
    return found


def _wrong(site: Path, leading: dict[Goal, str], files: set[str]) -> list[str]:
    """What of some links leads to no file, or to no place on it."""
    wrong = []
    asked: dict[str, list[tuple[str, str]]] = {}  # page -> its places that are linked to, and who does
    for (address, place), who in leading.items():
        goal = _file(address, files)
        if goal is None:
            wrong.append(f"{who} 没有这个文件")
        elif place and goal.endswith(".html"):
            asked.setdefault(goal, []).append((unquote(place), who))
    # Read once more: what is on all pages of a country would not fit into the memory.
    for goal, places in asked.items():
        there = set(_TARGET.findall((site / goal).read_text(encoding="utf-8")))
        wrong += [f"{who} 没有这个位置" for place, who in places if place not in there]
    return wrong


def _address(page: str, link: str) -> str:
    """Where a link of a page leads below the site's top; empty where it leads out of it. That of a folder ends with a slash."""
    found = urlsplit(link)
    # The error page is shown at any address, so its links start at the top.
    if found.scheme in _OUTSIDE or (page == "404.html" and found.path.startswith("/")):
        return ""
    if not found.path:
        return page
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(found.path)))
    return f"{path}/" if found.path.endswith("/") else path


def _file(address: str, files: set[str]) -> str | None:
    """The file at an address below the site's top; None where there is none."""
    index = posixpath.normpath(f"{address}/index.html")
    if address.endswith("/"):
        return index if index in files else None
    return next((one for one in (address, index) if one in files), None)
