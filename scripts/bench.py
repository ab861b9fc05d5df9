"""Measures the core, prints its figures and puts them into README.md; asserts nothing, for machines differ and are shared.

Each figure is that of the quietest of several runs; what matters between machines are the ratios.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import bench_loop
from bench_table import publish
from reading.worked_cases import read_cases
from urrbmi.claims import parse_case
from urrbmi.interface import Interface
from urrbmi.settle import CHECKS, FIELDS, settle_case, statement

ROOT = Path(__file__).resolve().parent.parent
POLICY = ROOT / "calculator" / "urrbmi" / "policy.json"
RUNTIME = ROOT / "build" / "site" / "calculator" / "runtime"
STAY = {
    "place": "晋中市",
    "claims": [
        {
            "kind": "inpatient",
            "date": "2025-03-10",
            "facility": "class_1",
            "location": "unreferred",
            "costs": {"class_a": 20000, "class_b_drug": 5000, "uncovered": 800},
        }
    ],
}
#: many short runs rather than few long ones: others on the machine disturb some of them, not all
ROUNDS, RUNS = 300, 40
LINES = 100_000


def main() -> None:
    policy_text = POLICY.read_text(encoding="utf-8")
    interface = Interface(policy_text)
    policy = interface.policy
    case = parse_case(STAY, policy, FIELDS, CHECKS)
    settled = settle_case(case, policy)
    text, asked = json.dumps(STAY, ensure_ascii=False), json.dumps({"case": STAY}, ensure_ascii=False)
    worked = [json.dumps(each.case, ensure_ascii=False) for each in read_cases(ROOT)]
    stay = partial(settle_case, case, policy)
    one = quietest(stay)
    python, pyodide = bench_loop.seconds(policy_text, worked, ROUNDS), in_pyodide(policy_text, worked)
    # All other rows are told in it: one disturbed moment is not enough.
    one = min(one, quietest(stay))
    rows = [
        ("一次住院，记下全部步骤", one),
        ("把步骤写成结算单", quietest(lambda: statement(settled, policy))),
        ("读入一个案例", quietest(lambda: parse_case(STAY, policy, FIELDS, CHECKS))),
        ("从 JSON 到 JSON", quietest(lambda: interface.settle(text))),
        (f"{len(worked)} 个手算的例子，平均一个", python),
        ("同上，在打包好的 Pyodide 里（Node）", pyodide),
        ("11 个市、13 年的比较，第一次", first_call(policy_text, asked)),
        ("11 个市、13 年的比较，以后", quietest(lambda: interface.compare(asked), runs=5)),
        ("再多花一点：全部的分段", quietest(lambda: interface.next(asked), runs=20)),
        ("查一个市一天的全部规定", quietest(lambda: interface.lookup("晋中", "2025-03-10"), runs=3)),
        (f"settle --lines，{LINES:,} 行（手算的例子轮流）", lines(worked)),
    ]
    table = [(name, f"{taken * 1e3:,.3f}", f"{taken / one:,.1f}") for name, taken in rows]
    publish("core", ("规则核心", "毫秒", "倍数"), [*table, ("Pyodide 比本机 Python 慢", "", f"{pyodide / python:.1f}")])


def quietest(work: Callable[[], object], runs: int = RUNS) -> float:
    """The time of one call, in seconds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(runs):
            work()
        times.append((time.perf_counter() - began) / runs)
    return min(times)


def first_call(policy_text: str, asked: str) -> float:
    """The time of the first comparison that a core is asked for, in seconds."""
    times = []
    for _ in range(ROUNDS):
        fresh = Interface(policy_text)
        began = time.perf_counter()
        fresh.compare(asked)
        times.append(time.perf_counter() - began)
    return min(times)


def lines(cases: list[str]) -> float:
    """The time of the command line for many cases, its start included, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cases.jsonl"
        file.write_text("".join(f"{cases[at % len(cases)]}\n" for at in range(LINES)), encoding="utf-8")
        command = [sys.executable, "-m", "urrbmi.cli", "settle", "--lines", str(file)]
        times = []
        for _ in range(3):
            began = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            times.append(time.perf_counter() - began)
    return min(times)


def in_pyodide(policy_text: str, cases: list[str]) -> float:
    """The time of one case in the Pyodide of the built site, in seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in RUNTIME.iterdir():
            stem, _, kind = file.name.rpartition(".")
            if kind in ("mjs", "js", "wasm", "zip"):  # under the names that Pyodide looks for
                (folder / f"{stem.rpartition('.')[0]}.{kind}").write_bytes(file.read_bytes())
        job = {
            "folder": name,
            "loop": Path(bench_loop.__file__).read_text(encoding="utf-8"),
            "policy": policy_text,
            "cases": cases,
            "rounds": ROUNDS,
        }
        (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
        command = ["node", "--no-warnings", str(ROOT / "scripts" / "bench.mjs"), str(folder / "job.json")]
        return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    main()
