"""Answers on the calculator page, as their tests open them: by a link to a case, on one phone for all of them."""

import base64
import json

import pytest

from real_browser import PHONE, figures

STAY = {"kind": "inpatient", "date": "2025-03-10", "facility": "class_1", "location": "unreferred"}
JINZHONG = {"place": "晋中市", "claims": [{**STAY, "costs": {"class_a": 42000}}]}
YEAR = {
    "place": "晋中市",
    "claims": [
        {**STAY, "location": "local", "costs": {"class_a": 42000}},
        {
            "kind": "outpatient",
            "date": "2025-05-10",
            "facility": "class_3",
            "location": "local",
            "costs": {"class_a": 200},
        },
        {**STAY, "date": "2025-06-20", "costs": {"class_a": 142000}},
    ],
}
VERSION = "0123456789ab"  # no version of the data ever


def fragment(case, version=VERSION, paid="1,2,3"):
    text = json.dumps(case, ensure_ascii=False).encode()
    return f"case={base64.urlsafe_b64encode(text).decode().rstrip('=')}&v={version}&paid={paid}"


@pytest.fixture(scope="module")
def phone(chromium, home):
    """One calculator page for all tests that need no window of their own: the interpreter starts once."""
    context = chromium.new_context(viewport=PHONE, locale="zh-CN", reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def visit(page, home, link):
    """Follows a link to an answer; on a calculator that is open already, as one who follows it there."""
    if not page.url.startswith(home):
        page.goto(f"{home}calculator/#{link}")
    elif page.url.endswith(f"#{link}"):
        page.evaluate("history.replaceState(null, '')")  # or it would stay with what was answered here since
        page.reload()
    else:
        page.evaluate("document.getElementById('calc-result').replaceChildren()")
        page.evaluate("link => { location.hash = link }", link)


def wait_for_all(page):
    """Waits for the parts of an answer that come after its figures."""
    figures(page)
    page.locator(".calc-comparison details").wait_for()


@pytest.fixture
def answered(phone, home):
    """Opens a link to an answer on a phone, and waits for all of it."""

    def make(case=JINZHONG, link=None):
        phone.set_viewport_size(PHONE)
        visit(phone, home, link or fragment(case))
        wait_for_all(phone)
        return phone

    return make


def settle(page, cases):
    """What the core in the page makes of cases."""
    return page.evaluate("cases => Promise.all(cases.map(one => urrbmi.settle(one)))", cases)
