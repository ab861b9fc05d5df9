"""The calculator for those who use no mouse, hear the page, enlarge it, or choose its colours themselves."""

import pytest
from playwright.sync_api import expect

from answers import YEAR, fragment, visit, wait_for_all
from real_browser import DESK, PHONE, accessibility, choose, figures, fill, tab_to


@pytest.fixture
def open_year(window, home):
    """Opens the answer of a year of three claims in a window of its own, all that folds open."""

    def make(**how):
        page = window(**how).new_page()
        visit(page, home, fragment(YEAR))
        wait_for_all(page)
        for summary in page.locator("#calc-result summary").all():
            summary.click()
        return page

    return make


# By keyboard alone


def at_focus(page):
    """What has the focus: its name, whether an outline shows it, and whether all of it is in the window."""
    return page.evaluate("""() => {
        const here = document.activeElement;
        const shown = here.closest(".choice") ?? here;
        const { top, bottom, left, right } = shown.getBoundingClientRect();
        const inside = top >= 0 && left >= 0 && right <= innerWidth && (bottom <= innerHeight || bottom - top > innerHeight);
        return [here.name || here.id || here.textContent, getComputedStyle(shown).outlineStyle === "solid", inside];
    }""")


def test_from_the_form_to_the_answer_another_claim_and_a_link_by_keyboard_alone_on_a_phone(calculator):
    page = calculator
    choose(page, "place", 6)  # 晋中 is the seventh of the cities
    tab_to(page, "#calc-date")
    page.keyboard.type("03102025")
    choose(page, "class", 2)
    tab_to(page, "#calc-total")
    page.keyboard.type("42000")
    page.keyboard.press("Enter")
    expect(page.locator("#calc-answer")).to_be_focused()
    assert [amount for _, amount in figures(page)] == ["11850", "24600", "5550"]
    wait_for_all(page)
    tab_to(page, "#calc-add", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#calc-year-title")).to_be_focused()
    choose(page, "class", 0)
    tab_to(page, "#calc-total")
    page.keyboard.type("800")
    page.keyboard.press("Enter")
    expect(page.locator("#calc-answer")).to_be_focused()
    # The second stay: (800 − 50) × 85% = 637.50; together (17400 + 162.50 − 10000) × 75% = 5671.88 rounded; the rest of 42800.
    expect(page.locator(".calc-figures strong").first).to_have_text("11,890.62")
    tab_to(page, ".calc-result .buttons button:last-child")
    page.keyboard.press("Enter")
    expect(page.locator("#calc-result .no-print > [role=status]")).not_to_be_empty()
    assert "#case=" in page.url


def test_each_stop_of_the_tab_key_is_outlined_and_in_sight(open_year):
    page = open_year(viewport=PHONE)
    page.locator("#calc-total").focus()
    stops = []
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#calc-result') === null") and len(stops) > 30:
            break
        stops.append(at_focus(page))
    assert len(stops) > 30
    assert [stop for stop in stops if stop[1:] != [True, True]] == []


# By ear


def test_buttons_and_fields_of_an_answer_have_names_that_tell_them_apart(open_year):
    page = open_year()
    names = page.locator("main :is(button, summary, input:not([type=radio])):visible").evaluate_all("""all => all.map(one =>
        (one.getAttribute("aria-label") ?? one.labels?.[0]?.innerText ?? one.innerText).trim())""")
    assert len(names) > 20
    assert [name for name in names if not name or names.count(name) > 1] == []


def test_why_a_figure_differs_is_asked_by_a_name_that_says_which(open_year):
    page = open_year()
    button = page.get_by_role("button", name="2018–2024年，你付 36,080 元，为什么？", exact=True)
    expect(button).to_have_text("为什么？")
    expect(page.locator(".calc-listing").last).to_match_aria_snapshot("""
        - table:
          - rowgroup:
            - row:
              - columnheader "年份"
              - columnheader "你付"
          - rowgroup:
            - row /2017年/:
              - rowheader "2017年"
              - cell "未收录":
                - link "未收录"
            - row /2018–2024年/:
              - rowheader "2018–2024年"
              - cell:
                - button "2018–2024年，你付 36,080 元，为什么？"
            - row /2025–2029年/:
              - rowheader "2025–2029年 你填的"
              - cell "51,998.75 元"
    """)


def test_a_sign_that_only_shows_what_is_folded_is_not_read_out(open_year):
    page = open_year()
    expect(page.locator("#calc-form")).to_match_aria_snapshot("""
        - group: 同一年前面住过院？
    """)


# Enlarged


@pytest.mark.parametrize("width", [320, 640])
def test_an_answer_fits_at_four_times_and_at_twice_its_size(open_year, width):
    page = open_year(viewport={"width": width, "height": width * 3 // 4}, device_scale_factor=DESK["width"] // width)
    root = "document.documentElement"
    assert (accessibility(page), page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")) == ({}, 0)


# In the visitor's own colours


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_nothing_is_said_by_a_background_alone(open_year, scheme):
    page = open_year(forced_colors="active", color_scheme=scheme)
    own = page.locator(".calc-comparison .figures td[aria-current]")
    other = page.locator(".calc-comparison .figures td:not([aria-current])").last
    edge = "cell => getComputedStyle(cell).borderLeftStyle"
    assert (own.evaluate(edge), other.evaluate(edge)) == ("solid", "none")
    colour = "one => getComputedStyle(one).backgroundColor"
    swatches, parts = (page.locator(f".calc-top {one}") for one in (".swatch", ".bar > *"))
    shown = [one.evaluate(colour) for one in swatches.all()]
    assert shown == [one.evaluate(colour) for one in parts.all()]
    assert len(set(shown)) == 3


def test_in_forced_colours_the_chosen_answer_and_the_one_in_focus_look_different(window, home):
    page = window(forced_colors="active").new_page()
    page.goto(home + "calculator/")
    fill(page)
    chosen = page.locator(".choice", has=page.locator("[name=place]:checked"))
    look = "one => [getComputedStyle(one).borderTopWidth, getComputedStyle(one).outlineStyle]"
    assert chosen.evaluate(look) == ["3px", "none"]
    page.locator("[name=place]:checked").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert chosen.evaluate(look) == ["3px", "solid"]


# Without motion


def test_nothing_moves_where_the_visitor_asks_for_less_motion(open_year):
    page = open_year()
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.locator(".calc-comparison button:visible").first.click()
    page.locator(".calc-why h5").first.wait_for()
    assert page.evaluate("document.getAnimations().length") == 0
