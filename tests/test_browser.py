"""The built site in a real browser, served below a folder: a page that does not exist, tables and notes, the search."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from real_browser import BELOW, PHONE, Heard

# An address that does not exist


@pytest.mark.parametrize("address", ["nowhere", "items/nowhere/", "items/no/where/"])
def test_an_address_that_does_not_exist_shows_a_page_whose_links_lead_on(window, home, address):
    page = window().new_page()
    answer = page.goto(home + address, wait_until="networkidle")
    assert answer.status == 404
    assert page.locator("main a", has_text="首页").evaluate("link => link.href") == home


# Tables


def test_the_first_column_stays_while_the_table_scrolls_on_a_phone(window, home):
    page = window().new_page()
    page.goto(home + "items/inpatient-deductible/")
    box = page.locator(".item-table .table-scroll").first
    box.scroll_into_view_if_needed()
    for left in (0, 300):
        box.evaluate("(box, left) => { box.scrollLeft = left }", left)
        assert box.evaluate("box => box.scrollLeft") == left
        on_top = box.evaluate("""box => {
            const name = box.querySelector("tbody th");
            const { left, top, height } = name.getBoundingClientRect();
            const seen = document.elementFromPoint(left + 8, top + height / 2);
            return [Math.round(left - box.getBoundingClientRect().left) <= 2, name.contains(seen)];
        }""")
        assert on_top == [True, True]


#: between which letters the lines of a text break
LINES = """link => {
  const text = link.textContent, nodes = [...link.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE);
  const tops = nodes.flatMap((node) => [...node.data].map((_, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().top;
  }));
  return tops.flatMap((top, at) => at && top > tops[at - 1] ? [text.slice(at - 1, at + 1)] : []);
}"""


def test_the_name_of_a_file_breaks_before_its_ending_on_a_phone(window, home):
    page = window(viewport=PHONE).new_page()
    page.goto(f"{home}data/")
    links = page.locator(".reference.files th a")
    broken = [between for one in links.all() for between in one.evaluate(LINES)]
    assert broken
    assert [between for between in broken if not re.fullmatch(r".\.|_.", between)] == []


def test_a_citation_is_reached_without_javascript(window, home):
    page = window(java_script_enabled=False).new_page()
    page.goto(home + "items/inpatient-deductible/")
    page.locator("#class_1-local-140700-2025 a.value").click()
    expect(page.locator(".notes li:target")).to_contain_text("晋医保发〔2024〕19号")
    expect(page.locator(".notes li:target")).to_be_in_viewport()


def test_a_citation_is_reached_by_keyboard(window, home):
    page = window(java_script_enabled=False).new_page()
    page.goto(home + "items/outpatient-cap/")
    page.locator("#all-140700-2018 a.value").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".notes li:target q")).to_have_text("年度内最高支付限额不低于200元")


# Search

SEARCHES = [
    ("起付线", "items/inpatient-deductible/"),
    ("门槛费", "items/inpatient-deductible/"),
    ("门槛费", "glossary/"),
    ("剖腹产", "items/caesarean-rule/"),
    ("晋医保发〔2024〕19号", "documents/shanxi-2024-19/"),
    ("晋医保发(2024)19号", "documents/shanxi-2024-19/"),
    ("400元", "items/inpatient-deductible/"),
    ("太原 大病", "items/critical-illness-ratio/"),
]


@pytest.mark.parametrize(("words", "wanted"), SEARCHES, ids=[f"{number}" for number, _ in enumerate(SEARCHES)])
def test_the_search_finds(window, home, words, wanted):
    context = window()
    heard = Heard(context, home)
    page = context.new_page()
    page.goto(home + "search/")
    page.fill("#q", words)
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).to_contain_text("找到")
    page.locator("#search-results li").first.wait_for()
    found = page.locator("#search-results li a").evaluate_all("links => links.map(link => link.href)")
    assert wanted in [urlsplit(address).path.removeprefix(BELOW) for address in found[:10]]
    assert (heard.complaints, heard.outside) == ([], [])
