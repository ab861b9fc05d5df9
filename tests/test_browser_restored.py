"""The calculator's form filled in from outside: by a link to a whole case, or by one with readable keys."""

import json
import re

from playwright.sync_api import expect

from answers import fragment, wait_for_all
from form_at_hand import (
    KINDS,
    STAY,
    VISIT,
    amounts,
    answer,
    claim,
    lines,
    remembered,
    settle,
    shown,
)
from real_browser import figures, fill, settled_by_command


def follow(page, keys):
    """Follows a link to the page that is open."""
    page.evaluate(
        """keys => new Promise(done => {
        addEventListener("hashchange", done, { once: true });
        location.hash = keys;
    })""",
        keys,
    )


def restored(page, case):
    """Follows a link to a case; tells whether the form could be filled in from it."""
    follow(page, fragment(case, paid="-"))
    return page.locator("#calc-link").is_hidden()


WHOLE = {
    "place": "晋中市",
    "person": {"age": 8, "group": "minimum_living"},
    "earlier": {"admissions": 1, "basic_fund": "1000.50", "in_scope_self_pay": 0},
    # A day on which a child's stay is paid otherwise, so that the age is asked.
    "claims": [{**given, "date": "2024-03-10"} for _, given in KINDS.values()],
}


def test_a_case_with_every_kind_of_claim_is_filled_in_and_says_the_same(calculator):
    remembered(calculator)
    assert restored(calculator, WHOLE)
    assert len(lines(calculator)) == len(KINDS) - 1
    settle(calculator)
    calculator.locator("#calc-answer").wait_for()
    said = calculator.evaluate(f"cases.find(one => one.claims.length === {len(KINDS)})")
    assert json.dumps(settled_by_command([said]), sort_keys=True) == json.dumps(
        settled_by_command([WHOLE]), sort_keys=True
    )


def test_a_bill_not_wholly_known_by_kind_is_so_again(calculator):
    for costs in ({"class_a": "42000.00"}, {"class_a": "37000.00", "uncovered": "5000.00"}):
        assert restored(calculator, {"place": "晋中市", "claims": [{**STAY, "costs": costs}]})
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
    # Not the last one: while the bill is typed, what it might be is settled too.
    said = calculator.evaluate("cases.findLast(({ claims: [stay] }) => Number(stay.costs.uncovered) === 2000)")
    answer(calculator, **{"cost-class_a": "", "cost-uncovered": "", "total": "1"})
    assert restored(calculator, said)
    expect(calculator.locator("#calc-cost-class_a")).to_have_value("40,000")
    settle(calculator)
    assert figures(calculator) == before
    assert before[0][0] == "你付"


# Hears the interpreter before the page does.
OVERHEARD = """window.Worker = class extends Worker {
    constructor(...given) {
        super(...given);
        this.addEventListener("message", () => window.overheard?.());
    }
}"""


def test_a_link_followed_just_as_an_answer_comes_is_filled_in(window, home):
    page = window().new_page()
    page.add_init_script(OVERHEARD)
    page.goto(home + "calculator/")
    answer(page, place="晋中市")
    claim(page, kind="tcm", total="300")
    settle(page)
    wait_for_all(page)
    other = fragment({"place": "晋中市", "claims": [{"kind": "tcm", "date": "2025-03-10", "cost": 500}]}, paid="-")
    page.evaluate("keys => { overheard = () => { overheard = null; location.hash = keys; }; }", other)
    answer(page, total="400")
    page.keyboard.press("Tab")
    expect(page.locator("#calc-total")).to_have_value("500")


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
    assert {name: restored(calculator, case) for name, case in BAD.items()} == dict.fromkeys(BAD, False)
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
