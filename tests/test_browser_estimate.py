"""The quick estimate in a real browser: before the interpreter is there, where it never comes, and in old browsers."""

import re

import pytest
from playwright.sync_api import expect

from built_site import ROOT, site
from hosts import host
from reading.worked_cases import read_cases
from real_browser import LOOKS, accessibility, figures, fill

LINK = "calculator/#place=140700&date=2025-03-10&facility=class_1&location=local&cost=42000"
# (42000 − 1000) × 60% = 24600; (42000 − 24600 − 10000) × 75% = 5550; the rest 11850
STAY = [("你付（至少）", "11850"), ("医保基金付（最多）", "24600"), ("大病保险付（最多）", "5550")]
WASM = re.compile(r"\.wasm")
SOURCES = ROOT / "calculator" / "browser"


class Held:
    """Keeps the interpreter from coming until it is let go."""

    def __init__(self, context):
        self.kept = []
        self.open = False
        context.route(WASM, self.hear)

    def hear(self, route):
        if self.open:
            route.continue_()
        else:
            self.kept.append(route)

    def let_go(self):
        self.open = True
        for route in self.kept:
            route.continue_()


@pytest.fixture
def held(window, home):
    """Opens the calculator while its interpreter is on the way for ever: the page, and what holds it."""

    def open_page(address="calculator/", **how):
        context = window(**how)
        holding = Held(context)
        page = context.new_page()
        page.goto(home + address)
        return page, holding

    return open_page


