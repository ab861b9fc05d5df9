"""What an editor is told of a value that cannot be: its content, its days, another value that says otherwise.

In the tables ▸ stands before what the line points at; the column is that of the next character.
"""

import pytest

from reading import check
from small_project import DOCUMENT, make_mistake


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        pytest.param("value: 70000", "▸value: 七万", "annual_fund_cap 的值 “七万”：应为数", id="words for a number"),
        pytest.param(
            "value: 70000", "▸value: 7万元", "annual_fund_cap 的值 “7万元”：应为数；请写 70000", id="ten thousands"
        ),
        pytest.param("value: 420", "▸value: 420元", "premium 的值 “420元”：应为数；请写 420", id="a unit"),
        pytest.param(
            "value: 0.85", "▸value: 85%", "inpatient_ratio 的值 “85%”：应为数；请写 0.85", id="a per cent sign"
        ),
        pytest.param("value: 70000", "▸value: true", "annual_fund_cap 的值 “true”：应为数", id="yes for a number"),
        pytest.param(
            "value: 70000",
            '▸value: "70000"',
            "annual_fund_cap 的值 “70000”：应为数；请写 70000，不加引号",
            id="a number in quotes",
        ),
        pytest.param(
            "value: 0.85",
            "▸value: 85",
            "inpatient_ratio 的值 “85”：应在 0 和 1 之间：60% 写 0.6，5个百分点写 0.05",
            id="per cent for a ratio",
        ),
        pytest.param(
            "value: 0.85",
            "▸value: 1.5",
            "inpatient_ratio 的值 “1.5”：应在 0 和 1 之间：60% 写 0.6，5个百分点写 0.05",
            id="a ratio of 1.5",
        ),
        pytest.param(
            "value: 0.85",
            "▸value: 0.8512",
            "inpatient_ratio 的值 “0.8512”：最多三位小数，如 0.125",
            id="a ratio of four decimals",
        ),
        pytest.param("value: 420", "▸value: -420", "premium 的值 “-420”：不能是负数", id="negative yuan"),
        pytest.param(
            "value: 420",
            "▸value: 420.125",
            "premium 的值 “420.125”：应为元，最多两位小数，不超过一亿",
            id="parts of a fen",
        ),
        pytest.param(
            "- {item: annual_fund_cap, value: 70000}",
            "- ▸{item: annual_fund_cap}",
            "annual_fund_cap 要写 value、at_least、at_most、formula 之一，现在有 0 个",
            id="no content",
        ),
        pytest.param(
            "- {item: annual_fund_cap, value: 70000}",
            "- ▸{item: annual_fund_cap, value: 70000, at_most: 70000}",
            "annual_fund_cap 要写 value、at_least、at_most、formula 之一，现在有 2 个",
            id="two contents",
        ),
    ],
)
def test_a_value_has_one_content_of_its_unit(project, right, wrong, message):
    where = make_mistake(project, right, wrong)
    assert project.mistakes() == [f"{where}: {message}"]


def test_a_target_may_be_a_bound(project):
    project.edit("{item: annual_fund_cap, value: 70000}", "{item: annual_fund_cap, at_least: 70000, state: target}")
    assert project.mistakes() == []
    rules, _ = check.read_form(project.root)
    [value] = [value for _, _, value in rules.each_value() if value.item == "annual_fund_cap"]
    assert (value.kind, value.sign, value.content) == ("target", ">=", 70000)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        pytest.param(
            "formula: 限额7万元, ▸state: target",
            "state: target 不和 formula 一起写；请改写 value、at_least 或 at_most",
            id="a formula as target",
        ),
        pytest.param(
            "value: 70000, ▸basis: inferred",
            "basis 只和 year 一起写；推定的起止日期写成 from: {day: …, basis: inferred}",
            id="a basis without year",
        ),
        pytest.param(
            "value: 70000, ▸at_leest: 3",
            "没有 “at_leest” 这个键；可用：item、dimensions、value、at_least、at_most、formula、state、year、basis、from、ends、"
            "derived、sources、fragment、yields_to、how、readings；是不是 at_least？",
            id="a key that is none",
        ),
    ],
)
def test_what_does_not_go_with_a_value_is_refused(project, wrong, message):
    where = make_mistake(project, "value: 70000", wrong)
    assert project.mistakes() == [f"{where}: {message}"]


