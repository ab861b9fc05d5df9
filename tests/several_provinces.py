"""A small country of two invented provinces, made into pages as the build does: what a second province changes."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from bs4 import BeautifulSoup

import build
import linkcheck
import searching
import swap
import volumes
from built_site import ROOT
from checked_rules import read_rules
from reading.compile_rules import compile_rules
from reading.glossary_entries import read_glossary
from reading.history import read_history
from reading.pack import packed
from reading.standard_cases import read_standard_cases
from reading.worked_cases import read_cases
from render import answers, calculator, embed
from render.page import Page
from render.pages import ROOMS, of_room
from render.site import Site
from render.templates import environment
from synthetic import project
from urrbmi.policy import Policy

PLACES = [
    {"code": "140000", "name": "山西省", "kind": "province", "pinyin": "shanxi"},
    {"code": "140100", "name": "太原市", "kind": "city", "parent": "140000", "pinyin": "taiyuan"},
    {"code": "140200", "name": "大同市", "kind": "city", "parent": "140000", "pinyin": "datong"},
    {"code": "450000", "name": "广西壮族自治区", "kind": "province", "pinyin": "guangxi"},
    {"code": "450100", "name": "南宁市", "kind": "city", "parent": "450000", "pinyin": "nanning"},
    {"code": "450200", "name": "柳州市", "kind": "city", "parent": "450000", "pinyin": "liuzhou"},
]
#: what is not made here has tests of its own: the calculator
ELSEWHERE = (calculator,)
OTHERS = (
    "calculator/runtime/NOTICE.txt",
    "feeds/changes.atom",
    "feeds/corrections.atom",
)


@cache
def country() -> Site:
    """The country, read and compiled from rules that were written for it, with the volumes of its provinces."""
    folder = Path(mkdtemp(prefix="country-"))
    project.write_rules(folder, PLACES, seed=1)
    rules = read_rules(folder, folder / "texts")
    model = compile_rules(rules)
    policy = Policy(model)
    site = Site(
        rules,
        policy,
        "2026-06-01",
        environment(str(ROOT / "site_src" / "templates")),
        cases=read_cases(folder),
        glossary=read_glossary(folder, rules),
        history=read_history(folder, rules),
        standards=read_standard_cases(folder, policy),
    )
    # As the build does it: in the frame, with their search index, and their links looked at.
    cache = Path(mkdtemp(prefix="country-cache-")) / "volumes"
    volumes.clear(cache)
    volumes.fill(site, volumes.parts(site, packed(model)), cache, "frame")
    return site


def pages_of(site: Site) -> list[Page]:
    """All pages but the calculator's."""
    return [page for room in ROOMS if room not in ELSEWHERE for page in of_room(room, site)]


@cache
def built() -> Path:
    """The folder of its pages, in the site's frame; in place of what is not made there are empty files."""
    site = country()
    made, work = Path(mkdtemp(prefix="country-site-")), Path(mkdtemp(prefix="country-work-"))
    for one in site.volumes.values():
        volumes.lay(one, made)
    site.downloads = made / "data"
    pages = [*pages_of(site), Page("calculator/", "算一算", "", "算一算", "calculator/")]
    framed = build.frame(pages, site, work, made)
    files: dict[str, str] = {
        f"{path}index.html": text for path, text in embed.files(site, [page for page in pages if not page.file])
    }
    files["search/answers.json"] = answers.text(site, pages)
    files |= dict.fromkeys(OTHERS, "")
    for name, content in files.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(content, encoding="utf-8")
    searching.shared(made, build.searched(site, pages, framed), work)
    return made


@cache
def links() -> int:
    """How many links its pages have, all of which lead somewhere; raises LinkError."""
    return linkcheck.check(built(), swap.names(built()), volumes.surveys(country()))


@cache
def page(address: str) -> BeautifulSoup:
    """A page, by its address below the site's top."""
    return BeautifulSoup((built() / address / "index.html").read_text(encoding="utf-8"), "html.parser")
