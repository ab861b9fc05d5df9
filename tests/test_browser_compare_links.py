"""The links of a compared table that are kept (in a citation, copied, embedded) name every choice, so that they bring the
same table back when other choices have become the usual ones, and when there are more cities and years."""

import json
import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

TABLES = {
    "as the page opens": "",
    "an item": "#view=item&items=inpatient_ratio",
    "a city": "#view=city&cities=140700",
    "a city, all items": "#view=city&cities=140700&items=all",
    "a year": "#view=year&flip=1",
    "two cities": "#view=cities",
    "two years": "#view=years&cities=140700&diff=1&sort=difference",
}


def link_of(page):
    """The link that a citation of the table names."""
    page.get_by_role("button", name="引用这张表").click()
    address = page.get_by_role("dialog").locator(".panel-part a").first.get_attribute("href")
    page.keyboard.press("Escape")
    return address


def at_another_time(route):
    """The index of a time at which everything usual is something else, and there is a city and a year more."""
    answer = route.fetch()
    index = json.loads(answer.body())
    index |= {"year": 2019, "year_pair": [2018, 2020], "city_pair": ["140900", "140400"], "first": "premium"}
    index |= {"main": ["premium", "dual_channel_ratio"], "usual": {"facility": "class_3", "group": "minimum_living"}}
    index["years"] = [*index["years"], index["years"][-1] + 1]
    index["cities"]["141200"] = {**index["cities"]["140100"], "name": "新来市"}
    route.fulfill(response=answer, body=json.dumps(index))


@pytest.mark.parametrize("fragment", TABLES.values(), ids=TABLES)
def test_a_link_brings_the_table_back_when_other_choices_are_usual(compare, window, fragment):
    page = compare(fragment)
    expected = page.locator("#compare-table").inner_text()
    link = link_of(page)
    later = window(viewport=page.viewport_size).new_page()
    later.route("**/shards/index.json", at_another_time)
    later.goto(link)
    expect(later.locator("#compare-status")).to_contain_text(re.compile(r"\d 行"))
    assert later.locator("#compare-table").inner_text() == expected
    later.goto("about:blank")
    later.goto(link.replace("/compare/", "/embed/compare/"))
    later.locator("#compare-table caption").wait_for()
    assert later.locator("#compare-table").inner_text() == expected


def test_a_link_names_what_is_shown_and_what_it_is_kept_to_while_the_address_stays_short(compare):
    page = compare("#view=item&items=inpatient_deductible")
    told = parse_qs(link_of(page).split("#")[1])
    assert told["view"] + told["items"] == ["item", "inpatient_deductible"]
    assert told["facility"] + told["location"] == ["class_1", "local"]
    assert len(told["cities"][0].split(",")) == 11
    assert told["years"] == [",".join(map(str, range(2017, 2030)))]
    assert page.url.endswith("#view=item&items=inpatient_deductible")


def test_a_link_names_the_items_that_the_table_shows_and_the_conditions_of_these(compare):
    page = compare("#view=cities&cities=140100,140700&years=2024&items=all")
    told = parse_qs(link_of(page).split("#")[1])
    links = page.locator("#compare-table tbody th a").evaluate_all("all => all.map((one) => one.pathname)")
    shown = {link.rstrip("/").split("/items/")[1].replace("-", "_") for link in links}
    assert set(told["items"][0].split(",")) == shown
    assert len(shown) < 20
    assert "county_type" not in told  # of the financing alone, which is the same in both


def test_the_copied_link_and_the_embedded_table_are_those_of_the_citation(compare, home):
    page = compare("#view=cities&items=critical_illness_deductible")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = link_of(page)
    page.get_by_role("button", name="复制这张表的链接").click()
    page.get_by_text("已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == link
    page.get_by_role("button", name="嵌入这张表").click()
    code = page.get_by_role("dialog").get_by_label("嵌入代码").input_value()
    fragment = link.removeprefix(home).replace("&", "&amp;")
    assert f'src="{home}embed/{fragment}"' in code
