"""What an editor is told of a file that is no YAML or has another form: one line with the place, the cause and the cure.

In the tables ▸ stands before what the line points at; the column is that of the next character.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reading import load
from small_project import DOCUMENT, YAML, make_mistake


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
            "DT25-03：缺少 evidence；请补上",
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
            "summary：“基金一年最多付七万元” 的写法不对；应为：一句话，用自己的话概括，以句号结尾，不超过 60 字",
            id="summary without full stop",
        ),
        pytest.param(
            "summary: 基金一年最多付七万元。",
            "▸summary: " + "一二三四五六七八九十" * 6 + "。",
            "summary：有 61 个字，太长；最多 60 个；应为：一句话，用自己的话概括，以句号结尾，不超过 60 字",
            id="summary over 60 characters",
        ),
        pytest.param(
            "number: 同医保发〔2025〕1号",
            "▸number: 同医保发[2025]1号",
            "number：“同医保发[2025]1号” 的写法不对；年份两边要用 〔 〕，请写 同医保发〔2025〕1号；"
            "应为：文号，年份两边是 〔 〕，如 晋医保发〔2024〕19号",
            id="square brackets in a 文号",
        ),
        pytest.param(
            "- {item: annual_fund_cap, value: 70000}",
            "- ▸{value: 70000}",
            "DT25-03 的 values：缺少 item；请补上",
            id="a value without item",
        ),
        pytest.param(
            "value: 70000",
            "▸at_most: 7万元",
            "at_most：“7万元” 的类型不对，要的是数；请写 70000；应为：数，按单位：60% 写 0.6，5个百分点写 0.05",
            id="a bound with its unit",
        ),
        pytest.param(
            "{item: annual_fund_cap, value: 70000}",
            "{▸item：annual_fund_cap, value: 70000}",
            "item 的冒号是中文的；请写成 item: annual_fund_cap",
            id="a Chinese colon in braces",
        ),
        pytest.param(
            "{item: annual_fund_cap, value: 70000}",
            "{item: annual_fund_cap, ▸value:70000}",
            "value 的冒号后面没有空格；请写成 value: 70000",
            id="no space after a colon in braces",
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
            "YAML 写法不对：缩进用了 Tab；请只用空格",
            id="a tab",
        ),
        pytest.param(
            "summary: 基金一年最多付七万元。",
            "summary: 限额▸: 基金一年最多付七万元。",
            "YAML 写法不对：多了一个英文冒号，或缩进与上一行对不齐；句子里有英文冒号的，整句两边加英文引号",
            id="a colon and a space in a text",
        ),
        pytest.param(
            "    locator: 二\n",
            "    locator▸：二\n",
            "locator 的冒号是中文的；请写成 locator: 二",
            id="a Chinese colon",
        ),
        pytest.param(
            "    locator: 二\n",
            "    locator▸：二\n\n    # 说明\n",
            "locator 的冒号是中文的；请写成 locator: 二",
            id="a Chinese colon some lines before the parser stumbles",
        ),
        pytest.param(
            "  - id: DT25-03",
            "  - id▸：DT25-03",
            "id 的冒号是中文的；请写成 id: DT25-03",
            id="a Chinese colon in the first line of a provision",
        ),
        pytest.param(
            "place: 大同市",
            "place▸:大同市",
            "place 的冒号后面没有空格；请写成 place: 大同市",
            id="no space after a colon",
        ),
        pytest.param(
            "    evidence: 自2025年3月1日起执行\n",
            "    evidence▸：自2025年3月1日起执行\n",
            "evidence 的冒号是中文的；请写成 evidence: 自2025年3月1日起执行",
            id="a Chinese colon in the last line",
        ),
        pytest.param(
            "evidence: 下调5个百分点",
            "evidence: ▸%下调5个百分点",
            "YAML 写法不对：值不能以 %、@、` 开头；请在两边加上英文引号",
            id="a per cent sign first",
        ),
        pytest.param(
            "{item: annual_fund_cap, value: 70000}",
            "▸{item: annual_fund_cap, value: 70000",
            "YAML 写法不对：括号里的各项要用英文逗号隔开，最后要有 } 或 ]；括号、逗号都用英文的",
            id="a brace that is not closed",
        ),
        pytest.param(
            "summary: 基金一年最多付七万元。",
            'summary: ▸"基金一年最多付七万元。',
            "YAML 写法不对：引号没有成对；请补上后一个英文引号",
            id="a quote that is not closed",
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
        pytest.param(b"null\n", "1:1: 文件是空的；请从 rules/template.yml 抄起", id="null"),
        pytest.param(b"# a\n---\n", "1:1: 文件是空的；请从 rules/template.yml 抄起", id="only a comment"),
        pytest.param(b"!x {a: 1}\n", "1:1: 不允许 YAML 标签 “!x”；请直接写值", id="a tag before all"),
        pytest.param(b"42\n", "1:1: 文件：“42” 的类型不对，要的是映射（键: 值）；应为：一份文件", id="a number"),
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
    program = "import sys, pathlib; from reading import load; print(*load.load(pathlib.Path(sys.argv[1]), 'x.yml')[1])"
    done = subprocess.run(  # a program of its own: such a file can bring the whole interpreter down
        [sys.executable, "-c", program, str(project.root / DOCUMENT)],
        cwd=Path(load.__file__).parent.parent,
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
