"""Files of rules/ that are meant to do harm, or look like what they are not: refused with the place, the cause, the cure."""

import os

import pytest

from small_project import DOCUMENT, make_mistake

PARAMETERS = "rules/parameters.yml"
PLACES = "rules/places.yml"
RIGHT = "summary: 基金一年最多付七万元。"
UNSEEN = "这里有看不见的字符（{}）；请删去，空格只用普通的空格"

#: an odd character in a text -> what is said of it
ODD = {
    "a text that turns right to left": ("\u202e", UNSEEN.format("U+202E")),
    "an isolate that turns the direction": ("\u2066", UNSEEN.format("U+2066")),
    "a space without width": ("\u200b", UNSEEN.format("U+200B")),
    "a joiner without width": ("\u200d", UNSEEN.format("U+200D")),
    "a byte order mark within": ("\ufeff", UNSEEN.format("U+FEFF")),
    "a soft hyphen": ("\u00ad", UNSEEN.format("U+00AD")),
    "a space that does not break": ("\u00a0", UNSEEN.format("U+00A0")),
    "a wide space": ("\u3000", UNSEEN.format("U+3000")),
    "a line separator": ("\u2028", UNSEEN.format("U+2028")),
    "a zero byte": ("\0", UNSEEN.format("U+0000")),
    "a control character": ("\x07", UNSEEN.format("U+0007")),
    "a character of private use": ("\ue000", UNSEEN.format("U+E000")),
    "a character that there is not": ("\U000e0fff", UNSEEN.format("U+E0FFF")),
    "a wide digit": ("７", "“７”（U+FF17）不是普通的 “7”；请改写成 7"),
    "a wide letter": ("Ａ", "“Ａ”（U+FF21）不是普通的 “A”；请改写成 A"),
    "a wide per cent sign": ("％", "“％”（U+FF05）不是普通的 “%”；请改写成 %"),
    "a bold digit": ("𝟕", "“𝟕”（U+1D7D5）不是普通的 “7”；请改写成 7"),
    "the radical that looks like 一": ("⼀", "“⼀”（U+2F00）不是普通的 “一”；请改写成 一"),
    "a Cyrillic а": ("а", "“а”（U+0430）不是汉字，也不是键盘上的字母、数字；请改写"),
    "a Greek ο beside Latin": ("aο", "“ο”（U+03BF）不是汉字，也不是键盘上的字母、数字；请改写"),
    "an Arabic seven": ("٧", "“٧”（U+0667）不是汉字，也不是键盘上的字母、数字；请改写"),
    "an accent on the character before": ("\u0301", "“\u0301”（U+0301）不是汉字，也不是键盘上的字母、数字；请改写"),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("written", ["in a text", "in a comment"])
def test_an_odd_character_is_refused_where_it_stands(project, odd, written):
    content, message = ODD[odd]
    lead = "基金一年最多付" if written == "in a text" else "七万元。 # 说明"
    wrong = f"summary: {lead}{content[:-1]}▸{content[-1]}七万元。"
    where = make_mistake(project, RIGHT, wrong)
    said = [line.split(": ", 1) for line in project.mistakes()]
    assert where in {place for place, _ in said}
    assert [told for _, told in said] == [message]


@pytest.mark.parametrize(
    ("escape", "code"),
    [(r"\u202e", "U+202E"), (r"\0", "U+0000"), (r"\x07", "U+0007"), (r"\uFEFF", "U+FEFF"), (r"\_", "U+00A0")],
)
def test_an_escape_brings_in_no_odd_character(project, escape, code):
    where = make_mistake(project, RIGHT, f'summary: ▸"基金{escape}一年最多付七万元。"')
    assert project.mistakes() == [f"{where}: {UNSEEN.format(code)}"]


@pytest.mark.parametrize("escape", [r"\ud800", r"\udc00\ud800", r"\U00110000"])
def test_an_escape_that_stands_for_no_character_is_refused(project, escape):
    where = make_mistake(project, RIGHT, f'summary: "基金▸{escape}一年最多付七万元。"')
    place, message = project.mistakes()[0].split(": ", 1)
    assert place.rsplit(":", 1)[0] == where.rsplit(":", 1)[0]
    assert message == "YAML 写法不对：反斜杠后面的编码不是一个字；请直接写出那个字，不用编码"


@pytest.mark.parametrize("text", ["干扰素α的费用", "Ⅰ型和①类", "≥3个月、±5%", "“甲”——乙…", "㐂𠀀"])
def test_what_documents_print_is_no_odd_character(project, text):
    project.edit(RIGHT, f"summary: {text}。")
    assert project.errors() == []


@pytest.mark.parametrize(
    "written",
    [pytest.param("▸|\n      基金。\n", id="lines kept"), pytest.param('▸"基金。\\n"', id="an escape")],
)
def test_a_text_is_one_line(project, written):
    where = make_mistake(project, RIGHT, f"summary: {written}")
    assert project.mistakes() == [f"{where}: 值里有换行；请写成一行，不用 |、> 和 \\n"]


NUMBERS = {
    "ten to the four hundredth": "1e400",
    "five thousand digits": "9" * 5000,
    "more digits than a float holds": "70000.00000000000000001",
    "base sixty": "1:30",
    "base eight": "010",
    "base eight as Python has it": "0o10",
    "base sixteen": "0x10",
    "no number": ".nan",
    "without end": "-.inf",
    "parted by underlines": "70_000",
    "a plus": "+70000",
}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_that_programs_read_differently_is_refused(project, number):
    where = make_mistake(project, "value: 70000", f"▸value: {NUMBERS[number]}")
    [line] = project.mistakes()
    assert line.startswith(f"{where}: annual_fund_cap 的值 “{NUMBERS[number][:20]}")
    assert "应为数" in line
    assert len(line) < 250


def bomb(levels):
    """Each level names the one before nine times: 9 to the power of the levels, if it were unfolded."""
    lists = [f"l{level}: &l{level} [{', '.join([f'*l{level - 1}'] * 9)}]" for level in range(1, levels)]
    return "\n".join(["l0: &l0 [x, x, x, x, x, x, x, x, x]", *lists]) + "\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(bomb(12), id="a thousand million laughs"),
        pytest.param("a: &a [*a]\n", id="a list that holds itself"),
        pytest.param("a: &a {b: *a}\n", id="a mapping that holds itself"),
        pytest.param("<<: &a {b: c}\nd: {<<: *a}\n", id="merged"),
    ],
)
def test_aliases_that_unfold_without_end_are_refused(project, content):
    project.write(DOCUMENT, content)
    assert [line for line in project.mistakes() if "别名" in line or "<<" in line]


