"""The loop that is timed in this Python and in Pyodide: cases as JSON text in, statements as JSON text out."""

import time

from urrbmi.interface import Interface


def seconds(policy: str, cases: list[str], rounds: int) -> float:
    """The time of one case, in seconds: the quietest of some rounds, after one to warm up."""
    settle = Interface(policy).settle
    taken = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        for case in cases:
            settle(case)
        taken.append(time.perf_counter() - began)
    return min(taken[1:]) / len(cases)
