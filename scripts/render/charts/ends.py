"""What stands at the ends of lines of steps: whose each is, and its last amount."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from render.charts.chart import WIDTH
from render.charts.key import LETTERS
from render.charts.svg import Box, box, text

_BESIDE = 3.0
_EDGE = 4.0


@dataclass(frozen=True)
class End:
    """Where a line ends, and its last amount in words."""

    x: float
    y: float
    words: str


class _Place(NamedTuple):
    """Where words may stand, as text() takes it."""

    x: float
    baseline: float
    anchor: str

    def box(self, words: str) -> Box:
        """The room they take there."""
        return box(self.x, self.baseline, words, self.anchor)


def endings(ends: Sequence[End], strokes: Sequence[Box], plot: Box) -> tuple[str, list[Box]]:
    """The letters and the amount at each end, and what room they take: lines that end together are said together.

    They keep apart from each other and, where there is room in the plot, from the lines (`strokes`).
    """
    together: dict[End, str] = {}
    for letter, end in zip(LETTERS, ends, strict=False):
        together[end] = together.get(end, "") + letter
    drawn = []
    taken: list[Box] = []
    for end, letters in sorted(together.items(), key=lambda told: (told[0].y, told[0].x)):
        words = f"{letters} {end.words}" if len(ends) > 1 else end.words
        place = _place(end, words, plot, strokes, taken)
        taken.append(place.box(words))
        drawn.append(text(place.x, place.baseline, words, place.anchor, class_="value"))
    return "".join(drawn), taken


def _place(end: End, words: str, plot: Box, strokes: Sequence[Box], taken: Sequence[Box]) -> _Place:
    """The nearest place that is free; on a line where the plot is full."""

    def free(room: Box, others: Sequence[Box]) -> bool:
        return room.right <= WIDTH - _EDGE and not any(map(room.meets, others))

    def inside(room: Box) -> bool:
        return plot.left <= room.left and plot.top <= room.top and room.bottom <= plot.bottom

    within = ((place, place.box(words)) for place in _places(end, range(0, int(plot.bottom - plot.top), 2)))
    every = [*strokes, *taken]
    found = next((place for place, room in within if inside(room) and free(room, every)), None)
    return found or next(place for place in _places(end, count(0, 2)) if free(place.box(words), taken))


def _places(end: End, shifts: Iterable[int]) -> Iterator[_Place]:
    """Beside an end, above or below the line before it, further and further away."""
    for shift in shifts:
        yield _Place(end.x + _BESIDE, end.y + 4 + shift, "start")
        yield _Place(end.x + _BESIDE, end.y + 4 - shift, "start")
        yield _Place(end.x - _BESIDE, end.y - 6 - shift, "end")
        yield _Place(end.x - _BESIDE, end.y + 15 + shift, "end")
