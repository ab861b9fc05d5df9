"""Invented contents of values, each with a fragment of text in which it can be read."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Content:
    """What a value says: keys and YAML texts of its content, and the fragment of the document that says it."""

    keys: dict[str, str]
    fragment: str


def _yuan(dice: random.Random, item: str) -> Content:
    # A cap must not be below its deductible.
    step, low, high = (1000, 5, 200) if item.endswith(("_cap", "_limit")) else (10, 5, 150)
    if item == "critical_illness_cap":
        step, low = 1000, 100
    amount = step * dice.randint(low, high)
    return Content({"value": str(amount)}, f"标准为{amount}元")


def _ratio(dice: random.Random, item: str) -> Content:
    share = dice.randint(5, 30) if "self_pay" in item or "reduction" in item else dice.randint(40, 90)
    return Content({"value": f"0.{share:02}".rstrip("0")}, f"比例为{share}%")


def _points(dice: random.Random, item: str) -> Content:
    points = dice.randint(1, 25)
    return Content({"value": f"0.{points:02}".rstrip("0")}, f"下调{points}个百分点")


def _whole(unit: str) -> Callable[[random.Random, str], Content]:
    def made(dice: random.Random, item: str) -> Content:
        number = dice.randint(1, 60)
        return Content({"value": str(number)}, f"定为{number}{unit}")

    return made


def _date(dice: random.Random, item: str) -> Content:
    month, day = dice.randint(1, 12), dice.randint(1, 28)
    return Content({"value": f'"{month:02}-{day:02}"'}, f"每年{month}月{day}日以前")


def _yes_no(dice: random.Random, item: str) -> Content:
    covered = dice.random() < 0.7
    return Content({"value": str(covered).lower()}, "按规定纳入支付范围" if covered else "不纳入支付范围")


def _rule(dice: random.Random, item: str) -> Content:
    number = dice.randint(2, 40)
    return Content({"value": f"按第{number}档的办法执行"}, f"按第{number}档的办法执行")


#: unit -> a content of it; the core's scale of each is its own
STATED: dict[str, Callable[[random.Random, str], Content]] = {
    "yuan": _yuan,
    "ratio": _ratio,
    "points": _points,
    "count": _whole("种"),
    "days": _whole("日"),
    "months": _whole("个月"),
    "years": _whole("年"),
    "date": _date,
    "yes_no": _yes_no,
    "rule": _rule,
}
_SIZES = ("count", "days", "months", "years", "yuan")


def _raised(dice: random.Random, unit: str) -> Content:
    """A figure that follows from two others: what it was, and by how much it is raised."""
    if unit == "yuan":
        before, more = 10 * dice.randint(5, 150), 10 * dice.randint(1, 40)
        return Content({"value": str(before + more), "derived": f"{before} + {more}"}, f"由{before}元提高{more}元")
    before, more = dice.randint(5, 80), dice.randint(1, 15)
    figure = f"0.{before + more:02}".rstrip("0")
    return Content({"value": figure, "derived": f"{before}% + {more}%"}, f"由{before}%提高{more}个百分点")


def content(dice: random.Random, item: str, unit: str, plain: bool) -> Content:
    """A content of an item: mostly stated; unless `plain`, now and then a bound, a formula, a goal, an abolition, or derived."""
    stated = STATED[unit](dice, item)
    chance = 1.0 if plain else dice.random()
    if chance < 0.02:
        return Content({"state": "abolished"}, "原有规定予以取消")
    if chance < 0.03:
        return Content({"state": "not_applicable"}, "另按有关规定办理")
    if chance < 0.06 and unit in _SIZES:
        return Content({"at_least": stated.keys["value"]}, f"最低{stated.fragment}")
    if chance < 0.08 and unit == "yuan":
        share, more = dice.randint(2, 15), dice.randint(5, 40)
        return Content({"formula": f"当年筹资总额×{share}%+{more}"}, f"当年筹资总额的{share}%加{more}元")
    if chance < 0.1 and unit == "ratio":
        return Content({**stated.keys, "state": "target"}, f"力争{stated.fragment}")
    if chance < 0.3 and unit in ("yuan", "ratio"):
        return _raised(dice, unit)
    return stated


def yaml_pairs(pairs: dict[str, Any]) -> str:
    """Keys and texts as a YAML mapping on one line."""
    return "{" + ", ".join(f"{key}: {text}" for key, text in pairs.items()) + "}"
