"""What is said of a bill that is not wholly known by kind: a bound only where the kinds could make a difference."""

import pytest
from playwright.sync_api import expect

from answers import STAY, fragment, visit, wait_for_all
from real_browser import figures, fill

AT_HOME = {**STAY, "location": "local"}
BY_KIND = dict.fromkeys(
    ("class_b_drug", "class_b_service", "consumable_domestic", "consumable_imported", "uncovered"), 0
)


def of(*claims):
    return {"place": "晋中市", "claims": list(claims)}


def said(page):
    """What stands between the figures and the working."""
    return page.locator("#calc-result").inner_text().split("怎么算的")[0].replace("\n", "")


def rows(page):
    """The rows of the table of what would be paid with a part out of scope."""
    shown = page.locator("#calc-result section:has-text('如果') > table tbody tr").all()
    return [row.locator("th, td").all_inner_texts() for row in shown]


# The deductible is 1000: below it nothing is paid, whatever the kinds.
BELOW = {
    "a total": ({"class_a": 800}, "只知道总费用，就算全部在报销范围内，也没有报销：你付的就是全部 800 元。"),
    "a part by kind": (
        {"class_a": 800, "uncovered": 100},
        "总费用里没有写种类的 800 元，就算全部在报销范围内，也没有报销：你付的就是全部 900 元。",
    ),
}


@pytest.mark.parametrize(("costs", "words"), BELOW.values(), ids=BELOW)
def test_where_nothing_is_paid_at_best_the_whole_bill_is_ones_own_for_certain(answered, costs, words):
    page = answered(of({**AT_HOME, "costs": costs}))
    whole = f"{sum(costs.values())}"
    assert figures(page) == [("你付", whole), ("医保基金付", "0"), ("大病保险付", "0")]
    assert words in said(page)
    assert rows(page) == []
    page.get_by_role("button", name="复制文字").click()
    expect(page.get_by_role("status").filter(has_text="文字已复制。")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").split("\n")[2:5] == [
        f"你付：{whole} 元",
        "医保基金付：0 元",
        "大病保险付：0 元",
    ]


def test_an_estimate_of_a_bill_below_the_deductible_bounds_nothing_either(window, home):
    context = window()
    context.route("**/*.wasm", lambda route: None)  # the interpreter is on the way for ever
    page = context.new_page()
    page.goto(home + "calculator/")
    fill(page, total="800")
    page.locator("#calc-total").blur()
    assert figures(page) == [("你付", "800"), ("医保基金付", "0"), ("大病保险付", "0")]
    page.fill("#calc-total", "1100")
    page.locator("#calc-total").blur()
    expect(page.locator(".calc-figures strong").first).to_have_text("1,040")
    assert [label for label, _ in figures(page)] == ["你付（至少）", "医保基金付（最多）", "大病保险付"]


def test_parts_out_of_scope_that_are_paid_alike_share_a_row(answered):
    page = answered(of({**AT_HOME, "costs": {"class_a": 1100}}))
    assert rows(page) == [
        ["全部在报销范围内", "60", "1,040"],  # (1100 − 1000) × 60%
        ["10% 是目录外的（110 元），或 30% 是目录外的（330 元）", "0", "1,100"],
    ]


def test_a_bill_far_above_both_caps_has_no_table_for_it_would_say_the_same_thrice(answered):
    page = answered(of({**AT_HOME, "costs": {"class_a": 2_000_000}}))
    assert [label for label, _ in figures(page)] == ["你付（至少）", "医保基金付（最多）", "大病保险付（最多）"]
    # 70000 of the fund and 400000 of critical-illness insurance are the most in a year
    assert "报销最多 470,000 元。就算 30% 是目录外的（600,000 元），也报这么多" in said(page)
    assert rows(page) == []


@pytest.fixture
def two(phone, home):
    """Two stays in 晋中: the first 8000 yuan by kind, the second a total of so many yuan."""

    def make(total):
        first = {**AT_HOME, "costs": {"class_a": 8000, **BY_KIND}}
        second = {**AT_HOME, "date": "2025-06-20", "costs": {"class_a": total}}
        visit(phone, home, fragment(of(first, second)))
        wait_for_all(phone)
        return phone

    return make


def test_of_several_claims_a_total_that_changes_nothing_bounds_nothing(two):
    page = two(300)
    # (8000 − 1000) × 60% = 4200; 300 is below the second stay's deductible
    assert figures(page) == [("你付", "4100"), ("医保基金付", "4200"), ("大病保险付", "0")]
    assert (
        "第 2 笔没有写明种类的钱，不管多少在报销范围内、多少是目录外的（自费药、自费项目），各付多少都一样。"
        in said(page)
    )


def test_of_several_claims_a_total_that_could_be_paid_less_bounds_what_it_moves(two):
    page = two(8000)
    assert [label for label, _ in figures(page)] == ["你付（至少）", "医保基金付（最多）", "大病保险付"]
    assert "第 2 笔没有写明种类的钱，先当作全部是甲类、全部在报销范围内" in said(page)
