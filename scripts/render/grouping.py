"""Combinations of dimensions that say the same, told together: 三类 100元 · 一类 1000元 instead of 28 lines."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from math import prod
from typing import TypeVar

from render.cells import Combination
from render.site import Site

Key = TypeVar("Key", bound=Hashable)
Content = TypeVar("Content", bound=Hashable)
#: dimension -> the values that something is true for; all combinations of them
Block = dict[str, tuple[str, ...]]


def needed(contents: Mapping[Combination, Content]) -> dict[Combination, Content]:
    """The same contents over only those dimensions that make a difference, the last ones left out first."""
    names = list(dict.fromkeys(name for combination in contents for name, _ in combination))
    for name in reversed(names):
        projected: dict[Combination, Content] = {}
        count: Counter[Combination] = Counter()
        for combination, content in contents.items():
            rest = tuple(pair for pair in combination if pair[0] != name)
            count[rest] += 1
            if projected.setdefault(rest, content) != content:
                break
        else:
            # Only where every case has all its values: else a case would seem to exist that no document knows.
            if len(set(count.values())) == 1:
                contents = projected
    return dict(contents)


def complete(combinations: Collection[Combination]) -> bool:
    """Whether every value of each dimension occurs with every value of the others."""
    return prod(len(values) for values in _options(list(combinations)).values()) == len(combinations)


def together(contents: Mapping[Key, Content]) -> dict[Content, list[Key]]:
    """The combinations (or names) of each content, in the order in which they first occur."""
    found: dict[Content, list[Key]] = {}
    for key, content in contents.items():
        found.setdefault(content, []).append(key)
    return found


def label(site: Site, members: Sequence[Combination], every: Sequence[Combination]) -> str:
    """Some combinations in words, dimensions left out that make no difference: 一类 · 省外转诊、省外急诊."""
    if not members or len(members) == len(every):
        return ""
    options = _options(members)
    if prod(len(values) for values in options.values()) == len(members):
        everything = _options(every)
        return " · ".join(
            "、".join(site.option(name, value) for value in values)
            for name, values in options.items()
            if values != everything.get(name)
        )
    first = next(iter(options))
    parts = together({member: dict(member).get(first, "") for member in members})
    if len(parts) == 1:
        return "；".join(site.named(dict(member)) for member in members)
    told = {value: label(site, part, _within(every, first, value)) for value, part in parts.items()}
    return "；".join(
        " · ".join(part for part in ("、".join(site.option(first, value) for value in values if value), rest) if part)
        for rest, values in together(told).items()
    )


def blocks(combinations: list[dict[str, str]]) -> list[Block]:
    """Combinations as few blocks: two that differ in one dimension only become one."""
    found: list[dict[str, frozenset[str]]] = [
        {name: frozenset([value]) for name, value in combination.items()} for combination in combinations
    ]
    order = {value: number for number, value in enumerate(dict.fromkeys(v for c in combinations for v in c.values()))}
    for name in dict.fromkeys(name for combination in combinations for name in combination):
        merged: dict[tuple[tuple[str, frozenset[str]], ...], dict[str, frozenset[str]]] = {}
        for block in found:
            rest = tuple((other, values) for other, values in block.items() if other != name)
            rest += (("", frozenset([name])),) if name in block else ()
            kept = merged.setdefault(rest, block)
            if kept is not block and name in block:
                merged[rest] = {**kept, name: kept[name] | block[name]}
        found = list(merged.values())
    return [{name: tuple(sorted(values, key=order.__getitem__)) for name, values in block.items()} for block in found]


def merged(site: Site, item: str, combinations: list[dict[str, str]]) -> str:
    """Combinations of an item in words, as few as possible: 一类 · 本市、省内转诊; of all values of one: 不分医院类别."""
    every = _options([tuple(combination.items()) for combination in site.combinations(item)])

    def told(name: str, values: tuple[str, ...]) -> str:
        if len(values) > 1 and set(values) == set(every[name]):
            return f"不分{site.rules.parameters['dimensions'][name]['name']}"
        return "、".join(site.option(name, value) for value in values)

    lines = (" · ".join(told(name, values) for name, values in block.items()) for block in blocks(combinations))
    return "；".join(filter(None, lines))


def _options(combinations: Sequence[Combination]) -> dict[str, list[str]]:
    """The values of each dimension that occur."""
    found: dict[str, dict[str, None]] = {}
    for combination in combinations:
        for name, value in combination:
            found.setdefault(name, {})[value] = None
    return {name: list(values) for name, values in found.items()}


def _within(combinations: Sequence[Combination], name: str, value: str) -> list[Combination]:
    return [combination for combination in combinations if dict(combination).get(name, "") == value]
