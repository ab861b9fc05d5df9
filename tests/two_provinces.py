"""A country of two provinces with a city each, its volumes made as the build makes them."""

import re
from contextlib import contextmanager

import pytest

import build
import swap
import volumes
from checked_rules import read_rules
from reading import evidence
from reading.check import read_form
from reading.compile_rules import compile_rules
from reading.pack import packed
from render import volume
from render.columns import COLUMNAR, LARGE
from render.database import columnar
from render.site import Site
from render.templates import environment
from synthetic import project
from urrbmi.policy import Policy

SHANXI, GUANGXI = "140000", "450000"
PLACES = [
    {"code": SHANXI, "name": "山西省", "kind": "province", "pinyin": "shanxi"},
    {"code": "140100", "name": "太原市", "kind": "city", "parent": SHANXI, "pinyin": "taiyuan"},
    {"code": GUANGXI, "name": "广西壮族自治区", "kind": "province", "pinyin": "guangxi"},
    {"code": "450100", "name": "南宁市", "kind": "city", "parent": GUANGXI, "pinyin": "nanning"},
]


def read(folder):
    """The site of a country as the build reads it, and its packed model."""
    rules = read_rules(folder)
    model = compile_rules(rules)
    return Site(rules, Policy(model), "2026-03-01", environment(str(build.ROOT / "site_src" / "templates"))), packed(
        model
    )


def fill(folder, cache, frame="frame"):
    """How many volumes were made, and all of them by their provinces."""
    site, whole = read(folder)
    volumes.clear(cache)
    made = volumes.fill(site, volumes.parts(site, whole), cache, frame)
    return made, site.volumes


def contents(one):
    """The files of a volume, and what it says of its pages."""
    site = one.folder / volume.SITE
    files = {name: (site / name).read_bytes() for name in swap.names(site)}
    rows = [one.rows(sheet.path, "") for sheet in LARGE] + [
        one.table(columnar(sheet)).read_bytes() for sheet in COLUMNAR
    ]
    pages = [(room, page.path, page.title, page.version) for room, own in one.pages.items() for page in own]
    return files, rows, pages, one.page_files, one.page_tables, one.charts, one.shards, one.calculator


@contextmanager
def changed(written, *words):
    """Meanwhile one document of 广西 says something else, verified: its summary, or some words in place of others."""
    file = sorted((written / "rules" / "documents" / "guangxi").glob("*.yml"))[0]
    [text] = re.findall(r"file: (\w+\.txt)", file.read_text(encoding="utf-8"))
    lock = written / "rules" / evidence.LOCK
    before = {one: one.read_text(encoding="utf-8") for one in (file, written / "texts" / text, lock)}
    for one in (file, written / "texts" / text):
        said = before[one]
        for word, other in words or [("summary: 示例，", "summary: 示例二，")]:
            said = said.replace(word, other, 1)
        one.write_text(said, encoding="utf-8")
    rules, _ = read_form(written)
    verified, missing = evidence.verified(rules, written / "texts", evidence.Lock({}, {}))
    assert missing == []
    evidence.write_lock(verified, written / "rules")
    try:
        yield
    finally:
        for one, said in before.items():
            one.write_text(said, encoding="utf-8")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The folder of a country with two provinces."""
    folder = tmp_path_factory.mktemp("country")
    project.write_rules(folder, PLACES, seed=1)
    return folder


@pytest.fixture(scope="module")
def kept(written, tmp_path_factory):
    """A cache with the volumes of both provinces."""
    cache = tmp_path_factory.mktemp("cache") / "volumes"
    assert fill(written, cache)[0] == 2
    return cache
