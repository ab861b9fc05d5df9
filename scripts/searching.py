"""Makes a search index (Pagefind) of made pages: one of what all provinces share and, of several provinces, one of each.

A visitor's browser reads the first and that of the province that was asked about (site_src/pages/assets/search-text.js): one
of a whole country would be too large to make and to read.
"""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import programs
import swap

PAGEFIND = Path(__file__).resolve().parent.parent / "node_modules" / ".bin" / "pagefind"
#: where the shared index lies in the made site; those of provinces below, by their codes
INDEX = "pagefind"
#: what an index is read with, which all have from the shared one
_ENGINE = ("*.js", "*.css", "wasm.*")
#: what it would draw a search field of its own with, which the search page does not
_FIELDS = ("*ui.css", "*ui.js", "pagefind-highlight.js")


def shared(made: Path, names: Iterable[str], work: Path) -> None:
    """Makes the index of pages, by their names below the made site's top, which has it at once. Raises ProgramError."""
    _index(made, names, work / INDEX, work, _FIELDS)
    shutil.copyfile(PAGEFIND.parents[1] / "pagefind" / "LICENSE" / "LICENSE", work / INDEX / "LICENSE.txt")
    swap.move_into(made / INDEX, work / INDEX)


def own(made: Path, names: Iterable[str], code: str, work: Path) -> None:
    """Makes the index of a province's (code) pages. Raises ProgramError."""
    _index(made, names, made / INDEX / code, work, _ENGINE)


def _index(made: Path, names: Iterable[str], place: Path, work: Path, needless: Iterable[str]) -> None:
    """The pages are gathered first: what is left out costs Pagefind as much as what it finds."""
    if not PAGEFIND.exists():
        raise programs.ProgramError("没有 node_modules；请先运行 make setup")
    with tempfile.TemporaryDirectory(dir=work) as folder:
        for name in names:
            page = Path(folder) / name
            page.parent.mkdir(parents=True, exist_ok=True)
            swap.lay(made / name, page)
        told = ["--site", folder, "--output-path", str(place), "--exclude-selectors", ".piece-end"]
        programs.run([str(PAGEFIND), *told, "--quiet"], "搜索")
    for pattern in needless:
        for file in place.glob(pattern):
            file.unlink()
