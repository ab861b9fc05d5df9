"""The compare page in a real browser: its tables say what cells.csv says, and its address brings a table back."""

import re

import pytest
from playwright.sync_api import expect

from built_site import download, pages
from real_browser import DESK, LOOKS, PHONE, Heard, accessibility

DEDUCTIBLE = "#view=item&items=inpatient_deductible"
TAIYUAN_JINZHONG_2024 = "#view=cities&cities=140100,140700&years=2024"


def row_names(page):
    return page.locator("#compare-table tbody th").all_inner_texts()


def column_names(page):
    return [re.sub(" [▲▼]", "", name) for name in page.locator("#compare-table thead th").all_inner_texts()]


def column(page, name):
    """The figures of a column, without their signs."""
    at = column_names(page).index(name)
    return [row.locator("td").nth(at - 1).locator(".value").inner_text() for row in page.locator("tbody tr").all()]


def sort_by(page, name):
    page.get_by_role("button", name=re.compile(f"^{name}")).click()


def written(value, unit):
    """A figure of cells.csv as a page writes it."""
    if unit == "ratio":
        return f"{float(value) * 100:g}%"
    return f"{float(value) / 10000:g}万元" if float(value) % 10000 == 0 and float(value) else f"{float(value):g}元"


# What stands in the tables


@pytest.mark.parametrize(
    ("item", "case"),
    [
        ("inpatient_deductible", {"facility": "class_1", "location": "local"}),
        ("inpatient_ratio", {"facility": "class_2_city", "location": "unreferred"}),
        ("premium", {}),
        ("critical_illness_ratio", {"group": "ordinary"}),
    ],
)
def test_every_figure_is_that_of_cells_csv(compare, item, case):
    fragment = "".join(f"&{name}={value}" for name, value in case.items())
    page = compare(f"#view=item&items={item}{fragment}")
    dimensions = ";".join(f"{name}={value}" for name, value in case.items())
    expected = {}
    for row in download("cells.csv"):
        if row["item"] == item and row["dimensions"] == dimensions:
            said = "未收录" if row["state"] == "not_collected" else written(row["value"], row["unit"])
            expected.setdefault((row["place"], row["year"]), []).append(said)
    years = column_names(page)[1:]
    shown = {
        (row.locator("th").inner_text(), year): cell.locator(".value").all_inner_texts()
        for row in page.locator("#compare-table tbody tr").all()
        for year, cell in zip(years, row.locator("td").all(), strict=True)
    }
    assert shown == expected


def test_a_figure_leads_to_its_cell_on_the_page_of_its_item(compare):
    page = compare(f"{DEDUCTIBLE}&cities=140700&years=2024")
    expect(page.locator("#compare-table td")).to_have_class("is-continued")
    expect(page.locator("#compare-table td .state")).to_have_text("沿用")
    expect(page.locator("#compare-legend dt")).to_have_text(["沿用"])
    page.locator("#compare-table td .value").click()
    page.locator("dialog .panel-part a").click()
    page.wait_for_url("**/items/inpatient-deductible/#*-local-140700-2024")
    expect(page.locator("td:target")).to_contain_text("1000元")


def test_two_cities_show_only_what_differs_by_how_much_and_since_which_document(compare):
    page = compare(f"{TAIYUAN_JINZHONG_2024}&items=all")
    assert column_names(page) == ["项目", "太原市", "晋中市", "晋中市比太原市", "从哪天起，依据"]
    rows = page.locator("#compare-table tbody tr")
    for row in rows.all():
        one, other = row.locator("td").nth(0).inner_text(), row.locator("td").nth(1).inner_text()
        assert one != other
        assert row.locator(".compare-sources a").count() >= 1
    expect(page.locator("#compare-status")).to_contain_text(f"{rows.count()} 行不一样")


def test_a_higher_premium_is_a_rise_in_yuan_and_per_cent_for_the_worse(compare):
    page = compare("#view=years&cities=140900&years=2024,2025&items=premium")
    expect(page.locator(".difference")).to_have_text("↑ 多20元（约 5%）更不利")
    expect(page.locator(".difference .down")).to_have_count(2)


