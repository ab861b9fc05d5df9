"""A real browser for the tests: the built site served below a folder, windows upon it, what they ask for, and the
calculator filled in by hand."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect, sync_playwright

import browser
import serve
from built_site import ROOT, site

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
BELOW = "/a/b/"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
LOOKS = {
    "light on a desk": ({"viewport": DESK, "color_scheme": "light"}, "normal"),
    "dark on a phone": ({"viewport": PHONE, "color_scheme": "dark"}, "normal"),
    "large type on a phone": ({"viewport": PHONE, "color_scheme": "light"}, "large"),
}


class Heard:
    """What a browser window asked for and complained about."""

    def __init__(self, context, home):
        self.requests = []
        self.complaints = []
        context.on("request", lambda request: self.requests.append(request))
        context.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))
        context.on("response", lambda answer: answer.ok or self.complaints.append(f"{answer.status}: {answer.url}"))
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.home = home

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    @property
    def outside(self):
        inside = (self.home, "data:", f"blob:{self.home.split(BELOW)[0]}")
        return [request.url for request in self.requests if not request.url.startswith(inside)]


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """The address of the site, which lies two folders below the top of its host."""
    top = tmp_path_factory.mktemp("host")
    below = top.joinpath(*BELOW.strip("/").split("/"))
    below.parent.mkdir(parents=True)
    below.symlink_to(site())
    with serve.server(top) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}{BELOW}"
        http.shutdown()


@pytest.fixture(scope="session")
def chromium():
    # The order of a date field's parts follows the language of the browser itself.
    options = {**browser.options(light=True), "env": {**os.environ, "LANGUAGE": "en_US"}}
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(**options)
        yield running
        running.close()


@pytest.fixture
def window(chromium):
    """Opens windows that are closed after the test; a phone's, if nothing else is said."""
    opened = []

    def make(**how):
        how = {"viewport": PHONE, "locale": "zh-CN", "reduced_motion": "reduce", **how}
        opened.append(chromium.new_context(**how))
        return opened[-1]

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def compare(window, home):
    """Opens the compare page with a fragment and waits for its table; on a desk, if nothing else is said."""

    def open_with(fragment="", **how):
        page = window(**{"viewport": DESK, **how}).new_page()
        page.goto(f"{home}compare/{fragment}")
        expect(page.locator("#compare-status")).to_contain_text(re.compile(r"\d 行|没有一行|没有找到"))
        return page

    return open_with


@pytest.fixture
def calculator(window, home):
    """The calculator page on a phone, its interpreter ready."""
    page = window().new_page()
    page.goto(home + "calculator/")
    page.evaluate("urrbmi.ready")
    return page


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


def assert_as_high_as_its_content(page):
    frame = page.frame_locator("iframe")
    frame.locator("footer").wait_for()
    inside = page.frames[1]
    content = "Math.ceil(document.documentElement.getBoundingClientRect().height)"
    frame_height = (
        "(() => { const box = document.querySelector('iframe'); return box.style.height && box.clientHeight })()"
    )
    for _ in range(600):  # what is inside may still grow while its page is told how high it is
        if inside.evaluate(content) == page.evaluate(frame_height):
            break
        page.wait_for_timeout(50)
    assert inside.evaluate(content) == page.evaluate(frame_height)
    assert inside.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")


def accessibility(page):
    """What axe finds wrong on a page: the rules, with the first places."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)
    return {one["id"]: [node["target"] for node in one["nodes"]][:3] for one in found["violations"]}


def tab_to(page, selector, key="Tab"):
    """Presses Tab (or Shift+Tab) until the focus is on such an element."""
    for _ in range(60):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{key} never reaches {selector}")


def choose(page, name, steps):
    """Chooses in a group of radio buttons by keyboard: the first, or the one so many steps further."""
    tab_to(page, f"[name={name}]")
    page.keyboard.press("Space")
    for _ in range(steps):
        page.keyboard.press("ArrowDown")


def fill(page, place="晋中市", date="2025-03-10", facility="class_1", total="42000"):
    """Fills in a stay in the insured city."""
    if place:
        page.locator(f"[name=place][value={place}]").check()
    page.fill("#calc-date", date)
    page.locator(f"[name=class][value={facility}]").check()
    page.fill("#calc-total", total)


def figures(page):
    """The three figures of an answer, by their labels."""
    page.locator(".calc-figures").wait_for()
    shown = page.locator(".calc-figures .figure-big").all()
    return [(one.locator("small").inner_text(), one.locator("strong").inner_text().replace(",", "")) for one in shown]


def settled_by_command(cases):
    """What the command line makes of cases, one a line."""
    command = [str(Path(sys.executable).with_name("urrbmi")), "settle", "--lines", "-"]
    lines = "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]
