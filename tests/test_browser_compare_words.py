"""What the compare page says of a list from which nothing is picked, and of an address that it cannot take as it is."""

import pytest
from playwright.sync_api import expect

STATUS, WRONG = "#compare-status", "#compare-wrong"


def fold(page, kind):
    """A list of which many can be picked, unfolded."""
    found = page.locator(f"[data-many={kind}]")
    found.locator("summary").click()
    return found


# Nothing is picked


@pytest.mark.parametrize(
    ("view", "kind", "said"),
    [
        ("city", "items", "还没有选项目，比的是主要的 19 个。"),
        ("year", "items", "还没有选项目，比的是主要的 19 个。"),
        ("cities", "items", "还没有选项目，比的是全部 85 个。"),
        ("years", "items", "还没有选项目，比的是全部 85 个。"),
        ("item", "cities", "还没有选城市，比的是全部 11 个。"),
        ("year", "cities", "还没有选城市，比的是全部 11 个。"),
        ("item", "years", "还没有选年份，比的是全部 13 个。"),
        ("city", "years", "还没有选年份，比的是全部 13 个。"),
    ],
)
def test_a_list_that_is_emptied_stays_empty_and_the_page_says_what_it_shows(compare, view, kind, said):
    page = compare(f"#view={view}")
    list_ = fold(page, kind)
    list_.get_by_role("button", name="清空").click()
    expect(page.locator(STATUS)).to_contain_text(said)
    expect(list_.locator("summary")).to_contain_text("还没有选，比的是")
    expect(list_.locator("input:checked")).to_have_count(0)


def test_unticking_the_last_one_is_emptying_the_list(compare):
    page = compare("#view=item&items=premium&cities=140700")
    fold(page, "cities").get_by_role("checkbox", name="晋中市").uncheck()
    expect(page.locator(STATUS)).to_contain_text("还没有选城市，比的是全部 11 个。11 行，13 列。")


def test_what_is_picked_next_is_shown_alone_and_nothing_more_is_said(compare):
    page = compare("#view=item&items=premium")
    cities = fold(page, "cities")
    cities.get_by_role("button", name="清空").click()
    cities.get_by_role("checkbox", name="晋中市").check()
    expect(page.locator(STATUS)).to_contain_text("1 行，13 列。")
    expect(page.locator(STATUS)).not_to_contain_text("还没有选")
    expect(cities.locator("summary")).to_have_text("选城市（1 个，共 11 个）")


def test_the_usual_choice_and_another_view_end_it(compare):
    page = compare("#view=city&cities=140700")
    items = fold(page, "items")
    items.get_by_role("button", name="清空").click()
    items.get_by_role("button", name="主要项目").click()
    expect(items.locator("input:checked")).to_have_count(19)
    expect(page.locator(STATUS)).not_to_contain_text("还没有选")
    items.get_by_role("button", name="清空").click()
    page.get_by_label("怎么比").select_option("一年：各项目 × 各市")
    expect(items.locator("input:checked")).to_have_count(19)
    expect(page.locator(STATUS)).not_to_contain_text("还没有选")


# An address that cannot be taken as it is


@pytest.mark.parametrize(
    ("fragment", "named"),
    [
        ("#view=cities&cities=140700,140700", "cities=140700,140700"),
        ("#view=years&cities=140700&years=2026,2026", "years=2026,2026"),
        ("#view=cities&cities=140100,140500,140700", "cities=140100,140500,140700"),
        ("#years=2025,2026&view=year", "years=2025,2026"),
        ("#nonsense", "nonsense"),
        ("#a…", "a…"),
        ("#%E0%A4%A", "%E0%A4%A"),
        ("#?", "?"),
        ("#view=item&&=", "="),
    ],
)
def test_what_says_nothing_or_one_thing_twice_or_more_than_fits_is_named(compare, fragment, named):
    expect(compare(fragment).locator(WRONG)).to_have_text(
        f"网址里有认不出、重复或者放不下的部分（{named}），其余的照样显示。"
    )


def test_the_same_is_said_of_an_address_that_comes_later(compare):
    page = compare("#view=item&items=premium")
    page.evaluate("location.hash = '#nonsense'")
    expect(page.locator(WRONG)).to_contain_text("（nonsense）")


@pytest.mark.parametrize("fragment", ["", "#", "#items", "#compare-table", "#content"])
def test_no_fragment_and_the_places_of_the_page_are_nothing_wrong(compare, fragment):
    expect(compare(fragment).locator(WRONG)).to_be_hidden()


# How many rows say the same


def test_nothing_is_said_of_rows_that_there_are_none_of(compare):
    known = compare("#view=years&cities=140700&years=2025,2026&items=inpatient_deductible")
    expect(known.locator(STATUS)).to_have_text("没有找到不一样的。另有 28 行一样。")
    unknown = compare("#view=cities&cities=140100,140700&years=2019&items=inpatient_deductible")
    expect(unknown.locator(STATUS)).not_to_contain_text("0 行")
