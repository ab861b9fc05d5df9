"""A year of care in the calculator: each kind of claim, several together, taken up again, taken out, brought back, restored."""

import json
import re

import pytest
from playwright.sync_api import expect

from real_browser import LOOKS, accessibility, choose, figures, fill, settled_by_command, tab_to

STAY = {"kind": "inpatient", "date": "2025-03-10", "facility": "class_1", "costs": {"class_a": 42000}}
VISIT = {"kind": "outpatient", "date": "2025-03-10", "facility": "class_2_county", "costs": {"class_a": 580}}
DRUGS = {"kind": "two_diseases", "date": "2025-05-20", "disease": "hypertension", "costs": {"class_a": 300}}

# Each kind once: the answers given in the form, by name, and the claim that they make.
KINDS = {
    "a stay": ({"class": "class_1", "total": "42000"}, STAY),
    "a stay by kind of cost": (
        {"class": "class_3", "total": "900", "cost-class_b_drug": "400", "cost-uncovered": "100"},
        {**STAY, "facility": "class_3", "costs": {"class_a": 400, "class_b_drug": 400, "uncovered": 100}},
    ),
    "a stay out of the province": (
        {"class": "class_1", "where": "outside", "outside": "emergency", "total": "42000"},
        {**STAY, "location": "emergency"},
    ),
    "a visit": ({"kind": "outpatient", "class": "class_2", "level": "county", "total": "580"}, VISIT),
    "two diseases": (
        {"kind": "two_diseases", "disease": "diabetes_type_1", "total": "300", "cost-class_b_drug": "200"},
        {**DRUGS, "date": "2025-03-10", "disease": "diabetes_type_1", "costs": {"class_a": 100, "class_b_drug": 200}},
    ),
    "a drug of the first batch": (
        {"kind": "dual_channel_drug", "first_batch": "yes", "total": "1.2万"},
        {"kind": "dual_channel_drug", "date": "2025-03-10", "first_batch": True, "cost": 12000},
    ),
    "another drug": (
        {"kind": "dual_channel_drug", "first_batch": "no", "total": "12000"},
        {"kind": "dual_channel_drug", "date": "2025-03-10", "first_batch": False, "cost": 12000},
    ),
    "a treatment": ({"kind": "tcm", "total": "300"}, {"kind": "tcm", "date": "2025-03-10", "cost": 300}),
    "a natural birth": (
        {"kind": "childbirth", "mode": "natural", "facility_level": "county_or_above", "total": "3000"},
        {
            "kind": "childbirth",
            "date": "2025-03-10",
            "mode": "natural",
            "facility_level": "county_or_above",
            "cost": 3000,
        },
    ),
    "a caesarean": (
        {"kind": "childbirth", "mode": "caesarean", "class": "class_3", "total": "6000"},
        {
            "kind": "childbirth",
            "date": "2025-03-10",
            "mode": "caesarean",
            "facility": "class_3",
            "costs": {"class_a": 6000},
        },
    ),
    "an accident at school": (
        {"kind": "student_accident", "total": "600"},
        {"kind": "student_accident", "date": "2025-03-10", "cost": 600},
    ),
    "a chronic disease": (
        {"kind": "chronic_disease", "total": "800"},
        {"kind": "chronic_disease", "date": "2025-03-10", "cost": 800},
    ),
    "a major disease": (
        {"kind": "major_disease", "list": "adult", "assisted": "yes", "total": "30000"},
        {"kind": "major_disease", "date": "2025-03-10", "list": "adult", "assisted": True, "cost": 30000},
    ),
    "a year's self-pay": (
        {"kind": "annual_self_pay", "total": "30000"},
        {"kind": "annual_self_pay", "date": "2025-03-10", "compliant": 30000},
    ),
}


def answer(page, **given):
    """Gives answers in the form by the names of its fields, opening what is folded over them."""
    for name, value in given.items():
        field = page.locator(f"[name='{name}']:is([value='{value}'], :not([type=radio]))")
        if not field.is_visible():
            page.locator("#calc-form details:not([open])", has=field).locator("summary").click()
        field.check() if field.get_attribute("type") == "radio" else field.fill(value)


def claim(page, date="2025-03-10", **given):
    """Fills in the claim at hand."""
    answer(page, **{"kind": "inpatient", "date": date, **given})


def add(page):
    page.locator("#calc-add").click()


def settle(page):
    page.locator(".calc-go").click()


def shown(page):
    """The amounts of the answer: self, fund, critical illness."""
    return [float(amount) for _, amount in figures(page)]


def settled(*claims, place="晋中市"):
    """What the command line makes of these claims."""
    [statement] = settled_by_command([{"place": place, "claims": list(claims)}])
    return statement


