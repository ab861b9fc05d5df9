"""Every value can be read in its fragment of evidence, or follows by arithmetic from values that can.

In the tables ▸ stands before what the line points at; the column is that of the next character.
"""

import pytest

from small_project import SmallProject, make_mistake


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        pytest.param(
            "derived: 60% - 5%",
            "derived: 60% - 6%",
            "DT25-04：算式 60% - 6% = 0.54，与值 0.55 不符",
            id="wrong arithmetic",
        ),
        pytest.param(
            "derived: 60% - 5%",
            "derived: 65% - 10%",
            "DT25-04：算式里的 0.65、0.1 在 DT25-02、DT25-04 的原文里读不出来",
            id="numbers that stand in no source",
        ),
        pytest.param(
            "derived: 60% - 5%",
            "derived: 60% ** 5",
            "DT25-04：算式 “60% ** 5” 不能计算；只用数字、% 和 + - * / ( )",
            id="no arithmetic at all",
        ),
        pytest.param(
            "derived: 60% - 5%",
            "derived: 60% - 5% + 1 - 1",
            "DT25-04：算式里的 1、1 在 DT25-02、DT25-04 的原文里读不出来",
            id="a one that stands in no source",
        ),
        pytest.param(
            "value: 0.55, derived: 60% - 5%",
            "value: 0.55, derived: 55%",
            "DT25-04：算式里的 0.55 在 DT25-02、DT25-04 的原文里读不出来",
            id="a value that is its own source",
        ),
    ],
)
def test_a_derived_value_follows_from_its_sources(project, right, wrong, message):
    where = make_mistake(
        project,
        "- {item: inpatient_ratio, dimensions: {facility: class_1, location: referred}",
        "- ▸{item: inpatient_ratio, dimensions: {facility: class_1, location: referred}",
    )
    project.edit(right, wrong)
    assert project.mistakes() == [f"{where}: {message}"]


def test_the_whole_is_no_figure_that_must_be_read(project):
    project.edit("value: 0.55, derived: 60% - 5%", "value: 0.4, derived: 100% - 60%")
    assert project.mistakes() == []


def test_a_source_that_is_not_there_is_said_once(project):
    where = make_mistake(project, "sources: [DT25-02, DT25-04]", "sources: [DT25-02, ▸DT25-14]")
    assert project.mistakes() == [f"{where}: 没有 DT25-14 这个条款"]


def test_a_formula_cannot_be_derived(project):
    project.edit("value: 400, year: 2025", "formula: 420减20, year: 2025")
    assert len(project.mistakes()) == 1


def test_a_source_of_a_derived_value_may_also_say_yes(project):
    project.edit(
        "sources: [DT25-02, DT25-04]}", "sources: [DT25-02, DT25-04]}\n      - {item: childbirth_covered, value: true}"
    )
    assert project.mistakes() == []


@pytest.mark.parametrize(
    ("fragment", "message"),
    [
        pytest.param("", "有 3 段原文，请用 fragment: 1–3 写明 premium 依据哪一段", id="which fragment is not said"),
        pytest.param(", fragment: 4", "fragment: 4，但只有 3 段原文", id="a fragment that is not there"),
    ],
)
def test_of_several_fragments_a_value_names_its_own(project, fragment, message):
    where = make_mistake(
        project,
        "- {item: premium, value: 420, year: 2026, fragment: 2}",
        f"- ▸{{item: premium, value: 420, year: 2026{fragment}}}",
    )
    assert project.mistakes() == [f"{where}: DT25-05：{message}"]


def with_evidence(project: SmallProject, fragment: str, value: str) -> list[str]:
    """What is said of one provision with this fragment and this value."""
    project.edit("evidence: 年度最高支付限额7万元", f"evidence: {fragment}")
    project.edit("- {item: annual_fund_cap, value: 70000}", f"- {{{value}}}")
    return [line.split(": ", 1)[1] for line in project.mistakes()]


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
        pytest.param(
            "稳定在99%以上", "item: enrolment_target, at_least: 0.99, state: target", id="a target that is a bound"
        ),
        pytest.param("限额为7万元，即70000元", "item: annual_fund_cap, value: 70000", id="one figure written twice"),
        pytest.param("报销60%，限额7万元", "item: annual_fund_cap, value: 70000", id="figures of two units"),
        pytest.param(
            "由6万元提高1万元，达到7万元",
            "item: annual_fund_cap, value: 70000, ends: {day: 2025-12-31, basis: express}}\n"
            "      - {item: annual_fund_cap, value: 60000, derived: 70000 - 10000, from: 2026-01-01",
            id="figures that are values of the provision or stand in its arithmetic",
        ),
        pytest.param(
            "市县按6：4分担",
            "item: subsidy_city_county_split, dimensions: {payer: city}, value: 0.6, year: 2024",
            id="one part of a ratio",
        ),
        pytest.param("至2025年2月底", 'item: enrolment_closes, value: "02-28"', id="a day with and without its year"),
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
            "由6万元提高至7万元",
            "item: annual_fund_cap, value: 60000",
            "这段原文里能读出 60000、70000 两个数，请截短到只剩一个",
            id="the old figure of two",
        ),
        pytest.param(
            "分别为5万元、6万元、7万元",
            "item: annual_fund_cap, value: 70000",
            "这段原文里能读出 50000、60000、70000 3个数，请截短到只剩一个",
            id="three figures",
        ),
        pytest.param(
            "60%和40%",
            "item: first_self_pay, dimensions: {cost: blood}, value: 0.4",
            "这段原文里能读出 0.4、0.6 两个数，请截短到只剩一个",
            id="two shares that are no ratio",
        ),
        pytest.param(
            "9月1日至12月20日",
            'item: enrolment_closes, value: "12-20"',
            "这段原文里能读出 09-01、12-20 两个数，请截短到只剩一个",
            id="two days",
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


@pytest.mark.parametrize(
    ("fragment", "length"), [pytest.param('" "', 0, id="a blank"), pytest.param('"7"', 1, id="one character")]
)
def test_a_fragment_has_two_characters_at_least(project, fragment, length):
    message = f"DT25-03 的原文有 {length} 字；至少要有 2 个字，请多抄一点"
    assert with_evidence(project, fragment, "item: annual_fund_cap, value: 70000, how: 见原文") == [message]
