"""The axes: years across, and an amount from zero upwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from render.charts.chart import LINE, MARGIN, WIDTH
from render.charts.svg import escape, group, number, tag, text, width


@dataclass(frozen=True)
class Amounts:
    """The scale upwards, from zero at `bottom` to `most` at `top`; `told` says an amount in words."""

    ticks: tuple[int, ...]
    top: float
    bottom: float
    told: Callable[[int], str]

    @property
    def left(self) -> float:
        """How much room the words need."""
        return MARGIN + max(width(self.told(tick)) for tick in self.ticks) + 6

    def y(self, amount: float) -> float:
        """Where an amount stands."""
        return self.bottom - (self.bottom - self.top) * amount / self.ticks[-1]

    def drawn(self, left: float, right: float) -> str:
        """Its lines and words."""
        lines = "".join(
            tag("path", class_="grid" if tick else "base", d=f"M{number(left)} {number(self.y(tick))}H{number(right)}")
            for tick in self.ticks
        )
        words = "".join(
            tag("text", escape(self.told(tick)), x=left - 6, y=self.y(tick) + 4, data_value=str(tick))
            for tick in self.ticks
        )
        return lines + group(words, class_="muted ticks", text_anchor="end")


@dataclass(frozen=True)
class Years:
    """The scale across: each year as wide as every other."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: str, after: bool = False) -> float:
        """Where a day begins, or ends."""
        found = date.fromisoformat(day)
        begin, end = date(found.year, 1, 1), date(found.year + 1, 1, 1)
        return self.at(found.year + ((found - begin).days + after) / (end - begin).days)

    def at(self, year: float) -> float:
        """Where a year begins."""
        return self.left + (self.right - self.left) * (year - self.first) / (self.last + 1 - self.first)

    def drawn(self, bottom: float) -> str:
        """Every second year in words, and a short line where each begins."""
        begins = "".join(f"M{number(self.at(year))} {number(bottom)}v4" for year in range(self.first, self.last + 2))
        words = "".join(
            text(self.at(year + 0.5), bottom + LINE + 2, str(year)) for year in range(self.first, self.last + 1, 2)
        )
        return tag("path", class_="base", d=begins) + group(words, class_="muted years", text_anchor="middle")


def ticks(most: int, step_of: int = 1) -> tuple[int, ...]:
    """Round amounts from zero to at least the most, four steps or fewer; each a multiple of `step_of` (100 fen)."""
    unit = step_of
    while True:
        for factor in (1, 2, 5):
            step = unit * factor
            if step * 4 >= most:
                return tuple(range(0, step * -(-most // step) + 1, step))
        unit *= 10


def plot_right(room: float) -> float:
    """Where a plot ends that leaves some room for words at its right."""
    return WIDTH - MARGIN - room
