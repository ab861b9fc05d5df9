"""The feeds: Atom as RFC 4287 asks for it, ids that stay, an entry for each day and each correction."""

import re
from datetime import datetime
from xml.etree import ElementTree

import pytest

from reading.history import Correction, History, Release
from render.changes import effective_days
from render.feeds import files
from render.site import Site
from render.templates import environment

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "https://example.org/yibao/"
CORRECTION = Correction(
    day="2026-02-01",
    provision="SX24-26",
    item="inpatient_deductible",
    before="三甲医院住院起付线800元",
    after="三甲医院住院起付线1000元 <新>",
    why="抄错了一行。",
    version_before="0123456789ab",
    version_after="ba9876543210",
)


@pytest.fixture(scope="module")
def site_of(rules, policy, root):
    """The site with a history and an address."""

    def made(history=None, url=""):
        templates = environment(str(root / "site_src" / "templates"))
        return Site(rules, policy, "2026-03-01", templates, history=history or History([], []), url=url)

    return made


def feed(site, name):
    return ElementTree.fromstring(files(site)[f"feeds/{name}.atom"])


def entries(feed):
    return feed.findall(f"{ATOM}entry")


def said(element, name):
    return element.findtext(f"{ATOM}{name}")


@pytest.fixture(scope="module", params=["", URL], ids=["without an address", "with an address"])
def both(request, site_of):
    site = site_of(History([CORRECTION], []), request.param)
    return [feed(site, name) for name in ("changes", "corrections")]


def test_every_feed_and_entry_has_the_elements_that_atom_requires_once(both):
    for one in both:
        for element in (one, *entries(one)):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1
                assert said(element, name)


def test_every_feed_names_its_author(both):
    assert [one.findtext(f"{ATOM}author/{ATOM}name") for one in both] == ["居民医保政策对照"] * 2


def test_every_id_is_a_tag_and_stands_for_one_thing(both):
    ids = [said(element, "id") for one in both for element in (one, *entries(one))]
    assert len(set(ids)) == len(ids)
    assert [name for name in ids if not re.fullmatch(r"tag:urrbmi\.invalid,2026:[\w/.-]+", name, re.ASCII)] == []


def test_every_time_is_a_point_in_time_with_its_zone(both):
    for one in both:
        for element in (one, *entries(one)):
            assert datetime.fromisoformat(said(element, "updated")).utcoffset() is not None


def test_a_feed_is_as_new_as_its_newest_entry_which_stands_first(both):
    for one in both:
        times = [said(entry, "updated") for entry in entries(one)]
        assert times == sorted(times, reverse=True)
        assert said(one, "updated") == times[0]


def test_every_entry_has_content_of_a_known_type(both):
    for one in both:
        for entry in entries(one):
            content = entry.find(f"{ATOM}content")
            assert content.get("type") == "html"
            assert content.text.startswith("<ul><li>")


def test_ids_are_the_same_wherever_the_site_stands(site_of):
    here, there = (feed(site_of(url=url), "changes") for url in ("", URL))
    assert [said(one, "id") for one in entries(here)] == [said(one, "id") for one in entries(there)]


def test_without_an_address_there_are_no_links(site_of):
    assert list(feed(site_of(), "changes").iter(f"{ATOM}link")) == []


def test_with_an_address_the_links_are_absolute(site_of):
    found = feed(site_of(url=URL), "changes")
    links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
    assert links == {"self": f"{URL}feeds/changes.atom", "alternate": f"{URL}changes/"}
    assert f"{URL}changes/2025-01-01/" in [entry.find(f"{ATOM}link").get("href") for entry in entries(found)]


def test_there_is_an_entry_for_each_day_on_which_something_changed(site_of):
    site = site_of()
    days = [day.day for day in effective_days(site) if day.topics]
    ids = [said(entry, "id").rstrip("/").rpartition("/")[2] for entry in entries(feed(site, "changes"))]
    assert sorted(ids, reverse=True) == days


def test_an_entry_says_what_was_before_and_after(site_of):
    entry = next(one for one in entries(feed(site_of(), "changes")) if "2025年1月1日" in said(one, "title"))
    assert "每人每年交多少钱（忻州市）：380元 → 400元。" in said(entry, "content")


def test_an_entry_names_every_item_of_its_day(site_of):
    site = site_of()
    told = {said(entry, "id").rstrip("/")[-10:]: said(entry, "content") for entry in entries(feed(site, "changes"))}
    for day in effective_days(site):
        for topic in day.topics:
            assert site.item(topic.item)["plain"] in told[day.day]


def test_an_entry_is_as_new_as_the_release_that_brought_it(site_of, rules):
    numbers = [document.number for document in rules.documents]
    history = History([], [Release("0" * 12, "2026-02-03", numbers, 1, 1, "")])
    assert {said(one, "updated") for one in entries(feed(site_of(history), "changes"))} == {"2026-02-03T00:00:00+08:00"}


def test_a_correction_renews_the_entry_of_the_day_it_is_about(site_of):
    found = feed(site_of(History([CORRECTION], [])), "changes")
    day = next(one for one in entries(found) if "2025年1月1日" in said(one, "title"))
    assert said(day, "updated") == "2026-02-01T00:00:00+08:00"


def test_a_correction_says_what_was_wrong_and_why(site_of):
    (entry,) = entries(feed(site_of(History([CORRECTION], []), URL), "corrections"))
    assert said(entry, "title") == "更正：住院起付线（晋医保发〔2024〕19号 二·表·一类）"
    assert "<li>改成：三甲医院住院起付线1000元 &lt;新&gt;</li><li>为什么：抄错了一行。</li>" in said(entry, "content")
    assert entry.find(f"{ATOM}link").get("href") == f"{URL}corrections/#2026-02-01-SX24-26-inpatient-deductible"


def test_without_corrections_the_feed_is_empty_and_still_a_feed(site_of):
    found = feed(site_of(), "corrections")
    assert entries(found) == []
    assert said(found, "updated") == "2024-12-24T00:00:00+08:00"
