"""What parameters.yml, places.yml and readings.yml must say, each in itself and of the others."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from reading import figures
from reading.load import Loaded
from reading.problems import Problem, listed, nearest, quoted
from reading.ruleset import RuleSet

#: what kind of place each kind belongs to
_ABOVE = {"province": "", "city": "province", "county": "city"}
_KINDS = {"province": "省", "city": "市"}
#: of how many digits of its code a place of each kind shares with what it belongs to, and what the rest looks like
_CODES = {"province": (0, r"\d\d0000"), "city": (2, r"\d\d00"), "county": (4, r"\d\d")}


def parameter_problems(parameters: Loaded) -> Iterator[Problem]:
    """Names in parameters.yml that lead nowhere."""
    data = parameters.data
    for name, dimension in data["dimensions"].items():
        if "values" not in dimension and "places" not in dimension:
            yield parameters.problem(("dimensions", name), f"{name} 要写 values（取值）或 places: county")
    yield from _sign_problems(parameters)
    for name, item in data["items"].items():
        for key, allowed in (("section", data["sections"]), ("unit", data["units"]), ("not_below", data["items"])):
            if key in item and item[key] not in allowed:
                message = f"{key}：没有 {quoted(item[key])}；可用：{listed(allowed, 20)}{nearest(item[key], allowed)}"
                yield parameters.problem(("items", name, key), message)
        for index, dimension in enumerate(item.get("dimensions", [])):
            if dimension not in data["dimensions"]:
                message = f"没有 {quoted(dimension)} 这个维度{nearest(dimension, data['dimensions'])}"
                yield parameters.problem(("items", name, "dimensions", index), message)


def _sign_problems(parameters: Loaded) -> Iterator[Problem]:
    """A figure with the sign that pages put behind it reads as the same figure: 7 with 万元 would be 70000."""
    units, items = parameters.data["units"], parameters.data["items"]
    signs = [(("units", name), name, unit["sign"]) for name, unit in units.items()]
    signs += [(("items", name), item["unit"], item["sign"]) for name, item in items.items() if "sign" in item]
    for path, unit, sign in signs:
        seven = Fraction(7, 100) if unit in ("ratio", "points") else 7
        if unit in figures.READERS and unit != "date" and figures.READERS[unit](f"7{sign}") != {seven}:
            message = f"单位符号 {quoted(sign)} 不是 {unit} 的：写在数字后面，读出来就不是那个数；请核对"
            yield parameters.problem((*path, "sign"), message)


def place_problems(places: Loaded) -> Iterator[Problem]:
    """Every place has a code of its own, and its parent is the place of the kind above."""
    kinds = {place["code"]: place["kind"] for place in places.data["places"]}
    seen: dict[tuple[str, Any], int] = {}
    for index, place in enumerate(places.data["places"]):
        above = _ABOVE[place["kind"]]
        if above and kinds.get(place.get("parent")) != above:
            message = (
                f"{place['name']} 的 parent 应为{_KINDS[above]}的代码，这里是 {quoted(place.get('parent', ''))}；请核对"
            )
            yield places.problem(("places", index, "parent"), message)
        shared, rest = _CODES[place["kind"]]
        if not re.fullmatch(re.escape(place.get("parent", "")[:shared]) + rest, place["code"]):
            message = (
                f"{place['name']} 的代码 {place['code']} 与上级 {place.get('parent', '')} 不合；请照 GB/T 2260 核对"
            )
            yield places.problem(("places", index, "code"), message)
        if not above and "parent" in place:
            yield places.problem(("places", index, "parent"), f"{place['name']} 是省，不写 parent；请删去")
        if place["kind"] != "county" and "pinyin" not in place:
            yield places.problem(("places", index), f"{place['name']} 缺少 pinyin；请补上，网址和文件夹用它")
        # two counties of different cities may have one name
        name = (place["name"], place.get("parent") if place["kind"] == "county" else "")
        for key, value in (("code", place["code"]), ("name", name), ("pinyin", place.get("pinyin"))):
            first = seen.setdefault((key, value), index) if value else index
            if first != index:
                line = places.positions["places", first][0]
                message = f"{place[key]} 已经在第 {line} 行用过；每个地方的 {key} 只能用一次"
                yield places.problem(("places", index, key), message)


def reading_problems(readings: Loaded, rules: RuleSet) -> Iterator[Problem]:
    """Readings are about items and provisions that exist (those of a file with errors cannot be known)."""
    known = rules.provisions
    items = rules.parameters["items"]
    for name, reading in rules.readings.items():
        for index, item in enumerate(reading["items"]):
            if item not in items:
                message = f"没有 {quoted(item)} 这个项目{nearest(item, items)}"
                yield readings.problem(("readings", name, "items", index), message)
        for index, provision in enumerate(reading["provisions"]):
            if provision not in known and rules.complete:
                message = f"没有 {provision} 这个条款{nearest(provision, known)}"
                yield readings.problem(("readings", name, "provisions", index), message)
