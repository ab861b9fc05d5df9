"""Puts made pages into the site's frame (MkDocs, with scripts/hook.py) and makes their search index (Pagefind)."""

import hashlib
import json
import shutil
import sys
from pathlib import Path

import programs
from render import marks
from render.page import Page
from render.site import Site

PAGEFIND = Path(__file__).resolve().parent.parent / "node_modules" / ".bin" / "pagefind"


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


def gather_searched(made: Path, searched: Path, left: set[str]) -> None:
    """Copies the pages that are searched: all but those at some paths, which would cost as much to leave out as to find."""
    for page in made.rglob("*.html"):
        name = page.relative_to(made)
        if name.as_posix().removesuffix("index.html") not in left:
            (searched / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(page, searched / name)


def run_search(searched: Path, index: Path) -> None:
    """Makes the search index of the pages in a folder. Raises ProgramError."""
    if not PAGEFIND.exists():
        raise programs.ProgramError("没有 node_modules；请先运行 make setup")
    told = ["--site", str(searched), "--output-path", str(index), "--exclude-selectors", ".piece-end"]
    programs.run([str(PAGEFIND), *told, "--quiet"], "搜索")
