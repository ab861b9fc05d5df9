"""Evidence: every fragment stands in its document's text, and the lock keeps it true where the texts are not at hand."""

import pytest

from small_project import DOCUMENT, YAML

AGAIN = "用原文重新核对：make evidence SOURCES=原文文件夹"
LOCK = "rules/evidence.lock.json"


def messages(lines: list[str]) -> list[str]:
    """The lines without their places."""
    return [line.split(": ", 1)[1] for line in lines]


def changed(provision: str) -> str:
    return f"{provision} 的位置、数值、适用情形或起止日期在核对之后改过；请改回，或{AGAIN}"


def unlike(provision: str, fragment: str) -> str:
    return f"{provision} 的原文 “{fragment}” 与核对时不同；请改回，或{AGAIN}"


def changed_as_a_whole() -> str:
    return f"同医保发〔2025〕1号 的文号、地方、成文日期或起止日期在核对之后改过；请改回，或{AGAIN}"


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
        pytest.param("locator: 二", "locator: 三", [changed("DT25-03")], [], id="where a provision stands"),
        pytest.param(
            "issued: 2025-02-20",
            "issued: 2025-02-21",
            [changed_as_a_whole()],
            [
                "成文日期 2025-02-21 在 datong.txt 里找不到（应有“2025年2月21日”）；"
                "请照原文改，原文没有写的请写成 issued: {day: 2025-02-21, basis: inferred}"
            ],
            id="the day that decides which of two documents is the later one",
        ),
        pytest.param(
            "evidence: [财政每人补助26元, 达到420元, 提高20元]",
            "evidence: [财政每人补助26元, 达到420元]",
            [
                "DT25-05：算式里的 20 在 DT25-05 的原文里读不出来",
                f"DT25-05 的原文少了一段，或换了次序；请改回，或{AGAIN}",
            ],
            [],
            id="a fragment less",
        ),
    ],
)
def test_a_change_after_verification_is_an_error_with_and_without_the_texts(
    project, right, wrong, from_the_lock, only_in_the_text
):
    project.edit(right, wrong)
    assert sorted(messages(project.errors())) == sorted(from_the_lock)
    assert sorted(messages(project.errors(with_texts=True))) == sorted(from_the_lock + only_in_the_text)


def test_a_documents_first_day_must_stand_in_its_text_unless_it_is_inferred(project):
    project.edit_text("自2025年3月1日起", "自公布之日起")
    missing = (
        "起始日 2025-03-01 在 datong.txt 里找不到（应有“2025年3月1日”）；"
        "请照原文改，原文没有写的请写成 from: {day: 2025-03-01, basis: inferred}"
    )
    assert missing in messages(project.errors(with_texts=True))
    project.edit("from: 2025-03-01", "from: {day: 2025-03-01, basis: inferred}")
    assert missing not in messages(project.errors(with_texts=True))


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
        pytest.param("限额7万元", "限额７万元", id="a full-width digit, which a file may not have"),
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
    assert messages(project.errors(with_texts=True)) == [
        "成文日期 2025-02-20 在 datong.txt 里找不到（应有“2025年2月20日”）；"
        "请照原文改，原文没有写的请写成 issued: {day: 2025-02-20, basis: inferred}",
        "起始日 2025-03-01 在 datong.txt 里找不到（应有“2025年3月1日”）；"
        "请照原文改，原文没有写的请写成 from: {day: 2025-03-01, basis: inferred}",
        "DT25-06 的原文 “自2025年3月1日起执行” 在 datong.txt 的第 1–10 行里没有，第 11 行有；请改 text.lines",
    ]


def test_a_fragment_over_two_lines_names_both(project):
    project.edit("lines: 1-11", "lines: 1-9")
    assert "DT25-05 的原文 “达到420元” 在 datong.txt 的第 1–9 行里没有，第 10 行有；请改 text.lines" in messages(
        project.errors(True)
    )
    project.edit_text("达到420元", "达到42\n0元")
    assert "DT25-05 的原文 “达到420元” 在 datong.txt 的第 1–9 行里没有，第 10–11 行有；请改 text.lines" in messages(
        project.errors(True)
    )


@pytest.mark.parametrize(
    ("fragment", "printed", "stands"),
    [
        pytest.param("500元", "起付线1500元", False, id="behind a digit"),
        pytest.param("5万元", "限额1.5万元", False, id="behind a decimal point"),
        pytest.param("限额7", "限额70元", False, id="before a digit"),
        pytest.param("限额7", "限额7.5元", False, id="before a decimal point"),
        pytest.param("限额40", "限额40万元", False, id="before ten thousand"),
        pytest.param("60%", "从160%起，至60%为止", True, id="as a part first, then alone"),
        pytest.param("500元", "起付线500元", True, id="alone"),
    ],
)
def test_a_figure_does_not_stand_within_a_longer_one(project, fragment, printed, stands):
    project.edit("evidence: 自2025年3月1日起执行", f'evidence: "{fragment}"')
    project.edit_text("五、本通知自2025年3月1日起执行。", printed)
    assert (absent("DT25-06", fragment) not in messages(project.errors(with_texts=True))) == stands


def test_lines_that_the_text_does_not_have_are_an_error(project):
    project.edit("lines: 1-11", "lines: 1-900")
    assert messages(project.errors(with_texts=True)) == ["原文只有 12 行，没有第 900 行；请改 text.lines"]


def test_a_text_that_is_not_there_is_an_error(project):
    (project.sources / "datong.txt").unlink()
    assert messages(project.errors(with_texts=True)) == [
        f"在 {project.sources} 里读不到原文 datong.txt；请检查 SOURCES",
    ]


def test_a_new_document_has_to_be_verified(project):
    other = "rules/documents/datong/2025-2.yml"
    project.write(other, YAML.replace("DT25", "DT26").replace("〕1号", "〕2号").replace("datong.txt", "other.txt"))
    assert project.errors() == [f"{other}:9:8: 同医保发〔2025〕2号 的出处还没有核对过；{AGAIN}"]


def test_a_new_document_with_a_fault_is_not_yet_asked_to_be_verified(project):
    other = "rules/documents/datong/2025-2.yml"
    content = YAML.replace("DT25", "DT26").replace("〕1号", "〕2号").replace("datong.txt", "other.txt")
    project.write(other, content.replace("value: 70000", "value: 80000"))
    [line] = project.errors()
    assert "DT26-03：annual_fund_cap 的值 80000 在原文" in line


def test_what_is_no_longer_in_a_document_leaves_the_lock_when_it_is_renewed(project):
    content = project.read()
    project.write(DOCUMENT, content[: content.index("  - id: DT25-06")])
    assert "DT25-06" in project.read(LOCK)
    project.verify()
    assert "DT25-06" not in project.read(LOCK)
    assert project.errors(with_texts=True) == []


def test_a_provision_that_was_verified_and_is_gone_is_an_error(project):
    content = project.read()
    project.write(DOCUMENT, content[: content.index("  - id: DT25-06")])
    assert project.errors() == [f"{LOCK}:1:1: 核对过的条款 DT25-06 不见了；请恢复它，或{AGAIN}"]


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
        pytest.param("[" * 100_000, id="nested as deep as no record is"),
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


def test_fragments_are_shown_where_they_stand(project):
    project.edit("自2025年3月1日起执行", "自2026年3月1日起执行")
    [line] = project.errors()
    number = project.read().split("\n").index("    evidence: 自2026年3月1日起执行") + 1
    assert line.startswith(f"{DOCUMENT}:{number}:5: ")
