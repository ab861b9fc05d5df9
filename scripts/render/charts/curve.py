"""A curve: what one pays oneself against the whole bill, straight between exact points."""

from collections.abc import Sequence
from dataclasses import dataclass

from render.charts.axis import Amounts, plot_right, ticks
from render.charts.chart import LINE
from render.charts.key import STYLES, key, letters
from render.charts.steps import PLOT, TOP, Drawing
from render.charts.svg import escape, group, number, tag, text
from urrbmi.words import yuan


@dataclass(frozen=True)
class Line:
    """A line: its name and its points (bill, what one pays oneself), both in fen."""

    name: str
    points: tuple[tuple[int, int], ...]


def drawing(lines: Sequence[Line]) -> Drawing:
    """The plot, with a ring at each point where the way of sharing changes, and the key."""
    most = max(amount for line in lines for _, amount in line.points)
    amounts = Amounts(ticks(most, 100), TOP, TOP + PLOT, yuan)
    left, right = amounts.left, plot_right(30)
    bills = ticks(max(bill for line in lines for bill, _ in line.points), 100)

    def x(bill: int) -> float:
        return left + (right - left) * bill / bills[-1]

    begins = "".join(f"M{number(x(bill))} {number(amounts.bottom)}v4" for bill in bills)
    words = "".join(
        tag("text", escape(yuan(bill)), x=x(bill), y=amounts.bottom + LINE + 2, data_value=str(bill)) for bill in bills
    )
    parts = [
        amounts.drawn(left, right),
        tag("path", class_="base", d=begins),
        group(words, class_="muted bills", text_anchor="middle"),
        text(right, amounts.bottom + 2 * LINE + 2, "总费用", "end", class_="muted"),
    ]
    for at, line in enumerate(lines):
        places = [(x(bill), amounts.y(amount)) for bill, amount in line.points]
        told = "L".join(f"{number(across)} {number(up)}" for across, up in places)
        parts.append(tag("path", class_=f"line s{at % STYLES}", d=f"M{told}"))
        parts += [tag("circle", class_="ring", cx=across, cy=up, r=2.5) for across, up in places[1:-1]]
    ends = letters([(x(line.points[-1][0]), amounts.y(line.points[-1][1])) for line in lines])
    said, y = key([line.name for line in lines], [], amounts.bottom + 2 * LINE + 10)
    return Drawing("".join([*parts, ends, said]), y + 4)
