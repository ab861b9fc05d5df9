"""Every link of the built site leads somewhere, inside the site, and no page is too large."""

import posixpath
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

LARGEST_PAGE = 150_000
_LINK = re.compile(r'<(?:a|link|script|img|iframe|source)\b[^>]*?\s(?:href|src)="([^"]*)"')
#: places on a page; those of an embedded page are its pieces
_TARGET = re.compile(r' (?:id|data-piece)="([^"]*)"')
#: links to the web at large; nothing of them is loaded
_OUTSIDE = ("http", "https", "mailto")
#: what stands for a file that is not there
_MISSING = "?"


class LinkError(Exception):
    """Links that lead nowhere, or pages that are too large, one a line."""


def check(site: Path) -> int:
    """The number of links inside the site; raises LinkError where one leads nowhere."""
    files = {str(file.relative_to(site)) for file in site.rglob("*") if file.is_file()}
    asked: dict[str, dict[str, str]] = {}  # page -> its places that are linked to -> who does first
    wrong: list[str] = []
    count = 0
    for page in sorted(name for name in files if name.endswith(".html")):
        content = (site / page).read_bytes()
        if len(content) > LARGEST_PAGE:
            wrong.append(f"{page}：有 {len(content)} 字节，超过 {LARGEST_PAGE}")
        goals: dict[str, str] = {}  # many links of a page lead to one other
        for link in sorted(set(_LINK.findall(content.decode()))):
            count += 1
            path, _, fragment = unescape(link).partition("#")
            if path not in goals:
                goals[path] = _goal(page, path, files)
            goal = goals[path]
            if goal == _MISSING:
                wrong.append(f"{page}：{link} 没有这个文件")
            elif goal.endswith(".html") and _anchor(fragment):
                asked.setdefault(goal, {}).setdefault(unquote(fragment), f"{page}：{link}")
    # Read once more: what is on all pages of a country would not fit into the memory.
    for goal, places in asked.items():
        there = set(_TARGET.findall((site / goal).read_text(encoding="utf-8")))
        wrong += [f"{link} 没有这个位置" for place, link in places.items() if place not in there]
    if wrong:
        raise LinkError("\n".join([f"有 {len(wrong)} 处", *wrong[:40]]))
    return count


def _anchor(fragment: str) -> bool:
    """Whether a fragment names a place on the page, and is no state for a script (#place=…)."""
    return bool(fragment) and "=" not in fragment


def _goal(page: str, address: str, files: set[str]) -> str:
    """The file that an address on a page leads to, below the site; empty where it leads out of it."""
    found = urlsplit(address)
    # The error page is shown at any address, so its links start at the top.
    if found.scheme in _OUTSIDE or (page == "404.html" and found.path.startswith("/")):
        return ""
    if not found.path:
        return page
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(found.path)))
    goal = posixpath.normpath(f"{path}/index.html")
    if found.path.endswith("/"):
        return goal if goal in files else _MISSING
    return next((one for one in (path, goal) if one in files), _MISSING)
