"""What can be done with an answer: print it, copy its words, follow a link to it. None of it sends anything anywhere."""

import re

import pytest
from playwright.sync_api import expect

from answers import JINZHONG, STAY, VERSION, YEAR, fragment
from real_browser import DESK, Heard, figures

BILLS = {
    "a total": {"class_a": 42000},
    "kinds": {"class_a": 20000, "class_b_drug": 9000, "consumable_imported": 3000, "uncovered": 4000},
}


@pytest.mark.parametrize("costs", BILLS.values(), ids=BILLS)
def test_an_answer_of_one_stay_is_printed_on_one_sheet(answered, costs):
    page = answered({**JINZHONG, "claims": [{**STAY, "costs": costs}]})
    page.set_viewport_size(DESK)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    printed = page.locator("body").inner_text()
    page.emulate_media(media="null")
    assert re.search(r"数据版本 [0-9a-f]{12} · 在浏览器里再打开：http\S+#case=", printed)
    assert "晋医保发〔2024〕19号" in printed
    assert [
        part for part in ("一共花了多少钱", "花得再多一点呢", "复制链接", "本站不是政府网站") if part in printed
    ] == []


@pytest.mark.parametrize("stays", [3, 8])
def test_a_year_of_many_claims_is_printed_on_one_sheet_a_line_each(answered, stays):
    page = answered(
        {
            **JINZHONG,
            "claims": [
                {**STAY, "date": f"2025-0{month}-10", "costs": {"class_a": 9000}} for month in range(1, stays + 1)
            ],
        }
    )
    page.set_viewport_size(DESK)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def test_the_answer_is_copied_as_plain_text_with_steps_and_citations(answered):
    page = answered()
    page.get_by_role("button", name="复制文字").click()
    expect(page.get_by_role("status").filter(has_text="文字已复制。")).to_be_visible()
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert lines[2:5] == ["你付（至少）：18,000 元", "医保基金付（最多）：18,450 元", "大病保险付（最多）：5,550 元"]
    assert "1. 政策范围内费用：42,000 元" in lines
    assert [line for line in lines if line.startswith("2. 起付线：1,000 元，依据 晋医保发〔2024〕19号 ")] != []
    assert lines[-1] == page.url.split("#")[0] + "#" + lines[-1].split("#")[1]


def test_where_the_clipboard_is_refused_the_text_is_shown_to_be_copied_by_hand(window, home):
    page = window().new_page()
    refuse = {"Permissions-Policy": "clipboard-write=()", "Content-Type": "text/html"}
    page.route("**/calculator/", lambda route: route.fulfill(response=route.fetch(), headers=refuse))
    page.goto(f"{home}calculator/#{fragment(JINZHONG)}")
    page.get_by_role("button", name="复制文字").click()
    box = page.get_by_label("要复制的文字")
    expect(box).to_be_focused()
    assert box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)") == box.input_value()
    assert box.input_value().startswith("晋中市 · 2025年3月10日 住院")


@pytest.mark.parametrize(
    "part", ["__proto__=x", "__defineGetter__=x", "valueOf=x", "constructor=x", "kind=valueOf", "date=0000-01-01"]
)
def test_a_part_of_a_link_that_makes_no_sense_is_told_and_the_rest_is_filled_in(window, home, part):
    page = window().new_page()
    page.goto(f"{home}calculator/#place=140700&date=2025-03-10&facility=class_1&location=local&cost=42000&{part}")
    expect(page.get_by_text("这个链接")).to_be_visible()
    expect(page.locator("[name=total]")).to_have_value("42,000")
    assert (
        page.locator("input").evaluate_all("all => all.map((one) => one.value).filter((text) => text.includes('=>'))")
        == []
    )


