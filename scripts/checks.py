"""What the files of rules/ must say together: each check is a generator of problems, all of them are run."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

from problems import Problem, listed, nearest, quoted
from ruleset import Document, Provision, RuleSet, RuleValue
from urrbmi.policy import OPEN_END, UNKNOWN_START

Check = Callable[[RuleSet], Iterator[Problem]]


def _unique(rules: RuleSet) -> Iterator[Problem]:
    """No 文号, code or provision id twice."""
    for key in ("number", "code"):
        seen: dict[str, Document] = {}
        for document in rules.documents:
            name = getattr(document, key)
            if name in seen:
                message = f"{quoted(name)} 已经在 {seen[name].loaded.shown} 里用过；同一份文件只能有一个 YAML 文件"
                yield document.loaded.problem((key,), message)
            seen.setdefault(name, document)
    ids: dict[str, str] = {}
    for document, provision in _provisions(rules):
        where = (*provision.path, "id")
        if provision.id in ids:
            message = f"编号 {provision.id} 已经在 {ids[provision.id]} 用过；每个条款的编号只能用一次"
            yield document.loaded.problem(where, message)
        if not provision.id.startswith(document.code + "-"):
            yield document.loaded.problem(where, f"编号 {provision.id} 应以 {document.code}- 开头")
        line = document.loaded.positions[where][0]
        ids.setdefault(provision.id, f"{document.loaded.shown}:{line}")


def _references(rules: RuleSet) -> Iterator[Problem]:
    """Places, documents and provisions that are named exist (those of a file with errors cannot be known)."""
    places = [place["name"] for place in rules.places if place["kind"] != "county"]
    numbers = [document.number for document in rules.documents]
    known = rules.provisions()
    for document in rules.documents:
        if document.place not in places:
            message = (
                f"没有 {quoted(document.place)} 这个省或市；可用：{listed(places, 20)}{nearest(document.place, places)}"
            )
            yield document.loaded.problem(("place",), message)
        if document.forwards and document.forwards not in numbers and rules.complete:
            yield document.loaded.problem(
                ("forwards",), f"没有收录 {quoted(document.forwards)}；没有收录的文件写在 cites 里"
            )
        low, high = document.text_lines
        if low > high:
            yield document.loaded.problem(("text", "lines"), f"行号 {low}-{high} 前后颠倒")
    for document, provision in _provisions(rules):
        if not rules.complete:
            continue
        for index, other in enumerate(provision.repeats):
            if other not in known:
                yield document.loaded.problem((*provision.path, "repeats", index), f"没有 {other} 这个条款")
        for value in provision.values:
            if value.last.by and value.last.by not in known:
                yield document.loaded.problem((*value.path, "ends", "by"), f"没有 {value.last.by} 这个条款")
            if value.yields_to and value.yields_to not in known:
                yield document.loaded.problem((*value.path, "yields_to"), f"没有 {value.yields_to} 这个条款")


def _handled(rules: RuleSet) -> Iterator[Problem]:
    """A provision has values, or says what it is without."""
    for document, provision in _provisions(rules):
        data = document.loaded.data["provisions"][provision.path[1]]
        if "values" in data and "kind" in data:
            yield document.loaded.problem((*provision.path, "kind"), "有 values 的条款不写 kind；请删去")
        if "values" not in data and "kind" not in data:
            message = f"{provision.id} 没有 values；请写 kind: rule（有效力）或 kind: narrative（叙述）"
            yield document.loaded.problem(provision.path, message)


def _days(rules: RuleSet) -> Iterator[Problem]:
    """Every day exists, and none ends before it begins."""
    for document in rules.documents:
        days = [(("issued",), document.issued.day), (("from",), document.first.day), (("ends",), document.last.day)]
        for path, day in [*days, (("published",), document.published)]:
            if not _exists(day):
                yield document.loaded.problem(path, f"{quoted(day)} 这一天不存在；请写成 2025-01-31")
        if _exists(document.first.day) and _exists(document.last.day) and document.last.day < document.first.day:
            yield document.loaded.problem(("ends",), f"终止日 {document.last.day} 早于起始日 {document.first.day}")
    for document, _, value in _values(rules):
        if value.first == document.first and value.last == document.last:
            continue  # said of the document
        for key, own, inherited in (("from", value.first, document.first), ("ends", value.last, document.last)):
            if own != inherited and not _exists(own.day):
                message = f"{quoted(own.day)} 这一天不存在；请写成 2025-01-31"
                yield document.loaded.problem((*value.path, key, "day"), message)
        if _exists(value.first.day) and _exists(value.last.day) and value.last.day < value.first.day:
            message = f"终止日 {value.last.day} 早于起始日 {value.first.day}"
            yield document.loaded.problem((*value.path, "ends"), message)


def _contents(rules: RuleSet) -> Iterator[Problem]:
    """Each value has exactly one content, of its item's unit."""
    for document, _, value in _values(rules):
        data = _raw(document, value)
        forms = [key for key in ("value", "at_least", "at_most", "formula") if key in data]
        state = data.get("state")
        if state in ("abolished", "not_applicable"):
            if forms:
                yield document.loaded.problem(value.path, f"state: {state} 不带 {forms[0]}；请删去一个")
            continue
        if state == "target" and forms != ["value"]:
            yield document.loaded.problem((*value.path, "state"), "state: target 只能和 value 一起写；请改写 value")
            continue
        if len(forms) != 1:
            message = f"{value.item} 要写 value、at_least、at_most、formula 之一，现在有 {len(forms)} 个"
            yield document.loaded.problem(value.path, message)
            continue
        if value.kind == "formula":
            continue
        unit = rules.parameters["items"][value.item]["unit"]
        reason = misfit(value.content, unit)
        if reason:
            yield document.loaded.problem(
                (*value.path, forms[0]), f"{value.item} 的值 {quoted(value.content)}：{reason}"
            )


