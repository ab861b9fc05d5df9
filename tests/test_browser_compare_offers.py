"""What the compare page offers of its tables and figures: a file of what is shown, citations, and where each figure stands."""

import csv
import io
import re
from datetime import date

import pytest
from playwright.sync_api import expect

from built_site import ROOT, download, pages
from real_browser import DESK, LOOKS, PHONE, accessibility
from render import citing
from render.site import Site
from render.templates import environment
from test_browser_citing import copied, panel

TABLES = {
    "an item": "#view=item&items=inpatient_deductible",
    "an item, its columns as rows": "#view=item&items=premium&flip=1",
    "an item, sorted": "#view=item&items=outpatient_cap&sort=-2024",
    "a city": "#view=city&cities=140700&items=all&years=2017,2024,2026&facility=all&location=all",
    "a year": "#view=year&years=2024&diff=1",
    "two cities": "#view=cities&cities=140100,140700&years=2024",
    "two years": "#view=years&cities=140700&years=2024,2026",
}
FIGURE = "#view=item&items=inpatient_deductible&cities=140700&years=2025"


@pytest.fixture
def cite(compare):
    """The compare page in a window that may read what it copied."""

    def open_with(fragment):
        page = compare(fragment)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        return page

    return open_with


def downloaded(page):
    """The file of the table: its name and its rows."""
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载这张表（CSV）").click()
    content = coming.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "without it Excel takes the file for GBK"
    return coming.value.suggested_filename, list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def shown(page):
    """What stands in the table: for each figure its text, its signs and where it leads."""
    return page.locator("#compare-table td a.value").evaluate_all(
        """all => all.map((one) => {
          const of = one.closest(".part") ?? one.closest("td");
          return [one.textContent, [...of.querySelectorAll(".state")].map((sign) => sign.textContent).join("、"), one.href];
        })"""
    )


# The file


@pytest.mark.parametrize("fragment", TABLES.values(), ids=TABLES)
def test_the_file_of_a_table_holds_each_figure_as_it_is_shown_and_what_the_model_says_of_it(compare, fragment):
    page = compare(fragment)
    _, rows = downloaded(page)
    assert [(row["数"], row["记号"], row["永久链接"]) for row in rows] == [tuple(one) for one in shown(page)]
    names = {item["item"]: (item["item_name"], item["plain"]) for item in download("items.csv")}
    known = {}
    for cell in download("cells.csv"):
        key = (names[cell["item"]][1], cell["place"], cell["year"], cell["from"], cell["to"])
        known.setdefault(key, set()).add((cell["value"], cell["sources"] or cell["provision"]))
    clauses = {row["provision"]: row for row in download("coverage.csv")}
    number = next(name for name in rows[0] if name.startswith("数值"))
    for row in rows:
        # The file has numbers alone: a bound, a rule or a word stands as it is shown.
        found = {
            (value if row[number] else "", named)
            for value, named in known[row["项目"], row["地区"], row["年"], row["从"], row["到"]]
        }
        assert (row[number], row["条款编号"]) in found
        standing = [clauses[name] for name in row["条款编号"].split(";") if name]
        assert row["文件"] == "；".join(dict.fromkeys(one["document"] for one in standing))
        assert row["哪一条"] == "；".join(one["locator"] for one in standing)
        assert row["数据版本"] == download("cells.csv")[0]["data_version"]


def test_the_file_of_two_sides_says_what_they_differ_by(compare):
    page = compare("#view=years&cities=140900&years=2024,2025&items=premium")
    name, rows = downloaded(page)
    assert name == "个人缴费标准（每人·年），忻州市，2024-年-和-2025-年不一样的地方.csv"
    told = [row["2025年比2024年：相差"] + row["2025年比2024年：对参保人"] for row in rows]
    assert told == [page.locator(".difference").inner_text().replace("\n", "")] * 2


def test_what_is_not_collected_is_no_number(compare):
    _, rows = downloaded(compare("#view=item&items=premium&years=2029"))
    assert {(row["数"], row["文件"]) for row in rows} == {("未收录", "")}
    assert {content for row in rows for name, content in row.items() if name.startswith("数值")} == {""}


def test_no_content_is_run_as_a_formula_and_commas_and_quotes_stay_in_their_cell(compare):
    page = compare(FIGURE)
    text = page.evaluate(
        """async () => {
          const { csv } = await import("../assets/compare-csv.js");
          const value = { text: "=1+1", signs: ["a,b", 'c"d'], number: -5, documents: ["@x"], locators: ["\\n"], sources: ["#P"] };
          const line = { item: "i", number: 0, name: "-情形", shard: { cases: [{ address: "" }] } };
          const cell = { line, place: "1", year: "2025", table: "items/i/#t", spans: [{ from: "", to: "", value }] };
          const index = { items: { i: { name: "+项", per: "", unit: "元" } }, cities: { 1: { name: "市" } }, version: "v" };
          index.formula = (await (await fetch("../data/shards/index.json")).json()).formula;
          return csv(index, { rows: [{ cells: [cell, null] }] });
        }"""
    )
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert [row[name] for name in ("项目", "情形", "数", "文件")] == ["'+项", "'-情形", "'=1+1", "'@x"]
    assert (row["记号"], row["哪一条"]) == ('a,b、c"d', "'\n")
    assert "-5" in row.values()


# Its citation


