"""The pages of single days: every day on which a table changes has one, and it tells all that changed."""

from itertools import groupby, pairwise

import pytest
from bs4 import BeautifulSoup

from render import changes, grid
from render.differences import NOT_COMPARED, clauses
from render.rows import cell_row, facts, filled
from render.site import Site
from render.templates import environment


@pytest.fixture(scope="module")
def site(rules, policy, root):
    return Site(rules, policy, "2026-03-01", environment(str(root / "site_src" / "templates")))


@pytest.fixture(scope="module")
def days(site):
    return {day.day: day for day in changes.effective_days(site)}


@pytest.fixture(scope="module")
def pages(site):
    return {page.path: BeautifulSoup(page.html, "html.parser") for page in changes.pages(site)}


@pytest.fixture(scope="module")
def steps(site):
    """Every day on which a line of the tables goes from one row to another: the day, and both rows."""
    cells = (cell_row(site, one) for one in filled(grid.lines(site)))
    lines = groupby(cells, key=lambda row: (row["place_code"], row["item"], row["dimensions"]))
    return [
        (after["from"], before, after)
        for _, line in lines
        for before, after in pairwise(line)
        if "target" not in (before["state"], after["state"])
    ]


def known(row):
    return row["state"] != "not_collected"


def worth(row):
    return row["value"], row["state"] if row["value"] is None else ""


def untold(steps, days, kind):
    """The steps whose day does not name their item and city among what is of a kind."""
    missed = []
    for day, before, after in steps:
        topics = getattr(days[day], kind) if day in days else []
        if not any(topic.item == after["item"] and after["place_code"] in topic.places for topic in topics):
            missed.append((day, before["place"], before["item"], before["dimensions"]))
    return missed


def test_every_change_between_known_values_is_told_on_its_day(steps, days):
    changed = [
        step
        for step in steps
        if known(step[1])
        and known(step[2])
        and worth(step[1]) != worth(step[2])
        and step[2]["item"] not in NOT_COMPARED
    ]
    assert len(changed) > 50
    assert untold(changed, days, "changed") == []


def test_every_value_that_is_known_from_a_day_on_is_told_as_first_collected(steps, days):
    first = [step for step in steps if not known(step[1]) and known(step[2]) and step[2]["state"] != "not_applicable"]
    assert len(first) > 100
    assert untold(first, days, "first") == []


def test_every_value_that_ends_without_another_is_told_unless_it_was_for_one_year(site, steps, days):
    gone = [
        step
        for step in steps
        if known(step[1]) and not known(step[2]) and not site.item(step[1]["item"]).get("year_bound")
    ]
    assert gone
    assert untold(gone, days, "gone") == []


def test_every_day_on_which_a_value_of_a_document_begins_cites_its_clause(site, days):
    begun = [(row["from"], row["provision"]) for row in facts(site) if row["from"]]
    assert [one for one in begun if one[1] not in days[one[0]].begun] == []


def test_the_page_of_a_day_shows_all_that_changed_and_cites_the_clauses(site, days, pages):
    for day in days.values():
        page = pages[changes.day_path(site, day.day)]
        assert [topic.id for topic in day.topics if page.find(id=topic.id) is None] == []
        linked = {link["href"].rpartition("#")[2] for link in page.select("a[href*='documents/']")}
        assert not day.begun or linked.intersection(day.begun)


def test_a_change_is_named_by_a_clause_that_it_rests_on(days):
    """A number alone would come to mean another change where a document that is collected later adds one to the day."""
    topics = [topic for day in days.values() for topic in day.topics]
    assert {topic.id for topic in topics if not any(name.lower() in topic.id for name in clauses([topic]))} == set()
    assert len({topic.id for topic in topics}) == len(topics)


def test_a_change_that_is_only_named_on_a_full_page_is_still_led_to(site, days, monkeypatch):
    monkeypatch.setattr("render.sizes.MOST_BYTES", 1)
    brief = {page.path: BeautifulSoup(page.html, "html.parser") for page in changes.pages(site)}
    day = days["2025-01-01"]
    page = brief[changes.day_path(site, day.day)]
    assert "这里只写名字" in page.get_text()
    assert [topic.id for topic in day.topics if page.find(id=topic.id) is None] == []


def test_a_change_is_shown_with_before_after_place_and_clause(pages):
    topic = pages["changes/2025-01-01/"].find(id="premium-2025-01-01-xz24-08")
    told = topic.get_text(" ", strip=True)
    assert "380元 → 400元" in told.replace("\n", " ")
    assert "忻州市" in told
    assert topic.select_one("a[href$='#XZ24-08']")


def test_the_timeline_leads_to_every_day_the_latest_first(site, days, pages):
    times = [time["datetime"] for time in pages["changes/"].select(".rail time")]
    links = [link["href"] for link in pages["changes/"].select(".rail time a")]
    assert times == sorted(days, reverse=True)
    assert links == [f"../{changes.day_path(site, day)}" for day in times]


def test_the_page_of_a_year_leads_to_its_days(pages):
    links = [link["href"] for link in pages["changes/2023/"].select("a[href*='changes/2023-']:not([data-cite-entry])")]
    assert links == ["../../changes/2023-09-01/", "../../changes/2023-08-16/", "../../changes/2023-01-01/"]


def test_days_lead_to_the_day_before_and_after(pages):
    links = [link["href"] for link in pages["changes/2024-09-01/"].select("ul.tags a")]
    assert links[:2] == ["../../changes/2024-09-05/", "../../changes/2024-01-01/"]
