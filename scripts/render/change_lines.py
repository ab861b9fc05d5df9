"""What pages say of each line of a change, put together once for all pages and forms of pages on which it stands."""

from functools import cache

from markupsafe import Markup, escape

from render.differences import CHANGED, GONE, Line, Topic
from render.grouping import Block
from render.site import Site

#: how the sign of a difference is drawn; neutral where it is not plain what is better
_STYLES = {"更有利": "up", "更不利": "down"}


class Lines:
    """The lines of a site's changes in words and links. They are kept by their identity: the changes stay (differences.topics)."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._cases: dict[int, str] = {}
        self._moved: dict[int, tuple[str, str]] = {}
        self._clauses: dict[tuple[int, str], Markup] = {}

    def case(self, topic: Topic, line: Line) -> str:
        """What a line is for: 一类 · 省外转诊; empty for all of the item."""
        if id(line) not in self._cases:
            self._cases[id(line)] = "；".join(described(self._site, topic.item, block) for block in line.blocks)
        return self._cases[id(line)]

    def movement(self, topic: Topic, line: Line, apart: bool = False) -> Markup:
        """From what to what; `apart`: the difference on a line of its own."""
        if id(line) not in self._moved:
            self._moved[id(line)] = _amounts(topic, line), _difference(topic, line)
        amounts, difference = self._moved[id(line)]
        between = ("<br>" if apart else " ") if difference else ""
        return Markup(f"{amounts}{between}{difference}")

    def clauses(self, topic: Topic, line: Line, root: str) -> Markup:
        """The clauses that it rests on, and the readings that the texts cannot decide."""
        key = (id(line), root)
        if key not in self._clauses:
            self._clauses[key] = Markup(_readings(line, root) + self._cited(topic, line, root))
        return self._clauses[key]

    def _cited(self, topic: Topic, line: Line, root: str) -> str:
        cited = self._site.cited
        if topic.kind == CHANGED and line.begun != line.ended:
            return f"现：{cited(line.begun, root)}；原：{cited(line.ended, root)}"
        if topic.kind == GONE:
            return f"原来的规定和终止它的条款：{cited(line.ended, root)}"
        return f"依据：{cited(line.begun, root)}"


@cache
def lines(site: Site) -> Lines:
    """Those of a site, for all of its pages."""
    return Lines(site)


def described(site: Site, item: str, block: Block) -> str:
    """A block of dimensions in words: 一类 · 省外转诊、省外急诊; what it is true for throughout goes without saying."""
    counts = _counts(site, item)
    return " · ".join(
        "、".join(site.option(name, value) for value in values)
        for name, values in block.items()
        if len(values) < counts[name] or counts[name] == 1
    )


@cache
def _counts(site: Site, item: str) -> dict[str, int]:
    """How many values of each dimension an item has."""
    found: dict[str, set[str]] = {}
    for combination in site.combinations(item):
        for name, value in combination.items():
            found.setdefault(name, set()).add(value)
    return {name: len(values) for name, values in found.items()}


def _amounts(topic: Topic, line: Line) -> str:
    after = f'<span class="after">{"不再有收录的规定" if topic.kind == GONE else escape(line.after_text)}</span>'
    if topic.kind in (CHANGED, GONE):
        return f'<span class="before">{escape(line.before_text)}</span> → {after}'
    return after


def _difference(topic: Topic, line: Line) -> str:
    """How much more or less, and for whom the better; empty where that cannot be said."""
    if topic.kind != CHANGED:
        return ""
    style = _STYLES.get(line.verdict, "same")
    told = f'<span class="difference small {style}">{escape(line.difference)}</span>' if line.difference else ""
    return told + (f' <span class="state">{escape(line.verdict)}</span>' if line.verdict else "")


def _readings(line: Line, root: str) -> str:
    links = "、".join(f'<a href="{root}methods/#{escape(name)}">{escape(name)}</a>' for name in line.open)
    return f"按本站理解（{links}）；" if links else ""
