"""The calculator in a real browser: a stay by keyboard, what is wrong or unknown, and the same answers as on the command line."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import expect

from built_site import ROOT, anchors, pages
from reading.worked_cases import read_cases
from real_browser import (
    BELOW,
    Heard,
    accessibility,
    choose,
    figures,
    fill,
    settled_by_command,
    tab_to,
)


def test_a_stay_is_settled_by_keyboard_alone(calculator):
    page = calculator
    page.keyboard.press("Home")
    choose(page, "place", 6)  # 晋中 is the seventh of the cities
    tab_to(page, "#calc-date")
    page.keyboard.type("03102025")
    choose(page, "class", 2)
    tab_to(page, "#calc-total")
    page.keyboard.type("42000")
    page.keyboard.press("Enter")
    # (42000 − 1000) × 60% = 24600; (42000 − 24600 − 10000) × 75% = 5550; the rest 11850
    assert figures(page) == [("你付（至少）", "11850"), ("医保基金付（最多）", "24600"), ("大病保险付（最多）", "5550")]


def test_an_answer_says_what_one_would_pay_with_the_other_way_of_a_reading(calculator):
    fill(calculator)
    calculator.keyboard.press("Enter")
    # without the 1000 of the deductible critical illness pays (17400 − 1000 − 10000) × 75% = 4800: 750 less
    deductible = calculator.locator("#calc-result li", has_text="说明 B2")
    expect(deductible).to_contain_text("（起付线以下自己付的部分不累计进大病保险），你付 12,600 元（多付 750 元）。")


def test_the_citations_of_an_answer_lead_to_provisions_on_pages_of_documents(calculator):
    fill(calculator)
    calculator.keyboard.press("Enter")
    figures(calculator)
    links = calculator.locator(".calc-sources a").evaluate_all("links => links.map(link => link.href)")
    goals = [urldefrag(link) for link in links]
    cited = {(urlsplit(goal).path.removeprefix(BELOW), unquote(anchor)) for goal, anchor in goals}
    assert ("documents/shanxi-2024-19/", "SX24-26") in cited
    assert [one for one in cited if one[0] not in pages() or one[1] not in anchors(one[0])] == []


def test_what_is_not_known_is_named_and_never_a_zero(calculator):
    fill(calculator, place="大同市", date="2024-12-31")
    calculator.keyboard.press("Enter")
    result = calculator.locator("#calc-result")
    expect(result.locator("h2")).to_have_text("算不出来")
    expect(result.locator("li", has_text="住院起付标准")).to_be_visible()
    expect(result.locator("li", has_text="住院支付比例")).to_be_visible()
    assert re.findall(r"(?<![\d.,])0(?:\.0+)? *元", result.inner_text()) == []
    expect(result.locator(".calc-figures")).to_have_count(0)


WRONG = {
    "no place": ("place", {"place": ""}, "[name=place]"),
    "no date": ("date", {"date": ""}, "#calc-date"),
    "no cost": ("total", {"total": ""}, "#calc-total"),
    "no number": ("total", {"total": "很多"}, "#calc-total"),
    "less than nothing": ("total", {"total": "-5"}, "#calc-total"),
    "more decimals than money has": ("total", {"total": "1.234"}, "#calc-total"),
    "over a hundred million": ("total", {"total": "100000001"}, "#calc-total"),
}


@pytest.mark.parametrize(("name", "said", "field"), WRONG.values(), ids=WRONG)
def test_a_wrong_answer_has_its_error_beside_the_field(window, home, name, said, field):
    page = window().new_page()
    page.goto(home + "calculator/")
    fill(page, **said)
    page.locator(".calc-go").click()
    expect(page.locator(f"#error-{name}")).to_be_visible()
    expect(page.locator(f"#error-{name}")).not_to_be_empty()
    expect(page.locator(field).first).to_have_attribute("aria-invalid", "true")
    expect(page.locator(field).first).to_have_attribute("aria-describedby", re.compile(f"error-{name}"))
    expect(page.locator(field).first).to_be_focused()
    expect(page.locator(".calc-figures")).to_have_count(0)


def test_the_form_with_its_answer_is_accessible(calculator):
    fill(calculator)
    calculator.keyboard.press("Enter")
    figures(calculator)
    assert accessibility(calculator) == {}


def test_the_interface_for_scripts_is_there_before_the_page_has_loaded(window, home):
    context = window()
    context.add_init_script(
        "addEventListener('load', () => { window.seen = [typeof urrbmi.settle, urrbmi.ready instanceof Promise] })"
    )
    page = context.new_page()
    page.goto(home + "calculator/", wait_until="load")
    assert page.evaluate("seen") == ["function", True]


BAD = [
    {},
    [],
    None,
    "晋中市",
    {"place": "北京市", "claims": []},
    {"place": "晋中市", "claims": [], "colour": "red"},
    {"place": "晋中市", "claims": [{"kind": "inpatient", "date": "2025-02-30", "facility": "class_1", "costs": {}}]},
    {"place": "晋中市", "claims": [{"kind": "inpatient", "date": "2025-03-10", "facility": "class_9", "costs": {}}]},
]


def test_the_browser_settles_every_worked_case_as_the_command_line_does(calculator):
    cases = [case.case for case in read_cases(ROOT)]
    settled = calculator.evaluate("cases => Promise.all(cases.map(one => urrbmi.settle(one)))", cases)
    assert settled == settled_by_command(cases)


def test_bad_input_becomes_an_error_with_the_message_of_the_command_line(calculator):
    settled = calculator.evaluate("cases => Promise.all(cases.map(one => urrbmi.settle(one)))", BAD)
    assert {answer["status"] for answer in settled} == {"error"}
    assert settled == settled_by_command(BAD)


ANALYSES = {
    "compare": {"years": [2024, 2025]},
    "change": {"to": {"place": "太原市", "year": 2024}},
    "next": {"amount": "500.50"},
    "reverse": {"goal": {"self": 20000}},
}


@pytest.mark.parametrize("name", ANALYSES)
def test_the_browser_analyses_a_case_as_the_command_line_does(calculator, name):
    request = {"case": read_cases(ROOT)[0].case, **ANALYSES[name]}
    command = [str(Path(sys.executable).with_name("urrbmi")), name, "-"]
    text = json.dumps(request, ensure_ascii=False)
    done = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=True)
    assert calculator.evaluate(f"request => urrbmi.{name}(request)", request) == json.loads(done.stdout)
    wrong = calculator.evaluate(f"request => urrbmi.{name}(request)", {**request, "colour": "red"})
    assert wrong["status"] == "error"
    assert "colour" in wrong["message"]


@pytest.mark.parametrize("script", ["undefined", "() => 1", "1n", "(() => { const a = {}; a.a = a; return a })()"])
def test_what_is_no_json_becomes_an_error_too(calculator, script):
    assert calculator.evaluate(f"(async () => (await urrbmi.settle({script})).status)()") == "error"


def test_nothing_that_was_typed_leaves_the_browser(window, home):
    context = window()
    heard = Heard(context, home)
    page = context.new_page()
    page.goto(home + "calculator/")
    fill(page, place="吕梁市", date="2025-04-17", total="98765.43")
    page.locator(".calc-go").click()
    page.evaluate("urrbmi.ready")
    # After the last bytes of the interpreter have come, and all is kept, an answer needs nothing from anywhere.
    expect(page.locator("#calc-offline")).to_contain_text("已可离线使用", timeout=60_000)
    asked = len(heard.requests)
    page.fill("#calc-total", "87654.32")
    page.locator(".calc-go").click()
    expect(page.locator("#calc-result")).to_contain_text("87,654.32")
    assert [request.url for request in heard.requests[asked:]] == []
    sent = [f"{unquote(request.url)} {request.post_data or ''} {request.headers}" for request in heard.requests]
    typed = re.compile("98765|987,65|2025-04-17|吕梁|141100|lvliang")
    assert [one for one in sent if typed.search(one)] == []
    assert {request.method for request in heard.requests} == {"GET"}


def test_an_interpreter_that_cannot_be_loaded_is_said_in_words_and_can_be_tried_again(window, home):
    context = window()
    blocked = re.compile(r"\.wasm")
    context.route(blocked, lambda route: route.abort())
    page = context.new_page()
    page.goto(home + "calculator/")
    fill(page)
    page.locator(".calc-go").click()
    result = page.locator("#calc-result")
    expect(result.locator("h3")).to_have_text("计算程序没有启动", timeout=30_000)
    expect(result).to_contain_text("请检查网络后重试")
    context.unroute(blocked)
    result.locator("button", has_text="重试").click()
    assert [amount for _, amount in figures(page)] == ["11850", "24600", "5550"]
