"""Stacked bars: how an amount is made up, one bar below the other; what is not known is hatched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from render.charts.chart import LINE, MARGIN, WIDTH
from render.charts.steps import Drawing, hatching
from render.charts.svg import tag, text, width, wrapped
from urrbmi.words import yuan

_HIGH = 24.0
#: how wide an amount is drawn that is not known: the width says nothing then
_UNKNOWN = 44.0


@dataclass(frozen=True)
class Segment:
    """A part of a bar: who pays it, in words and as the class of its colour ("" hatched), and fen, None where not known.

    `least`: the document gives a least amount only.
    """

    payer: str
    kind: str
    amount: int | None
    least: bool = False

    @property
    def words(self) -> str:
        """The amount in words, without its unit."""
        return "?" if self.amount is None else ("≥" if self.least else "") + yuan(self.amount).removesuffix("元")

    @property
    def said(self) -> str:
        """The part in a sentence: 中央384元."""
        if self.amount is None:
            return f"{self.payer}没有收录"
        return self.payer + ("不少于" if self.least else "") + yuan(self.amount)

    @property
    def plain(self) -> str | float | None:
        """The amount in yuan as the downloads have it; a least amount as >=128."""
        if self.amount is None:
            return None
        return f">={self.amount / 100:g}" if self.least else self.amount / 100


@dataclass(frozen=True)
class Bar:
    """A bar: what it is of, and its parts from the left."""

    name: str
    segments: tuple[Segment, ...]


def drawing(bars: Sequence[Bar], key: Mapping[str, str], id: str) -> Drawing:
    """The bars, all to one scale, and the key: what each kind of part is called."""
    scale = min(_room(bar) / max(1, sum(part.amount or 0 for part in bar.segments)) for bar in bars)
    parts: list[str] = [hatching(id)]
    y = 0.0
    for bar in bars:
        lines = wrapped(bar.name, WIDTH - 2 * MARGIN)
        parts += [text(MARGIN, y + LINE * (at + 1), line) for at, line in enumerate(lines)]
        drawn, narrow = _bar(bar, scale, y + LINE * len(lines) + 6, id)
        parts.append(drawn)
        y += LINE * len(lines) + 6 + _HIGH
        if narrow:
            parts.append(text(WIDTH - MARGIN, y + LINE, "窄格：" + "，".join(narrow), "end", class_="muted"))
            y += LINE
        y += 8
    known = {part.kind for bar in bars for part in bar.segments}
    for kind, told in key.items():
        if kind in known:
            lines = wrapped(told, WIDTH - 2 * MARGIN - 32)
            parts.append(_area(kind, MARGIN, y, 24, 14, id))
            parts += [text(MARGIN + 32, y + 12 + LINE * at, line) for at, line in enumerate(lines)]
            y += LINE * len(lines) + 4
    return Drawing("".join(parts), y + 4)


def _room(bar: Bar) -> float:
    """How wide the known parts of a bar may be together."""
    return WIDTH - 2 * MARGIN - _UNKNOWN * sum(part.amount is None for part in bar.segments)


def _bar(bar: Bar, scale: float, y: float, id: str) -> tuple[str, list[str]]:
    """The parts of a bar, and in words those too narrow for words."""
    drawn: list[str] = []
    narrow: list[str] = []
    x = MARGIN
    for part in bar.segments:
        wide = _UNKNOWN if part.amount is None else scale * part.amount
        drawn.append(_area(part.kind, x, y, wide, _HIGH, id))
        words = next((words for words in (part.payer + part.words, part.words) if width(words) + 4 <= wide), "")
        if words and not part.kind:
            room = width(words) + 4
            drawn.append(tag("rect", class_="paper", x=x + (wide - room) / 2, y=y + 4, width=room, height=_HIGH - 8))
        if words:
            drawn.append(text(x + wide / 2, y + 16, words, "middle"))
        else:
            narrow.append(part.payer + part.words)
        x += wide
    return "".join(drawn), narrow


def _area(kind: str, x: float, y: float, wide: float, high: float, id: str) -> str:
    """A part of a bar or of the key."""
    if kind:
        return tag("rect", class_=f"paid {kind}", x=x, y=y, width=wide, height=high)
    return tag("rect", class_="unknown", x=x, y=y, width=wide, height=high, fill=f"url(#{id}-hatch)")
