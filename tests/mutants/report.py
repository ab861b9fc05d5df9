"""What the hunt found, as a table by file and a list of what no test noticed: printed, and written into tests/MUTANTS.md.

Why a mutant may live is judged by hand in judged.yml: a reason, and for each file the lines as they are and as the mutants
have them. A survivor without judgement is listed as such.
"""

import json
import os
from contextlib import chdir
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import yaml
from mutmut.mutation.diff_apply import get_diff_for_mutant

HERE = Path(__file__).resolve().parent
LISTED = HERE.parent / "MUTANTS.md"
BEGIN, END = "<!-- make mutants -->\n", "<!-- /make mutants -->"
NOT_JUDGED = "还没有判断"
#: what mutmut makes of a run's end: a failed test (1) or an error of pytest itself (3); out of time; else it lives
KILLED, TIMED_OUT = (1, 3), (-24, 24, 36, 152, 255)


@dataclass(frozen=True)
class Survivor:
    """A mutant that no test noticed: its name for mutmut, the line as it is and as the mutant has it."""

    name: str
    was: str
    became: str


@dataclass(frozen=True)
class File:
    """The mutants of one source file."""

    path: str
    untried: int
    tried: int
    killed: int
    timed_out: int
    survivors: list[Survivor]


def publish(work: Path) -> None:
    """Prints the table and puts it with the survivors into tests/MUTANTS.md. Raises ValueError without its place there."""
    files = read(work)
    table = [*_table(files), "", _when()]
    print("\n".join(table))
    text = "\n".join([*table, "", *_survivors(files), ""])
    before, rest = LISTED.read_text("utf-8").split(BEGIN)
    _, after = rest.split(END)
    LISTED.write_text(before + BEGIN + text + END + after, "utf-8")


def read(work: Path) -> list[File]:
    """The outcomes that mutmut left in its folder, file by file."""
    found = []
    for meta in sorted((work / "mutants" / "urrbmi").rglob("*.meta")):
        path = str(meta.relative_to(work / "mutants").with_suffix(""))
        exits = json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
        tried = {name: code for name, code in exits.items() if code is not None}
        killed = sum(code in KILLED for code in tried.values())
        timed_out = sum(code in TIMED_OUT for code in tried.values())
        alive = [name for name, code in tried.items() if code not in (*KILLED, *TIMED_OUT)]
        with chdir(work):
            survivors = [_survivor(name, path) for name in alive]
        if exits:
            found.append(File(path, len(exits) - len(tried), len(tried), killed, timed_out, survivors))
    return found


def _survivor(name: str, path: str) -> Survivor:
    changed = [line for line in get_diff_for_mutant(name, path=path).splitlines() if line[:3] not in ("---", "+++")]
    was, became = (" ".join(line[1:].strip() for line in changed if line[0] == sign) for sign in "-+")
    return Survivor(name, was, became)


def _table(files: list[File]) -> list[str]:
    rows: list[tuple[str, tuple[int, ...]]] = [
        (each.path, (each.untried, each.tried, each.killed, each.timed_out, len(each.survivors))) for each in files
    ]
    rows.append(("合计", tuple(map(sum, zip(*(counts for _, counts in rows), strict=True)))))
    return ["| 文件 | 没有试 | 试了 | 被发现 | 超时 | 存活 | 被发现的 |", "| --- |" + " ---: |" * 6] + [
        f"| {path} | {' | '.join(map(str, counts))} | {f'{counts[2] / counts[1]:.1%}' if counts[1] else '—'} |"
        for path, counts in rows
    ]


def _survivors(files: list[File]) -> list[str]:
    reasons = {
        (path, was, became): judgement["why"]
        for judgement in yaml.safe_load((HERE / "judged.yml").read_text("utf-8"))
        for path, mutants in judgement["mutants"].items()
        for was, became in mutants
    }
    lines = []
    for file in files:
        lines += [f"### {file.path}", ""] if file.survivors else []
        for each in file.survivors:
            why = reasons.get((file.path, each.was, each.became), NOT_JUDGED)
            lines.append(f"- `{each.was}` → `{each.became}`：{why}")
        lines += [""] if file.survivors else []
    return lines[:-1]


def _when() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}，{os.cpu_count()} 核，平均负载 {os.getloadavg()[0]:.1f}。"