@pytest.mark.parametrize("fragment", TABLES.values(), ids=TABLES)
def test_a_table_is_cited_as_the_build_would_cite_it(cite, rules, policy, fragment, home):
    page = cite(fragment)
    _, rows = downloaded(page)
    links = page.locator("#compare-table td a.value[data-sources]")
    clauses = {address.split("#")[1] for one in links.all() for address in one.get_attribute("data-sources").split()}
    assert {name for row in rows for name in row["条款编号"].split(";") if name} == clauses
    caption = page.locator("#compare-table caption").inner_text()
    day = re.search(r"\((\d{4}-\d\d-\d\d)\)\[", pages()["items/premium/"].select_one("#cite").get_text())[1]
    built = Site(rules, policy, day, environment(str(ROOT / "site_src" / "templates")))
    expected = citing.cited(built, clauses, caption)
    page.get_by_role("button", name="引用这张表").click()
    parts = page.get_by_role("dialog", name="引用这张表").locator(".panel-part")
    expect(parts).to_have_count(3)
    address, plain, gbt = (copied(page, parts.nth(at)) for at in range(3))
    for text, form in ((plain, expected.plain), (gbt, expected.gbt)):
        assert text == form.replace("{address}", address).replace("{day}", date.today().isoformat())
    assert address.startswith(f"{home}compare/#view=")


def test_the_permanent_link_of_a_table_brings_it_back(cite, compare):
    page = cite("")
    table = page.locator("#compare-table").inner_text()
    page.get_by_role("button", name="引用这张表").click()
    address = page.locator("dialog .panel-part a").get_attribute("href")
    again = compare("#" + address.split("#")[1])
    assert again.locator("#compare-table").inner_text() == table


def test_a_table_of_one_case_says_which_in_its_name(compare):
    page = compare("#view=item&items=inpatient_deductible")
    expect(page.locator("#compare-table caption")).to_have_text("住院起付标准（每次），一类 · 本市：各市各年")
    page.get_by_label("医院类别").select_option("全部")
    expect(page.locator("#compare-table caption")).to_have_text("住院起付标准（每次）：各市各年")


def test_a_table_of_an_item_leads_to_the_page_with_its_chart(compare):
    page = compare("#view=item&items=inpatient_ratio&facility=class_3")
    page.get_by_role("link", name="这个项目的图和全部出处").click()
    page.wait_for_url("**/items/inpatient-ratio/class-3/")


def test_nothing_is_offered_where_there_is_no_table(compare):
    page = compare("#view=item&items=premium&years=2029&diff=1")
    expect(page.locator("#compare-offer *")).to_have_count(0)


# Its figures


def test_a_tapped_figure_shows_its_clause_with_its_words_and_its_citation(cite, home):
    page = cite(FIGURE)
    found = panel(page, "#compare-table td")
    expect(found.get_by_role("heading")).to_have_text("晋中市 · 2025")
    expect(found.locator(".panel-figure")).to_have_text("1000元省级")
    expect(found.locator(".panel-source q")).to_have_text("1000元")
    expect(found.locator(".panel-source")).to_contain_text("晋医保发〔2024〕19号 二·表·一类 1000元")
    parts = found.locator(".panel-part")
    expect(parts).to_have_count(3)
    address = f"{home}items/inpatient-deductible/#class_1-local-140700-2025"
    assert copied(page, parts.nth(0)) == address
    assert copied(page, parts.nth(2)).endswith(f"[{date.today().isoformat()}]. {address}.")
    reported = found.get_by_role("link", name="报告这个数字有误").get_attribute("href")
    assert reported.endswith("#cell=items%2Finpatient-deductible%2F%23class_1-local-140700-2025")


def test_the_words_of_the_clause_are_those_of_the_figures_own_page(cite, home):
    page = cite("#view=city&cities=140700&items=inpatient_ratio&facility=class_3&location=all&years=2025")
    cell = page.locator("#compare-table td", has_text="推算").locator("a.value").first
    cell.click()
    quoted = page.locator("dialog .panel-source q")
    expect(quoted.first).to_be_visible()
    here = quoted.all_inner_texts()
    page.goto(cell.get_attribute("href"))
    page.locator("td:target a.value").click()
    assert here == page.locator("dialog .panel-source q").all_inner_texts()
    assert len(here) > 1


def test_what_is_not_collected_leads_to_what_is(cite):
    found = panel(cite("#view=item&items=premium&cities=140700&years=2029"), "#compare-table td")
    expect(found.locator(".panel-figure")).to_have_text("未收录")
    expect(found.get_by_role("link", name="收录了哪些文件")).to_have_attribute("href", re.compile("/coverage/$"))
    expect(found.locator(".panel-part")).to_have_count(1)


# On every screen


@pytest.mark.parametrize(("how", "type_size"), LOOKS.values(), ids=LOOKS)
def test_the_panel_of_a_figure_is_accessible(compare, how, type_size):
    page = compare(FIGURE, **how)
    page.evaluate(f"document.documentElement.dataset.type = '{type_size}'")
    expect(panel(page, "#compare-table td").locator(".panel-part")).to_have_count(3)
    assert accessibility(page) == {}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_what_is_offered_is_high_enough_to_be_tapped(compare, size):
    page = compare(FIGURE, viewport=size)
    heights = page.locator("#compare-offer .button").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert len(heights) == 5
    assert min(heights) >= 44
