"""Which figures can be read in a fragment of a document, unit by unit, and which must not be."""

from fractions import Fraction

import pytest

from reading import figures

HALF = Fraction(1, 2)


def reads(unit, fragment, *expected):
    """A row of a table: the fragment and all the figures of the unit that stand in it."""
    return pytest.param(unit, fragment, set(expected), id=f"{unit}: {fragment}")


@pytest.mark.parametrize(
    ("unit", "fragment", "expected"),
    [
        reads("yuan", "400元", 400),
        reads("yuan", "年度最高支付限额7万元", 70_000),
        reads("yuan", "7.5万元", 75_000),
        reads("yuan", "38.4元", Fraction("38.4")),
        reads("yuan", "起付标准为80元/次", 80),
        reads("yuan", "超过1万元的部分，封顶40万元", 10_000, 400_000),
        reads("yuan", "中央416、省52", 416, 52),
        reads("yuan", "不设起付标准", 0),
        reads("yuan", "出生当年不缴费", 0),
        reads("ratio", "支付比例85%", Fraction("0.85")),
        reads("ratio", "8.5%", Fraction("0.085")),
        reads("ratio", "100%", 1),
        reads("ratio", "市县按6：4分担", Fraction("0.6"), Fraction("0.4")),
        reads("ratio", "5:5", HALF),
        reads("ratio", "减半扣除起付线", HALF),
        reads("ratio", "新增补助的一半", HALF),
        reads("ratio", "全额资助", 1),
        reads("points", "下调5个百分点", Fraction("0.05")),
        reads("points", "降低10个百分点", Fraction("0.1")),
        reads("days", "出生后90天内", 90),
        reads("days", "满30日", 30),
        reads("days", "自缴费之日起", 0),
        reads("days", "缴费次日起", 1),
        reads("days", "从缴费之日起满30日后", 30),
        reads("months", "3个月内", 3),
        reads("months", "三个月", 3),
        reads("years", "连续2年(含2年)以上", 2),
        reads("years", "有效期五年", 5),
        reads("years", "满两年", 2),
        reads("years", "三年行动", 3),
        reads("years", "14周岁及以下", 14),
        reads("years", "60岁以上", 60),
        reads("count", "46种疾病", 46),
        reads("count", "22类", 22),
        reads("count", "29项", 29),
        reads("date", "2024年10月31日", "10-31", "2024-10-31"),
        reads("date", "每年12月25日前", "12-25"),
        reads("date", "至2025年2月底", "02-28", "2025-02-28"),
        reads("date", "2024年2月底", "02-29", "2024-02-29"),
        reads("date", "2019年6月底前", "06-30", "2019-06-30"),
        reads("date", "2027年年底前", "2027-12-31"),
        reads("date", "2019年底前", "2019-12-31"),
        reads("date", "从2024年9月", "2024-09-01"),
    ],
)
def test_a_figure_is_read_as_people_read_it(unit, fragment, expected):
    assert figures.READERS[unit](fragment) == expected


@pytest.mark.parametrize(
    ("unit", "fragment", "expected"),
    [
        reads("yuan", "1400元", 1400),  # neither 400 nor 140
        reads("yuan", "7万元", 70_000),  # not 7
        reads("yuan", "12.50元", Fraction("12.5")),  # neither 12 nor 50
        reads("yuan", "支付40%"),
        reads("yuan", "下调5个百分点"),
        reads("yuan", "6：4"),
        reads("yuan", "2024年9月5日"),
        reads("yuan", "90天内"),
        reads("yuan", "14周岁"),
        reads("ratio", "140%", Fraction("1.4")),  # not 0.4
        reads("ratio", "40元"),
        reads("ratio", "下调5个百分点"),
        reads("points", "15个百分点", Fraction("0.15")),  # not 0.05
        reads("points", "5%"),
        reads("days", "12月25日"),
        reads("days", "190天", 190),  # not 90
        reads("months", "13个月", 13),  # not 3
        reads("months", "3月"),
        reads("years", "12年", 12),  # not 2
        reads("years", "十五年", 15),  # not 5
        reads("years", "二十年", 20),  # not 10
        reads("count", "146种", 146),  # not 46
        reads("date", "2024年12月底", "12-31", "2024-12-31"),  # not the 1st
        reads("date", "3个月"),
    ],
)
def test_a_part_of_a_figure_or_a_figure_of_another_kind_is_not_read(unit, fragment, expected):
    assert figures.READERS[unit](fragment) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("65%", "0.65"),
        ("350元", "350"),
        ("7万", "70000"),
        ("7.5 万元", "75000"),
        ("5个百分点", "0.05"),
        ("3个月", "3"),
        ("14周岁", "14"),
        ("38.4", "38.4"),
        ("七万", ""),
        ("约350元", ""),
        ("350元/次", ""),
        ("2024-10-31", ""),
        ("", ""),
    ],
)
def test_what_an_editor_meant_by_a_number_with_its_unit(text, number):
    assert figures.meant(text) == number