def amounts(*claims):
    statement = settled(*claims)
    return [statement[name] for name in ("self", "basic_fund", "critical_illness")]


def outcome(claim):
    """The amounts of a claim alone, or the title of an answer that there is none."""
    return amounts(claim) if settled(claim)["status"] == "ok" else "算不出来"


def lines(page):
    return page.locator("#calc-year li > span:first-child").all_inner_texts()


def remembered(page):
    """Keeps each case that the page settles, to see the last one."""
    page.evaluate("""() => {
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (message, ...more) {
            const text = message.question?.settle;
            if (text) (window.cases ??= []).push(JSON.parse(text));
            return post.call(this, message, ...more);
        };
    }""")


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


# Each kind


def test_a_claim_of_each_kind_is_settled_as_by_the_command_line(calculator):
    page = calculator
    answer(page, place="晋中市")
    found = {}
    for name, (given, _) in KINDS.items():
        claim(page, **given)
        settle(page)
        title = page.locator("#calc-answer")
        title.wait_for()
        found[name] = shown(page) if title.inner_text() == "算出来了" else title.inner_text()
        add(page)  # into the list and out of it again: the form is empty for the next
        page.locator("#calc-year button", has_text="删除").click()
        expect(title).to_have_count(0)
    assert found == {name: outcome(wanted) for name, (_, wanted) in KINDS.items()}


# For each kind, the fields that are wrong when nothing is filled in.
ASKED = {
    "inpatient": ["class", "total"],
    "outpatient": ["class", "total"],
    "two_diseases": ["disease", "total"],
    "dual_channel_drug": ["first_batch", "total"],
    "tcm": ["total"],
    "childbirth": ["mode", "total"],
    "student_accident": ["total"],
    "chronic_disease": ["total"],
    "major_disease": ["list", "total"],
    "annual_self_pay": ["total"],
}


def test_what_is_lacking_is_said_beside_the_fields_of_the_kind(calculator):
    page = calculator
    answer(page, place="晋中市")
    errors = page.locator("#calc-form .error:visible")
    found = {}
    for kind, wanted in ASKED.items():
        answer(page, kind=kind)
        settle(page)
        found[kind] = errors.evaluate_all("notes => notes.map(note => note.dataset.error)")
        assert [text for text in errors.all_inner_texts() if not text.startswith("请")] == []
        expect(page.locator(f"#calc-form [name={wanted[0]}]").first).to_be_focused()
    assert found == ASKED


def test_only_what_goes_with_the_kind_is_asked(calculator):
    page = calculator
    answer(page, place="晋中市", kind="childbirth", mode="natural")
    expect(page.locator("[name=facility_level]").first).to_be_visible()
    expect(page.locator("[name=class]").first).to_be_hidden()
    answer(page, mode="caesarean")
    expect(page.locator("[name=facility_level]").first).to_be_hidden()
    expect(page.locator("[name=class]").first).to_be_visible()
    answer(page, kind="two_diseases")
    page.locator("summary", has_text="知道明细").click()
    expect(page.locator("#calc-cost-consumable_domestic")).to_be_hidden()
    rows = page.locator("[data-kind]:visible").evaluate_all("fields => fields.map(field => field.dataset.kind)")
    assert rows == ["class_a", "class_b_drug", "uncovered"]
    answer(page, kind="tcm")
    expect(page.locator("summary", has_text="知道明细")).to_be_hidden()
    expect(page.locator("summary", has_text="更多…")).to_contain_text("现在选的是中医适宜技术")


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


# From outside


def refill(page, case):
    """Fills in the form from a case; tells whether it could."""
    return page.evaluate(
        """async (case_) => {
            const script = document.querySelector('script[type=module][src*="page.js"]');
            return (await import(script.src)).refill(case_);
        }""",
        case,
    )


WHOLE = {
    "place": "晋中市",
    "person": {"age": 8, "group": "minimum_living"},
    "earlier": {"admissions": 1, "basic_fund": "1000.50", "in_scope_self_pay": 0},
    # A day on which a child's stay is paid otherwise, so that the age is asked.
    "claims": [{**given, "date": "2024-03-10"} for _, given in KINDS.values()],
}


def test_a_case_with_every_kind_of_claim_is_filled_in_and_says_the_same(calculator):
    remembered(calculator)
    assert refill(calculator, WHOLE)
    assert len(lines(calculator)) == len(KINDS) - 1
    settle(calculator)
    calculator.locator("#calc-answer").wait_for()
    said = calculator.evaluate(f"cases.findLast(one => one.claims.length === {len(KINDS)})")
    assert json.dumps(settled_by_command([said]), sort_keys=True) == json.dumps(
        settled_by_command([WHOLE]), sort_keys=True
    )


