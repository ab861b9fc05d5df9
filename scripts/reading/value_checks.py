"""What must be true of values: their contents, their dimensions, and what they say together."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import combinations
from typing import Any, TypeGuard

from reading import figures
from reading.day_checks import exists
from reading.problems import Problem, listed, nearest, quoted
from reading.ruleset import Provision, RuleSet, RuleValue


def _contents(rules: RuleSet) -> Iterator[Problem]:
    """Each value has exactly one content, of its item's unit."""
    for document, _, value in rules.each_value():
        data = document.raw(value)
        forms = [key for key in ("value", "at_least", "at_most", "formula") if key in data]
        state = data.get("state")
        if state in ("abolished", "not_applicable"):
            if forms:
                yield document.loaded.problem(value.path, f"state: {state} 不带 {forms[0]}；请删去一个")
            continue
        if len(forms) != 1:
            message = f"{value.item} 要写 value、at_least、at_most、formula 之一，现在有 {len(forms)} 个"
            yield document.loaded.problem(value.path, message)
            continue
        if value.kind == "formula":
            if state == "target":
                message = "state: target 不和 formula 一起写；请改写 value、at_least 或 at_most"
                yield document.loaded.problem((*value.path, "state"), message)
            continue
        unit = rules.parameters["items"][value.item]["unit"]
        reason = misfit(value.content, unit)
        if reason:
            yield document.loaded.problem(
                (*value.path, forms[0]), f"{value.item} 的值 {quoted(value.content)}：{reason}"
            )


def is_number(content: object) -> TypeGuard[int | Decimal]:
    return isinstance(content, (int, Decimal)) and not isinstance(content, bool)


def misfit(content: Any, unit: str) -> str:
    """Why a content does not fit its unit; empty if it does."""
    if unit == "yes_no":
        return "" if isinstance(content, bool) else "应为 true 或 false"
    if unit == "rule":
        return "" if isinstance(content, str) else "应为一句话"
    if unit == "date":
        text = content if isinstance(content, str) else ""
        return (
            ""
            if text and exists(text if len(text) == 10 else f"2024-{text}")
            else '应为日期：2024-10-31，或每年的 "12-25"'
        )
    if not is_number(content):
        meant = figures.meant(content) if isinstance(content, str) else ""
        if not meant or misfit(Decimal(meant), unit):
            return "应为数"
        return f"应为数；请写 {meant}" + ("，不加引号" if meant == content else "")
    if content < 0:
        return "不能是负数"
    if unit in ("ratio", "points"):
        if content > 1:
            return "应在 0 和 1 之间：60% 写 0.6，5个百分点写 0.05"
        # the core's exact grid rests on it (calculator/urrbmi/money.py)
        return "" if content * 1000 == int(content * 1000) else "最多三位小数，如 0.125"
    if unit == "yuan":
        return (
            "" if content * 100 == int(content * 100) and content <= 100_000_000 else "应为元，最多两位小数，不超过一亿"
        )
    return "" if content == int(content) and content <= 1000 else "应为不超过 1000 的整数"


def _dimensions(rules: RuleSet) -> Iterator[Problem]:
    """A value names only its item's dimensions, and counties only of its document's place."""
    places = [place["name"] for place in rules.places]
    for document, _, value in rules.each_value():
        allowed = rules.parameters["items"][value.item].get("dimensions", [])
        for name in value.dimensions:
            if name not in allowed:
                message = f"{value.item} 没有 {name} 这个维度；可用：{listed(allowed) or '（无）'}"
                yield document.loaded.problem((*value.path, "dimensions", name), message)
        named = value.dimensions.get("county", [])
        counties = rules.counties(document.place) if named else []
        for name in named:
            if name not in counties and document.place in places:
                message = f"{document.place} 没有 {quoted(name)}；可用：{listed(counties, 20)}{nearest(name, counties)}"
                yield document.loaded.problem((*value.path, "dimensions", "county"), message)


def _contradictions(rules: RuleSet) -> Iterator[Problem]:
    """One document gives one value for one item, day and combination of dimensions, and gives it once."""
    for document in rules.documents:
        by_item: dict[str, list[tuple[Provision, RuleValue]]] = {}
        for provision in document.provisions:
            for value in provision.values:
                by_item.setdefault(value.item, []).append((provision, value))
        for item, entries in by_item.items():
            for (first, one), (second, other) in combinations(entries, 2):
                if not _overlap(one, other):
                    continue
                if (one.content, one.sign) == (other.content, other.sign) and one.kind == other.kind:
                    message = (
                        f"{second.id} 的 {item} 与 {first.id} 对同一情形、同一时间重复；"
                        "只重复的条款写 kind: rule 和 repeats，否则用 dimensions、from、ends 分开"
                    )
                else:
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


def _overlap(one: RuleValue, other: RuleValue) -> bool:
    """Whether two values can hold at once: some day and some combination of dimensions in common."""
    if one.first.day > other.last.day or other.first.day > one.last.day:
        return False
    shared = one.dimensions.keys() & other.dimensions.keys()
    return all(set(one.dimensions[name]) & set(other.dimensions[name]) for name in shared)


def _number(value: RuleValue) -> Decimal | None:
    """A value's figure, if it has one."""
    return Decimal(value.content) if is_number(value.content) else None


def _said(value: RuleValue) -> str:
    return value.kind if value.content is None else f"{value.sign}{value.content}"


CHECKS: list[Callable[[RuleSet], Iterator[Problem]]] = [_contents, _dimensions, _contradictions, _caps]