def test_between_cities_a_higher_threshold_is_more_and_for_the_worse(compare):
    page = compare(f"{TAIYUAN_JINZHONG_2024}&items=critical_illness_deductible&group=minimum_living")
    expect(page.locator(".difference")).to_have_text("↑ 多5000元（100%）更不利")
    links = page.locator(".compare-sources a")
    expect(links).to_have_text(["并医保发〔2019〕27号 三(二)④", "市政办发〔2017〕80号 第17条①"])
    links.first.click()
    expect(page.locator(".provision:target")).to_contain_text("5000元")


def test_a_lower_share_of_ones_own_is_a_fall_in_points_for_the_better(compare):
    page = compare("#view=years&cities=140700&years=2024,2026&items=first_self_pay")
    expect(page.locator("tr", has_text="国产植入").locator(".difference")).to_have_text("↓ 低20个百分点更有利")


# What can be done with them


def test_rows_and_columns_change_places_at_a_tap(compare):
    page = compare(DEDUCTIBLE)
    rows, columns = row_names(page), column_names(page)[1:]
    page.get_by_role("button", name="行列对换").click()
    assert (row_names(page), column_names(page)[1:]) == (columns, rows)


def test_only_rows_with_a_difference(compare):
    page = compare("#view=item&items=premium&years=2024,2025")
    assert len(row_names(page)) == 11
    page.get_by_role("button", name="只看有不同的行").click()
    assert row_names(page) == ["忻州市"]
    expect(page.locator("#compare-status")).to_contain_text("11 行里有 1 行有不同")


def test_sorting_by_a_column_up_and_down_and_back_with_the_unknown_last(compare):
    page = compare("#view=item&items=premium")
    sort_by(page, "2025")
    assert column(page, "2025")[:2] == ["400元", "未收录"]
    sort_by(page, "2020")
    assert column(page, "2020")[:2] == ["250元", "未收录"]
    page.goto(page.url.split("#")[0] + "#view=city&cities=140700&items=inpatient_ratio&location=all&facility=all")
    expect(page.locator("#compare-status")).to_contain_text("28 行")
    sort_by(page, "2025")
    ratios = [float(text.rstrip("%")) for text in column(page, "2025")]
    assert ratios == sorted(ratios)
    sort_by(page, "2025")
    assert [float(text.rstrip("%")) for text in column(page, "2025")] == sorted(ratios, reverse=True)
    expect(page.locator("th[aria-sort=descending]")).to_have_text("2025 ▼")
    sort_by(page, "项目")
    expect(page.locator("th[aria-sort]")).to_have_count(0)


def test_picking_items_cities_years_and_the_kind_of_hospital(compare):
    page = compare("#view=year&years=2026")
    page.locator("[data-many=items] summary").click()
    page.locator("[data-many=items]").get_by_role("button", name="清空").click()
    page.get_by_role("checkbox", name="住院起付线", exact=True).check()
    page.locator("[data-many=cities] summary").click()
    page.locator("[data-many=cities]").get_by_role("button", name="清空").click()
    page.get_by_role("checkbox", name="晋中市").check()
    assert (row_names(page), column_names(page)) == (["住院起付线\n一类 · 本市，每次"], ["项目", "晋中市"])
    page.get_by_label("医院类别").select_option("三类")
    assert column(page, "晋中市") == ["100元"]
    page.get_by_label("医院类别").select_option("全部")
    assert column(page, "晋中市") == ["100元", "400元", "500元", "1000元"]


def test_a_link_brings_the_table_back(compare):
    page = compare(f"{DEDUCTIBLE}&facility=class_3&years=2024,2026")
    page.get_by_role("button", name="行列对换").click()
    again = compare("#" + page.url.split("#")[1])
    assert again.locator("#compare-table").inner_text() == page.locator("#compare-table").inner_text()
    assert row_names(again) == ["2024", "2026"]


