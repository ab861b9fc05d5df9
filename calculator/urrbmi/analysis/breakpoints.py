"""Where a rising cost meets another rule: the exact fen at which the shares of the next yuan change.

The core itself is settled along a line (affine.py): one run gives the shares at an amount, how they grow, and how far no
comparison turns. So the walk from turn to turn leaves nothing out, however near two turns are.

What is exact, at every amount of a known segment: the fund pays its line rounded half up, to the fen; critical illness is
less than a fen from its line (it rests on the fund's payment, which was rounded before); the person pays the rest.
"""

from dataclasses import dataclass, field
from itertools import pairwise

from urrbmi.analysis.affine import line
from urrbmi.analysis.outcome import outcome_of
from urrbmi.analysis.varying import HIGHEST, Varying
from urrbmi.money import GRID
from urrbmi.settle import SettledYear, paid_together
from urrbmi.values import Resolved

#: a share on its line: value and growth by the fen, both GRID times in fen
Line = tuple[int, int]
#: a step of the calculation: whose it is (a claim or a year, counted), its label and formula; and the values it used
Steps = dict[tuple[int, str, str], tuple[Resolved | None, ...]]
#: how far, in fen, rounding may move a border between known and unknown: some cents over the lowest ratio
_BLURRED = 1000


@dataclass(slots=True, eq=False)
class Segment:
    """Amounts (fen, both ends included) over which the case is known, fund and critical illness each on one line, or unknown.

    The lines begin at `first`; they are None where it is unknown, and where a lone fen is known. `steps` are those of the
    calculation just after the beginning, `ending` those towards the end; `missing` are items.
    """

    first: int
    last: int
    known: bool
    lines: tuple[Line, Line] | None
    steps: Steps = field(default_factory=dict)
    ending: Steps = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def slopes(self) -> tuple[int, int, int] | None:
        """The shares of each further fen, GRID times: of the fund, of critical illness, of the person."""
        if self.lines is None:
            return None
        (_, fund), (_, critical) = self.lines
        return fund, critical, GRID - fund - critical

    def continues(self, fen: int, lines: tuple[Line, Line] | None) -> bool:
        """Whether these lines, beginning at an amount, are but the further course of this segment."""
        return _moved(self.lines, fen - self.first) == lines


def segments(varying: Varying) -> list[Segment]:
    """All segments of the cost that varies, from 0 to the highest amount that the core takes."""
    found: list[Segment] = []
    fen: int | None = 0
    while fen is not None and fen <= HIGHEST:
        years, ahead = varying.along(fen)
        lines, steps = _lines(years), _steps(years)
        if not found or not found[-1].continues(fen, lines):
            missing = [] if lines is not None else outcome_of(years).missing_items()
            found.append(Segment(fen, HIGHEST, lines is not None, lines, steps, steps, missing))
        found[-1].ending = steps
        fen = None if ahead is None else fen + ahead
    for one, following in pairwise(found):
        one.last = following.first - 1
    return _as_settled(found, varying)


def _lines(years: list[SettledYear]) -> tuple[Line, Line] | None:
    """The lines of fund and critical illness, of all claims and years together."""
    paid = paid_together(years)
    return None if paid is None else (line(paid[0]), line(paid[1]))


def _moved(lines: tuple[Line, Line] | None, fen: int) -> tuple[Line, Line] | None:
    """The same lines beginning some fen further on (or back, where negative)."""
    if lines is None:
        return None
    (fund, by_fund), (critical, by_critical) = lines
    return (fund + fen * by_fund, by_fund), (critical + fen * by_critical, by_critical)


def _steps(years: list[SettledYear]) -> Steps:
    traces = [settled.trace for year in years for _, settled in year.claims] + [year.trace for year in years]
    return {
        (owner, label, template): used
        for owner, trace in enumerate(traces)
        for label, template, _, _, used in trace.steps
    }


def _as_settled(found: list[Segment], varying: Varying) -> list[Segment]:
    """Moves each border between known and unknown to the very fen at which the case as settled passes it.

    Along a line nothing is rounded; but what is rounded to the same fen either way is known.
    """
    begin = found[0]
    if _known(varying, 0) != begin.known:  # no cost at all is known where any cost is not
        found = [Segment(0, 0, not begin.known, None, missing=begin.missing), *found]
        begin.first = 1
        begin.lines = _moved(begin.lines, 1)
    for one, following in pairwise(found):
        if one.known != following.known:
            border = _border(one, following, varying)
            following.lines = _moved(following.lines, border - following.first)
            one.last, following.first = border - 1, border
    return found


def _border(one: Segment, following: Segment, varying: Varying) -> int:
    border = following.first
    for _ in range(_BLURRED):
        if border < following.last and _known(varying, border) != following.known:
            border += 1
        elif border - 1 > one.first and _known(varying, border - 1) == following.known:
            border -= 1
        else:
            break
    return border


def _known(varying: Varying, fen: int) -> bool:
    return varying.at(fen).shares is not None
