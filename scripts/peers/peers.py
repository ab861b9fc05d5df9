"""Sets this project beside what users would pick instead, in one run, and writes the tables into README.md.

It asserts nothing: machines differ and are shared. Each figure is the best of several, taken in turn. The peers are
installed below build/peers by `make bench-peers`, and used by nothing else.
"""

import json
import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

import calculations
import pages
from calculations import MILLION, QUESTIONS, ROOT, SOME, Times

FOLDER = ROOT / "build" / "peers"
README = ROOT / "README.md"
BEGIN, END = "<!-- bench:peers -->\n", "<!-- /bench:peers -->"
WHAT = dict(
    zip(
        QUESTIONS,
        ("一次住院，记下每一步", "一次住院，把每一步写成文字", "1 万次住院，不要解释", "100 万次住院，不要解释"),
        strict=True,
    )
)
PAGES = {"jinja2": "jinja2", "ours": "本项目", "eleventy": "Eleventy", "material": "Material"}


def main() -> None:
    times, cold, wrong = calculations.measure(FOLDER)
    made = pages.measure(FOLDER)
    versions = _versions()
    text = "\n".join([*_calculations(times, cold, wrong, versions), "", *_pages(made, versions), "", _machine(), ""])
    print(text)
    readme = README.read_text("utf-8")
    before, rest = readme.split(BEGIN)
    README.write_text(before + BEGIN + text + END + rest.split(END)[1], "utf-8")


def _calculations(times: Times, cold: dict[str, float], wrong: dict[str, int], versions: dict[str, str]) -> list[str]:
    lines = [
        f"| | 本项目 | OpenFisca {versions['openfisca-core']} | publicodes {versions['publicodes']} |",
        "|---|---|---|---|",
    ]
    for question in QUESTIONS:
        taken = times[question]
        if question == ("many", MILLION):
            taken = {**taken, "Publicodes": times["many", SOME]["Publicodes"] * MILLION / SOME}
        lines.append(_row(WHAT[question], taken, "（按 1 万次推算）" if question == ("many", MILLION) else ""))
    lines.append(_row("100 万次，从启动程序算起", cold))
    counts = " | ".join(f"{wrong[name]:,}" for name in calculations.PEERS)
    lines.append(f"| 1 万次里，有几次差一分或更多 | {counts} |")
    return lines


def _row(name: str, taken: dict[str, float], remark: str = "") -> str:
    ours = taken["Core"]
    others = [
        f"{_time(taken[peer])}，{taken[peer] / ours:.1f} 倍{remark if peer == calculations.ONE_BY_ONE else ''}"
        if peer in taken
        else "—"
        for peer in ("OpenFisca", "Publicodes")
    ]
    return f"| {name} | {_time(ours)} | {' | '.join(others)} |"


def _pages(made: dict[str, float], versions: dict[str, str]) -> list[str]:
    plain, tables = made["jinja2"], made["jinja2 tables"]
    names = [f"{name} {versions.get(key, '')}".strip() for key, name in PAGES.items()]
    whole = [f"{_time(made[key])}，{made[key] / plain:.1f} 倍" for key in list(PAGES)[1:]]
    return [
        f"| 1,000 页，每页一张表 | {' | '.join(names)} |",
        "|---|---|---|---|---|",
        f"| 只写表 | {_time(tables)} | {_time(made['our tables'])}，{made['our tables'] / tables:.1f} 倍 | — | — |",
        f"| 整页，写进文件 | {_time(plain)} | {' | '.join(whole)} |",
    ]


def _time(seconds: float) -> str:
    for unit, size in (("秒", 1.0), ("毫秒", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:,.{0 if seconds / size >= 100 else 2 if seconds / size < 10 else 1}f} {unit}"
    return f"{seconds * 1e6:.0f} 微秒"


def _versions() -> dict[str, str]:
    pinned = dict(
        re.findall(r"^([\w-]+)==(\S+)", (calculations.HERE / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    )
    node = json.loads((calculations.HERE / "package.json").read_text("utf-8"))["dependencies"]
    own = {"jinja2": version("jinja2"), "material": version("mkdocs-material")}
    return {**pinned, **node, **own, "eleventy": node["@11ty/eleventy"]}


def _machine() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    found = (
        re.search(r"^model name\s*:\s*(.+)$", cpuinfo.read_text("utf-8"), re.MULTILINE) if cpuinfo.exists() else None
    )
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    model = found[1] if found else platform.processor()
    return f"机器：{model}，{os.cpu_count()} 核；Python {platform.python_version()}，Node {node.lstrip('v')}。"


if __name__ == "__main__":
    main()
