"""One generated page."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from render.citing import Citation


@dataclass(frozen=True)
class Page:
    """One generated page: its path (items/premium/), what stands in it, or the file where that lies, and what is said about it."""

    path: str
    title: str
    html: str
    description: str
    section: str
    crumbs: tuple[tuple[str, str], ...] = ()
    keywords: str = ""
    layout: str = ""
    head: str = ""
    version: str = ""  # of the data that it rests on; empty where it rests on all
    summary: str = ""  # of a province's page: what the page of all provinces says of it
    structured: tuple[dict[str, Any], ...] = ()
    guessed: bool = (
        True  # whether the page of addresses that do not exist may guess it: of a country there are too many
    )
    search: bool = True  # whether the search finds it
    tables: dict[str, Citation] = field(default_factory=dict)  # how those are cited that say so in the template
    file: str = ""  # where what stands in it lies; empty where that is here

    @property
    def text(self) -> str:
        """What stands in it."""
        return Path(self.file).read_text(encoding="utf-8") if self.file else self.html

    def framed(self) -> dict[str, Any]:
        """What the frame is told of it (scripts/hook.py)."""
        return {
            "title": self.title,
            "html": self.html,
            "file": self.file,
            "description": self.description,
            "section": self.section,
            "crumbs": list(self.crumbs),
            "keywords": self.keywords,
            "layout": self.layout,
            "head": self.head,
            "version": self.version,
            "structured": list(self.structured),
            "guessed": self.guessed,
            "search": self.search,
        }

    def named(self) -> dict[str, Any]:
        """What the site map and the page of lost addresses say of it."""
        return {"url": self.path, "title": self.title, "guessed": self.guessed, "search": self.search}
