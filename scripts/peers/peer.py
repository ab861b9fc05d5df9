"""How peers.py talks with each of those it measures: a line of JSON in, a line of JSON out, in one process.

    ["recorded", RUNS]     settles a stay and keeps how it came about; seconds for one, the best of RUNS, each of another cost
    ["explained", RUNS]    the same, with the explanation put into words
    ["many", COUNT]        settles the first COUNT cases; seconds; what is paid is written into NAME.paid

The folder it runs in holds parameters.json, stay.json and cases.bin (int32, one column after the other, as in Cases).
Reading the cases and writing what is paid (int32 fen, of the fund, then of critical illness) is not part of the time. Seconds
are those of the processor: what else runs on the machine does not change them much.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Cases:
    """Stays: city, class of hospital and place of care as indexes into their lists; the day of 2025; fen in scope."""

    place: Column
    day: Column
    facility: Column
    location: Column
    fen: Column


class Peer(Protocol):
    """One of those that are measured."""

    def load(self, parameters: dict[str, Any]) -> None:
        """Makes the model."""

    def recorded(self, stay: dict[str, Any]) -> None:
        """Settles a stay and keeps how it came about."""

    def explained(self, stay: dict[str, Any]) -> None:
        """Settles a stay and puts into words how it came about."""

    def many(self, cases: Cases) -> tuple[Any, Any]:
        """What fund and critical illness pay of each case, in fen."""


def answer(one: Peer) -> None:
    """Answers until nothing more is asked."""
    one.load(json.loads(Path("parameters.json").read_text("utf-8")))
    stay = json.loads(Path("stay.json").read_text("utf-8"))
    columns = np.fromfile("cases.bin", np.int32).reshape(len(Cases.__dataclass_fields__), -1)
    single = {"recorded": one.recorded, "explained": one.explained}
    for line in sys.stdin:
        what, count = json.loads(line)
        if what in single:
            seconds = min(_timed(single[what], with_cost(stay, at)) for at in range(count))
        else:
            seconds, paid = _many(one, Cases(*(column[:count] for column in columns)))
            np.array(paid).astype(np.int32).tofile(f"{type(one).__name__}.paid")
        print(json.dumps(seconds), flush=True)


def with_cost(stay: dict[str, Any], at: int) -> dict[str, Any]:
    """The stay with another cost, for nobody asks the same twice."""
    yuan = round(stay["yuan"] + at * 1.37, 2)
    case = stay["case"]
    claim = {**case["claims"][0], "costs": {"class_a": yuan}}
    return {**stay, "yuan": yuan, "case": {**case, "claims": [claim]}}


def _timed(work: Callable[[dict[str, Any]], None], stay: dict[str, Any]) -> float:
    began = time.process_time()
    work(stay)
    return time.process_time() - began


def _many(one: Peer, cases: Cases) -> tuple[float, Any]:
    began = time.process_time()
    paid = one.many(cases)
    return time.process_time() - began, paid
