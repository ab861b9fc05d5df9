"""Every kind of page in a real browser: it loads whole, fits every window, and is accessible in every look."""

import pytest
from bs4 import BeautifulSoup

from built_site import pages
from kinds_of_pages import EXAMPLES, KINDS, kinds_of
from real_browser import LOOKS, PHONE, Heard, accessibility
from test_fulltext import made

ROOT = "document.documentElement"
every_kind = pytest.mark.parametrize("address", EXAMPLES.values(), ids=EXAMPLES)
every_look = pytest.mark.parametrize("look", LOOKS)


@pytest.fixture(scope="module")
def looks(chromium):
    """One window for each look, used for page after page."""
    opened = {}
    for look, (how, type_size) in LOOKS.items():
        context = chromium.new_context(locale="zh-CN", reduced_motion="reduce", **how)
        context.add_init_script(f"localStorage.setItem('urrbmi.type', '{type_size}')")
        opened[look] = context.new_page()
    yield opened
    for page in opened.values():
        page.context.close()


def beyond(page, width):
    """By how many px a page is wider than a window."""
    page.set_viewport_size({"width": width, "height": 740})
    return page.evaluate(f"Math.max(0, {ROOT}.scrollWidth - {ROOT}.clientWidth)")


def test_every_page_is_of_one_kind():
    assert {address: kinds for address in pages() if len(kinds := kinds_of(address)) != 1} == {}


def test_every_kind_has_its_page():
    assert {kind: example for kind, example in EXAMPLES.items() if example not in pages()} == {}
    assert [kind for kind in KINDS if kinds_of(EXAMPLES[kind]) != [kind]] == []


@every_kind
def test_a_page_loads_whole_and_from_here_alone(window, home, address):
    context = window()
    heard = Heard(context, home)
    context.new_page().goto(home + address, wait_until="networkidle")
    assert (heard.complaints, heard.outside) == ([], [])


@every_kind
def test_a_page_does_not_scroll_sideways(looks, home, address):
    page = looks["large type on a phone"]
    page.goto(home + address)
    large = {width: beyond(page, width) for width in (320, 360, 1280)}
    page.evaluate(f"{ROOT}.dataset.type = 'normal'")
    normal = {width: beyond(page, width) for width in (320, 360, 1280)}
    page.set_viewport_size(PHONE)
    assert (normal, large) == ({320: 0, 360: 0, 1280: 0}, {320: 0, 360: 0, 1280: 0})


@every_look
@every_kind
def test_a_page_is_accessible(looks, home, address, look):
    page = looks[look]
    page.goto(home + address)
    assert accessibility(page) == {}


@every_look
def test_the_text_of_a_document_is_accessible_too(looks, home, project, look):
    """Its page is built only where the texts are: here it stands in the frame of its document's page."""
    page = looks[look]
    page.goto(home + EXAMPLES["a document"])
    text = str(made(project, True)["documents/datong-2025-1/text/"])
    page.evaluate("html => { document.querySelector('main').innerHTML = html }", text)
    assert BeautifulSoup(text, "html.parser").mark
    assert (accessibility(page), beyond(page, 320)) == ({}, 0)
