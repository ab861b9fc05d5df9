"""The same stays settled by this project, OpenFisca and publicodes: how long each takes, and how often each is off by a fen.

Numbers come from the core alone: the peers get them as parameters, and write the formula as their documentation has it.
"""

import json
import math
import os
import subprocess
import sys
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from urrbmi.interface import Interface
from urrbmi.policy import Policy

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PLACES = ("晋中市", "太原市")
DAY = "2025-03-10"
YUAN = 42000.55
MILLION, SOME = 1_000_000, 10_000
ROUNDS, RUNS, COLD = 5, 300, 3
#: the scripts that answer, by the name under which they write what is paid
PEERS = {"Core": "core_peer.py", "OpenFisca": "openfisca_peer.py", "Publicodes": "publicodes_peer.mjs"}
#: settles one case after the other, so that nobody would give it a million, nor ask it for some thousands twice
ONE_BY_ONE = "Publicodes"
QUESTIONS = (("recorded", RUNS), ("explained", RUNS), ("many", SOME), ("many", MILLION))

Json = dict[str, Any]
Times = dict[tuple[str, int], dict[str, float]]


class Process:
    """One of those that are measured, as a process that answers; its folder holds what it reads and writes."""

    def __init__(self, name: str, folder: Path) -> None:
        script = str(HERE / PEERS[name])
        python = sys.executable if name == "Core" else str(folder / "python" / "bin" / "python")
        self.command = ["node", script] if script.endswith(".mjs") else [python, script]
        self.name = name
        # One thread each: what counts is the model, not the machine.
        paths = os.pathsep.join(str(ROOT / part) for part in ("scripts/peers", "scripts", "calculator"))
        environment = {**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "NUMEXPR_NUM_THREADS": "1"}
        pipe = subprocess.PIPE
        self.running = subprocess.Popen(self.command, cwd=folder, stdin=pipe, stdout=pipe, text=True, env=environment)

    def ask(self, what: str, count: int) -> float:
        """Seconds that an answer took."""
        if self.running.stdin is None or self.running.stdout is None:
            raise RuntimeError(f"{self.name} has no pipes")
        self.running.stdin.write(json.dumps([what, count]) + "\n")
        self.running.stdin.flush()
        answer = self.running.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self.name} gave no answer to {what}")
        return float(json.loads(answer))

    def end(self) -> None:
        """Lets it end, and waits."""
        self.running.communicate()


def measure(folder: Path) -> tuple[Times, dict[str, float], dict[str, int]]:
    """Seconds by question and name; seconds from the start of a process to a million; cases of SOME that are off."""
    parameters, cases = prepare(folder)
    processes = [Process(name, folder) for name in PEERS]
    times: Times = {question: {} for question in QUESTIONS}
    wrong: dict[str, int] = {}
    for at in range(ROUNDS):  # in turn, so that what else the machine does meets all of them
        for what, count in QUESTIONS:
            for one in processes:
                if what == "many" and one.name == ONE_BY_ONE and (at or count == MILLION):
                    continue
                taken = one.ask(what, count)
                best = times[what, count]
                best[one.name] = min(taken, best.get(one.name, taken))
                if (what, count) == ("many", SOME) and not at:
                    wrong[one.name] = off(folder / f"{one.name}.paid", parameters, cases)
    for one in processes:
        one.end()
    cold = {name: min(_cold(name, folder) for _ in range(COLD)) for name in PEERS if name != ONE_BY_ONE}
    return times, cold, wrong


def _cold(name: str, folder: Path) -> float:
    before = processor_seconds()
    one = Process(name, folder)
    one.ask("many", MILLION)
    one.end()
    return processor_seconds() - before


def processor_seconds() -> float:
    """Seconds that the processor has worked for this process and for those that it started and that have ended."""
    return sum(os.times()[:4])


