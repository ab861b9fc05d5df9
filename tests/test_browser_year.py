"""A year of care in the calculator: several claims together, taken up again, taken out, brought back."""

import pytest
from playwright.sync_api import expect

from form_at_hand import DRUGS, STAY, VISIT, add, amounts, answer, claim, lines, settle, shown
from real_browser import LOOKS, accessibility, choose, figures, tab_to


@pytest.fixture
def year(calculator):
    """A stay, a visit and drugs in Jinzhong: the first two in the list, the third at hand."""
    answer(calculator, place="晋中市")
    claim(calculator, **{"class": "class_1"}, total="42000")
    add(calculator)
    claim(calculator, kind="outpatient", **{"class": "class_2"}, level="county", total="580")
    add(calculator)
    claim(calculator, date="2025-05-20", kind="two_diseases", disease="hypertension", total="300")
    return calculator


# Several claims


def test_a_year_of_three_kinds_is_settled_together(year):
    assert lines(year) == ["3月10日 住院 三甲大医院 本市 42,000 元", "3月10日 看门诊 县级医院 本市 580 元"]
    settle(year)
    assert shown(year) == amounts(STAY, VISIT, DRUGS)


def test_the_next_claim_starts_empty_with_the_city_and_the_day_of_the_last(year):
    add(year)
    expect(year.locator("[name=place][value=晋中市]")).to_be_checked()
    expect(year.locator("#calc-date")).to_have_value("2025-05-20")
    expect(year.locator("[name=kind][value=inpatient]")).to_be_checked()
    expect(year.locator("#calc-total")).to_have_value("")
    expect(year.locator("[name=class]:checked")).to_have_count(0)
    expect(year.locator("#calc-form .error:visible")).to_have_count(0)


def test_the_order_within_a_day_is_the_order_given(calculator):
    stays = [{**STAY, "facility": name, "costs": {"class_a": 3000}} for name in ("class_1", "class_3")]
    answer(calculator, place="晋中市")
    for name in ("class_1", "class_3"):
        claim(calculator, **{"class": name}, total="3000")
        add(calculator)
    settle(calculator)
    assert shown(calculator) == amounts(*stays)
    assert amounts(*stays) != amounts(*reversed(stays))


def test_a_claim_that_is_not_complete_does_not_go_into_the_list(calculator):
    answer(calculator, place="晋中市", total="42000")
    add(calculator)
    expect(calculator.locator("#error-class")).to_be_visible()
    expect(calculator.locator("[name=class]").first).to_be_focused()
    expect(calculator.locator("#calc-year")).to_be_hidden()


def test_a_claim_half_filled_in_does_not_hold_up_the_others_and_says_so(year):
    answer(year, total="")
    settle(year)
    assert shown(year) == amounts(STAY, VISIT)
    expect(year.locator("#calc-result")).to_contain_text("正在填的这一笔（高血压、糖尿病买药）还没有算进去")
    expect(year.locator("#error-total")).to_be_visible()
    answer(year, total="300")
    year.locator("#calc-date").focus()
    expect(year.locator("#calc-result")).not_to_contain_text("还没有算进去")
    assert shown(year) == amounts(STAY, VISIT, DRUGS)


def test_an_empty_form_below_the_list_is_no_claim_and_no_error(year):
    add(year)
    settle(year)
    assert shown(year) == amounts(STAY, VISIT, DRUGS)
    expect(year.locator("#calc-result")).not_to_contain_text("还没有算进去")
    expect(year.locator("#calc-form .error:visible")).to_have_count(0)


def test_years_are_told_apart_in_the_list(year):
    answer(year, date="2026-01-05")
    add(year)
    assert [line.split(" ")[0] for line in lines(year)] == ["2025年3月10日", "2025年3月10日", "2026年1月5日"]


# Taken up again, taken out, brought back


def test_a_claim_is_taken_up_again_with_all_that_was_said_of_it(year):
    settle(year)
    year.locator("#calc-year button", has_text="修改").first.click()
    expect(year.locator("#calc-hand")).to_have_text("修改第 1 笔")
    expect(year.locator("#calc-total")).to_have_value("42000")
    expect(year.locator("[name=class][value=class_1]")).to_be_checked()
    answer(year, total="50000")
    add(year)
    assert lines(year)[0] == "3月10日 住院 三甲大医院 本市 50,000 元"
    assert len(lines(year)) == 3
    expect(year.locator("#calc-result")).to_contain_text("50,000")
    assert shown(year) == amounts({**STAY, "costs": {"class_a": 50000}}, VISIT, DRUGS)