@pytest.mark.parametrize("case", [JINZHONG, YEAR], ids=["a stay", "a year"])
def test_a_copied_link_restores_the_whole_answer_and_says_nothing_where_nothing_has_changed(answered, case):
    page = answered(case)
    visits = page.evaluate("history.length")
    page.get_by_role("button", name="复制链接").click()
    expect(page.get_by_role("status").filter(has_text="链接已复制")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert (page.url, page.evaluate("history.length")) == (link, visits)
    again = answered(link=link.split("#")[1])
    assert figures(again) == figures(page)
    expect(again.locator("#calc-result")).not_to_contain_text("这个链接")
    expect(again.locator("#calc-result")).not_to_contain_text("数据有更新")


def test_a_link_made_with_other_data_says_what_has_changed_since(answered):
    result = answered(link=fragment(JINZHONG, paid="17000,19450,5550")).locator("#calc-result")
    expect(result).to_contain_text(f"这个链接是按数据版本 {VERSION} 做的（现在是 ")
    expect(result).to_contain_text("当时你付 17,000 元，医保基金付 19,450 元，大病保险付 5,550 元；现在你付 18,000 元")
    expect(result).to_contain_text("（你多付 1,000 元）")


def test_a_link_made_with_other_data_says_so_where_the_answer_is_the_same(answered):
    result = answered(link=fragment(JINZHONG, paid="18000,18450,5550")).locator("#calc-result")
    expect(result).to_contain_text("做这个链接以后，数据有更新，结果没有变。")


def test_a_link_that_names_no_version_says_nothing_where_the_answer_is_the_same(answered):
    """Such are the links on the pages of one of several provinces, which do not name the version of all data."""
    result = answered(link=fragment(JINZHONG, version="", paid="18000,18450,5550")).locator("#calc-result")
    expect(result).to_contain_text("18,000")
    expect(result).not_to_contain_text("这个链接")


def test_a_link_that_names_no_version_tells_what_was_paid_then(answered):
    result = answered(link=fragment(JINZHONG, version="", paid="17000,19450,5550")).locator("#calc-result")
    expect(result).to_contain_text("做这个链接的时候，你付 17,000 元")
    expect(result).not_to_contain_text("数据版本 做的")


def test_what_a_link_says_of_before_goes_when_the_form_says_something_else(answered):
    page = answered(link=fragment(JINZHONG, paid="17000,19450,5550"))
    page.fill("#calc-total", "43000")
    page.keyboard.press("Tab")
    expect(page.locator("#calc-result")).to_contain_text("43,000 元")
    expect(page.locator("#calc-result")).not_to_contain_text("这个链接")


ODD = {
    "no case in it": "case=&v=0123456789ab&paid=1,2,3",
    "cut off": fragment(JINZHONG)[:60],
    "no base64": "case=***&v=0123456789ab&paid=1,2,3",
    "no JSON": "case=e30e30&v=0123456789ab&paid=1,2,3",
    "no case": fragment({"place": "晋中市"}),
    "an unknown city": fragment({**JINZHONG, "place": "北京市"}),
    "an unknown kind": fragment({**JINZHONG, "claims": [{"kind": "dentist", "date": "2025-01-01", "cost": 1}]}),
    "amounts that are none": fragment(JINZHONG, paid="much,2,3"),
    "a version that is none": fragment(JINZHONG, version="<b>"),
}


@pytest.mark.parametrize("link", ODD.values(), ids=ODD)
def test_a_broken_link_says_so_and_leaves_the_form_usable(answered, link):
    page = answered()
    page.evaluate("link => { location.hash = link }", link)
    expect(page.locator("#calc-link")).to_be_visible()
    page.fill("#calc-total", "52000")
    page.locator(".calc-go").click()
    expect(page.locator(".calc-figures")).to_contain_text("20,500")


def test_nothing_of_a_case_is_in_any_request_of_a_whole_session(window, home):
    context = window(permissions=["clipboard-read", "clipboard-write"])
    heard = Heard(context, home)
    page = context.new_page()
    case = {"place": "吕梁市", "claims": [{**STAY, "date": "2025-04-17", "costs": {"class_a": 98765.43}}]}
    page.goto(f"{home}calculator/#{fragment(case)}")
    figures(page)
    page.locator(".calc-comparison summary").click()
    page.fill("#calc-goal", "34567")
    page.keyboard.press("Enter")
    page.locator("#calc-goal-answer", has_text="34,567").wait_for()
    for name in ("复制文字", "复制链接"):
        page.get_by_role("button", name=name).click()
    page.reload()
    figures(page)
    sent = [f"{request.url} {request.post_data or ''} {request.headers}" for request in heard.requests]
    typed = re.compile("98765|34567|2025-04-17|吕梁|141100|lvliang|%E5%90%95|" + fragment(case)[5:40])
    assert [one for one in sent if typed.search(one)] == []
    assert ({request.method for request in heard.requests}, heard.outside) == ({"GET"}, [])
    assert heard.complaints == []
