"""Steps over years: each series a line that stays level until it changes, broken where nothing is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from render.charts.axis import Amounts, Years, plot_right, ticks
from render.charts.chart import LINE
from render.charts.ends import End, endings
from render.charts.key import LETTERS, STYLES, key
from render.charts.svg import Box, box, number, tag, text

TOP = 12.0
PLOT = 170.0


@dataclass(frozen=True)
class Level:
    """Some days (ISO, both included) on which a series stays at one amount, or has none; `words` say it."""

    first: str
    last: str
    amount: int | None
    words: str


@dataclass(frozen=True)
class Series:
    """A line: its name and its levels, without gaps between them."""

    name: str
    levels: tuple[Level, ...]

    @property
    def known(self) -> bool:
        """Whether there is anything to draw."""
        return any(level.amount is not None for level in self.levels)


@dataclass(frozen=True)
class Drawing:
    """What was drawn, and how far it reaches."""

    body: str
    height: float


def drawing(
    series: Sequence[Series], years: tuple[int, int], unit: int, told: Callable[[int], str], id: str
) -> Drawing:
    """The plot, the lanes of what is not known, and the key. `unit` is the least round amount of the scale."""
    unknown = [one.name for one in series if not one.known]
    series = [one for one in series if one.known]
    most = max(level.amount or 0 for one in series for level in one.levels)
    amounts = Amounts(ticks(most, unit), TOP, TOP + PLOT, told)
    across = Years(*years, amounts.left, plot_right(0.0))
    parts = [amounts.drawn(across.left, across.right), across.drawn(amounts.bottom)]
    for at, one in enumerate(series):
        parts.append(tag("path", class_=f"line s{at % STYLES}", d=_path(one, across, amounts)))
    strokes = _strokes(series, across, amounts)
    plot = Box(across.left, 0.0, across.right, amounts.bottom + 5)
    ends, taken = endings([_end(one, across, amounts) for one in series], strokes, plot)
    parts += [ends, _values(series, across, amounts, [*strokes, *taken])]
    lanes, y = _lanes(series, across, amounts.bottom + LINE + 10, id)
    said, y = key([one.name for one in series], unknown, y + 4)
    return Drawing("".join([*parts, lanes, said]), y + 4)


def _path(one: Series, across: Years, amounts: Amounts) -> str:
    drawn: list[str] = []
    pen = False
    for level in one.levels:
        if level.amount is not None:
            y = number(amounts.y(level.amount))
            drawn.append(f"V{y}" if pen else f"M{number(across.x(level.first))} {y}")
            drawn.append(f"H{number(across.x(level.last, after=True))}")
        pen = level.amount is not None
    return "".join(drawn)


def _end(one: Series, across: Years, amounts: Amounts) -> End:
    last = _known(one)[-1]
    return End(across.x(last.last, after=True), amounts.y(last.amount or 0), last.words)


def _known(one: Series) -> list[Level]:
    return [level for level in one.levels if level.amount is not None]


def _strokes(series: Sequence[Series], across: Years, amounts: Amounts) -> list[Box]:
    """The room that the lines take: their levels, and the risers between them."""
    levels = [
        Box(across.x(level.first), amounts.y(level.amount) - 2, across.x(level.last, after=True), amounts.y(level.amount) + 2)
        for one in series
        for level in one.levels
        if level.amount is not None
    ]  # fmt: skip
    risers = [
        Box(across.x(after.first) - 2, min(ends), across.x(after.first) + 2, max(ends))
        for one in series
        for before, after in zip(one.levels, one.levels[1:], strict=False)
        if before.amount is not None and after.amount is not None
        for ends in [(amounts.y(before.amount), amounts.y(after.amount))]
    ]
    return levels + risers


def _values(series: Sequence[Series], across: Years, amounts: Amounts, taken: list[Box]) -> str:
    """The amounts but the last in words, above or below where they begin, wherever there is room."""
    drawn = []
    said = {(last.first, last.amount) for last in (_known(one)[-1] for one in series)}
    for level in (level for one in series for level in _known(one)[:-1]):
        if level.amount is None or (level.first, level.amount) in said:
            continue
        said.add((level.first, level.amount))
        x, y = across.x(level.first) + 3, amounts.y(level.amount)
        for baseline in (y - 6, y + 15, y - 12):
            place = box(x, baseline, level.words)
            inside = place.right <= across.right and place.top >= 0 and place.bottom <= amounts.bottom
            if inside and not any(place.meets(other) for other in taken):
                taken.append(place)
                drawn.append(text(x, baseline, level.words, class_="value"))
                break
    return "".join(drawn)


def _lanes(series: Sequence[Series], across: Years, top: float, id: str) -> tuple[str, float]:
    """A strip for each series that is not known everywhere, hatched where it is not; and where they end."""
    drawn: list[str] = []
    y = top
    for letter, one in zip(LETTERS, series, strict=False):
        gaps = [level for level in one.levels if level.amount is None]
        if not gaps:
            continue
        if len(series) > 1:
            drawn.append(text(across.left - 6, y + 11, letter, "end"))
        for gap in gaps:
            left, right = across.x(gap.first), across.x(gap.last, after=True)
            drawn.append(tag("rect", x=left, y=y, width=right - left, height=12, fill=f"url(#{id}-hatch)"))
            place = box(left + 6, y + 11, gap.words)
            if place.right + 4 < right:
                wide = place.right - place.left
                drawn.append(tag("rect", class_="paper", x=left + 3, y=y - 1, width=wide + 6, height=14))
                drawn.append(text(left + 6, y + 11, gap.words, class_="muted"))
        y += LINE + 2
    return (hatching(id) if drawn else "") + "".join(drawn), y


def hatching(id: str) -> str:
    """The hatching, under a name that no other chart of a page has."""
    stroke = tag("path", class_="hatch", d="M0 6L6 0")
    return tag("pattern", stroke, id=f"{id}-hatch", width=6, height=6, patternUnits="userSpaceOnUse")
