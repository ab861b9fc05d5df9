"""What the document files must say together: each check is a generator of problems, all of them are run."""

import re
from collections.abc import Callable, Iterator

from reading import day_checks, value_checks
from reading.load import Path_
from reading.problems import Problem, listed, nearest, quoted
from reading.ruleset import Document, RuleSet

Check = Callable[[RuleSet], Iterator[Problem]]


def unique(rules: RuleSet) -> Iterator[Problem]:
    """No 文号, code, page address or provision id twice."""
    for key in ("number", "code", "slug"):
        seen: dict[str, Document] = {}
        for document in rules.documents:
            name = getattr(document, key)
            if name in seen:
                message = f"{quoted(name)} 已经在 {seen[name].loaded.shown} 里用过；同一份文件只能有一个 YAML 文件"
                yield document.loaded.problem((key,), message)
            seen.setdefault(name, document)
    ids: dict[str, tuple[Document, Path_]] = {}
    for document, provision in rules.each_provision():
        where = (*provision.path, "id")
        if provision.id in ids:
            other, there = ids[provision.id]
            used = f"{other.loaded.shown}:{other.loaded.positions[there][0]}"
            message = f"编号 {provision.id} 已经在 {used} 用过；每个条款的编号只能用一次"
            yield document.loaded.problem(where, message)
        if not provision.id.startswith(document.code + "-"):
            yield document.loaded.problem(where, f"编号 {provision.id} 应以 {document.code}- 开头")
        ids.setdefault(provision.id, (document, where))


def _places(rules: RuleSet) -> Iterator[Problem]:
    """A document's place exists, and its file is where people look for it: <pinyin of the place>/<year>-<number>.yml.

    Another document of that place, year and number has a word of its own behind it: 2023-13-han.yml.
    """
    places = {place["name"]: place for place in rules.places if place["kind"] != "county"}
    for document in rules.documents:
        if document.place not in places:
            known = f"可用：{listed(places, 20)}{nearest(document.place, places)}"
            yield document.loaded.problem(("place",), f"没有 {quoted(document.place)} 这个省或市；{known}")
            continue
        number = re.sub(r".*〔(\d{4})〕(\d+)号", r"\1-\2", document.number)
        right = f"rules/documents/{places[document.place]['pinyin']}/{number}"
        if not re.fullmatch(r"(-[a-z]+)?\.yml", document.loaded.shown.removeprefix(right)):
            message = f"{document.place}的{document.number} 应放在 {right}.yml（同年同号的另一份，后面加 -拼音）；请移动或改名"
            yield document.loaded.problem(("number",), message)


def _references(rules: RuleSet) -> Iterator[Problem]:
    """Documents and provisions that are named exist (those of a file with errors cannot be known)."""
    numbers = [document.number for document in rules.documents]
    known = rules.provisions
    for document in rules.documents:
        if document.forwards and document.forwards not in numbers and rules.complete:
            message = f"没有收录 {quoted(document.forwards)}；没有收录的文件写在 cites 里"
            yield document.loaded.problem(("forwards",), message)
        low, high = document.text_lines
        if low > high:
            yield document.loaded.problem(("text", "lines"), f"行号 {low}-{high} 前后颠倒")
    if not rules.complete:
        return
    for document, provision in rules.each_provision():
        named = [((*provision.path, "repeats", index), other) for index, other in enumerate(provision.repeats)]
        for value in provision.values:
            named += [((*value.path, "yields_to"), value.yields_to)] if value.yields_to else []
            if "sources" in document.raw(value):
                named += [((*value.path, "sources", index), other) for index, other in enumerate(value.sources)]
        for path, other in named:
            if other not in known:
                yield document.loaded.problem(path, f"没有 {other} 这个条款")


def _handled(rules: RuleSet) -> Iterator[Problem]:
    """A provision has values, or says what it is without."""
    for document, provision in rules.each_provision():
        data = document.loaded.data["provisions"][provision.path[1]]
        if "values" in data and "kind" in data:
            yield document.loaded.problem((*provision.path, "kind"), "有 values 的条款不写 kind；请删去")
        if "values" not in data and "kind" not in data:
            message = f"{provision.id} 没有 values；请写 kind: rule（有效力）或 kind: narrative（叙述）"
            yield document.loaded.problem(provision.path, message)


CHECKS: list[Check] = [unique, _places, _references, _handled, *day_checks.CHECKS, *value_checks.CHECKS]