def misfit(content: Any, unit: str) -> str:
    """Why a content does not fit its unit; empty if it does."""
    number = isinstance(content, (int, Decimal)) and not isinstance(content, bool)
    if unit == "yes_no":
        return "" if isinstance(content, bool) else "应为 true 或 false"
    if unit == "rule":
        return "" if isinstance(content, str) else "应为一句话"
    if unit == "date":
        text = content if isinstance(content, str) else ""
        return (
            ""
            if text and _exists(text if len(text) == 10 else f"2024-{text}")
            else '应为日期：2024-10-31，或每年的 "12-25"'
        )
    if not number:
        return "应为数"
    if content < 0:
        return "不能是负数"
    if unit in ("ratio", "points"):
        if content > 1:
            return "应在 0 和 1 之间：60% 写 0.6，5个百分点写 0.05"
        return "" if content * 10_000 == int(content * 10_000) else "最多四位小数"
    if unit == "yuan":
        return (
            "" if content * 100 == int(content * 100) and content <= 100_000_000 else "应为元，最多两位小数，不超过一亿"
        )
    return "" if content == int(content) and content <= 1000 else "应为不超过 1000 的整数"


def _dimensions(rules: RuleSet) -> Iterator[Problem]:
    """A value names only its item's dimensions, counties only of its document's place; years where they belong."""
    places = [place["name"] for place in rules.places]
    for document, _, value in _values(rules):
        item = rules.parameters["items"][value.item]
        allowed = item.get("dimensions", [])
        for name in value.dimensions:
            if name not in allowed:
                message = f"{value.item} 没有 {name} 这个维度；可用：{listed(allowed) or '（无）'}"
                yield document.loaded.problem((*value.path, "dimensions", name), message)
        counties = _counties(document.place, rules)
        for name in value.dimensions.get("county", []):
            if name not in counties and document.place in places:
                message = f"{document.place} 没有 {quoted(name)}；可用：{listed(counties, 20)}{nearest(name, counties)}"
                yield document.loaded.problem((*value.path, "dimensions", "county"), message)
        if item.get("year_bound", False) and value.year is None:
            yield document.loaded.problem(value.path, f"{value.item} 逐年确定，请写 year: 年度，不写 from、ends")
        if not item.get("year_bound", False) and value.year is not None:
            yield document.loaded.problem(
                (*value.path, "year"), f"{value.item} 不是逐年确定的，请写 from、ends，不写 year"
            )
        if value.year is not None and {"from", "ends"} & _raw(document, value).keys():
            yield document.loaded.problem(value.path, "year 与 from、ends 不能并用")


