"""Puts made pages into the site's frame (MkDocs, with scripts/hook.py)."""

import hashlib
import json
import sys
from pathlib import Path

import programs
from render import marks
from render.page import Page
from render.site import Site


def run_mkdocs(pages: list[Page], site: Site, made: Path, work: Path, site_url: str) -> None:
    """Puts the pages into the site's frame, in the folder `made`. Raises ProgramError."""
    listed = work / "pages.json"
    told_of = json.dumps({page.path: page.as_json() for page in pages}, ensure_ascii=False)
    listed.write_bytes(marks.filled(told_of.encode(), site.policy.data_version))
    told = {
        "URRBMI_PAGES": str(listed),
        "URRBMI_DATA_VERSION": site.policy.data_version,
        "URRBMI_COLLECTED_UNTIL": site.collected_until,
        "SITE_URL": site_url,
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(made)]
    programs.run(command, "套版面", told)


def fingerprinted(made: Path, name: str) -> str:
    """The address of a file of the made site, which changes with its content, as scripts/hook.py writes it."""
    return f"{name}?v={hashlib.sha256((made / name).read_bytes()).hexdigest()[:8]}"
