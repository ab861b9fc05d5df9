"""Puts made pages into the site's frame (MkDocs, with scripts/hook.py)."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import programs
from render.page import Page
from render.site import Site


def run_mkdocs(pages: Iterable[Page], elsewhere: Iterable[Page], site: Site, made: Path, work: Path) -> None:
    """Puts pages into the frame of a site, in the folder `made`; `elsewhere` are those that are in it already. Raises ProgramError."""
    listed = work / "pages.json"
    told_of = {
        "pages": {page.path: page.as_json() for page in pages},
        "elsewhere": [page.named() for page in elsewhere],
    }
    listed.write_text(json.dumps(told_of, ensure_ascii=False), encoding="utf-8")
    told = {
        "URRBMI_PAGES": str(listed),
        "URRBMI_DATA_VERSION": site.policy.data_version,
        "URRBMI_VERSION_NAME": site.version_name,
        "URRBMI_COLLECTED_UNTIL": site.collected_until,
        "SITE_URL": site.url,
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(made)]
    programs.run(command, "套版面", told)