def test_the_back_button_takes_back_one_change_at_a_time(compare):
    page = compare()
    rows = row_names(page)
    page.get_by_role("button", name="行列对换").click()
    page.get_by_label("怎么比").select_option("两个年份，差在哪里")
    expect(page.locator("#compare-status")).to_contain_text("行不一样")
    page.go_back()
    expect(page.locator("#compare-flip")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(page.locator("#compare-flip")).to_have_attribute("aria-pressed", "false")
    assert row_names(page) == rows
    page.go_forward()
    expect(page.locator("#compare-flip")).to_have_attribute("aria-pressed", "true")


# When something is missing


def test_what_an_address_says_wrongly_is_named_and_the_rest_is_shown(compare):
    page = compare("#view=sideways&items=premium,nothing&cities=140700&flip=yes")
    expect(page.locator("#compare-wrong")).to_have_text(
        "网址里有认不出、重复或者放不下的部分（view=sideways、items=premium,nothing、flip=yes），其余的照样显示。"
    )
    assert row_names(page) == ["晋中市"]
    expect(page.get_by_label("项目", exact=True)).to_have_value("premium")


def test_a_link_within_the_page_leaves_the_table_as_it_is(compare):
    page = compare("#view=item&items=premium")
    page.evaluate("location.hash = '#content'")
    expect(page.locator("#compare-wrong")).to_be_hidden()
    expect(page.get_by_label("项目", exact=True)).to_have_value("premium")


def test_data_that_do_not_come_are_said_so_and_asked_for_again(window, home):
    context = window()
    page = context.new_page()
    page.route("**/shards/inpatient_deductible.json*", lambda route: route.abort())
    page.goto(home + "compare/")
    expect(page.locator("#compare-status")).to_contain_text("数据没有取到，可能是网络断了")
    page.unroute("**/shards/inpatient_deductible.json*")
    page.get_by_role("button", name="再取一次").click()
    expect(page.locator("#compare-status")).to_contain_text("11 行")


def test_without_javascript_there_is_a_list_of_every_items_table(window, home):
    page = window(java_script_enabled=False).new_page()
    page.goto(home + "compare/")
    expect(page.locator("#compare")).to_be_hidden()
    items = {address for address in pages() if re.fullmatch(r"items/[^/]+/", address)}
    assert {
        f"items/{link.get_attribute('href').split('items/', 1)[1]}" for link in page.locator(".tags a").all()
    } == items


# On every screen


@pytest.mark.parametrize(("how", "type_size"), LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("fragment", [DEDUCTIBLE, TAIYUAN_JINZHONG_2024, "#view=year&flip=1"])
def test_a_table_is_accessible(compare, how, type_size, fragment):
    page = compare(fragment, **how)
    page.evaluate(f"document.documentElement.dataset.type = '{type_size}'")
    page.locator(".compare-pick details:visible summary").first.click()
    assert accessibility(page) == {}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("fragment", ["", TAIYUAN_JINZHONG_2024, "#view=city&cities=140700", "#view=year&flip=1"])
def test_the_table_scrolls_inside_the_page_and_its_names_stay(compare, size, fragment):
    page = compare(fragment, viewport=size)
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    box = page.locator("#compare-table .table-scroll")
    box.evaluate("box => { box.scrollLeft = box.scrollWidth }")
    left = box.bounding_box()["x"]
    assert abs(box.locator("tbody th").first.bounding_box()["x"] - left) <= 2


def test_what_can_be_tapped_is_high_enough_on_a_phone(compare):
    page = compare(viewport=PHONE)
    page.locator("[data-many=cities] summary").click()
    tappable = "#compare :is(button, select, summary, .compare-box, td a.value)"
    heights = page.locator(tappable).evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height).filter(Boolean)"
    )
    assert min(heights) >= 44


def test_the_page_asks_for_nothing_from_elsewhere_and_of_one_table_only_its_data(window, home):
    context = window()
    heard = Heard(context, home)
    context.new_page().goto(home + "compare/", wait_until="networkidle")
    assert (heard.complaints, heard.outside) == ([], [])
    shards = [request.url.split("shards/")[1].split("?")[0] for request in heard.requests if "shards/" in request.url]
    assert shards == ["index.json", "inpatient_deductible.json"]