def test_a_bill_not_wholly_known_by_kind_is_so_again(calculator):
    for costs in ({"class_a": "42000.00"}, {"class_a": "37000.00", "uncovered": "5000.00"}):
        assert refill(calculator, {"place": "晋中市", "claims": [{**STAY, "costs": costs}]})
        expect(calculator.locator("#calc-total")).to_have_value("42,000")
        settle(calculator)
        calculator.locator("#calc-answer:focus").wait_for()
        assert figures(calculator)[0][0] == "你付（至少）"


def test_a_bill_wholly_known_by_kind_is_so_again(calculator):
    remembered(calculator)
    answer(calculator, place="晋中市")
    claim(calculator, **{"class": "class_1", "total": "42000", "cost-class_a": "40000", "cost-uncovered": "2000"})
    settle(calculator)
    before = figures(calculator)
    said = calculator.evaluate("cases.at(-1)")
    calculator.reload()
    assert refill(calculator, said)
    expect(calculator.locator("#calc-cost-class_a")).to_have_value("40,000")
    settle(calculator)
    assert figures(calculator) == before
    assert before[0][0] == "你付"


BAD = {
    "nothing": None,
    "a list": [],
    "no claim": {"place": "晋中市", "claims": []},
    "another province": {"place": "北京市", "claims": [STAY]},
    "an unknown kind": {"place": "晋中市", "claims": [{**STAY, "kind": "dentist"}]},
    "an unknown class": {"place": "晋中市", "claims": [{**STAY, "facility": "class_9"}]},
    "an unknown field": {"place": "晋中市", "claims": [{**STAY, "colour": "red"}]},
    "no such day": {"place": "晋中市", "claims": [{**STAY, "date": "2025-02-30"}]},
    "less than nothing": {"place": "晋中市", "claims": [{**STAY, "costs": {"class_a": -5}}]},
    "an unknown group": {"place": "晋中市", "person": {"group": "king"}, "claims": [STAY]},
    "an unknown kind of cost": {"place": "晋中市", "claims": [{**STAY, "costs": {"class_a": 5, "gold": 7}}]},
    "text for a claim": {"place": "晋中市", "claims": ["住院"]},
}


def test_a_case_that_the_form_cannot_say_leaves_it_as_it_was(calculator):
    fill(calculator)
    assert {name: refill(calculator, case) for name, case in BAD.items()} == dict.fromkeys(BAD, False)
    expect(calculator.locator("#calc-year")).to_be_hidden()
    settle(calculator)
    assert shown(calculator) == amounts(STAY)


LINKS = {
    "a stay": ("place=140700&date=2025-03-10&facility=class_1&location=local&cost=42000", STAY),
    "a visit": ("place=晋中&kind=outpatient&date=2025-03-10&facility=class_2_county&cost=580", VISIT),
    "a birth": (
        "place=140700&kind=childbirth&mode=natural&facility_level=township&date=2025-03-10&cost=900",
        {"kind": "childbirth", "date": "2025-03-10", "mode": "natural", "facility_level": "township", "cost": 900},
    ),
    "a drug": (
        "place=140700&kind=dual_channel_drug&first_batch=true&date=2025-03-10&cost=12000",
        {"kind": "dual_channel_drug", "date": "2025-03-10", "first_batch": True, "cost": 12000},
    ),
}


def follow(page, keys):
    """Follows a link to the page that is open."""
    page.evaluate("keys => { location.hash = keys }", keys)


def test_a_link_with_readable_keys_fills_in_one_claim(calculator):
    found = {}
    for name, (keys, _) in LINKS.items():
        follow(calculator, keys)
        settle(calculator)
        calculator.locator("#calc-answer:focus").wait_for()
        found[name] = shown(calculator)
        expect(calculator.locator("#calc-link")).to_be_hidden()
    assert found == {name: amounts(wanted) for name, (_, wanted) in LINKS.items()}


def test_a_link_that_makes_no_sense_says_so_and_leaves_the_form_usable(calculator):
    for keys in ("place=北京", "kind=dentist", "colour=red", "case=rubbish", "date=2025-02-30", "cost=-5"):
        follow(calculator, keys)
        expect(calculator.locator("#calc-link")).to_have_text(re.compile("^这个链接不完整"))
        follow(calculator, "")
        expect(calculator.locator("#calc-link")).to_be_hidden()
    fill(calculator)
    settle(calculator)
    assert shown(calculator) == amounts(STAY)
