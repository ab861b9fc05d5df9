"""Measures the core and prints its figures; asserts nothing, for machines differ and are shared.

Each figure is the median of several runs in one process; what matters between machines are the ratios.
"""

import json
import statistics
import time
from collections.abc import Callable
from importlib.resources import files

from urrbmi.claims import parse_case
from urrbmi.interface import Interface
from urrbmi.settle import CHECKS, FIELDS, settle_case, statement

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
ROUNDS, RUNS = 7, 500


def main() -> None:
    interface = Interface((files("urrbmi") / "policy.json").read_text(encoding="utf-8"))
    policy = interface.policy
    case = parse_case(STAY, policy, FIELDS, CHECKS)
    settled = settle_case(case, policy)
    text = json.dumps(STAY, ensure_ascii=False)
    asked = json.dumps({"case": STAY}, ensure_ascii=False)
    one = microseconds(lambda: settle_case(case, policy))
    rows = [
        ("一次住院，记下全部步骤", one),
        ("把步骤写成结算单", microseconds(lambda: statement(settled, policy))),
        ("读入一个案例", microseconds(lambda: parse_case(STAY, policy, FIELDS, CHECKS))),
        ("从 JSON 到 JSON", microseconds(lambda: interface.settle(text))),
        ("11 个市、13 年的比较", microseconds(lambda: interface.compare(asked), runs=5)),
        ("再多花一点：全部的分段", microseconds(lambda: interface.next(asked), runs=20)),
        ("查一个市一天的全部规定", microseconds(lambda: interface.lookup("晋中", "2025-03-10"), runs=3)),
    ]
    print(f"{'':<24}{'微秒':>10}{'倍数':>8}")
    for name, time_taken in rows:
        print(f"{name:<24}{time_taken:>10.1f}{time_taken / one:>8.1f}")


def microseconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median time of one call, in microseconds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(runs):
            work()
        times.append((time.perf_counter() - began) / runs)
    return statistics.median(times) * 1e6


if __name__ == "__main__":
    main()
