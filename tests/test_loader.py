"""What an editor is told: each mistake in rules/ gives one line with the place, the cause and the cure.

In the tables ▸ stands before what the line points at; the column is that of the next character.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import load
from small_project import DOCUMENT, YAML, SmallProject, make_small_project


@pytest.fixture
def project(tmp_path) -> SmallProject:
    return make_small_project(tmp_path)


def make_mistake(project: SmallProject, right: str, wrong: str, file: str = DOCUMENT) -> str:
    """Puts the wrong words in the place of the right ones; gives the file, line and column where ▸ stood."""
    project.edit(right, wrong, file)
    content = project.read(file)
    before = content[: content.index("▸")]
    project.write(file, content.replace("▸", ""))
    return f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def test_a_right_project_has_no_errors(project):
    assert project.errors() == []


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        pytest.param(
            "    locator: 五\n",
            "    locator: 五\n    ▸item: [premium]\n",
            "没有 “item” 这个键；可用：id、locator、kind、summary、evidence、values、items、repeats、readings；是不是 items？",
            id="unknown key",
        ),
        pytest.param(
            "    locator: 二\n",
            "    locator: 二\n    ▸locator: 三\n",
            "“locator” 写了两次（上一次在第 26 行）；只能留一个",
            id="duplicate key",
        ),
        pytest.param(
            "issuers: [大同市医疗保障局]",
            "▸issuers: 大同市医疗保障局",
            "issuers：“大同市医疗保障局” 的类型不对，要的是列表；应为：发文机关",
            id="wrong type",
        ),
        pytest.param(
            "year: 2026",
            "▸year: 二〇二六",
            "year：“二〇二六” 的类型不对，要的是整数；应为：年度，如 2025",
            id="wrong type of a number",
        ),
        pytest.param(
            "    evidence: 年度最高支付限额7万元\n",
            "    ▸evidence: \n",
            "evidence：空值 的类型不对，要的是文字；应为：原文里的一小段，不超过 40 字",
            id="nothing behind a key",
        ),
        pytest.param(
            "    evidence: 年度最高支付限额7万元\n",
            "",
            "provisions：缺少 evidence；请补上",
            id="missing evidence",
        ),
        pytest.param(
            "evidence: 自2025年3月1日起执行",
            "▸evidence: " + "一二三四五六七八九十" * 4 + "一",
            "DT25-06 的原文有 41 字；最多 40 字，请只留带着数的那一小段",
            id="evidence over 40 characters",
        ),
        pytest.param(
            "summary: 基金一年最多付七万元。",
            "▸summary: 基金一年最多付七万元",
            "summary：“基金一年最多付七万元” 的写法不对；应为：一句话，用自己的话概括，以句号结尾",
            id="summary without full stop",
        ),
        pytest.param(
            "from: 2025-03-01",
            "▸from: 2025-3-1",
            "from：“2025-3-1” 的写法不对；应为：一天，如 2025-01-01；起始日没有写明时写 unknown",
            id="day in another form",
        ),
    ],
)
def test_a_mistake_of_form_is_explained_where_it_stands(project, right, wrong, message):
    if "▸" in wrong:
        where = make_mistake(project, right, wrong)
    else:  # what is missing is shown where its provision begins
        project.edit(right, wrong)
        where = f"{DOCUMENT}:25:5"
    assert project.mistakes() == [f"{where}: {message}"]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        pytest.param(
            "place: 大同市",
            "▸place: 大同",
            "没有 “大同” 这个省或市；可用：山西省、太原市、大同市、阳泉市、长治市、晋城市、朔州市、晋中市、运城市、忻州市、临汾市、"
            "吕梁市；是不是 大同市？",
            id="unknown place",
        ),
        pytest.param(
            "{payer: county, county: 新荣区}",
            "{▸paier: county, county: 新荣区}",
            "没有 “paier” 这个键；可用：facility、location、cost、group、assisted_group、payer、county_type、student、county、"
            "disease、drug_batch、facility_level、major_list、programme、reform_part、part；是不是 payer？",
            id="unknown dimension",
        ),
        pytest.param(
            "{item: annual_fund_cap,",
            "{item: annual_fund_cap, dimensions: {▸disease: hypertension},",
            "annual_fund_cap 没有 disease 这个维度；可用：（无）",
            id="a dimension that the item does not have",
        ),
        pytest.param(
            "dimensions: {payer: county, county: 新荣区}",
            "dimensions: {payer: county, ▸county: 陵川县}",
            "大同市 没有 “陵川县”；可用：新荣区、平城区、云冈区、云州区、阳高县、天镇县、广灵县、灵丘县、浑源县、左云县",
            id="a county of another city",
        ),
        pytest.param(
            "issuers:",
            "▸forwards: 晋医保发〔2020〕9号\nissuers:",
            "没有收录 “晋医保发〔2020〕9号”；没有收录的文件写在 cites 里",
            id="forwards a document that is not collected",
        ),
        pytest.param(
            "value: 70000",
            "value: 70000, ends: {day: 2026-12-31, basis: express, ▸by: DT27-01}",
            "没有 DT27-01 这个条款",
            id="ended by a provision that is not there",
        ),
        pytest.param(
            "id: DT25-06",
            "▸id: DT26-06",
            "编号 DT26-06 应以 DT25- 开头",
            id="an id without the document's prefix",
        ),
    ],
)
def test_a_name_that_leads_nowhere_is_named_with_those_that_do(project, right, wrong, message):
    where = make_mistake(project, right, wrong)
    assert project.mistakes() == [f"{where}: {message}"]


@pytest.mark.parametrize(
    ("right", "wrong", "begin", "end"),
    [
        pytest.param(
            "{item: annual_fund_cap,",
            "{▸item: annual_fund_kap,",
            "item：没有 “annual_fund_kap”；可用：premium、",
            "；是不是 annual_fund_cap？",
            id="unknown item",
        ),
        pytest.param(
            "    locator: 二\n",
            "    locator: 二\n    readings: [▸A91]\n",
            "readings：没有 “A91”；可用：A1、A2、A3、",
            "；是不是 A9？",
            id="unknown reading",
        ),
    ],
)
def test_of_a_long_list_of_names_the_first_and_the_nearest_are_shown(project, right, wrong, begin, end):
    where = make_mistake(project, right, wrong)
    [line] = project.mistakes()
    assert line.startswith(f"{where}: {begin}")
    assert line.endswith(end)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        pytest.param("value: 70000", "▸value: 七万", "annual_fund_cap 的值 “七万”：应为数", id="words for a number"),
        pytest.param("value: 0.85", "▸value: 85%", "inpatient_ratio 的值 “85%”：应为数", id="a per cent sign"),
        pytest.param("value: 70000", "▸value: true", "annual_fund_cap 的值 “True”：应为数", id="yes for a number"),
        pytest.param(
            "value: 70000", '▸value: "70000"', "annual_fund_cap 的值 “70000”：应为数", id="a number in quotes"
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


def test_a_target_is_a_plain_value_never_a_bound(project):
    project.edit("value: 70000", "at_least: 70000, state: target")
    assert len(project.mistakes()) == 1


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
            "sources: [DT25-02, DT25-04]",
            "sources: [DT25-02, DT25-14]",
            "DT25-04：sources 里的 DT25-14 不存在",
            id="a source that is not there",
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


@pytest.mark.parametrize(
    ("wrong", "tag"),
    [
        pytest.param("value: ▸!secret 70000", "!secret", id="a tag of one's own"),
        pytest.param("value: ▸!!str 70000", "tag:yaml.org,2002:str", id="a tag of YAML"),
        pytest.param("value: 70000, readings: ▸!pair [A1]", "!pair", id="a tag on a list"),
        pytest.param(
            "value: 70000, readings: ▸!!python/object/apply:os.system [A1]",
            "tag:yaml.org,2002:python/object/apply:os.system",
            id="a tag that would run a program",
        ),
    ],
)
def test_tags_are_refused(project, wrong, tag):
    where = make_mistake(project, "value: 70000", wrong)
    assert f"{where}: 不允许 YAML 标签 “{tag}”；请直接写值" in project.mistakes()


def test_aliases_are_refused(project):
    anchored = make_mistake(project, "evidence: 年度最高支付限额7万元", "evidence: ▸&words 年度最高支付限额7万元")
    project.edit("evidence: 下调5个百分点", "evidence: *words")
    message = "用了 YAML 别名（*名字）；这里不允许，请把内容直接写出来"
    assert f"{anchored}: {message}" in project.mistakes()


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        pytest.param(
            "    locator: 二\n",
            "▸\tlocator: 二\n",
            "YAML 写法不对（found a tab character that violates indentation）；请检查缩进、冒号、引号和括号",
            id="a tab",
        ),
        pytest.param(
            "summary: 基金一年最多付七万元。",
            "summary: 限额▸: 基金一年最多付七万元。",
            "YAML 写法不对（mapping values are not allowed in this context）；请检查缩进、冒号、引号和括号",
            id="a colon and a space in a text",
        ),
        pytest.param(
            "value: 70000",
            "value: 70000, ▸<<: {year: 2025}",
            "键只能是一个词；不允许列表、映射或 <<",
            id="a merge key",
        ),
    ],
)
def test_what_is_no_plain_yaml_is_refused(project, right, wrong, message):
    where = make_mistake(project, right, wrong)
    assert project.mistakes() == [f"{where}: {message}"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(b"", "1:1: 文件是空的；请从 rules/template.yml 抄起", id="empty"),
        pytest.param(
            b"- a\n",
            "1:1: 文件：一个列表 的类型不对，要的是映射（键: 值）；应为：一份文件",
            id="a list",
        ),
        pytest.param(YAML.encode("gb18030"), "2:1: 不是 UTF-8 文本；请用 UTF-8 编码另存", id="GB18030"),
        pytest.param(b"\xff\xfe" + YAML.encode("utf-16-le"), "1:1: 不是 UTF-8 文本；请用 UTF-8 编码另存", id="UTF-16"),
        pytest.param(b"#" * 2_000_001, "1:1: 文件有 2000001 字节，太大；最多 2000000 字节，请检查内容", id="too large"),
        pytest.param(b"a: " + b"[" * 20 + b"]" * 20, "1:23: 嵌套太深；最多 20 层", id="deep nesting"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_error(project, content, line):
    project.write(DOCUMENT, content)
    assert f"{DOCUMENT}:{line}" in project.mistakes()


def test_even_absurd_nesting_is_an_error_and_no_crash(project):
    project.write(DOCUMENT, "[" * 1_000_000)
    reading = "import sys, pathlib, load; print(*load.load(pathlib.Path(sys.argv[1]), 'x.yml')[1])"
    done = subprocess.run(  # a program of its own: such a file can bring the whole interpreter down
        [sys.executable, "-c", reading, str(project.root / DOCUMENT)],
        cwd=Path(load.__file__).parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "x.yml:1:21: 嵌套太深；最多 20 层")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(YAML.replace("\n", "\r\n").encode(), id="lines as Windows ends them"),
        pytest.param(b"\xef\xbb\xbf" + YAML.encode(), id="a byte order mark"),
    ],
)
def test_files_as_windows_programs_write_them_are_read(project, content):
    project.write(DOCUMENT, content)
    assert project.errors() == []


def test_two_files_of_one_document_are_an_error(project):
    other = "rules/documents/datong/2025-2.yml"
    project.write(other, YAML.replace("DT25", "DT26"))
    assert project.mistakes() == [
        f"{other}:2:1: “同医保发〔2025〕1号” 已经在 {DOCUMENT} 里用过；同一份文件只能有一个 YAML 文件",
    ]


def test_a_mistake_in_the_parameters_is_explained_there(project):
    project.edit("section: student, unit: ratio", "section: student, unit: ration", "rules/parameters.yml")
    [line] = project.mistakes()
    assert line.startswith("rules/parameters.yml:")
    assert line.endswith(
        "unit：没有 “ration”；可用：yuan、ratio、points、count、days、months、years、date、yes_no、rule；是不是 ratio？"
    )


def test_all_mistakes_of_all_files_are_reported_in_one_run(project):
    other = "rules/documents/datong/2025-2.yml"
    project.write(other, YAML.replace("DT25", "DT26").replace("〕1号", "〕2号"))
    places = [
        make_mistake(project, "place: 大同市\n", "place: 大同市\n▸colour: red\n"),
        make_mistake(project, "year: 2026", "▸year: 二〇二六"),
        make_mistake(project, "issued: 2025-02-20", "▸issued: 2025-02-30", other),
        make_mistake(project, "value: 0.85", "▸value: 1.5", other),
        make_mistake(project, "    locator: 二\n", "    locator: 二\n    ▸locator: 三\n", other),
    ]
    assert [line.split(": ")[0] for line in project.mistakes()] == places
