"""Makes the search index (Pagefind) of the made pages: one of what all provinces share and, of several provinces, one of each.

A visitor's browser reads the first and that of the province that was asked about (site_src/pages/assets/search-text.js): one
of a whole country would be too large to make and to read. A province's index is kept as long as its volume is the same, for
what its pages say rests on nothing else.
"""

import shutil
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import programs
import swap
from render import volume
from render.page import Page
from render.site import Site

PAGEFIND = Path(__file__).resolve().parent.parent / "node_modules" / ".bin" / "pagefind"
#: where the indexes lie in the made site; those of provinces below, by their codes
INDEX = "pagefind"
#: what an index is read with, which all have from the first
_ENGINE = ("*.js", "*.css", "wasm.*")
#: so many indexes are made at a time
_AT_ONCE = 2


def gathered(site: Site, pages: Iterable[Page], made: Path) -> dict[str, list[str]]:
    """The made pages that each index finds, by their names below the site's top; the shared one is that of no province ("")."""
    silent = {page.path for page in pages if not page.search}
    own = _by_province(site) if site.divided else {}
    found = {code: [f"{path}index.html" for path in paths if path not in silent] for code, paths in own.items()}
    elsewhere = silent.union(*own.values())
    html = (page.relative_to(made).as_posix() for page in made.rglob("*.html"))
    return {"": [name for name in html if name.removesuffix("index.html") not in elsewhere], **found}


def write(site: Site, gathered: dict[str, list[str]], made: Path, cache: Path) -> None:
    """Puts the index of the made site's pages in its place, and those of provinces below. Raises ProgramError."""
    if not PAGEFIND.exists():
        raise programs.ProgramError("没有 node_modules；请先运行 make setup")
    cache.mkdir(parents=True, exist_ok=True)
    kept = {code: cache / volume.of(site.of_province(code)).folder.name for code in gathered if code}
    places = {"": made / INDEX, **kept}
    with ThreadPoolExecutor(_AT_ONCE) as beside:
        begun = [
            beside.submit(_index, made, names, places[code], cache.parent)
            for code, names in gathered.items()
            if not places[code].exists()
        ]
        for each in begun:
            each.result()
    for code, place in kept.items():
        shutil.copytree(place, made / INDEX / code, ignore=shutil.ignore_patterns(*_ENGINE))
    for old in set(cache.iterdir()) - set(kept.values()):
        shutil.rmtree(old)


def _by_province(site: Site) -> dict[str, list[str]]:
    """The paths of each province's (code) own pages."""
    return {
        str(part.provinces[0]["code"]): [page.path for own in volume.of(part).pages.values() for page in own]
        for part in site.by_province
    }


def _index(made: Path, names: Iterable[str], place: Path, beside: Path) -> None:
    """Makes the index of some pages, which stands in its place only when it is whole. Raises ProgramError.

    They are gathered first: what is left out costs Pagefind as much as what it finds.
    """
    with tempfile.TemporaryDirectory(dir=beside, prefix="work-") as work:
        own, index = Path(work) / "pages", Path(work) / "index"
        for name in names:
            (own / name).parent.mkdir(parents=True, exist_ok=True)
            swap.lay(made / name, own / name)
        told = ["--site", str(own), "--output-path", str(index), "--exclude-selectors", ".piece-end"]
        programs.run([str(PAGEFIND), *told, "--quiet"], "搜索")
        index.rename(place)
