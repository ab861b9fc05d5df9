"""What other sites embed: every table, every chart and the calculator alone, as high as they are, with where they come from."""

import re
from threading import Thread
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

import serve
from built_site import pages, site
from real_browser import DESK, PHONE, accessibility

ITEMS = [address for address in pages() if address.startswith("items/") and address != "items/"]
TABLE = "items/inpatient-deductible/"
PART = "items/inpatient-ratio/class-1/"
KINDS = [TABLE, PART, "items/inpatient-ratio/", "calculator/"]
CHART = "payers-2023"
COMPARED = "#view=cities&items=critical_illness_deductible&cities=140100,140700&years=2024&group=all"


def words(tag):
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()


@pytest.mark.parametrize("address", [*ITEMS, "compare/", "calculator/"])
def test_every_table_and_the_calculator_can_be_embedded(address):
    page = pages()[f"embed/{address}"]
    source = page.select_one("footer a[target=_top]")
    assert urljoin(f"embed/{address}", source["href"]) == address
    assert re.search(r"收录至 \d+年\d+月\d+日，数据版本 [0-9a-f]{12}", words(page.footer))


def test_every_chart_can_be_embedded():
    charts = [
        (address, figure)
        for address, page in pages().items()
        if not address.startswith("embed/")
        for figure in page.select("figure.chart")
    ]
    assert charts
    for address, figure in charts:
        own = f"embed/charts/{figure['id'].removeprefix('chart-')}/"
        assert urljoin(address, figure.select_one("a[data-embed]")["href"]) == own
        assert str(pages()[own].svg) == str(figure.svg)
        source = pages()[own].select_one("footer a[target=_top]")
        assert urljoin(own, source["href"]) == f"{address}#{figure['id']}"


def test_an_embedded_page_has_no_menu_and_is_kept_out_of_indexes():
    for address, page in pages().items():
        if address.startswith("embed/"):
            assert page.select(".site-header, .crumbs, .site-footer, [data-pagefind-body]") == []
            assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert not any("embed" in file.read_text(encoding="utf-8") for file in site().glob("sitemap.xml"))


@pytest.mark.parametrize("address", [TABLE, PART])
def test_the_embedded_table_is_the_one_of_its_page(address):
    def rows(page):
        return [words(row) for row in page.select("table.figures tr") if row.select("td[id]")]

    whole, alone = rows(pages()[address]), rows(pages()[f"embed/{address}"])
    assert alone
    assert [row for row in alone if row not in whole] == []


def test_a_figure_of_an_embedded_table_leads_to_its_note_on_the_whole_page():
    notes = pages()[TABLE]
    links = pages()[f"embed/{TABLE}"].select("td a.value[href*='#']")
    goals = {tuple(urljoin(f"embed/{TABLE}", link["href"]).split("#")) for link in links}
    assert goals
    assert {page for page, _ in goals} == {TABLE}
    assert [note for _, note in goals if not notes.find(id=note)] == []


@pytest.fixture
def other_site(window, tmp_path):
    """Opens a page of another site, in which some code stands."""
    with serve.server(tmp_path) as other:
        Thread(target=other.serve_forever, daemon=True).start()

        def opened(code, viewport=DESK):
            (tmp_path / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{code}", encoding="utf-8")
            page = window(viewport=viewport).new_page()
            page.goto(f"http://127.0.0.1:{other.server_port}/")
            return page

        yield opened
        other.shutdown()


def code_of_page(window, home, address):
    """The code that a page offers to embed its tables."""
    offering = window().new_page()
    offering.goto(home + address)
    offering.locator(".embed-code + .copy button").wait_for(state="attached")
    code = offering.input_value("#embed-code")
    assert f'src="{home}embed/{address}"' in code
    return code


def code_of_chart(window, home):
    """The code that a page offers to embed one of its charts."""
    offering = window().new_page()
    offering.goto(f"{home}items/subsidy-part/")
    offering.locator(f"#chart-{CHART} a[data-embed]").click()
    code = offering.locator("dialog .embed-code").input_value()
    assert f'src="{home}embed/charts/{CHART}/"' in code
    return code


@pytest.mark.parametrize("address", KINDS)
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_frame_becomes_as_high_as_what_stands_in_it(other_site, window, home, address, viewport):
    assert_as_high_as_its_content(other_site(code_of_page(window, home, address), viewport))


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_frame_of_a_chart_becomes_as_high_as_the_chart_and_its_source(other_site, window, home, viewport):
    assert_as_high_as_its_content(other_site(code_of_chart(window, home), viewport))


def code_of_compared(compare, home):
    """The code that the compare page offers to embed the table that stands."""
    offering = compare(COMPARED)
    offering.get_by_role("button", name="嵌入这张表").click()
    code = offering.get_by_role("dialog", name="嵌入这张表").get_by_label("嵌入代码").input_value()
    escaped = COMPARED.replace("&", "&amp;")
    assert f'src="{home}embed/compare/{escaped}"' in code
    assert 'title="大病保险起付标准（每年），2024 年，太原市 和 晋中市不一样的地方"' in code
    return code


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_frame_of_a_compared_table_becomes_as_high_as_the_table_and_its_source(other_site, compare, home, viewport):
    page = other_site(code_of_compared(compare, home), viewport)
    page.frame_locator("iframe").locator("#compare-table table").wait_for()
    assert_as_high_as_its_content(page)


def test_an_embedded_compared_table_is_the_one_that_was_picked_and_is_sorted_at_a_tap(other_site, compare, home):
    whole = compare(COMPARED).locator("#compare-table").inner_text()
    page = other_site(code_of_compared(compare, home))
    table = page.frame_locator("iframe").locator("#compare-table")
    table.locator("caption").wait_for()
    assert table.inner_text() == whole
    table.get_by_role("button", name="太原市", exact=True).click()
    expect(table.locator("th[aria-sort=ascending]")).to_have_text("太原市 ▲")
    page.frame_locator("iframe").locator("footer a").click()
    page.wait_for_url(f"{home}compare/{COMPARED}")


def assert_as_high_as_its_content(page):
    frame = page.frame_locator("iframe")
    frame.locator("footer").wait_for()
    inside = page.frames[1]
    page.wait_for_function(
        "inner => { const box = document.querySelector('iframe'); return box.style.height && box.clientHeight === inner }",
        arg=inside.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)"),
    )
    assert inside.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_link_in_the_frame_opens_the_page_outside_of_it(other_site, window, home):
    page = other_site(code_of_page(window, home, TABLE))
    page.frame_locator("iframe").locator("tbody th a").first.click()
    page.wait_for_url(f"{home}cities/*/")


def test_the_code_is_copied_with_one_tap(window, home):
    context = window(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(home + TABLE)
    page.get_by_text("嵌入到自己的网页").click()
    page.get_by_role("button", name="复制代码").click()
    page.get_by_text("已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.input_value("#embed-code")


def test_the_code_of_a_chart_is_copied_with_one_tap(window, home):
    page = window(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(f"{home}items/subsidy-part/")
    page.locator(f"#chart-{CHART} a[data-embed]").click()
    panel = page.get_by_role("dialog", name="嵌入这张图")
    panel.get_by_role("button", name="复制代码").click()
    panel.get_by_text("已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == panel.get_by_label("嵌入代码").input_value()
    assert accessibility(page) == {}


@pytest.mark.parametrize("address", [*KINDS, f"charts/{CHART}/", f"compare/{COMPARED}"])
def test_everyone_can_use_an_embedded_page(window, home, address):
    page = window().new_page()
    page.goto(f"{home}embed/{address}")
    assert accessibility(page) == {}
