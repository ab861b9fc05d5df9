"""A page on A4 paper: whole, without what paper has no use for, and with where it comes from."""

import re

import pytest
from playwright.sync_api import expect

from kinds_of_pages import EXAMPLES
from printed_pages import printed_pages

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


def test_paper_is_light_whatever_the_visitor_has_chosen(printed):
    """Every element in every colour as without the choice, a sign of doubt and a piece of code among them."""
    page = printed("methods")
    colours = (
        "all => all.map(one => [one.className, getComputedStyle(one).color, getComputedStyle(one).backgroundColor])"
    )
    light = page.locator("main *").evaluate_all(colours)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("main *").evaluate_all(colours) == light
    assert page.locator(".state-sign.down").count() > 0


@pytest.mark.parametrize("kind", PRINTED)
def test_what_leads_elsewhere_on_the_site_is_not_printed(printed, kind):
    page = printed(kind)
    expect(
        page.locator(".site-header, .crumbs, .skip, .tags, .cities, .no-print").locator("visible=true")
    ).to_have_count(0)


@pytest.mark.parametrize("kind", [*PRINTED, "changes", "changes of a city"])
def test_no_heading_is_printed_with_nothing_under_it(printed, kind):
    shown = printed(kind).locator("main :is(h2, h3, p, li, dl, table, figure, summary):visible")
    names = shown.evaluate_all("all => all.map(one => [one.tagName, one.textContent])")
    followed = zip(names, [*names[1:], ("H2", "")], strict=True)
    assert [title for (tag, title), (after, _) in followed if tag[0] == "H" and after[0] == "H" and after <= tag] == []


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


@pytest.fixture
def on_paper(window, home):
    """The words on each sheet of a page printed on A4."""

    def make(address):
        page = window().new_page()
        page.goto(home + address)
        return printed_pages(page.pdf(format="A4"))

    return make


@pytest.mark.parametrize(
    ("address", "name", "named"),
    [
        ("items/premium/", "11 个市，2017 至 2029 年", "单位：元"),
        ("items/premium/", "GB/T 7714", "[A]"),
        ("items/inpatient-deductible/", "11 个市，2017 至 2029 年", "201720182019"),
        ("cases/", "占总费用的几成", "太原市1550元31%3350元"),
        ("cases/", "占总费用的几成", "大同市1550元31%3350元"),
    ],
)
def test_what_names_something_stands_on_the_sheet_of_what_it_names(on_paper, address, name, named):
    (sheet,) = [sheet for sheet in on_paper(address) if name in sheet]
    assert named in sheet


@pytest.mark.parametrize(
    "address", ["items/premium/", "items/inpatient-deductible/", "cases/", "cases/unreferred-42000/"]
)
def test_the_foot_of_a_page_has_no_sheet_of_its_own(on_paper, address):
    assert not re.match(r"\d+ / \d+政策文件收录至", on_paper(address)[-1])


def test_the_foot_of_a_compared_table_has_no_sheet_of_its_own(compare):
    *_, last = printed_pages(compare("#view=year").pdf(format="A4"))
    assert not re.match(r"\d+ / \d+政策文件收录至", last)


COMPARED = {
    "an item": ("#view=item&items=inpatient_ratio&location=all", "参保地20172018201920202021202220232024202520262027"),
    "a city": ("#view=city&cities=140700&items=all", "项目20172018201920202021202220232024202520262027"),
    "two years": ("#view=years&cities=140700&years=2024,2026", "项目2024年2026年2026年比2024年从哪天起，依据"),
}
COMPARISONS = pytest.mark.parametrize(("fragment", "head"), COMPARED.values(), ids=COMPARED)


@COMPARISONS
def test_every_sheet_of_a_compared_table_has_the_heads_of_its_columns(compare, fragment, head):
    sheets = printed_pages(compare(fragment).pdf(format="A4"))
    with_rows = [sheet for sheet in sheets if sheet.count("省级") + sheet.count("未收录") > 4]
    assert len(with_rows) > 1
    assert [sheet for sheet in with_rows if head not in sheet] == []


@COMPARISONS
def test_a_compared_table_is_printed_without_the_addresses_of_its_figures_and_the_list_of_items(
    compare, fragment, head
):
    words = "".join(printed_pages(compare(fragment).pdf(format="A4")))
    assert words.count("http") == 1
    assert "一项一张表" not in words
    assert "点" not in words.split("从哪天起")[0].split(head[:2])[0]


@COMPARISONS
def test_no_column_of_a_compared_table_is_cut_off(compare, fragment, head):
    page = compare(fragment, viewport=PAPER)
    page.emulate_media(media="print")
    assert page.locator("#compare-table td, #compare-table th").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML)"
    ) == []  # fmt: skip


@COMPARISONS
def test_the_paper_says_where_the_compared_table_is(compare, home, fragment, head):
    page = compare(fragment)
    page.locator(".compare-sort").nth(1).click()
    page.emulate_media(media="print")
    foot = page.locator(".site-footer")
    expect(foot).to_contain_text(re.compile(f"本页网址：{home}compare/#view=.+sort="))
    address = foot.inner_text().split("本页网址：")[1].split("\n")[0]
    again = compare(address.removeprefix(f"{home}compare/"))
    assert again.locator("#compare-table").inner_text() == page.locator("#compare-table").inner_text()


def test_the_paper_names_what_the_compare_page_opens_with(compare, home):
    page = compare()
    page.emulate_media(media="print")
    expect(page.locator(".site-footer")).to_contain_text(f"{home}compare/#view=item&items=inpatient_deductible")
