"""How figures, days and states are written for readers."""

from collections.abc import Iterable, Mapping

from urrbmi.values import OPEN_END, Resolved, Value, day_before
from urrbmi.words import content as content
from urrbmi.words import day as day
from urrbmi.words import yuan as yuan

STATES = {
    "stated": "本市规定",
    "inherited": "省级",
    "continued": "沿用",
    "derived": "推算",
    "bound": "只知界限",
    "formula": "算法",
    "target": "目标",
    "abolished": "已取消",
    "not_applicable": "不适用",
    "presumed": "推定",
    "reading": "按理解",
    "not_collected": "未收录",
}
#: what the legend of every table says
_LEGEND = {
    "stated": "无记号：该市自己的文件写明",
    "inherited": "该市没有更晚的规定，按{province}的文件",
    "continued": "以前写明、没有写期限，后来收录的文件也没有改，推定继续有效",
    "derived": "原文没有直接写，由写明的数算出来",
    "bound": "原文只写了“不低于”或“不超过”",
    "formula": "原文写的是算法，不是一个数",
    "target": "政府给自己定的目标，不是每个人的待遇",
    "abolished": "曾经有，后来取消",
    "not_applicable": "这项规定在当时没有意义",
    "presumed": "文件没有写明从哪一天起，推定那时已经这样",
    "reading": "原文没有明说，按本站的理解；是哪一处理解，见出处",
    "not_collected": "本站还没有收录管这个市、这段时间的文件，不等于没有规定",
}
#: signs beside a state, no states themselves
MARKS = ("presumed", "reading")
#: the states that have no sign of their own: a stated value needs none, of the others the text says it
_UNSIGNED = ("stated", "abolished", "not_applicable")


def fen(amount: float) -> int:
    """An amount of a statement (yuan) in fen."""
    return round(amount * 100)


def amount(value: float | None) -> str:
    """An amount of a statement (yuan, None where unknown) in words."""
    return "算不出来" if value is None else yuan(fen(value))


def short_day(text: str) -> str:
    """A day within a year that is known: 7月1日."""
    return day(text[5:])


def period(value: Value) -> str:
    """From when to when a value holds, and which of these days are inferred."""
    begin = day(value.first) + _inferred(value.first_basis) if value.first else "起始日没有写明"
    if value.last == OPEN_END:
        return f"{begin}起" if value.first else begin
    end = day(value.last) + _inferred(value.last_basis)
    return f"{begin}至{end}" if value.first else f"{begin}，到{end}为止"


def signs(found: Resolved | None) -> list[str]:
    """The signs beside a value: its state, that it only continues, that it rests on how we read the text."""
    if found is None:
        return [STATES["not_collected"]]
    marks = [] if found.state in _UNSIGNED else [STATES[found.state]]
    if found.continued and found.state not in ("continued", "abolished"):
        marks.append(STATES["continued"])
    if found.presumed:
        marks.append(STATES["presumed"])
    return [*marks, STATES["reading"]] if found.value.interpreted else marks


def style(found: Resolved | None) -> str:
    """The class in the style sheet of a value's cell: only what differs from a plain figure has one."""
    if found is None:
        return "is-missing"
    own = {"abolished": "is-abolished", "not_applicable": "is-na", "target": "is-target"}.get(found.state, "")
    return own or ("is-continued" if found.continued else "")


def explained(found: Resolved | None) -> list[str]:
    """What a legend has to explain of a value: its signs, and the states that its text says or that have no sign."""
    own = [STATES[found.state]] if found and found.state in _UNSIGNED else []
    return own + signs(found)


def meanings(province: str) -> dict[str, str]:
    """What each state means in a province."""
    return {state: meaning.format(province=province) for state, meaning in _LEGEND.items()}


def legend(occurring: Iterable[str], meanings: Mapping[str, str]) -> list[tuple[str, str]]:
    """The legend of what occurs: signs and their meanings, always in the same order."""
    known = set(occurring)
    entries = [(sign, meanings[state]) for state, sign in STATES.items() if sign in known]
    plain, _, meaning = meanings["stated"].partition("：")
    if entries and entries[0][0] == STATES["stated"]:
        entries = [(plain, meaning), *entries[1:]] if len(entries) > 1 else []
    return entries


def last_day_before(day_text: str) -> str:
    """The day before, in Chinese."""
    return day(day_before(day_text))


def _inferred(basis: str) -> str:
    return "（推定）" if basis == "inferred" else ""
