"""Evidence: every fragment stands in its document's text, every value can be read in its fragment, and the lock
keeps both true where the texts are not at hand."""

import re

import pytest

from small_project import DOCUMENT, YAML, SmallProject, make_small_project

AGAIN = "用原文重新核对：make evidence SOURCES=原文文件夹"
LOCK = "rules/evidence.lock.json"


@pytest.fixture
def project(tmp_path) -> SmallProject:
    return make_small_project(tmp_path)


def messages(lines: list[str]) -> list[str]:
    """The lines without their places."""
    return [line.split(": ", 1)[1] for line in lines]


def changed(provision: str) -> str:
    return f"{provision} 的数值、适用情形或起止日期在核对之后改过；请改回，或{AGAIN}"


def unlike(provision: str, fragment: str) -> str:
    return f"{provision} 的原文 “{fragment}” 与核对时不同；请改回，或{AGAIN}"


def absent(provision: str, fragment: str) -> str:
    return f"{provision} 的原文 “{fragment}” 在 datong.txt 里找不到；请照原文逐字抄写"


def test_what_was_verified_passes_from_the_lock_alone(project):
    for text in project.sources.iterdir():
        text.unlink()
    assert project.errors() == []


def test_what_was_verified_passes_with_the_texts(project):
    assert project.errors(with_texts=True) == []


@pytest.mark.parametrize(
    ("right", "wrong", "from_the_lock", "only_in_the_text"),
    [
        pytest.param(
            "value: 70000",
            "value: 80000",
            [
                "DT25-03：annual_fund_cap 的值 80000 在原文 “年度最高支付限额7万元” 里读不出来，能读出的是 70000；"
                "请核对数值，或换一段带着它的原文",
                changed("DT25-03"),
            ],
            [],
            id="a digit of a value",
        ),
        pytest.param(
            "下调5个百分点",
            "下调6个百分点",
            [
                "DT25-04：算式里的 0.05 在 DT25-02、DT25-04 的原文里读不出来",
                unlike("DT25-04", "下调6个百分点"),
            ],
            [absent("DT25-04", "下调6个百分点")],
            id="a digit of a fragment",
        ),
        pytest.param(
            "自2025年3月1日起执行",
            "自2025年4月1日起执行",
            [unlike("DT25-06", "自2025年4月1日起执行")],
            [absent("DT25-06", "自2025年4月1日起执行")],
            id="a digit of a fragment without value",
        ),
        pytest.param(
            "    evidence: 年度最高支付限额7万元\n    values:\n      - {item: annual_fund_cap, value: 70000}",
            "    evidence: 年度最高支付限额8万元\n    values:\n      - {item: annual_fund_cap, value: 80000}",
            [unlike("DT25-03", "年度最高支付限额8万元"), changed("DT25-03")],
            [absent("DT25-03", "年度最高支付限额8万元")],
            id="a digit of a value and of its fragment",
        ),
        pytest.param(
            "value: 0.55, derived: 60% - 5%",
            "value: 0.65, derived: 60% + 5%",
            [changed("DT25-04")],
            [],
            id="the arithmetic of a derived value",
        ),
        pytest.param(
            "{facility: class_3, location: local}",
            "{facility: class_3, location: long_term}",
            [changed("DT25-01")],
            [],
            id="whom a value is for",
        ),
        pytest.param(
            "{item: annual_fund_cap, value: 70000}",
            "{item: annual_fund_cap, value: 70000, from: 2025-03-02}",
            [changed("DT25-03")],
            [],
            id="the first day of a value",
        ),
    ],
)
def test_a_change_after_verification_is_an_error_with_and_without_the_texts(
    project, right, wrong, from_the_lock, only_in_the_text
):
    project.edit(right, wrong)
    assert sorted(messages(project.errors())) == sorted(from_the_lock)
    assert sorted(messages(project.errors(with_texts=True))) == sorted(from_the_lock + only_in_the_text)


def test_a_changed_digit_in_the_text_is_an_error(project):
    project.edit_text("限额7万元", "限额8万元")
    assert messages(project.errors(with_texts=True)) == [
        absent("DT25-03", "年度最高支付限额7万元"),
        "原文 datong.txt 与核对时不同；请确认是哪一份，再重新核对：make evidence SOURCES=原文文件夹",
    ]


