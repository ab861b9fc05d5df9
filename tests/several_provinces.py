"""A small country of two invented provinces, made into pages as the build does: what a second province changes."""

from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from bs4 import BeautifulSoup

import framing
import linkcheck
import searching
from built_site import ROOT
from reading import check
from reading.compile_rules import compile_rules
from reading.glossary_entries import read_glossary
from reading.history import read_history
from reading.standard_cases import read_standard_cases
from reading.worked_cases import read_cases
from render import answers, calculator, data, embed, marks, page_tables, volume
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
#: what is not made here has tests of its own: the downloads and the calculator
ELSEWHERE = (data, calculator)
OTHERS = (
    "calculator/runtime/NOTICE.txt",
    "data/cells.csv",
    "data/standard_cases.csv",
    "data/versions.csv",
    "feeds/changes.atom",
    "feeds/corrections.atom",
)


@cache
def country() -> Site:
    """The country, read and compiled from rules that were written for it."""
    folder = Path(mkdtemp(prefix="country-"))
    project.write_rules(folder, PLACES, seed=1)
    rules = check.read_rules(folder, folder / "texts")
    policy = Policy(compile_rules(rules))
    return Site(
        rules,
        policy,
        "2026-06-01",
        environment(str(ROOT / "site_src" / "templates")),
        cases=read_cases(folder),
        glossary=read_glossary(folder, rules),
        history=read_history(folder, rules),
        standards=read_standard_cases(folder, policy),
    )


@cache
def built() -> Path:
    """The folder of its pages, in the site's frame; in place of what is not made there are empty files."""
    site = country()
    made = Path(mkdtemp(prefix="country-site-"))
    pages = [page for room in ROOMS if room not in ELSEWHERE for page in of_room(room, site)]
    stubs = {"data/": '<h2 id="table-standard_cases">data</h2>', "calculator/": ""}
    pages += [Page(path, path, html, path, path) for path, html in stubs.items()]
    framing.run_mkdocs(pages, site, made, Path(mkdtemp(prefix="country-work-")), "")
    files: dict[str, str | bytes] = {
        f"{path}index.html": text
        for path, text in embed.files(site, pages, lambda name: framing.fingerprinted(made, name))
    }
    for part in site.by_province:
        own = volume.of(part)
        address = partial(framing.fingerprinted, made)
        marked = {
            name: own.read(name, site.policy.data_version) for below in ("data", "embed") for name in own.marked(below)
        }
        files |= {name: marks.with_assets(content.decode(), address) for name, content in marked.items()}
        tables = [*own.page_files, *((title, written) for title, _, written in own.page_tables)]
        for one in (one for _, written in tables for one in written):
            files[f"data/{one.name}"] = (own.folder / "data" / one.name).read_bytes()
        assert page_tables.files(page_tables.of_all_documents(part), made / "data")
    files |= dict.fromkeys(OTHERS, "")
    files["search/answers.json"] = answers.text(site, pages)
    gathered = searching.gathered(site, pages, made)
    searching.write(site, gathered, made, made.with_name(f"{made.name}-cache") / "search")
    for name, content in files.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return made


@cache
def links() -> int:
    """How many links its pages have, all of which lead somewhere; raises LinkError."""
    return linkcheck.check(built())


@cache
def page(address: str) -> BeautifulSoup:
    """A page, by its address below the site's top."""
    return BeautifulSoup((built() / address / "index.html").read_text(encoding="utf-8"), "html.parser")
