"""The words of the glossary (site_src/glossary.yml, whose head says what each key means), read and checked."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reading import schema
from reading.form import misfits
from reading.load import Loaded, Path_, load
from reading.problems import Problem, Problems, listed, nearest, quoted, relative
from reading.ruleset import RuleSet


@dataclass(frozen=True)
class Example:
    """A sentence with slots, and which figures fill them."""

    place: str
    day: str
    values: dict[str, list[str]]
    claims: list[dict[str, Any]]
    text: str


@dataclass(frozen=True)
class Entry:
    """One word: what people say, what the documents say ("" where they use the same word), what it means."""

    group: str
    id: str
    word: str
    official: str
    also: list[str]
    meaning: str
    items: list[str]
    see: list[str]
    explains: list[str]
    example: Example | None
    loaded: Loaded = field(repr=False, compare=False)
    path: Path_ = field(repr=False, compare=False)

    @property
    def names(self) -> list[str]:
        """All words for it."""
        return [name for name in (self.word, self.official, *self.also) if name]

    def problem(self, message: str, *steps: str | int) -> Problem:
        """A problem at a part of the entry."""
        return self.loaded.problem((*self.path, *steps), message)


def read_glossary(root: Path, rules: RuleSet) -> list[Entry]:
    """All words of a project folder's glossary, in its order. Raises Problems."""
    file = root / "site_src" / "glossary.yml"
    loaded, problems = load(file, relative(file, root))
    if loaded is not None:
        problems += [misfit.problem for misfit in misfits(loaded, _form())]
    if loaded is None or problems:
        raise Problems(problems)
    found = [
        _entry(entry, group["name"], loaded, ("groups", at, "entries", index))
        for at, group in enumerate(loaded.data["groups"])
        for index, entry in enumerate(group["entries"])
    ]
    problems += _problems(found, rules)
    if problems:
        raise Problems(problems)
    return found


def _entry(data: dict[str, Any], group: str, loaded: Loaded, path: Path_) -> Entry:
    return Entry(
        group=group,
        id=data["id"],
        word=data["word"],
        official=data["official"],
        also=data["also"],
        meaning=data["meaning"],
        items=data["items"],
        see=data.get("see", []),
        explains=data.get("explains", []),
        example=_example(data["example"]) if "example" in data else None,
        loaded=loaded,
        path=path,
    )


def _example(data: dict[str, Any]) -> Example:
    return Example(
        place=data["place"],
        day=data["day"],
        values=data.get("values", {}),
        claims=json.loads(json.dumps(data.get("claims", []), default=float)),  # decimals as JSON has them
        text=data["text"],
    )


def _problems(entries: list[Entry], rules: RuleSet) -> Iterator[Problem]:
    """Names that lead nowhere, and ids used twice."""
    ids = [entry.id for entry in entries]
    items = rules.parameters["items"]
    cities = [place["name"] for place in rules.places if place["kind"] == "city"]
    for at, entry in enumerate(entries):
        if entry.id in ids[:at]:
            yield entry.problem(f"编号 {entry.id} 用了两次", "id")
        elsewhere = {name for other in entries[:at] for name in other.explains}
        for index, name in enumerate(entry.explains):
            if name in elsewhere:
                yield entry.problem(f"{quoted(name)} 已由前面的词解释，每个说法只能归一个词", "explains", index)
        for key, names, allowed in (("items", entry.items, list(items)), ("see", entry.see, ids)):
            for index, name in enumerate(names):
                if name not in allowed:
                    yield entry.problem(f"没有 {quoted(name)}{nearest(name, allowed)}", key, index)
        if entry.example is None:
            continue
        if entry.example.place not in cities:
            yield entry.problem(f"没有 {quoted(entry.example.place)}；可用：{listed(cities)}", "example", "place")
        for slot, (item, *options) in entry.example.values.items():
            wrong = _misnamed(item, options, rules)
            if wrong:
                yield entry.problem(wrong, "example", "values", slot)


def _misnamed(item: str, options: list[str], rules: RuleSet) -> str:
    """What is wrong with the figure of an example: its item and one value of each of the item's dimensions."""
    items = rules.parameters["items"]
    if item not in items:
        return f"没有 {quoted(item)} 这个项目{nearest(item, items)}"
    names = items[item].get("dimensions", [])
    if len(options) != len(names):
        return f"{item} 后面要写 {len(names)} 个取值（{listed(names)}），这里有 {len(options)} 个"
    for name, option in zip(names, options, strict=True):
        allowed = rules.parameters["dimensions"][name].get("values")
        if allowed and option not in allowed:
            return f"{name} 没有 {quoted(option)}；可用：{listed(allowed)}{nearest(option, allowed)}"
    return ""


def _form() -> schema.Schema:
    figure = schema.listing(
        schema.text("项目，或一个维度的取值"), "项目和它各个维度的取值，如 [inpatient_ratio, class_1, local]", 1
    )
    example = schema.mapping(
        {
            "place": schema.text("市的名称，如 太原市", longest=20),
            "day": schema.DAY_TEXT,
            "values": {"type": "object", "additionalProperties": figure, "description": "名字: [项目, 取值, …]"},
            "claims": schema.listing({"type": "object", "description": "一次住院，写法与命令行相同"}, "住院", 1),
            "text": schema.text("带空格的一句话，如 在三甲医院住院花了{cost}"),
        },
        ["place", "day", "text"],
        "一个例子",
    )
    entry = schema.mapping(
        {
            "id": schema.address("编号，也是网址里的锚点"),
            "word": schema.text("平常的说法", longest=40),
            "official": {"type": "string", "maxLength": 60, "description": '文件里的说法；一样的写 ""'},
            "also": schema.listing(schema.text("别的说法", longest=40), "别的说法"),
            "meaning": schema.text("什么意思，以句号结尾", r"。$"),
            "items": schema.listing(schema.text("项目"), "相关的项目"),
            "see": schema.listing(schema.text("词的编号"), "另见的词"),
            "explains": schema.listing(schema.text("一个说法", longest=40), "页面上的这些说法指到这个词"),
            "example": example,
        },
        ["id", "word", "official", "also", "meaning", "items"],
        "一个词",
    )
    group = schema.mapping(
        {"name": schema.text("这一组的名称", longest=40), "entries": schema.listing(entry, "词", 1)},
        ["name", "entries"],
        "一组词",
    )
    return schema.mapping({"groups": schema.listing(group, "各组", 1)}, ["groups"], "名词解释")