def test_a_basis_that_says_nothing_is_refused(project):
    where = make_mistake(project, "value: 420, year: 2026,", "value: 420, year: 2026, ▸basis: express,")
    message = "basis: express 不起作用：不写就是文件写明；推定的写 inferred，否则请删去"
    assert project.mistakes() == [f"{where}: {message}"]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        pytest.param(
            "issued: 2025-02-20",
            "▸issued: 2025-02-30",
            "“2025-02-30” 这一天不存在；请写成 2025-01-31",
            id="no such day",
        ),
        pytest.param(
            "issued: 2025-02-20",
            "issued: 2025-02-20\n▸published: 2025-02-19",
            "印发日期 2025-02-19 早于成文日期 2025-02-20；请核对",
            id="published before it was issued",
        ),
        pytest.param(
            "value: 70000",
            "value: 70000, ends: {▸day: 2026-02-28, by: DT25-06, basis: express}",
            "DT25-06 不从 2026-03-01 起，不能使它到 2026-02-28 为止；请核对 day 和 by",
            id="ended by a provision that begins on another day",
        ),
        pytest.param(
            "from: 2025-03-01",
            "from: 2025-03-01\nends: {▸day: 2026-02-28, by: DT25-06, basis: express}",
            "DT25-06 不从 2026-03-01 起，不能使它到 2026-02-28 为止；请核对 day 和 by",
            id="a document ended by a provision that begins on another day: said once",
        ),
        pytest.param(
            "from: 2025-03-01",
            "▸from: 2025-02-30",
            "“2025-02-30” 这一天不存在；请写成 2025-01-31",
            id="no such first day: said once, not again for each value",
        ),
        pytest.param(
            "value: 70000",
            "value: 70000, ▸from: 2025-02-30",
            "“2025-02-30” 这一天不存在；请写成 2025-01-31",
            id="no such first day of a value",
        ),
        pytest.param(
            "value: 70000",
            "value: 70000, ends: {▸day: 2026-04-31, basis: express}",
            "“2026-04-31” 这一天不存在；请写成 2025-01-31",
            id="no such last day of a value",
        ),
        pytest.param(
            "from: 2025-03-01",
            "from: 2025-03-01\n▸ends: {day: 2025-02-28, basis: express}",
            "终止日 2025-02-28 早于起始日 2025-03-01",
            id="a document that ends before it begins: said once",
        ),
        pytest.param(
            "value: 70000",
            "value: 70000, ▸ends: {day: 2025-02-28, basis: express}",
            "终止日 2025-02-28 早于起始日 2025-03-01",
            id="a value that ends before it begins",
        ),
        pytest.param(
            "- {item: subsidy_part, dimensions: {payer: county, county: 新荣区}, value: 26, year: 2025,",
            "- ▸{item: subsidy_part, dimensions: {payer: county, county: 新荣区}, value: 26,",
            "subsidy_part 逐年确定，请写 year: 年度，不写 from、ends",
            id="a yearly figure without its year",
        ),
        pytest.param(
            "value: 70000",
            "value: 70000, ▸year: 2025",
            "annual_fund_cap 不是逐年确定的，请写 from、ends，不写 year",
            id="a year where none belongs",
        ),
        pytest.param(
            "- {item: premium, value: 420, year: 2026,",
            "- ▸{item: premium, value: 420, year: 2026, from: 2026-01-01,",
            "year 与 from、ends 不能并用",
            id="a year and a first day",
        ),
    ],
)
def test_days_and_years_are_real_and_in_order(project, right, wrong, message):
    where = make_mistake(project, right, wrong)
    assert project.mistakes() == [f"{where}: {message}"]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        pytest.param(
            "- {item: inpatient_deductible, dimensions: {facility: class_1}, value: 1000,",
            "- ▸{item: inpatient_deductible, dimensions: {facility: [class_1, class_3]}, value: 1000,",
            "DT25-02 的 inpatient_deductible 是 1000，但 DT25-01 对同一情形、同一时间写的是 100；"
            "请核对，或用 dimensions、from、ends 分开",
            id="two values for one case and day",
        ),
        pytest.param(
            "- {item: annual_fund_cap, value: 70000}",
            "- {item: annual_fund_cap, value: 70000}\n      - ▸{item: annual_fund_cap, value: 70000, readings: [A1]}",
            "DT25-03 的 annual_fund_cap 与 DT25-03 对同一情形、同一时间重复；"
            "只重复的条款写 kind: rule 和 repeats，否则用 dimensions、from、ends 分开",
            id="one value twice",
        ),
        pytest.param(
            "  - id: DT25-06\n    locator: 五\n    kind: rule\n",
            "  - ▸id: DT25-06\n    locator: 五\n",
            "DT25-06 没有 values；请写 kind: rule（有效力）或 kind: narrative（叙述）",
            id="neither values nor kind",
        ),
        pytest.param(
            "    locator: 二\n",
            "    locator: 二\n    ▸kind: rule\n",
            "有 values 的条款不写 kind；请删去",
            id="values and kind",
        ),
        pytest.param(
            "  - id: DT25-06",
            "  - ▸id: DT25-03",
            f"编号 DT25-03 已经在 {DOCUMENT}:25 用过；每个条款的编号只能用一次",
            id="an id used twice",
        ),
    ],
)
def test_a_document_does_not_contradict_itself(project, right, wrong, message):
    where = make_mistake(project, right, wrong)
    assert project.mistakes() == [f"{where}: {message}"]


def test_a_cap_is_not_below_its_deductible(project):
    project.edit("年度最高支付限额7万元", "年度最高支付限额900元")
    where = make_mistake(project, "value: 70000", "▸value: 900")
    assert project.mistakes() == [
        f"{where}: annual_fund_cap 900 低于起付标准 inpatient_deductible 1000；请核对",
    ]