#: what leads out of a folder, ends a path, or is a device for Windows
NAMES = [
    "../x",
    "/etc/x",
    "a/b",
    "a\\b",
    "%2e%2e%2f",
    "..",
    ".",
    "a b",
    "x?y",
    "x#y",
    "CON",
    "con",
    "Nul",
    "x" * 300,
    "乙",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        pytest.param(DOCUMENT, "- id: DT25-06", "- ▸id: '{}'", id="provision"),
        pytest.param(DOCUMENT, "number: 同医保发〔2025〕1号", "▸number: '{}'", id="number of a document"),
        pytest.param(DOCUMENT, "file: datong.txt", "▸file: '{}'", id="text"),
        pytest.param(DOCUMENT, "item: annual_fund_cap", "▸item: '{}'", id="item of a value"),
        pytest.param(PARAMETERS, "  annual_fund_cap:", "  ▸'{}':", id="item"),
        pytest.param(PARAMETERS, "      class_1:", "      ▸'{}':", id="value of a dimension"),
        pytest.param(PARAMETERS, "  facility:\n", "  ▸'{}':\n", id="dimension"),
        pytest.param(PLACES, "pinyin: datong", "▸pinyin: '{}'", id="place"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_where_it_stands(project, name, file, right, wrong):
    where = make_mistake(project, right, wrong.format(name), file)
    said = project.mistakes()
    assert where in {line.split(": ")[0] for line in said}
    assert max(map(len, said)) < 400


def test_a_file_in_another_folder_than_its_place_is_refused(project):
    project.write("rules/documents/elsewhere/2025-1.yml", project.read())
    assert any("应放在 rules/documents/datong/2025-1.yml" in line for line in project.mistakes())


@pytest.mark.parametrize(("name", "make"), [("a.yml", lambda path: path.symlink_to("nowhere")), ("b.yml", os.mkfifo)])
def test_what_is_no_file_is_told_and_not_waited_for(project, name, make):
    make(project.root / "rules" / "documents" / "datong" / name)
    where = f"rules/documents/datong/{name}:1:1: "
    assert project.errors() == [f"{where}不是普通的文件，或者是断了的链接；请换成一个文件"]
