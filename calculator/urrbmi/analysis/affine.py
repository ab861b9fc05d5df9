"""A number that goes through the core in place of a cost and tells how the outcome grows with it.

It stands for a whole line: what a figure is at this very cost, and by how much it grows with each further fen. Nothing is
rounded, so the line is exact. Comparisons are decided as they stand just after this cost, and each notes how far ahead it
turns; up to the nearest turn the core takes the same way, and every figure stays on its line.
"""

from dataclasses import dataclass
from typing import Any

from urrbmi.money import GRID


@dataclass(slots=True, eq=False)
class Horizon:
    """How many fen ahead the nearest turn of a comparison lies (rounded up to whole fen); None where none turns."""

    fen: int | None = None

    def note(self, fen: int) -> None:
        if self.fen is None or fen < self.fen:
            self.fen = fen


class Affine:
    """A figure on its line: `value` and `slope` (growth by the fen), both GRID times what they stand for.

    It offers what the core does with amounts: + and − with numbers of either sort, × and exact // with plain ones, and
    comparisons.
    """

    __slots__ = ("horizon", "slope", "value")
    __hash__ = None  # type: ignore[assignment]  # it equals others only up to a turn

    def __init__(self, value: int, slope: int, horizon: Horizon) -> None:
        self.value = value
        self.slope = slope
        self.horizon = horizon

    @classmethod
    def cost(cls, fen: int, horizon: Horizon) -> "Affine":
        """The cost that varies, in fen."""
        return cls(fen * GRID, GRID, horizon)

    def __add__(self, other: Any) -> "Affine":
        value, slope = line(other)
        return Affine(self.value + value, self.slope + slope, self.horizon)

    __radd__ = __add__

    def __sub__(self, other: Any) -> "Affine":
        value, slope = line(other)
        return Affine(self.value - value, self.slope - slope, self.horizon)

    def __rsub__(self, other: Any) -> "Affine":
        value, slope = line(other)
        return Affine(value - self.value, slope - self.slope, self.horizon)

    def __mul__(self, factor: int) -> "Affine":
        return Affine(self.value * factor, self.slope * factor, self.horizon)

    __rmul__ = __mul__

    def __floordiv__(self, divisor: int) -> "Affine":
        # Only the rounding of a payment divides by GRID (money.round_half_up): the half that it added is taken back.
        half = GRID // 2 if divisor == GRID else 0
        return Affine(self.value // divisor - half, self.slope // divisor, self.horizon)

    def __bool__(self) -> bool:
        return self._beside(0) != 0

    def __eq__(self, other: object) -> bool:
        return other is not None and self._beside(other) == 0

    def __lt__(self, other: Any) -> bool:
        return self._beside(other) < 0

    def __le__(self, other: Any) -> bool:
        return self._beside(other) <= 0

    def __gt__(self, other: Any) -> bool:
        return self._beside(other) > 0

    def __ge__(self, other: Any) -> bool:
        return self._beside(other) >= 0

    def _beside(self, other: Any) -> int:
        """Less than, equal to or more than zero, as this is beside the other just after the present cost."""
        value, slope = line(other)
        value, slope = self.value - value, self.slope - slope
        if slope and value and (value < 0) == (slope > 0):
            self.horizon.note(-(-abs(value) // abs(slope)))
        return value or slope


def line(figure: Any) -> tuple[int, int]:
    """Value and slope of a figure, both GRID times what they stand for; a plain number does not grow."""
    return (figure.value, figure.slope) if isinstance(figure, Affine) else (figure * GRID, 0)