def _contradictions(rules: RuleSet) -> Iterator[Problem]:
    """One document does not give two different values for one item, day and combination of dimensions."""
    for document in rules.documents:
        by_item: dict[str, list[tuple[Provision, RuleValue]]] = {}
        for provision in document.provisions:
            for value in provision.values:
                by_item.setdefault(value.item, []).append((provision, value))
        for item, entries in by_item.items():
            for (first, one), (second, other) in combinations(entries, 2):
                if (one.content, one.kind, one.sign) != (other.content, other.kind, other.sign) and _overlap(
                    one, other
                ):
                    message = (
                        f"{second.id} 的 {item} 是 {_said(other)}，但 {first.id} 对同一情形、同一时间写的是 {_said(one)}；"
                        "请核对，或用 dimensions、from、ends 分开"
                    )
                    yield document.loaded.problem(other.path, message)


def _caps(rules: RuleSet) -> Iterator[Problem]:
    """A cap is not below the deductible that goes with it."""
    for document in rules.documents:
        values = [value for provision in document.provisions for value in provision.values]
        for cap in values:
            floor = rules.parameters["items"][cap.item].get("not_below")
            for deductible in values:
                if deductible.item != floor or not _overlap(cap, deductible):
                    continue
                if _number(cap) is not None and (_number(cap) or 0) < (_number(deductible) or 0):
                    message = f"{cap.item} {cap.content} 低于起付标准 {deductible.item} {deductible.content}；请核对"
                    yield document.loaded.problem((*cap.path, "value"), message)


CHECKS: list[Check] = [
    _unique,
    _references,
    _handled,
    _days,
    _contents,
    _dimensions,
    _contradictions,
    _caps,
]


def _provisions(rules: RuleSet) -> Iterator[tuple[Document, Provision]]:
    for document in rules.documents:
        for provision in document.provisions:
            yield document, provision


def _values(rules: RuleSet) -> Iterator[tuple[Document, Provision, RuleValue]]:
    for document, provision in _provisions(rules):
        for value in provision.values:
            yield document, provision, value


def _raw(document: Document, value: RuleValue) -> dict[str, Any]:
    data = document.loaded.data
    for step in value.path:
        data = data[step]
    return data  # type: ignore[no-any-return]


def _counties(place: str, rules: RuleSet) -> list[str]:
    code = next((entry["code"] for entry in rules.places if entry["name"] == place and entry["kind"] != "county"), "")
    return [entry["name"] for entry in rules.places if entry.get("parent") == code and entry["kind"] == "county"]


def _overlap(one: RuleValue, other: RuleValue) -> bool:
    """Whether two values can hold at once: some day and some combination of dimensions in common."""
    if one.first.day > other.last.day or other.first.day > one.last.day:
        return False
    shared = one.dimensions.keys() & other.dimensions.keys()
    return all(set(one.dimensions[name]) & set(other.dimensions[name]) for name in shared)


def _number(value: RuleValue) -> Decimal | None:
    """A value's figure, if it has one."""
    figure = isinstance(value.content, (int, Decimal)) and not isinstance(value.content, bool)
    return Decimal(str(value.content)) if figure else None


def _said(value: RuleValue) -> str:
    return value.kind if value.content is None else f"{value.sign}{value.content}"


def _exists(day: str) -> bool:
    if day in ("", UNKNOWN_START, OPEN_END):
        return True
    try:
        return len(day) == 10 and date.fromisoformat(day) is not None
    except ValueError:
        return False
