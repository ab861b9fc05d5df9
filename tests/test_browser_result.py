"""An answer on the calculator page: its curve, its table of cities and years, and a year of several claims."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from answers import JINZHONG, YEAR, fragment, settle, visit, wait_for_all
from real_browser import DESK, LOOKS, PHONE, accessibility, figures, settled_by_command


def costing(amount, case=JINZHONG):
    """The same case with another bill of its last claim."""
    *before, last = case["claims"]
    return {**case, "claims": [*before, {**last, "costs": {"class_a": round(amount, 2)}}]}


def yuan(text):
    """The amounts in a text, as numbers."""
    return [float(one.replace(",", "")) for one in re.findall(r"[\d,]+(?:\.\d+)?", text)]


# The bar


def test_the_bar_is_divided_as_the_bill_is(answered):
    page = answered()
    [told] = settle(page, [JINZHONG])
    widths = page.locator(".calc-top .bar > *").evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    shares = [told[name] / told["cost"] for name in ("self", "basic_fund", "critical_illness")]
    assert [width / sum(widths) for width in widths] == pytest.approx(shares, abs=0.01)


# 换个城市呢

POOR = {
    "place": "太原市",
    "person": {"group": "minimum_living"},
    "claims": [{"kind": "annual_self_pay", "date": "2019-12-31", "compliant": 6000}],
}


def test_cities_where_one_pays_otherwise_stand_in_a_chart_with_their_amounts(answered):
    page = answered(POOR)
    [told] = settle(page, [POOR])
    chart = page.locator(".calc-comparison svg[aria-labelledby^=places]")
    chart.wait_for()
    shown = [yuan(text)[0] for text in chart.locator("text", has_text=" 元").all_text_contents()]
    widths = chart.locator("rect").evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    assert shown == sorted(shown)
    assert shown[0] < shown[-1]
    assert [width / widths[-1] for width in widths] == pytest.approx([one / shown[-1] for one in shown], abs=0.01)
    assert told["self"] in shown
    assert accessibility(page) == {}


# 花得再多一点呢


def test_the_next_thousand_yuan_are_shared_as_the_core_settles_them(answered):
    page = answered()
    now, then = settle(page, [JINZHONG, costing(43000)])
    shown = page.locator("#calc-result > section", has_text="花得再多一点呢").locator("p").first.inner_text()
    shares = [then[name] - now[name] for name in ("self", "basic_fund", "critical_illness")]
    assert yuan(shown) == [1000, *shares]


def segments(page):
    """The rows of the curve's table: (from which bill, what one pays of the next 100 yuan)."""
    rows = page.locator(".calc-segments tbody tr").all()
    return [(yuan(row.locator("b").inner_text())[0], yuan(row.locator("td").last.inner_text())[0]) for row in rows]


@pytest.mark.parametrize("case", [JINZHONG, YEAR], ids=["a stay", "the last of three claims"])
def test_each_line_of_the_curves_table_is_what_the_core_settles_from_there_on(answered, case):
    page = answered(case)
    lines = segments(page)
    assert len(lines) > 3
    starts = [start for start, _ in lines]
    at, later = (settle(page, [costing(start + more, case) for start in starts]) for more in (0, 10))
    steps = [round(10 * (after["self"] - before["self"])) for before, after in zip(at, later, strict=True)]
    # Ten yuan show the rate to the tenth of a yuan: both ends are rounded to the fen.
    assert steps == [pytest.approx(each, abs=0.5) for _, each in lines]


def test_the_curve_turns_at_the_fen_that_the_table_names(answered):
    page = answered()
    lines = segments(page)
    for (start, each), (_, before) in zip(lines[1:], lines, strict=False):
        left, here, right = (
            one["self"] for one in settle(page, [costing(start + by) for by in (-100.01, -0.01, 99.99)])
        )
        assert (here - left, right - here) == (pytest.approx(before, abs=0.02), pytest.approx(each, abs=0.02))