def test_what_was_half_filled_in_waits_while_another_claim_is_taken_up(year):
    answer(year, total="")
    year.locator("#calc-year button", has_text="修改").last.click()
    add(year)
    assert len(lines(year)) == 2
    expect(year.locator("[name=kind][value=two_diseases]")).to_be_checked()
    expect(year.locator("[name=disease][value=hypertension]")).to_be_checked()
    expect(year.locator("#calc-date")).to_have_value("2025-05-20")


def test_a_claim_taken_out_is_brought_back_where_it_was(year):
    settle(year)
    before = lines(year)
    year.locator("#calc-year button", has_text="删除").first.click()
    expect(year.locator("#calc-year [name=back]")).to_be_focused()
    assert lines(year) == before[1:]
    expect(year.locator(".calc-figures strong").first).to_have_text(f"{amounts(VISIT, DRUGS)[0]:g}")
    year.keyboard.press("Enter")
    assert lines(year) == before
    expect(year.locator("[name=claim-0]")).to_be_focused()
    expect(year.locator(".calc-figures strong").first).to_have_text(f"{amounts(STAY, VISIT, DRUGS)[0]:,g}")


def test_when_all_is_taken_out_the_answer_goes_too(calculator):
    answer(calculator, place="晋中市")
    claim(calculator, **{"class": "class_1"}, total="42000")
    settle(calculator)
    figures(calculator)
    add(calculator)
    calculator.locator("#calc-year button", has_text="删除").click()
    expect(calculator.locator(".calc-figures")).to_have_count(0)
    expect(calculator.locator("#calc-form .error:visible")).to_have_count(0)
    expect(calculator.locator("#calc-year")).to_contain_text("已删除：3月10日 住院 三甲大医院 本市 42,000 元")


def test_a_line_that_another_city_asks_more_of_says_so(calculator):
    # 太原 2025: another city of the province is as good with or without a referral; 晋中 2024: it is not.
    answer(calculator, place="太原市")
    claim(calculator, date="2024-03-10", **{"class": "class_1"}, where="in_province", total="42000")
    add(calculator)
    claim(calculator, date="2024-04-10", **{"class": "class_1"}, total="3000")
    answer(calculator, place="晋中市")
    settle(calculator)
    wrong = calculator.locator("[data-error=claim-0]")
    expect(wrong).to_contain_text("请选有没有办转诊或备案")
    expect(calculator.locator("[name=claim-0]")).to_be_focused()
    calculator.keyboard.press("Enter")
    answer(calculator, inside="in_province")
    add(calculator)
    settle(calculator)
    stays = [
        {**STAY, "date": "2024-03-10", "location": "in_province"},
        {**STAY, "date": "2024-04-10", "costs": {"class_a": 3000}},
    ]
    assert shown(calculator) == amounts(*stays)


# Keyboard, assistive technology


def test_a_year_is_filled_in_by_keyboard_alone(calculator):
    page = calculator
    choose(page, "place", 6)
    tab_to(page, "#calc-date")
    page.keyboard.type("03102025")
    choose(page, "class", 2)
    tab_to(page, "#calc-total")
    page.keyboard.type("42000")
    tab_to(page, "#calc-add")
    page.keyboard.press("Enter")
    expect(page.locator("#calc-year-title")).to_be_focused()
    tab_to(page, "[name=kind]")
    page.keyboard.press("ArrowDown")
    choose(page, "class", 0)
    tab_to(page, "#calc-total")
    page.keyboard.type("200")
    page.keyboard.press("Enter")
    visit = {**VISIT, "facility": "class_3", "costs": {"class_a": 200}}
    assert shown(page) == amounts(STAY, visit)


@pytest.mark.parametrize(("how", "type_size"), LOOKS.values(), ids=LOOKS)
def test_a_year_is_accessible_and_its_buttons_are_large(window, home, how, type_size):
    context = window(**{**how, "viewport": {"width": 360, "height": 740}})
    context.add_init_script(f"localStorage.setItem('urrbmi.type', '{type_size}')")
    page = context.new_page()
    page.goto(home + "calculator/")
    page.evaluate("urrbmi.ready")
    answer(page, place="晋中市")
    claim(page, **{"class": "class_1"}, total="42000")
    add(page)
    claim(page, **{"class": "class_2"}, level="city", total="9000")
    add(page)
    claim(page, kind="childbirth", mode="caesarean")
    page.locator("#calc-year button", has_text="删除").first.click()
    settle(page)
    figures(page)
    assert accessibility(page) == {}
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0
    for button in page.locator(
        "#calc-form button:visible, #calc-form .choice:visible, #calc-form summary:visible"
    ).all():
        box = button.bounding_box()
        assert (box["width"] >= 44, box["height"] >= 44) == (True, True), button.inner_text()