def test_another_text_is_an_error_even_if_all_fragments_stand_in_it(project):
    project.edit_text("若干待遇", "有关待遇")
    assert messages(project.errors(with_texts=True)) == [
        "原文 datong.txt 与核对时不同；请确认是哪一份，再重新核对：make evidence SOURCES=原文文件夹",
    ]


def test_swapped_values_are_errors_even_when_verified_anew(project):
    project.edit("value: 0.85, fragment: 2", "value: 0.60, fragment: 2")
    project.edit("value: 0.6, fragment: 2", "value: 0.85, fragment: 2")
    assert project.verify() == []
    assert [message.split(" 里读不出来")[0] for message in messages(project.errors(with_texts=True))] == [
        "DT25-01：inpatient_ratio 的值 0.60 在原文 “支付比例85%”",
        "DT25-02：inpatient_ratio 的值 0.85 在原文 “支付比例60%”",
    ]


def test_values_swapped_together_with_their_fragments_are_errors(project):
    project.edit('"支付比例85%"', '"支付比例100%"')
    project.edit('"支付比例60%"', '"支付比例85%"')
    project.edit('"支付比例100%"', '"支付比例60%"')
    project.edit("value: 0.85, fragment: 2", "value: 0.60, fragment: 2")
    project.edit("value: 0.6, fragment: 2", "value: 0.85, fragment: 2")
    lines = messages(project.errors(with_texts=True))
    assert unlike("DT25-01", "支付比例60%") in lines
    assert unlike("DT25-02", "支付比例85%") in lines


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        pytest.param("限额7万元", "限额\n7万元", id="a line break"),
        pytest.param("限额7万元", "限额\r\n7万元", id="a line break of Windows"),
        pytest.param("限额7万元", "限额 7 万元", id="spaces"),
        pytest.param("限额7万元", "限额\u30007万元", id="a wide space"),
        pytest.param("限额7万元", "限额\f7万元", id="a page break"),
        pytest.param("\n三、", "\n\f三、", id="a page break before a line: the numbers of the lines stay"),
    ],
)
def test_breaks_and_spaces_in_the_text_do_not_matter(project, words, printed):
    project.edit_text(words, printed)
    if printed.count("\n") > words.count("\n"):
        project.edit("lines: 1-11", "lines: 1-12")
    assert project.verify() == []
    assert project.errors(with_texts=True) == []


def test_breaks_and_spaces_in_a_fragment_do_not_matter(project):
    project.edit("evidence: 年度最高支付限额7万元", "evidence: 年度最高支付限额 7 万元")
    assert project.errors(with_texts=True) == []


def test_a_fragment_must_stand_in_the_documents_own_lines(project):
    project.edit("lines: 1-11", "lines: 1-10")
    assert messages(project.errors(with_texts=True)) == [absent("DT25-06", "自2025年3月1日起执行")]


def test_lines_that_the_text_does_not_have_are_an_error(project):
    project.edit("lines: 1-11", "lines: 1-900")
    [line] = messages(project.errors(with_texts=True))
    assert re.fullmatch(r"原文只有 1[12] 行，没有第 900 行", line)


def test_a_text_that_is_not_there_is_an_error(project):
    (project.sources / "datong.txt").unlink()
    assert messages(project.errors(with_texts=True)) == [
        f"在 {project.sources} 里读不到原文 datong.txt；请检查 SOURCES",
    ]


def test_a_new_document_has_to_be_verified(project):
    other = "rules/documents/datong/2025-2.yml"
    project.write(other, YAML.replace("DT25", "DT26").replace("〕1号", "〕2号").replace("datong.txt", "other.txt"))
    lines = project.errors()
    assert f"{other}:9:1: 同医保发〔2025〕2号 的出处还没有核对过；{AGAIN}" in [re.sub(r":9:\d+:", ":9:1:", line) for line in lines]
    assert {line.split(":")[0] for line in lines} == {other}


def test_the_lock_is_the_same_however_often_it_is_written(project):
    before = (project.root / LOCK).read_bytes()
    project.verify()
    assert (project.root / LOCK).read_bytes() == before


def test_the_lock_keeps_no_words_of_the_text(project):
    assert (project.root / LOCK).read_text(encoding="utf-8").isascii()