def drawn(page):
    """The rings and one's own point of the curve, read off against its axes: [(bill, self), …]."""
    return page.locator(".calc-curve svg").evaluate("""svg => {
        const figure = text => Number(text.textContent.replace(/[,万]/g, "")) * (text.textContent.endsWith("万") ? 1e4 : 1);
        const labels = [...svg.querySelectorAll(".chart-figure")].filter(text => /^[\\d,.]+万?$/.test(text.textContent));
        const right = labels.filter(text => text.getAttribute("text-anchor") === "middle").at(-1);
        const lines = [...svg.querySelectorAll(".chart-base, .chart-grid")].map(line => Number(line.getAttribute("y1")));
        const [bottom, top] = [Math.max(...lines), Math.min(...lines)];
        const left = Number(svg.querySelector(".chart-base").getAttribute("x1"));
        const high = figure(labels.filter(text => text.getAttribute("text-anchor") === "end").at(-1));
        return [...svg.querySelectorAll("circle")].map(({cx, cy}) => [
            (cx.baseVal.value - left) / (Number(right.getAttribute("x")) - left) * figure(right),
            (bottom - cy.baseVal.value) / (bottom - top) * high,
        ]);
    }""")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_points_of_the_picture_lie_where_the_core_settles_them(answered, size):
    page = answered()
    page.set_viewport_size(size)
    points = drawn(page)
    bills = [start for start, _ in segments(page)[1 : len(points)]] + [42000]
    paid = [one["self"] for one in settle(page, [costing(bill) for bill in bills])]
    assert len(points) > 2
    assert [tuple(point) for point in points] == [
        (pytest.approx(bill, abs=1), pytest.approx(self, abs=1)) for bill, self in zip(bills, paid, strict=True)
    ]


