"""Pages for those who zoom in, see in their own few colours, or want nothing to move: nothing is lost."""

import pytest
from playwright.sync_api import expect

from kinds_of_pages import EXAMPLES
from real_browser import accessibility

ROOT = "document.documentElement"
KINDS = ("compare", "the calculator", "a city", "an item", "a case")
CELL = "items/inpatient-deductible/#class_1-local-140700-2025"


@pytest.fixture
def forced(window, home):
    """Opens an address with the visitor's own few colours."""

    def make(address):
        page = window(forced_colors="active").new_page()
        page.goto(home + address)
        return page

    return make


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_at_twice_its_size_has_everything_and_scrolls_down_alone(window, home, kind):
    # A window of 1280 px shows 640 of them at 200 %.
    page = window(viewport={"width": 640, "height": 450}, device_scale_factor=2).new_page()
    page.goto(home + EXAMPLES[kind])
    assert page.evaluate(f"{ROOT}.scrollWidth") == 640
    assert accessibility(page) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_in_few_colours_is_accessible(forced, kind):
    assert accessibility(forced(EXAMPLES[kind])) == {}


def test_in_few_colours_the_cell_that_a_link_names_is_still_marked(forced):
    expect(forced(CELL).locator("td:target")).to_have_css("border-top-width", "2px")


def test_in_few_colours_the_squares_of_the_coverage_still_differ(forced):
    page = forced("coverage/")
    fills = page.locator(".legend .dot").evaluate_all("all => all.map(one => getComputedStyle(one).backgroundColor)")
    assert len(set(fills)) == len(fills) == 4


def test_in_few_colours_the_hub_of_a_page_is_underlined(forced):
    page = forced("cities/")
    page.set_viewport_size({"width": 1280, "height": 900})
    hub = page.locator(".hubs a[aria-current]")
    expect(hub).to_have_css("text-decoration-line", "underline")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_for_who_asked_for_that(window, home, kind):
    page = window(reduced_motion="reduce").new_page()
    page.goto(home + EXAMPLES[kind])
    assert page.evaluate("document.getAnimations().length") == 0
    expect(page.locator("html")).to_have_css("scroll-behavior", "auto")
