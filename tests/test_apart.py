"""Work in a process of its own, and the end of the program that began it."""

import subprocess
import sys

PROGRAM = """
import multiprocessing, os, sys, time
from apart import apart, wait_for_all
begun = [apart(time.sleep, seconds) for seconds in (0, 0.3)]
wait_for_all()
print([one.done() for one in begun], multiprocessing.active_children(), flush=True)
os._exit(1)
"""


def test_who_waits_for_all_finds_no_process_left(root):
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=root / "scripts", capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr) == ("[True, True] []\n", "")
