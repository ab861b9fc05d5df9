"""Questions worked by hand stand as examples on the pages of the items that they are answered from."""

import re
from pathlib import Path

import pytest

from built_site import pages
from reading.worked_cases import read_worked

ROOT = Path(__file__).resolve().parent.parent


def text(tag):
    return re.sub(r"\s+", " ", tag.get_text()).strip()


def examples(item):
    """The examples of an item's page, by their titles."""
    return {text(note.strong): note for note in pages()[f"items/{item}/"].select("#examples ~ .note")}


SHOWN = [
    ("premium", "忻州，2025年的居民医保自己交多少", "每人每年 400元，自己交 400元。", "XZ24-08"),
    (
        "premium",
        "大同，2024年低保对象自己交多少",
        "每人每年 380元，由谁交多少，文件没有写全，算不出来。",
        "SX23-10",
    ),
    (
        "premium-assistance",
        "太原，2020年建档立卡贫困人员自己交多少",
        "每人每年 250元，自己交 0元，省出 175元，县出 75元。",
        "TY19-18",
    ),
    (
        "subsidy-part",
        "晋城陵川县（享受西部政策），2023年政府给每个居民补多少",
        "每人每年 640元，中央出 512元，省出 64元，市出 38元，县出 26元。",
        "JC23-08",
    ),
    (
        "subsidy",
        "忻州，2024年政府给每个居民补多少",
        "每人每年 670元，各级各出多少，文件没有写全，算不出来。",
        "XZ24-03",
    ),
    ("enrolment-closes", "大同，2025年12月25日交了2026年的费", "从2026年1月1日起享受待遇。", "SX24-06"),
    (
        "late-renewal-waiting",
        "晋中，上年参过保，今年错过缴费期，2018年2月1日补缴",
        "从2018年3月4日起享受待遇。",
        "JZ17-28",
    ),
    (
        "newborn-enrolment-days",
        "孩子2025年4月1日出生，6月30日参保，是第90天",
        "从2025年4月1日起享受待遇。",
        "SX24-11",
    ),
    (
        "left-cover-months",
        "职工医保连续参保满两年，2025年8月1日断保，10月1日补办居民医保",
        "从2025年10月1日起享受待遇。",
        "SX24-15",
    ),
    ("conversion-years", "居民医保实际交满5年后参加职工医保", "折成职工医保 1 年。", "SX24-16"),
    (
        "conversion-years",
        "居民医保实际交了7年后参加职工医保",
        "折成职工医保 1.4 年，只算整年是 1 年；零头算不算，文件没有写。",
        "SX24-16",
    ),
]


@pytest.mark.parametrize(("item", "title", "outcome", "clause"), SHOWN, ids=[f"{one[0]} {one[1]}" for one in SHOWN])
def test_an_item_shows_its_questions_with_their_answers_and_clauses(item, title, outcome, clause):
    note = examples(item)[title]
    assert text(note.p) == f"{title}：{outcome}"
    assert note.select_one(f"a[href$='#{clause}']")


def test_every_question_that_is_an_example_stands_on_some_page():
    shown = {text(note.strong) for page in pages().values() for note in page.select("#examples ~ .note")}
    _, questions = read_worked(ROOT)
    assert {one.title for one in questions if one.example} - shown == set()
