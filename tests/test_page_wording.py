"""What the pages say in words: what rests on a reading, what counts as a change, counts that add up, figures in a list."""

import re

import pytest

from built_site import anchors, pages


def text(tag):
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()


def test_a_value_that_rests_on_a_reading_says_so():
    cell = anchors("items/inpatient-ratio/class-3/")["class_3-referred-140700-2018"]
    assert "按理解" in [text(sign) for sign in cell.select("i")]


def test_a_change_that_rests_on_an_open_reading_names_it():
    topic = anchors("changes/jinzhong/")["inpatient-ratio-2025-01-01-jz17-51"]
    assert "按本站理解（ A13 ）" in text(topic)
    assert topic.select_one("a[href$='methods/#A13']")


def test_no_change_on_the_home_page_rests_on_an_open_reading():
    assert "住院报销比例" not in text(pages()[""].select_one("ol.timeline"))


@pytest.mark.parametrize("address", ["changes/", "changes/2025/", "changes/jinzhong/"])
def test_neither_goals_nor_figures_of_different_tables_are_changes(address):
    topics = [text(topic.dt) for topic in pages()[address].select("dl.facts > div") if topic.select_one(".before")]
    assert [one for one in topics if "目标" in one or one.startswith("去外地住院少报多少")] == []


def test_a_deductible_that_is_the_same_everywhere_is_a_list():
    page = pages()["items/inpatient-deductible/"]
    now = page.find(id="now").find_next("dl")
    assert [text(row.dt) for row in now.find_all("div")] == [
        f"{facility} · 不分在哪里看病" for facility in ("三类", "二类县级", "二类省市级", "一类")
    ]


@pytest.mark.parametrize("city", ["taiyuan", "jinzhong", "xinzhou", "datong"])
def test_the_counts_of_a_city_add_up(city):
    counts = re.sub(r"全省 11 个市|其中.*", "", text(pages()[f"cities/{city}/"].select_one(".lead")))
    whole, *parts = map(int, re.findall(r"(\d+) 项", counts))
    assert whole == sum(parts)


def test_an_example_of_one_plain_stay_opens_the_calculator_with_its_figures():
    links = [link["href"] for link in pages()["items/inpatient-deductible/"].select(".note a[href*='calculator/']")]
    assert "../../calculator/#place=140700&date=2025-03-10&facility=class_1&location=local&cost=42000" in links


def test_an_item_shows_examples_of_its_own_programme_first():
    assert "针灸" in text(pages()["items/tcm-ratio/"].select_one(".note"))
