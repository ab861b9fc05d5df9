"""Terms explained in place: the first of each on a page leads to its meaning, which opens under the sentence."""

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from built_site import anchors, pages
from kinds_of_pages import EXAMPLES
from real_browser import LOOKS, accessibility
from render.terms import _linked

WORDS = {"起付线": "deductible", "大病保险": "critical-illness", "大病": "illness"}


def linked(html):
    return "".join(_linked(html, WORDS, "../glossary/")).replace(' class="term"', "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>扣起付线。</p>", '<p>扣<a href="../glossary/#deductible">起付线</a>。</p>'),
        ("<p>起付线</p><p>起付线</p>", '<p><a href="../glossary/#deductible">起付线</a></p><p>起付线</p>'),
        ("<p>大病保险</p>", '<p><a href="../glossary/#critical-illness">大病保险</a></p>'),
        ("<ul><li>起付线</li></ul>", '<ul><li><a href="../glossary/#deductible">起付线</a></li></ul>'),
        ("<h2>起付线</h2>", "<h2>起付线</h2>"),
        ('<p><a href="x">起付线</a></p>', '<p><a href="x">起付线</a></p>'),
        ("<p><q>起付线</q></p>", "<p><q>起付线</q></p>"),
        ("<p><strong>起付线</strong>：100元</p>", "<p><strong>起付线</strong>：100元</p>"),
        ("<table><tr><td><p>起付线</p></td></tr></table>", "<table><tr><td><p>起付线</p></td></tr></table>"),
        ('<div id="cite"><p>起付线</p></div>', '<div id="cite"><p>起付线</p></div>'),
        ('<p title="起付线">门槛</p>', '<p title="起付线">门槛</p>'),
    ],
    ids=[
        "a sentence", "the first only", "the longest", "a list", "a heading", "a link", "evidence", "a name", "a table",
        "a citation",        "an attribute",
    ],
)  # fmt: skip
def test_a_term_is_explained_in_sentences_alone(before, after):
    assert linked(before) == after


def test_every_term_leads_to_its_entry_in_the_glossary():
    terms = [(address, link) for address, page in pages().items() for link in page.select("a.term")]
    assert len(terms) > 200
    goals = {urljoin(f"/{address}", link["href"]) for address, link in terms}
    assert {goal for goal in goals if not goal.startswith("/glossary/#")} == set()
    assert {goal.split("#")[1] for goal in goals} - set(anchors("glossary/")) == set()


def test_no_page_explains_a_term_twice():
    twice = {
        address: entries
        for address, page in pages().items()
        if len(entries := [link["href"] for link in page.select("a.term")]) > len(set(entries))
    }
    assert twice == {}


@pytest.fixture
def page(window, home):
    page = window().new_page()
    page.goto(home + EXAMPLES["a document"])
    return page


def test_a_term_opens_its_meaning_under_its_sentence_and_closes_it(page):
    address = page.url
    term = page.locator("a.term").first
    expect(term).to_have_attribute("aria-expanded", "false")
    term.press("Enter")
    note = page.locator("p:has(> a.term) > .term-note")
    expect(note).to_contain_text("大病保险（文件里写“城乡居民大病保险”）：医保报过以后")
    expect(term).to_have_attribute("aria-expanded", "true")
    term.press("Enter")
    expect(note).to_have_count(0)
    assert page.url == address


def test_without_javascript_a_term_leads_to_the_glossary(window, home):
    page = window(java_script_enabled=False).new_page()
    page.goto(home + EXAMPLES["a case"])
    page.locator("a.term").first.click()
    expect(page).to_have_url(re.compile(r"/glossary/#class-a$"))


@pytest.mark.parametrize(("how", "type_size"), LOOKS.values(), ids=LOOKS)
def test_an_open_meaning_is_accessible(window, home, how, type_size):
    context = window(**how)
    context.add_init_script(f"localStorage.setItem('urrbmi.type', '{type_size}')")
    page = context.new_page()
    page.goto(home)
    page.locator("a.term").first.click()
    expect(page.locator(".term-note a")).to_have_text("例子和出处")
    assert accessibility(page) == {}
