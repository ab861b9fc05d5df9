"""One table of a page, in a page of another site: offered with its code, shown alone, as high as it is, with its source."""

import pytest
from playwright.sync_api import expect

from real_browser import DESK, PHONE, accessibility, assert_as_high_as_its_content

#: a page and a piece of it: of each kind of page that has tables
PIECES = {
    "a table of an item": ("items/inpatient-deductible/", "table-class_1-local"),
    "an item today": ("items/inpatient-ratio/", "now"),
    "a city today": ("cities/jinzhong/", "inpatient"),
    "the years of a city": ("cities/jinzhong/", "years"),
    "all cities": ("cities/", "table"),
    "a standard case": ("cases/unreferred-42000/", "table-years"),
    "all cases": ("cases/", "table-now"),
    "the changes of a year": ("changes/2025/", "main"),
    "the changes of a day": ("changes/2025-01-01/", "changed"),
    "the changes of a city": ("changes/jinzhong/", "timeline"),
    "what is collected": ("coverage/", "inpatient"),
}

EACH = pytest.mark.parametrize(("address", "piece"), PIECES.values(), ids=PIECES)


@pytest.fixture
def code_of(window, home):
    """The code that a page offers for one of its pieces."""

    def offered(address, piece):
        page = window(permissions=["clipboard-read", "clipboard-write"]).new_page()
        page.goto(home + address)
        page.locator(f"[data-piece={piece}] a[data-embed]").click()
        panel = page.get_by_role("dialog", name="嵌入这张表")
        panel.get_by_role("button", name="复制代码").click()
        panel.get_by_text("已复制").wait_for()
        code = page.evaluate("navigator.clipboard.readText()")
        assert code == panel.get_by_label("嵌入代码").input_value()
        assert f'src="{home}embed/{address}#{piece}"' in code
        return code

    return offered


@EACH
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_piece_stands_alone_in_a_frame_as_high_as_it_is(other_site, code_of, home, viewport, address, piece):
    page = other_site(code_of(address, piece), viewport)
    frame = page.frame_locator("iframe")
    expect(frame.locator("[data-piece]:visible")).to_have_count(1)
    expect(frame.locator(f"[data-piece={piece}]")).to_be_visible()
    assert_as_high_as_its_content(page)
    assert page.evaluate("scrollY") == 0
    frame.locator("footer a").click()
    page.wait_for_url(f"{home}{address}#{piece}")


def test_the_page_around_is_not_scrolled_to_a_piece_further_down(other_site, code_of):
    code = code_of("items/inpatient-deductible/", "table-class_1-local").replace(' loading="lazy"', "")
    page = other_site(f'<div style="height: 3000px"></div>{code}')
    expect(page.frame_locator("iframe").locator("[data-piece]:visible")).to_have_count(1)
    assert page.evaluate("scrollY") == 0


def test_another_piece_is_shown_when_the_address_names_another(window, home):
    page = window().new_page()
    page.goto(f"{home}embed/cities/jinzhong/")
    expect(page.locator("[data-piece=outpatient]")).to_be_visible()
    expect(page.locator("[data-piece=inpatient]")).to_be_visible()
    page.evaluate("location.hash = 'inpatient'")
    expect(page.locator("[data-piece]:visible")).to_have_count(1)
    page.evaluate("location.hash = 'outpatient'")
    expect(page.locator("[data-piece=outpatient]")).to_be_visible()
    page.evaluate("location.hash = ''")
    expect(page.locator("[data-piece=inpatient]")).to_be_visible()


def test_a_table_that_is_not_there_any_more_is_said_to_be_elsewhere(window, home):
    page = window().new_page()
    page.goto(f"{home}embed/items/inpatient-ratio/#table-class_1-local")
    expect(page.locator("[data-piece]:visible")).to_have_count(0)
    expect(page.get_by_text("这张表不在这里了")).to_be_visible()
    page.locator("footer a").click()
    page.wait_for_url("**/items/inpatient-ratio/class-1/#table-class_1-local")


def test_a_figure_of_a_piece_leads_to_its_note_on_the_whole_page(other_site, code_of, home):
    page = other_site(code_of("items/inpatient-deductible/", "table-class_1-local"))
    page.frame_locator("iframe").locator("td a.value", has_text="1000元").first.click()
    page.wait_for_url(f"{home}items/inpatient-deductible/#t*")
    expect(page.locator(".notes li:target")).to_contain_text("1000元")


@EACH
def test_everyone_can_use_a_piece(window, home, address, piece):
    page = window(color_scheme="dark").new_page()
    page.goto(f"{home}embed/{address}#{piece}")
    page.evaluate("document.documentElement.dataset.type = 'large'")
    expect(page.locator("[data-piece]:visible")).to_have_count(1)
    assert accessibility(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