def test_names_in_the_curve_never_overlap_nor_leave_the_picture(answered):
    page = answered()
    for width in (320, 360, 412, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        boxes = page.locator(".calc-curve svg").evaluate("""svg => {
            const frame = svg.getBoundingClientRect();
            const names = [...svg.querySelectorAll(".chart-name")].map(one => one.getBoundingClientRect());
            return names.map(({left, right}) => [left - frame.left, right - frame.right]).sort((a, b) => a[0] - b[0])
        }""")
        assert [box for box in boxes if box[0] < 0 or box[1] > 20] == []


def test_the_bill_that_leads_to_a_payment_is_found(answered):
    page = answered()
    page.fill("#calc-goal", "2万")
    page.keyboard.press("Enter")
    expect(page.locator("#calc-goal-answer")).to_contain_text("你付 20,000 元")
    bill, *_ = yuan(page.locator("#calc-goal-answer").inner_text())
    assert [one["self"] for one in settle(page, [costing(bill)])] == [20000]


def test_of_several_claims_it_says_which_bill_and_that_the_payment_is_for_all(answered):
    page = answered(YEAR)
    expect(page.locator("label[for=calc-goal]")).to_have_text("第 3 笔花到多少，我 3 笔一共要付这么多？")
    page.fill("#calc-goal", "2万")
    page.keyboard.press("Enter")
    expect(page.locator("#calc-goal-answer")).to_contain_text(
        re.compile(r"^第 3 笔花到 [\d,]+ 元，你 3 笔一共付 20,000 元。")
    )
    _, bill, *_ = yuan(page.locator("#calc-goal-answer").inner_text())
    assert [one["self"] for one in settle(page, [costing(bill, YEAR)])] == [20000]


def test_a_payment_that_no_bill_leads_to_is_said_to_be_impossible_and_why(answered):
    page = answered(YEAR)
    page.fill("#calc-goal", "1")
    page.keyboard.press("Enter")
    expect(page.locator("#calc-goal-answer")).to_contain_text("这项费用就算是 0 元，自己也要为其余的费用付 11,930 元。")


def test_a_goal_that_is_no_amount_is_said_beside_the_field(answered):
    page = answered()
    page.fill("#calc-goal", "很多")
    page.keyboard.press("Enter")
    expect(page.locator("#calc-goal-answer")).to_have_text("请填一个金额，只写数字，例如 42,000 或 42,000.50")
    expect(page.locator("#calc-goal")).to_have_attribute("aria-invalid", "true")


# 换个城市、换一年呢


def test_every_cell_of_the_whole_table_is_what_the_command_line_settles(answered):
    page = answered()
    page.locator(".calc-comparison summary").click()
    table = page.locator(".calc-comparison .figures")
    years = [int(text[:4]) for text in table.locator("thead th").all_inner_texts()[1:]]
    places = table.locator("tbody th").all_inner_texts()
    cases = [
        {"place": place, "claims": [{**JINZHONG["claims"][0], "date": f"{year}-03-10"}]}
        for place in places
        for year in years
    ]
    expected = [
        f"{one['self']:,.2f}".replace(".00", "") if one["status"] == "ok" else "未收录"
        for one in settled_by_command(cases)
    ]
    assert (len(places), len(years)) == (11, 13)
    assert table.locator("tbody td").all_inner_texts() == expected


def test_what_is_not_collected_leads_to_what_is_missing(answered):
    page = answered()
    link = page.locator(".calc-listing a", has_text="未收录").first
    assert urlsplit(link.evaluate("link => link.href")).path.endswith("/coverage/")


def test_ones_own_city_and_year_are_marked_in_each_table(answered):
    page = answered()
    page.locator(".calc-comparison summary").click()
    marked = page.locator(".calc-comparison [aria-current]")
    assert [text.split()[-2:] for text in marked.all_inner_texts()] == [["18,000", "元"], ["18,000"]]


def test_the_reasons_for_a_difference_add_up_to_it(answered):
    page = answered()
    page.locator(".calc-listing button").first.click()
    why = page.locator(".calc-why").first
    expect(why.locator("h5")).to_be_focused()
    expect(why.locator("h5")).to_have_text("为什么不一样：晋中市 2025年3月10日 → 晋中市 2018年3月10日")
    parts = [
        (1 if text.startswith("多付") else -1) * yuan(text)[0]
        for text in why.locator("li b").all_inner_texts()
        if text != "你付的一样"
    ]
    moved = {**JINZHONG, "claims": [{**JINZHONG["claims"][0], "date": "2018-03-10"}]}
    now, then = settle(page, [JINZHONG, moved])
    assert sum(parts) == pytest.approx(then["self"] - now["self"], abs=0.001)
    expect(why).to_contain_text("合起来：少付 4,556.25 元")
    expect(why.locator("a", has_text="第17条①")).to_be_visible()


def test_every_figure_of_the_whole_table_that_differs_says_why_by_keyboard_too(answered):
    page = answered()
    page.locator(".calc-comparison summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="晋中市 2024年，你付 13,443.75 元，为什么？").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".calc-comparison details .calc-why")).to_contain_text("合起来：少付 4,556.25 元")


# Several claims


def test_a_year_of_claims_is_shown_claim_by_claim_and_folded(answered):
    page = answered(YEAR)
    (expected,) = settled_by_command([YEAR])
    assert [float(amount) for _, amount in figures(page)] == [
        expected[name] for name in ("self", "basic_fund", "critical_illness")
    ]
    folds = page.locator("#calc-result section:not(.no-print) details")
    paid = [claim["basic_fund"] for claim in expected["years"][0]["claims"]]
    assert [yuan(one.inner_text())[-1] for one in folds.locator("summary").all()] == paid
    expect(folds.first.locator("li").first).to_be_hidden()
    folds.first.locator("summary").click()
    expect(folds.first.locator("li", has_text="起付线")).to_be_visible()


def test_of_several_claims_those_that_are_unknown_are_named(phone, home):
    first, second, _ = YEAR["claims"]
    case = {"place": "大同市", "claims": [{**first, "date": "2024-03-10"}, second]}
    visit(phone, home, fragment(case, paid="-"))
    result = phone.locator("#calc-result")
    expect(result.locator("h2")).to_have_text("算不出来")
    expect(result.locator("ul > li").first).to_contain_text("第 1 笔（2024年3月10日 住院")
    expect(result.locator("ul > li").first).to_contain_text("住院起付标准")
    expect(result).to_contain_text("其余的算出来了")
    expect(result).to_contain_text("医保基金付 120 元")


# All of it


@pytest.mark.parametrize(("how", "type_size"), LOOKS.values(), ids=LOOKS)
def test_an_answer_with_everything_open_is_accessible_and_fits(window, home, how, type_size):
    context = window(**how)
    context.add_init_script(f"localStorage.setItem('urrbmi.type', '{type_size}')")
    page = context.new_page()
    for case in (JINZHONG, YEAR):
        visit(page, home, fragment(case))
        wait_for_all(page)
        for summary in page.locator("#calc-result summary").all():
            summary.click()
        page.locator(".calc-comparison button:visible").first.click()
        page.locator(".calc-why h5").first.wait_for()
        root = "document.documentElement"
        assert (accessibility(page), page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")) == ({}, 0)


def test_controls_of_an_answer_are_large_enough_to_be_tapped(answered):
    page = answered()
    page.locator(".calc-comparison summary").click()
    small = page.locator("#calc-result :is(button, summary, input):visible").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().height < 44).map(one => one.textContent)"
    )
    assert small == []