def prepare(folder: Path) -> tuple[Json, npt.NDArray[np.int32]]:
    """Writes what is asked: the parameters as the core has them, one stay, random stays."""
    policy = Interface((files("urrbmi") / "policy.json").read_text(encoding="utf-8")).policy
    parameters, *others = (_parameters(policy, policy.city_codes[place]) for place in PLACES)
    if any(other != parameters for other in others):
        raise ValueError(f"{'、'.join(PLACES)} 在 {DAY} 的规定不同，模型要另加一个维度")
    (folder / "parameters.json").write_text(json.dumps(parameters), encoding="utf-8")
    claim = {
        "kind": "inpatient",
        "date": DAY,
        "facility": "class_1",
        "location": "referred",
        "costs": {"class_a": YUAN},
    }
    case = {"place": PLACES[0], "claims": [claim]}
    stay = {"facility": "class_1", "location": "referred", "yuan": YUAN, "case": case}
    (folder / "stay.json").write_text(json.dumps(stay), encoding="utf-8")
    chance = np.random.default_rng(20250310)
    cases = np.array(
        [
            chance.integers(0, len(PLACES), MILLION),
            chance.integers(0, 365, MILLION),
            chance.integers(0, len(parameters["ratio"]), MILLION),
            chance.integers(0, len(parameters["reduction"]), MILLION),
            np.exp(chance.uniform(np.log(30_000), np.log(50_000_000), MILLION)),  # 300 yuan to 500,000 yuan
        ]
    ).astype(np.int32)
    cases.tofile(folder / "cases.bin")
    return parameters, cases


def _parameters(policy: Policy, place: str) -> Json:
    """What a place has on the day, in yuan and ratios, named as in the core."""
    rules = policy.rules(place, DAY)
    facilities, locations = (list(policy.dimensions[name]["values"]) for name in ("facility", "location"))

    def number(divisor: int, item: str, *dimensions: str) -> float:
        found = rules.get(item, *dimensions)
        return 0.0 if found is None else found.number / divisor

    critical = "critical_illness_"
    return {
        "deductible": {one: number(100, "inpatient_deductible", one, "local") for one in facilities},
        "ratio": {one: number(10_000, "inpatient_ratio", one, "local") for one in facilities},
        "reduction": {one: number(10_000, "inpatient_ratio_reduction", one) for one in locations},
        "annual_fund_cap": number(100, "annual_fund_cap"),
        "critical_illness": {
            "deductible": number(100, f"{critical}deductible", "ordinary"),
            "ratio": number(10_000, f"{critical}ratio", "ordinary"),
            "second_deductible": number(100, f"{critical}second_deductible"),
            "second_ratio": number(10_000, f"{critical}second_ratio"),
            "cap": number(100, f"{critical}cap", "ordinary"),
        },
    }


def off(paid: Path, parameters: Json, cases: npt.NDArray[np.int32]) -> int:
    """In how many of the first SOME cases a payment differs by a fen or more from the exact one."""
    answers = np.fromfile(paid, np.int32).reshape(2, SOME).T
    return sum(
        exact(parameters, *row) != tuple(answer)
        for row, answer in zip(cases[2:, :SOME].T.tolist(), answers.tolist(), strict=True)
    )


def exact(parameters: Json, facility: int, location: int, fen: int) -> tuple[int, int]:
    """What fund and critical illness pay (fen), with fractions, each payment rounded half up once: by hand, not by the core."""
    terms = parameters["critical_illness"]
    deductible = _in_fen(list(parameters["deductible"].values())[facility])
    ratio = _share(list(parameters["ratio"].values())[facility])
    reduction = _share(list(parameters["reduction"].values())[location])
    above = max(0, fen - deductible)
    basic = min(_half_up(above * (ratio - reduction)), _in_fen(parameters["annual_fund_cap"]))
    pool = fen - basic - above * reduction
    first = max(Fraction(0), pool - _in_fen(terms["deductible"])) * _share(terms["ratio"])
    second = max(Fraction(0), pool - first - _in_fen(terms["second_deductible"])) * _share(terms["second_ratio"])
    return basic, min(_half_up(first + second), _in_fen(terms["cap"]))


def _in_fen(yuan: float) -> int:
    return round(yuan * 100)


def _share(ratio: float) -> Fraction:
    return Fraction(round(ratio * 10_000), 10_000)


def _half_up(fen: Fraction) -> int:
    return math.floor(fen + Fraction(1, 2))
