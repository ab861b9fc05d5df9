"""What a measurement found, as a table: printed, and written into its place in README.md.

The place is what stands between `<!-- make bench: NAME -->` and the next `<!-- -->`.
"""

import os
import platform
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
BUSY = 1.5  # a load, other than the measurement's own, from which figures swing


def publish(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Prints a table and puts it into README.md. Raises LookupError where README.md has no such place."""
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ["---", *["---:"] * (len(head) - 1)], *rows)]
    text = "\n".join([*lines, "", _when()])
    print(text)
    begin = f"<!-- make bench: {name} -->"
    place = re.compile(f"({re.escape(begin)}\n).*?(<!-- -->)", re.DOTALL)
    readme = README.read_text(encoding="utf-8")
    if not place.search(readme):
        raise LookupError(f"{README} has no {begin}")
    README.write_text(place.sub(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", readme), encoding="utf-8")


def _when() -> str:
    load = os.getloadavg()[0]
    busy = "，机器同时在忙别的，比空闲时差" if load > BUSY else ""
    python = platform.python_version()
    return f"{datetime.now(UTC):%Y-%m-%d}，{os.cpu_count()} 核，Python {python}，平均负载 {load:.1f}{busy}。"
