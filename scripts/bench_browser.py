"""Measures how the calculator starts in a real browser, beside Pyodide as it comes, and puts the figures into README.md.

The stock page loads the same Pyodide in a worker, unchanged, unpacks the core's sources and reads the same policy; ready
means for both that the next question is answered at once. The two take turns, so that a busy machine slows both.

On each visit the same is asked of both afterwards, as somebody does who tries the form a few times: what the browser compiles
for a second visit it decides by what was used in the first.
"""

import shutil
import statistics
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserType, sync_playwright

import browser
import compress
from bench_table import publish
from hosts import Line, host

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "site"
CACHE = ROOT / "build" / "cache"
PYODIDE = ROOT / "node_modules" / "pyodide"
CORE = ROOT / "calculator" / "urrbmi"
STOCK = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")

HOSTS = {"brotli": ("br", "gzip"), "gzip": ("gzip",), "不压缩": ()}
RUNS, SLOW_RUNS = 5, 3
#: milliseconds between the browser's own start and the first visit, and between a visit's answer and its end
SETTLING, STAYING = 3000, 10_000
#: how often a visitor asks, each time what an answer of the page consists of
ANSWERS = 5
STAY = {
    "place": "晋中市",
    "claims": [{"kind": "inpatient", "date": "2025-03-10", "facility": "class_1", "costs": {"class_a": 42000}}],
}
QUESTIONS = [("settle", STAY), ("next", {"case": STAY, "amount": 1000}), ("compare", {"case": STAY})]
#: 1.6 Mbit/s, and 150 ms for each request: a weak mobile line
SLOW = (200_000.0, 0.15)

_PAGE = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module">
const worker = new Worker("worker.js", { type: "module" });
const next = () => new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); });
window.ready = next();
window.ask = (name, input) => { worker.postMessage([name, JSON.stringify(input)]); return next().then(JSON.parse); };
</script>"""
_WORKER = """import { loadPyodide } from "./pyodide.mjs";
const [python, sources, policy] = await Promise.all([
  loadPyodide(), fetch("core.zip").then((one) => one.arrayBuffer()), fetch("policy.json").then((one) => one.text()),
]);
python.unpackArchive(sources, "zip");
const core = python.pyimport("urrbmi.interface").Interface(policy);
self.onmessage = ({ data: [name, input] }) => postMessage(core[name](input));
postMessage("ready");
"""


@dataclass(frozen=True)
class Visits:
    """Two visits of one device, the first and the second: seconds until it is ready, bytes that the host sent."""

    seconds: tuple[float, float]
    sent: tuple[int, int]


@dataclass(frozen=True)
class Subject:
    """What is measured: a folder, the page in it, and what its page promises."""

    name: str
    folder: Path
    page: str
    ready: str
    ask: str
    kept: str


def main() -> None:
    with _stock() as stock, sync_playwright() as playwright:
        subjects = (
            Subject("原样的 Pyodide", stock, "", "ready", "ask", "ready"),
            Subject(
                "本站",
                SITE,
                "calculator/",
                "urrbmi.ready",
                "(name, input) => urrbmi[name](input)",
                "navigator.serviceWorker.ready",
            ),
        )
        chromium = playwright.chromium
        local = {
            name: _measure(chromium, subjects, kinds, RUNS if name == "brotli" else 1) for name, kinds in HOSTS.items()
        }
        slow = _measure(chromium, subjects, HOSTS["brotli"], SLOW_RUNS, SLOW)
    rows = [_row(f"首次下载，主机{name}（MB）", [one.sent[0] / 1e6 for one in found]) for name, found in local.items()]
    rows.append(_row("再次下载（kB）", [one.sent[1] / 1e3 for one in local["brotli"]]))
    for where, found in (("本机", local["brotli"]), ("1.6 Mbit/s、150 毫秒", slow)):
        for visit, which in enumerate(("首次", "再次")):
            rows.append(_row(f"{which}打开到能算，{where}（秒）", [one.seconds[visit] for one in found]))
    publish("browser", ("浏览器里的启动", *[subject.name for subject in subjects], "倍数"), rows)


def _measure(
    chromium: BrowserType,
    subjects: tuple[Subject, ...],
    kinds: tuple[str, ...],
    runs: int,
    line: tuple[float, float] | None = None,
) -> list[Visits]:
    """The medians for each subject, from a host that compresses so, over a line (bytes a second, seconds) or none."""
    found: dict[str, list[Visits]] = {subject.name: [] for subject in subjects}
    for _ in range(runs):
        for subject in subjects:
            found[subject.name].append(_visits(chromium, subject, kinds, Line(*line) if line else None))
    return [
        Visits(
            (statistics.median(one.seconds[0] for one in all_), statistics.median(one.seconds[1] for one in all_)),
            (all_[-1].sent[0], all_[-1].sent[1]),
        )
        for all_ in found.values()
    ]


def _visits(chromium: BrowserType, subject: Subject, kinds: tuple[str, ...], line: Line | None) -> Visits:
    seconds, sent = [], []
    # A folder of its own for each visitor, as on a device: a private window would remember less for the second visit.
    with tempfile.TemporaryDirectory() as device, host(subject.folder, kinds, line=line) as here:
        context = chromium.launch_persistent_context(device, **browser.options())
        context.set_default_timeout(300_000)
        # A visitor's browser has long been running when they come; one just begun is still at work for itself.
        context.pages[0].wait_for_timeout(SETTLING)
        for _ in range(2):
            before = here.sent
            page = context.new_page()
            page.goto(here.address + subject.page)
            seconds.append(page.evaluate(f"{subject.ready}.then(() => performance.now() / 1000)"))
            for name, question in QUESTIONS * ANSWERS:
                answer = page.evaluate(f"([name, input]) => ({subject.ask})(name, input)", [name, question])
                assert answer["status"] == "ok", answer
            page.evaluate(f"{subject.kept}.then(() => true)")
            page.wait_for_load_state("networkidle")
            # Both are given the time that a browser takes to write down what it has compiled; nobody reads an answer in less.
            page.wait_for_timeout(STAYING)
            page.close()
            sent.append(here.sent - before)
        context.close()
    return Visits((seconds[0], seconds[1]), (sent[0], sent[1]))


@contextmanager
def _stock() -> Iterator[Path]:
    """A folder with Pyodide as it comes, the core's sources and the policy, and compressed files beside them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in STOCK:
            shutil.copyfile(PYODIDE / file, folder / file)
        shutil.copyfile(CORE / "policy.json", folder / "policy.json")
        with zipfile.ZipFile(folder / "core.zip", "w", zipfile.ZIP_DEFLATED) as core:
            for source in sorted(CORE.rglob("*.py")):
                core.write(source, source.relative_to(CORE.parent))
        (folder / "index.html").write_text(_PAGE, encoding="utf-8")
        (folder / "worker.js").write_text(_WORKER, encoding="utf-8")
        compress.beside([file for file in folder.iterdir() if file.suffix != ".html"], CACHE)
        yield folder


def _row(name: str, figures: list[float]) -> list[str]:
    stock, ours = figures
    return [name, f"{stock:.2f}", f"{ours:.2f}", f"{stock / ours:.1f}"]


if __name__ == "__main__":
    main()
