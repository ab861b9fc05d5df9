"""A page on A4 paper: whole, without what paper has no use for, and with where it comes from."""

import pytest
from playwright.sync_api import expect

from kinds_of_pages import EXAMPLES

# A4 without its margins, in px
PAPER = {"width": 688, "height": 1017}
PRINTED = (
    "an item",
    "a part of an item",
    "a city",
    "a case",
    "all cases",
    "changes of a day",
    "a document",
    "coverage",
)


@pytest.fixture
def printed(window, home):
    """Opens a kind of page as it is printed."""

    def make(kind):
        page = window(viewport=PAPER).new_page()
        page.goto(home + EXAMPLES[kind])
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        return page

    return make


@pytest.mark.parametrize("kind", PRINTED)
def test_nothing_is_cut_off_at_the_edge_of_the_paper(printed, kind):
    page = printed(kind)
    cut = page.locator("main :visible").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML)"
    )
    assert cut == []


@pytest.mark.parametrize("kind", PRINTED)
def test_what_leads_elsewhere_on_the_site_is_not_printed(printed, kind):
    page = printed(kind)
    expect(
        page.locator(".site-header, .crumbs, .skip, .tags, .cities, .no-print").locator("visible=true")
    ).to_have_count(0)


@pytest.mark.parametrize("kind", PRINTED)
def test_the_paper_says_where_it_was_printed_from_and_which_data_it_shows(printed, home, kind):
    foot = printed(kind).locator(".site-footer")
    expect(foot).to_contain_text(f"本页网址：{home}{EXAMPLES[kind]}")
    expect(foot).to_contain_text("本页数据版本")


def test_the_sources_are_unfolded_on_paper_and_folded_again_after(printed):
    page = printed("a city")
    notes = page.locator("main details > .notes")
    expect(notes).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(notes).to_be_hidden()
