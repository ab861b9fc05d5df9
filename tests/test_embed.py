"""What other sites embed: every table, every chart and the calculator alone, as high as they are, with where they come from."""

import json
import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from built_site import pages, site, whole_pages
from real_browser import DESK, PHONE, accessibility, assert_as_high_as_its_content

WITH_PIECES = [address for address, page in whole_pages().items() if page.select("[data-piece]")]
#: the tables of the home page stand on others as well; the compare page and the calculator are embedded in other ways
ELSEWHERE = ("", "compare/", "calculator/")
TABLE = "items/inpatient-deductible/"
PART = "items/inpatient-ratio/class-1/"
KINDS = [TABLE, PART, "items/inpatient-ratio/", "calculator/"]
CHART = "payers-2023"
COMPARED = "#view=cities&items=critical_illness_deductible&cities=140100,140700&years=2024&group=all"


def words(tag):
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()


def basis(piece):
    """The line that names the documents behind an embedded piece; empty where it has none."""
    line = piece.select_one(".piece-basis")
    return words(line) if line else ""


def but_its_basis(piece):
    return words(piece).removesuffix(basis(piece)).strip()


@pytest.mark.parametrize("address", [*WITH_PIECES, "compare/", "calculator/"])
def test_what_is_embedded_says_where_it_comes_from(address):
    page = pages()[f"embed/{address}"]
    source = page.select_one("footer a[target=_top]")
    assert urljoin(f"embed/{address}", source["href"]) == address
    assert re.search(r"收录至 \d+年\d+月\d+日，数据版本 [0-9a-f]{12}", words(page.footer))


@pytest.mark.parametrize("address", WITH_PIECES)
def test_an_embedded_table_names_the_documents_of_its_citation(address):
    told = json.loads((site() / f"data/cite/{address.rstrip('/')}.json").read_text(encoding="utf-8")).get("tables", {})
    offers = {piece["data-piece"]: piece.select_one("[data-cite]") for piece in pages()[address].select("[data-piece]")}
    for piece in pages()[f"embed/{address}"].select("[data-piece]"):
        offered = offers[piece["data-piece"]]
        # 山西省医疗保障局等《关于……的通知》（晋医保发〔2024〕19号），二·表；……；据“居民医保政策对照”……
        documents, *_ = told[offered["data-cite"]]["plain"].split("据“居民医保政策对照”") if offered else ("",)
        numbers = set(re.findall(r"》（([^）]+号)）", documents))
        named, more = re.fullmatch(r"(?:依据：([^等]+?)(?:等(\d+)份文件)?)?", basis(piece)).groups()
        assert set((named or "").split("、")) - {""} <= numbers
        assert len((named or "").split("、")) == min(max(len(numbers), 1), 5)
        assert int(more or 0) == (len(numbers) if len(numbers) > 5 else 0)


def test_most_embedded_tables_name_their_documents():
    named = {
        address: [basis(one) for one in pages()[f"embed/{address}"].select("[data-piece]")] for address in WITH_PIECES
    }
    assert named["items/premium/"][-1] == "依据：忻医保发〔2024〕11号、晋医保发〔2023〕13号、并医保发〔2019〕27号"
    assert len([one for of_page in named.values() for one in of_page if one]) > 400


def test_every_table_of_figures_can_be_embedded():
    tables = [
        (address, table)
        for address, page in whole_pages().items()
        for table in page.select("main table.figures")
        if address not in ELSEWHERE
    ]
    assert len(tables) > 150
    assert [address for address, table in tables if not table.find_parent(attrs={"data-piece": True})] == []


def test_the_timeline_and_the_tables_of_documents_can_be_embedded():
    for address, page in whole_pages().items():
        if address.startswith(("changes/", "documents/")):
            for table in page.select("table, ol.timeline"):
                assert table.find_parent(attrs={"data-piece": True}) or address.endswith("/text/"), address


@pytest.mark.parametrize("address", WITH_PIECES)
def test_each_piece_of_a_page_stands_on_its_embedded_page_as_it_is_and_is_offered_there(address):
    alone = {piece["data-piece"]: piece for piece in pages()[f"embed/{address}"].select("[data-piece]")}
    for piece in pages()[address].select("[data-piece]"):
        own = piece["data-piece"]
        offer = piece.select_one(".piece-end a[data-embed]")
        assert urljoin(address, offer["href"]) == f"embed/{address}#{own}"
        assert offer["data-embed"]
        assert pages()[address].find(id=own), "the line of the source leads there"
        assert but_its_basis(alone.pop(own)) == words(piece).removesuffix(words(piece.select_one(".piece-end"))).strip()
    assert alone == {}


@pytest.mark.parametrize("address", WITH_PIECES)
def test_what_a_piece_links_to_stands_where_it_did(address):
    def goals(page, of):
        links = page.select("[data-piece] a[href]")
        return [urljoin(of, link["href"]) for link in links if not link.find_parent(class_="piece-end")]

    assert goals(pages()[f"embed/{address}"], f"embed/{address}") == goals(pages()[address], address)


def test_no_place_in_a_frame_has_a_name_to_which_the_page_around_it_would_scroll():
    for address in WITH_PIECES:
        assert pages()[f"embed/{address}"].select("[data-piece] [id], [data-piece][id]") == []


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
