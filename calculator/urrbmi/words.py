"""Values in words, as the documents write them: 400元, 7万元, 60%, 5个百分点, ≥200元, 已取消."""

from datetime import date

from urrbmi.money import format_fen, format_ratio
from urrbmi.policy import Policy
from urrbmi.values import Value

_WITHOUT_FIGURE = {"abolished": "已取消", "not_applicable": "不适用"}


def content(value: Value, policy: Policy) -> str:
    """A value with its unit."""
    item = policy.items[value.item]
    if value.kind in _WITHOUT_FIGURE:
        return str(item["words"].get(value.kind, _WITHOUT_FIGURE[value.kind]))
    unit = item["unit"]
    if value.number is None:
        return {"yes": "是", "no": "否"}.get(value.text) or (day(value.text) if unit == "date" else value.text)
    if unit == "yuan":
        return value.text + yuan(value.number)
    if unit == "ratio":
        return value.text + format_ratio(value.number)
    figure = format_ratio(value.number).rstrip("%") if unit == "points" else str(value.number)
    return value.text + str(item["words"].get(figure, figure + item["sign"]))


def yuan(fen: int) -> str:
    """Money as the documents write it: 400元, 7万元, 25600元."""
    if fen and fen % 1_000_000 == 0:
        return f"{fen // 1_000_000}万元"
    return f"{format_fen(fen)}元"


def day(text: str) -> str:
    """A day in Chinese: 2025年1月1日; every year's 12-25 as 12月25日."""
    if len(text) == 5:
        return f"{int(text[:2])}月{int(text[3:])}日"
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{found.year}年{found.month}月{found.day}日"
