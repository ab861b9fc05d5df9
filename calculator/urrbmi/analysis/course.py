"""A case over all amounts of one cost, asked backwards: which amounts lead to a goal."""

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from urrbmi.analysis.beginnings import Beginning, beginning
from urrbmi.analysis.breakpoints import Segment, segments
from urrbmi.analysis.outcome import SHARES
from urrbmi.analysis.varying import HIGHEST, Varying
from urrbmi.money import GRID, HIGHEST_YUAN, format_fen
from urrbmi.policy import Policy

_PAYERS = {"basic_fund": "医保基金", "critical_illness": "大病保险", "self": "自己"}
_HIGHEST = f"{HIGHEST_YUAN // 10**8} 亿元"


class Found(NamedTuple):
    """The answer: exact, interval, impossible or unknown; why, in a sentence; what it rests on; and the lowest amounts that
    lead to the goal (fen, both ends included), None where there are none.
    """

    answer: str
    because: str
    begins: Beginning | None = None
    first: int | None = None
    last: int | None = None


@dataclass(slots=True, eq=False)
class Run:
    """Amounts next to each other (fen, both ends included) that lead to the same; whether they all have to (`flat`: the share
    does not grow there), and what they rest on.
    """

    first: int
    last: int
    flat: bool
    begins: Beginning | None

    def join(self, following: "Run") -> None:
        """Takes up the run that follows at once."""
        self.last = following.last
        if following.flat and not self.flat:
            self.flat, self.begins = True, following.begins


class Course:
    """All segments of the cost that varies, each with what begins there (nothing at the first)."""

    def __init__(self, varies: Varying, policy: Policy) -> None:
        self.varies = varies
        self.policy = policy
        found = segments(varies)
        begun = [beginning(before, segment, policy) for before, segment in pairwise(found)]
        self.parts: list[tuple[Segment, Beginning | None]] = list(zip(found, [None, *begun], strict=True))

    def where(self, what: str) -> Found:
        """Where something begins (one of beginnings.WHATS)."""
        for segment, begins in self.parts:
            if begins is not None and begins.what == what:
                because = f"这项费用到 {format_fen(segment.first)} 元时，{begins.text}。"
                return Found("exact", because, begins, segment.first, segment.first)
        return self._nowhere(f"这项费用从 0 元到 {_HIGHEST}，都碰不到这一处")

    def paying(self, name: str, wanted: int) -> Found:
        """Where a share (one of outcome.SHARES) is exactly this much (fen)."""
        share, payer = SHARES.index(name), _PAYERS[name]
        runs: list[Run] = []
        for segment, begins in self.parts:
            for run in self._runs(segment, begins, share, wanted):
                if runs and runs[-1].last == run.first - 1:
                    runs[-1].join(run)
                else:
                    runs.append(run)
        if not runs:
            return self._out_of_reach(share, payer, wanted)
        run, amount = runs[0], format_fen(wanted)
        if run.flat and run.begins is None:  # from nothing on it stays the same until something begins
            run.begins = next((begins for segment, begins in self.parts if segment.first > run.first), None)
        if run.first == run.last:
            because = f"这项费用是 {format_fen(run.first)} 元时，{payer}正好付 {amount} 元。"
            return Found("exact", because, run.begins, run.first, run.last)
        until = "再多也一样" if run.last == HIGHEST else f"到 {format_fen(run.last)} 元为止"
        because = f"这项费用从 {format_fen(run.first)} 元起，{until}，{payer}都付 {amount} 元。"
        return Found("interval", because, run.begins, run.first, run.last)

    def _runs(self, segment: Segment, begins: Beginning | None, share: int, wanted: int) -> list[Run]:
        """The runs within one segment."""
        if not segment.known:
            return []
        slope = segment.slopes[share] if segment.slopes is not None else 0
        ahead = wanted - self._paid(segment.first, share)
        if not slope:
            return [] if ahead else [Run(segment.first, segment.last, True, begins)]
        # Two amounts are each less than two fen off their line, so the answer lies near where the line has it.
        near, reach = segment.first + ahead * GRID // slope, 4 * GRID // abs(slope) + 1
        runs: list[Run] = []
        for fen in range(max(segment.first, near - reach), min(segment.last, near + reach) + 1):
            if self._paid(fen, share) != wanted:
                continue
            if runs and runs[-1].last == fen - 1:
                runs[-1].last = fen
            else:
                runs.append(Run(fen, fen, False, begins))
        return runs

    def _paid(self, fen: int, share: int) -> int:
        """A share, in fen, at an amount of a known segment."""
        shares = self.varies.at(fen).shares
        if shares is None:
            raise LookupError(f"{fen} fen lie in no known segment")
        return shares[share]

    def _out_of_reach(self, share: int, payer: str, wanted: int) -> Found:
        """No amount leads there: nothing at all is too much already, the most is too little, or nobody can tell."""
        known = [(segment, begins) for segment, begins in self.parts if segment.known]
        if known and not known[0][0].first and wanted < (least := self._paid(0, share)):
            because = f"这项费用就算是 0 元，{payer}也要为其余的费用付 {format_fen(least)} 元。"
            return Found("impossible", because)
        most = max((self._paid(segment.last, share) for segment, _ in known), default=0)
        if wanted < most:
            return self._nowhere(f"没有一个金额让{payer}正好付 {format_fen(wanted)} 元")
        for segment, begins in known:
            if segment.slopes and not segment.slopes[share] and self._paid(segment.last, share) == most:
                return self._nowhere(f"{payer}最多付 {format_fen(most)} 元，这项费用再多也一样", begins)
        return self._nowhere(f"这项费用最高填 {_HIGHEST}，那时{payer}付 {format_fen(most)} 元")

    def _nowhere(self, because: str, begins: Beginning | None = None) -> Found:
        """Impossible; or unknown, where a part of the course cannot be settled."""
        gap = next((segment for segment, _ in self.parts if not segment.known), None)
        if gap is None:
            return Found("impossible", f"{because}。", begins)
        names = "、".join(self.policy.items[item]["name"] for item in gap.missing)
        until = "起" if gap.last == HIGHEST else f"到 {format_fen(gap.last)} 元"
        return Found("unknown", f"这项费用从 {format_fen(gap.first)} 元{until}，缺少规定，算不出来：{names}。")
