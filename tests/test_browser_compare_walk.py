"""The compare page for those who do not point: a whole visit by keyboard; and nothing moves while it opens."""

import re

from playwright.sync_api import expect

from real_browser import PHONE, tab_to

SHIFTS = """new PerformanceObserver((seen) => { window.moved = (window.moved ?? 0) + seen.getEntries()
    .filter((one) => !one.hadRecentInput).reduce((sum, one) => sum + one.value, 0); })
    .observe({ type: "layout-shift", buffered: true })"""
STATUS = "#compare-status"


def test_from_the_choices_to_a_source_and_a_citation_by_keyboard_alone_on_a_phone(compare):
    page = compare(viewport=PHONE)

    tab_to(page, "#compare-view")
    page.keyboard.press("End")
    expect(page.locator(STATUS)).to_contain_text("行不一样")
    page.keyboard.press("Home")
    expect(page.locator(STATUS)).to_contain_text("11 行")

    tab_to(page, "#compare-items")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#compare-table caption")).to_contain_text("住院支付比例")

    tab_to(page, "[data-many=cities] summary")
    page.keyboard.press("Enter")
    tab_to(page, "[data-many=cities] [data-set=none]")
    page.keyboard.press("Enter")
    tab_to(page, "[data-kind=cities][value='140700']")
    page.keyboard.press("Space")
    expect(page.locator("#compare-table tbody th")).to_have_text("晋中市")

    tab_to(page, "#compare-flip")
    page.keyboard.press("Enter")
    expect(page.locator("#compare-table tbody tr")).to_have_count(13)
    expect(page.locator("#compare-flip")).to_be_focused()

    tab_to(page, "#compare-table .compare-sort")
    page.keyboard.press("Enter")
    expect(page.locator("#compare-table .compare-sort").first).to_be_focused()

    tab_to(page, "#compare-table a.value")
    page.keyboard.press("Enter")
    expect(page.locator("dialog .panel-source").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#compare-table a.value").first).to_be_focused()

    tab_to(page, "#compare-offer button:nth-of-type(2)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("引用这张表")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="引用这张表")).to_be_focused()


def test_nothing_that_one_already_reads_moves_while_the_page_opens(window, home):
    page = window().new_page()
    page.add_init_script(SHIFTS)
    # The data come late, as on a slow line, so that the visitor has long begun to read.
    page.route("**/data/**", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.goto(home + "compare/")
    expect(page.locator(STATUS)).to_contain_text(re.compile(r"\d 行"))
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("window.moved ?? 0") == 0
