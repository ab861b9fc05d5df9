"""What is wrong where a file is no YAML, in words an editor can act on: libyaml speaks English and often names the line after."""

import re

import yaml

#: a key at the begin of a line whose colon is a Chinese one, or has no space after it
_COLON = re.compile(r"\s*(?:- +)*([A-Za-z_]\w*)(：|:(?=\S)) *(.*)")
#: the same where it became the whole key of an entry in braces: {item:premium}
GLUED = re.compile(r"([a-z_]+)(：|:) *(\S.*)")
#: (what libyaml or PyYAML says, what to do, whether the error is where it began to read and not where it stopped)
_CAUSES = [
    (r"tab|\\t", "缩进用了 Tab；请只用空格", False),
    (
        "mapping values are not allowed",
        "多了一个英文冒号，或缩进与上一行对不齐；句子里有英文冒号的，整句两边加英文引号",
        False,
    ),
    ("could not find expected ':'", "这一行没有“键: 值”；请补上键和英文冒号，或检查缩进", True),
    ("expected ',' or", "括号里的各项要用英文逗号隔开，最后要有 } 或 ]；括号、逗号都用英文的", True),
    ("cannot start any token", "值不能以 %、@、` 开头；请在两边加上英文引号", False),
    ("end of stream", "引号没有成对；请补上后一个英文引号", True),
    ("expected (key|'-'|<block end>)", "缩进与同级的行对不齐，或引号后面还有字", False),
    ("expected <document start>", "最外层的键要都顶格写，前后对齐", False),
    ("expected node content", "这里多了一个逗号、引号或括号，或少了前面的一个", False),
    ("block sequence entries", "列表的 “- ” 要另起一行，与同级的对齐；句子以 - 开头的，两边加英文引号", False),
    ("expected comment or line break", "不用 | 和 > 写多行；请写成一行，句子以它们开头的，两边加英文引号", False),
    ("alphabetic or numeric character", "值不能以 &、* 开头；请在两边加上英文引号", False),
    ("invalid Unicode character", "反斜杠后面的编码不是一个字；请直接写出那个字，不用编码", False),
    ("another document", "一个文件只能有一份内容；请删去 ---", False),
    ("undefined alias", "值以 * 开头；请在两边加上英文引号", False),
]


def explained(text: str, error: yaml.MarkedYAMLError) -> tuple[int, int, str]:
    """The line, the column and the message of an error that the YAML parser found."""
    cause = error.problem or error.context or "?"
    marks = [mark for mark in (error.problem_mark, error.context_mark) if mark]
    stopped = marks[0].line if marks else 0
    colon = _wrong_colon(text.splitlines(), marks[-1].line if marks else 0, stopped)
    if colon:
        return colon
    advice, at_begin = next(
        ((advice, at_begin) for pattern, advice, at_begin in _CAUSES if re.search(pattern, cause)),
        (f"{cause}；请检查缩进、冒号、引号和括号", False),
    )
    mark = marks[-1] if at_begin and marks and marks[-1].line != stopped else marks[0] if marks else None
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return line, column, f"YAML 写法不对：{advice}"


def colon_advice(key: str, colon: str, value: str) -> str:
    """What is wrong with a colon between a key and its value."""
    wrong = "是中文的" if colon == "：" else "后面没有空格"
    return f"{key} 的冒号{wrong}；请写成 {key}: {value[:20]}".rstrip()


def _wrong_colon(lines: list[str], first: int, last: int) -> tuple[int, int, str] | None:
    """The nearest wrong colon to where the parser stumbled: there, where it began, or in the line before."""
    before = next((number for number in range(min(last, len(lines)) - 1, -1, -1) if lines[number].strip()), last)
    for number in sorted({first, before, last}):
        found = _COLON.match(lines[number]) if number < len(lines) else None
        if found:
            return number + 1, found.start(2) + 1, colon_advice(*found.groups())
    return None
