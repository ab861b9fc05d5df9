"""Dots on a scale of shares: what is compared as rows, each place's share a dot where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from render.charts.axis import ticks
from render.charts.chart import LINE, MARGIN, WIDTH
from render.charts.steps import Drawing
from render.charts.svg import Box, box, escape, group, number, tag, text, wrapped
from urrbmi.money import format_ratio

#: room at both sides, so that half of "100%" fits beside the ends of the scale
_SIDE = 22.0


@dataclass(frozen=True)
class Dot:
    """A share in ten-thousandths; `then`: of an earlier year, drawn as a ring."""

    share: int
    then: bool


@dataclass(frozen=True)
class Row:
    """What is compared, its dots, and in words whose they are."""

    name: str
    dots: tuple[Dot, ...]
    words: str


def drawing(rows: Sequence[Row], now: str, then: str) -> Drawing:
    """Every row: its name, its dots with their shares, and whose they are; then the scale, and which dot means when."""
    scale = ticks(max(dot.share for row in rows for dot in row.dots), 100)
    left, right = MARGIN + _SIDE, WIDTH - MARGIN - _SIDE

    def x(share: int) -> float:
        return left + (right - left) * share / scale[-1]

    parts: list[str] = []
    y = 4.0
    for row in rows:
        lines = wrapped(row.name, WIDTH - 2 * MARGIN)
        parts += [text(MARGIN, y + LINE * (at + 1), line) for at, line in enumerate(lines)]
        y += LINE * len(lines) + 26
        parts.append(tag("path", class_="grid", d=f"M{number(left)} {number(y)}H{number(right)}"))
        parts.append(_dots(row, x, y))
        lines = wrapped(row.words, WIDTH - 2 * MARGIN)
        parts += [text(MARGIN, y + 8 + LINE * (at + 1), line, class_="muted") for at, line in enumerate(lines)]
        y += 8 + LINE * len(lines) + 10
    begins = "".join(f"M{number(x(tick))} {number(y)}v4" for tick in scale)
    words = "".join(
        tag("text", escape(format_ratio(tick)), x=x(tick), y=y + LINE + 2, data_value=str(tick)) for tick in scale
    )
    parts.append(tag("path", class_="base", d=f"M{number(left)} {number(y)}H{number(right)}{begins}"))
    parts.append(group(words, class_="muted shares", text_anchor="middle"))
    y += 2 * LINE + 6
    for earlier, told in ((False, now), (True, then)):
        parts += [_mark(earlier, MARGIN + 7, y + 9), text(MARGIN + 20, y + 13, told)]
        y += LINE
    return Drawing("".join(parts), y + 4)


def _dots(row: Row, x: Callable[[int], float], y: float) -> str:
    """A row's rings, its dots upon them, and each share above it where there is room."""
    taken: list[Box] = []
    drawn = [_mark(dot.then, x(dot.share), y) for dot in sorted(row.dots, key=lambda dot: not dot.then)]
    for dot in row.dots:
        place = box(x(dot.share), y - 10, format_ratio(dot.share), "middle")
        if not any(place.meets(other) for other in taken):
            taken.append(place)
            drawn.append(text(x(dot.share), y - 10, format_ratio(dot.share), "middle"))
    return "".join(drawn)


def _mark(then: bool, x: float, y: float) -> str:
    return tag("circle", class_="ring" if then else "dot", cx=x, cy=y, r=7 if then else 4)
