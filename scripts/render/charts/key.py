"""Which line is whose: letters at the ends of the lines, and the key under the plot."""

from collections.abc import Sequence
from itertools import count

from render.charts.chart import LINE, MARGIN, WIDTH
from render.charts.svg import Box, box, number, tag, text, wrapped

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: how many kinds of line there are (.s0 to .s5)
STYLES = 6


def letters(places: Sequence[tuple[float, float]]) -> str:
    """A letter at each end of a line: those that end together share it, others keep apart."""
    if len(places) == 1:
        return ""
    ends: dict[tuple[float, float], str] = {}
    for letter, place in zip(LETTERS, places, strict=False):
        ends[place] = ends.get(place, "") + letter
    drawn = []
    taken: list[Box] = []
    for (x, y), told in sorted(ends.items(), key=lambda end: (end[0][1], end[0][0])):
        baseline = next(
            at
            for at in (y + 4 + shift for steps in count() for shift in (2 * steps, -2 * steps))
            if not any(box(x + 3, at, told).meets(other) for other in taken)
        )
        taken.append(box(x + 3, baseline, told))
        drawn.append(text(x + 3, baseline, told, class_="value"))
    return "".join(drawn)


def key(names: Sequence[str], unknown: Sequence[str], top: float) -> tuple[str, float]:
    """Which line is whose, and of whom nothing is known; and where that ends."""
    drawn: list[str] = []
    y = top
    for at, (letter, name) in enumerate(zip(LETTERS, names, strict=False)):
        drawn.append(tag("path", class_=f"line s{at % STYLES}", d=f"M{number(MARGIN)} {number(y + 9)}h30"))
        if len(names) > 1:
            drawn.append(text(MARGIN + 36, y + 13, letter))
        for line in wrapped(name, WIDTH - MARGIN - 60):
            drawn.append(text(MARGIN + 52, y + 13, line))
            y += LINE
    for line in wrapped("、".join(unknown) + "：没有收录", WIDTH - 2 * MARGIN) if unknown else []:
        drawn.append(text(MARGIN, y + 13, line, class_="muted"))
        y += LINE
    return "".join(drawn), y
