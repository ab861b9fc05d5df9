"""Every link of the built site leads somewhere, inside the site, and no page is too large."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

LARGEST_PAGE = 150_000
_LINK = re.compile(r'<(?:a|link|script|img|iframe|source)\b[^>]*?\s(?:href|src)="([^"]*)"')
_TARGET = re.compile(r'\sid="([^"]*)"')
#: links to the web at large; nothing of them is loaded
_OUTSIDE = ("http", "https", "mailto")


class LinkError(Exception):
    """Links that lead nowhere, or pages that are too large, one a line."""


def check(site: Path) -> int:
    """The number of links inside the site; raises LinkError where one leads nowhere."""
    texts = {page: page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html"))}
    targets = {page: set(_TARGET.findall(text)) for page, text in texts.items()}
    wrong: list[str] = []
    count = 0
    for page, text in texts.items():
        shown = page.relative_to(site)
        if len(text.encode()) > LARGEST_PAGE:
            wrong.append(f"{shown}：有 {len(text.encode())} 字节，超过 {LARGEST_PAGE}")
        for link in set(_LINK.findall(text)):
            count += 1
            found = urlsplit(unescape(link))
            if found.scheme in _OUTSIDE:
                continue
            if page.name == "404.html" and found.path.startswith("/"):
                continue  # the error page is shown at any address, so its links start at the top
            goal = _goal(page, found.path)
            if not goal.is_file():
                wrong.append(f"{shown}：{link} 没有这个文件")
            elif goal in targets and _anchor(found.fragment) and unquote(found.fragment) not in targets[goal]:
                wrong.append(f"{shown}：{link} 没有这个位置")
    if wrong:
        raise LinkError("\n".join([f"有 {len(wrong)} 处", *wrong[:40]]))
    return count


def _anchor(fragment: str) -> bool:
    """Whether a fragment names a place on the page, and is no state for a script (#place=…)."""
    return bool(fragment) and "=" not in fragment


def _goal(page: Path, path: str) -> Path:
    if not path:
        return page
    goal = Path(re.sub(r"/+", "/", f"{page.parent}/{unquote(path)}"))
    resolved = goal.resolve()
    return resolved / "index.html" if path.endswith("/") or resolved.is_dir() else resolved