def test_without_a_lock_the_error_says_how_to_make_one(project):
    (project.root / LOCK).unlink()
    assert project.errors() == [f"{LOCK}:1:1: 没有核对记录；请用原文核对：make evidence SOURCES=原文文件夹"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="empty"),
        pytest.param('{"texts": {', id="cut off"),
        pytest.param("[]", id="a list"),
        pytest.param('{"texts": {}}', id="without provisions"),
        pytest.param('{"texts": {}, "provisions": {"DT25-01": {"values": ""}}}', id="a provision without fragments"),
        pytest.param('{"texts": {}, "provisions": {"DT25-01": []}}', id="a provision that is a list"),
    ],
)
def test_a_damaged_lock_is_an_error(project, content):
    project.write(LOCK, content)
    assert project.errors() == [
        f"{LOCK}:1:1: 核对记录已损坏；请恢复，或用原文重新核对：make evidence SOURCES=原文文件夹",
    ]


def with_evidence(project: SmallProject, fragment: str, value: str) -> list[str]:
    """What is said of one provision with this fragment and this value."""
    project.edit("evidence: 年度最高支付限额7万元", f"evidence: {fragment}")
    project.edit("- {item: annual_fund_cap, value: 70000}", f"- {{{value}}}")
    return messages(project.mistakes())


@pytest.mark.parametrize(
    ("fragment", "value"),
    [
        pytest.param("限额为7万元", "item: annual_fund_cap, value: 70000", id="a sum"),
        pytest.param("减半扣除起付线", "item: child_deductible_reduction, value: 0.5", id="a word for a half"),
        pytest.param("设置不低于3个月的等待期", "item: interrupted_waiting, at_least: 3", id="a bound"),
        pytest.param("按规定纳入支付范围", "item: childbirth_covered, value: true", id="yes"),
        pytest.param("不纳入支付范围", "item: childbirth_covered, value: false", id="no"),
        pytest.param("原有规定予以取消", "item: childbirth_prior_years, state: abolished", id="abolished"),
        pytest.param("2027年年底前实现", "item: chronic_disease_unified_by, value: 2027-12-31", id="a day"),
        pytest.param("每年12月25日前", 'item: enrolment_closes, value: "12-25"', id="a day of every year"),
        pytest.param(
            "14个县分为4档", "item: subsidy_counties, value: 14个县分4档, year: 2024", id="a rule with figures"
        ),
        pytest.param("执行省内标准", "item: annual_fund_cap, value: 70000, how: 与省内相同", id="a reason instead"),
    ],
)
def test_a_value_that_can_be_read_in_its_fragment_is_tied_to_it(project, fragment, value):
    assert with_evidence(project, fragment, value) == []


@pytest.mark.parametrize(
    ("fragment", "value", "message"),
    [
        pytest.param(
            "限额为1400元",
            "item: outpatient_cap, value: 400",
            "outpatient_cap 的值 400 在原文 “限额为1400元” 里读不出来，能读出的是 1400；请核对数值，或换一段带着它的原文",
            id="a part of a figure",
        ),
        pytest.param(
            "设置待遇等待期",
            "item: interrupted_waiting, at_least: 3",
            "interrupted_waiting 的值 3 在原文 “设置待遇等待期” 里读不出来；请核对数值，或换一段带着它的原文",
            id="no figure at all",
        ),
        pytest.param(
            "不纳入支付范围",
            "item: childbirth_covered, value: true",
            "原文 “不纳入支付范围” 与 true 相反；false 的原文要有“不”，true 的没有",
            id="yes for no",
        ),
        pytest.param(
            "按规定纳入支付范围",
            "item: childbirth_covered, value: false",
            "原文 “按规定纳入支付范围” 与 false 相反；false 的原文要有“不”，true 的没有",
            id="no for yes",
        ),
        pytest.param(
            "继续执行原规定",
            "item: childbirth_prior_years, state: abolished",
            "原文 “继续执行原规定” 里没有“取消、废止、不再”，读不出已取消",
            id="abolished without a word of it",
        ),
        pytest.param(
            "14个县分为4档",
            "item: subsidy_counties, value: 14个县分5档, year: 2024",
            "5 在原文 “14个县分为4档” 里读不出来",
            id="another figure in a rule",
        ),
    ],
)
def test_a_value_that_cannot_be_read_in_its_fragment_is_an_error(project, fragment, value, message):
    assert with_evidence(project, fragment, value) == [f"DT25-03：{message}"]


def test_fragments_are_shown_where_they_stand(project):
    project.edit("自2025年3月1日起执行", "自2026年3月1日起执行")
    [line] = project.errors()
    number = project.read().split("\n").index("    evidence: 自2026年3月1日起执行") + 1
    assert line.startswith(f"{DOCUMENT}:{number}:5: ")