def test_a_filled_in_link_is_answered_before_the_interpreter_is_there(held):
    page, _ = held(LINK)
    assert figures(page) == STAY
    result = page.locator("#calc-result")
    expect(result).to_contain_text("详细的步骤正在准备")
    clauses = result.locator(".calc-sources a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert [link.split("#")[1] for link in clauses] == ["SX24-26", "SX24-63", "SX24-64"]


def test_the_full_answer_takes_the_place_of_the_estimate_without_a_jump(held):
    page, holding = held(LINK)
    figures(page)
    where = "() => ({ scrolled: scrollY, top: document.querySelector('.calc-figures').getBoundingClientRect().top })"
    page.locator("#calc-result").scroll_into_view_if_needed()
    before = page.evaluate(where)
    holding.let_go()
    expect(page.locator("#calc-result")).to_contain_text("(42,000 − 1,000) × 60% = 24,600", timeout=60_000)
    after = page.evaluate(where)
    assert figures(page) == STAY
    assert after["scrolled"] == before["scrolled"]
    assert abs(after["top"] - before["top"]) < 2


def test_the_estimate_follows_the_form(held):
    page, _ = held()
    expect(page.locator(".calc-figures")).to_have_count(0)
    fill(page)
    page.locator("#calc-total").blur()
    assert figures(page) == STAY
    page.fill("#calc-total", "1100")
    page.locator("#calc-total").blur()
    # (1100 − 1000) × 60% = 60
    expect(page.locator(".calc-figures strong").first).to_have_text("1,040")


def test_the_questions_of_that_day_are_asked_before_the_interpreter_is_there(held):
    page, _ = held()
    fill(page, date="2020-05-05")
    expect(page.locator("#calc-age")).to_be_visible()
    page.locator("[name=where][value=in_province]").check()
    expect(page.locator("[name=inside]").first).to_be_visible()


def test_what_the_rules_do_not_settle_is_said_at_once_and_never_a_zero(held):
    page, _ = held(LINK.replace("140700", "140200").replace("2025-03-10", "2024-12-31"))
    result = page.locator("#calc-result")
    expect(result.locator("h2")).to_have_text("算不出来")
    expect(result.locator(".calc-figures")).to_have_count(0)


def test_what_only_the_interpreter_can_answer_waits_for_it(held):
    page, _ = held(LINK + "&admissions=1")
    page.locator(".calc-go").click()
    expect(page.locator("#calc-result progress")).to_be_visible()
    expect(page.locator("#calc-result .calc-figures")).to_have_count(0)


@pytest.mark.parametrize(("how", "type_size"), LOOKS.values(), ids=LOOKS)
def test_the_page_with_an_estimate_is_accessible(held, how, type_size):
    page, _ = held(LINK, **how)
    page.evaluate("size => { document.documentElement.dataset.type = size }", type_size)
    figures(page)
    assert accessibility(page) == {}


# Where the interpreter never comes


@pytest.fixture(scope="module")
def strict_home():
    """A host whose policy allows scripts, but no WebAssembly."""
    with host(site(), headers=lambda path: {"Content-Security-Policy": "script-src 'self'"}) as here:
        yield here.address


def test_where_webassembly_is_forbidden_the_estimate_stays_with_the_reason_and_what_to_do(window, strict_home):
    page = window().new_page()
    page.goto(strict_home + LINK)
    result = page.locator("#calc-result")
    expect(result.locator("h3")).to_have_text("计算程序没有启动", timeout=60_000)
    assert figures(page) == STAY
    expect(result.locator("button", has_text="重试")).to_be_visible()
    expect(result).to_contain_text("原因：")
    page.fill("#calc-total", "1100")
    page.locator("#calc-total").blur()
    expect(page.locator(".calc-figures strong").first).to_have_text("1,040")
    result.get_by_role("link", name="手算的例子").click()
    expect(page.locator("#calc-examples li").first).to_be_in_viewport()
    expect(page.locator("[name=place][value=晋中市]")).to_be_checked()


def test_an_unfinished_form_has_no_estimate_where_the_interpreter_never_comes(window, strict_home):
    page = window().new_page()
    page.goto(strict_home + LINK)
    expect(page.locator("#calc-result h3")).to_have_text("计算程序没有启动", timeout=60_000)
    page.fill("#calc-total", "")
    page.locator("#calc-total").blur()
    expect(page.locator("#calc-result h2")).to_have_text("计算程序没有启动")
    expect(page.locator("#calc-result .calc-figures")).to_have_count(0)


HELP = {
    "old": "换一个新一点的浏览器",
    "blocked": "WebAssembly",
    "memory": "关掉别的网页",
    "network": "检查网络",
    "moved": "这一页要重新打开",
    "silent": "等了一分钟",
    "unforeseen": "检查网络",
}


@pytest.mark.parametrize(("reason", "help"), HELP.items(), ids=HELP)
def test_each_reason_says_what_to_do(held, reason, help):
    page, _ = held()
    # The page's modules are delivered as one file: this one alone comes from the sources.
    page.context.route("**/sources/*.js", lambda route: route.fulfill(path=SOURCES / route.request.url.split("/")[-1]))
    page.evaluate(
        """async (reason) => {
            const { showProgress } = await import("/sources/progress.js");
            const site = { items: "items/", states: {}, words: {} };
            showProgress(document.getElementById("calc-result"), { stage: "failed", reason, message: "…" }, site, () => {});
        }""",
        reason,
    )
    expect(page.locator("#calc-result")).to_contain_text(help)


# Old browsers


LESS = "delete Object.hasOwn; delete Array.prototype.at;"
#: how page.js fails: it is no script for a browser without modules, an error for one that does not know its words, and must
#: not begin in one that lacks what it calls
TOO_OLD = {"no modules": None, "no newer words": "let ??= 1;", "no newer calls": LESS}


@pytest.fixture(params=TOO_OLD.values(), ids=TOO_OLD)
def old_page(window, home, request):
    """The calculator as an old browser sees it."""
    context = window()
    if request.param is None:
        text = (site() / "calculator" / "index.html").read_text("utf-8")
        old = re.sub(r'<script type="module"[^>]*></script>|<link rel="modulepreload"[^>]*>', "", text)
        context.route(re.compile(r"/calculator/$"), lambda route: route.fulfill(body=old, content_type="text/html"))
    elif request.param == LESS:
        context.add_init_script(LESS)
    else:
        script = {"body": request.param, "content_type": "text/javascript"}
        context.route(re.compile(r"/page\.js$"), lambda route: route.fulfill(**script))
    page = context.new_page()
    page.goto(home + "calculator/")
    return page


def test_an_old_browser_estimates_a_stay(old_page):
    expect(old_page.locator("#calc-old")).to_be_visible()
    fill(old_page, total="4.2万")
    old_page.locator(".calc-go").click()
    assert figures(old_page) == STAY
    links = old_page.locator("#calc-result .calc-sources a").evaluate_all("links => links.map(link => link.href)")
    assert any(link.endswith("documents/shanxi-2024-19/#SX24-26") for link in links)


def test_an_old_browser_asks_how_one_went_where_that_counts(old_page):
    fill(old_page, date="2020-05-05")
    old_page.locator("[name=where][value=in_province]").check()
    old_page.locator("[name=inside][value=in_province_unreferred]").check()
    old_page.locator(".calc-go").click()
    # (42000 − 1000) × (60% − 10%) = 20500; (42000 − 20500 − 10000) × 75% = 8625
    assert [amount for _, amount in figures(old_page)] == ["12875", "20500", "8625"]


@pytest.mark.parametrize(
    ("said", "words"),
    [({"place": ""}, "请选参保的市"), ({"date": ""}, "请填出院的日期"), ({"total": "很多"}, "请填一共花了多少钱")],
)
def test_an_old_browser_says_what_is_missing(old_page, said, words):
    fill(old_page, **said)
    old_page.locator(".calc-go").click()
    expect(old_page.locator("#calc-result")).to_contain_text(words)
    expect(old_page.locator(".calc-figures")).to_have_count(0)


def test_the_worked_examples_stand_below_the_calculator(window, home):
    page = window(java_script_enabled=False).new_page()
    page.goto(home + "calculator/")
    shown = [case for case in read_cases(ROOT) if case.example]
    expect(page.locator("#calc-examples li")).to_have_count(len(shown))
    page.locator("#calc-examples summary").click()
    first = page.locator("#calc-examples li", has_text="三甲医院住院花4.2万元")
    expect(first).to_contain_text("自己付 11850元")
    expect(first.locator("a", has_text="二·表·一类").first).to_be_visible()
    markup = page.locator("#calc-examples").evaluate("part => new Blob([part.outerHTML]).size")
    assert markup < 30_000
