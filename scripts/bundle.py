"""The browser calculator's files: the interpreter, the rules core and the page's scripts, ready for any static host.

`build` is the one door. It writes, below the folder of the calculator page,

    runtime/            Pyodide, one zip with the compiled standard library and core, and policy.json; named by content
    browser/<hash>/     the page's scripts and style, together in one folder named by content

Each file lies there plain, gzipped and with brotli: a host may serve the compressed ones in place of the plain, and
from one that cannot compress the worker fetches the gzipped and unpacks them itself. Whatever changes its content
changes its name, so a visitor never mixes two releases.

The standard library is trimmed to what the core imports. What it imports is found by running it (and by reading its
import statements), and the finished bundle must then give the answers that this Python gives: a missing module, or a
difference between the two interpreters, fails the build and never the visitor.
"""

import ast
import hashlib
import itertools
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pyodide_build.pyzip import create_zipfile  # type: ignore[import-untyped]

import compress

SCRIPTS = Path(__file__).resolve().parent
BROWSER = SCRIPTS.parent / "calculator" / "browser"
PYODIDE = SCRIPTS.parent / "node_modules" / "pyodide"

#: what of Pyodide is delivered: name in the manifest -> file
DELIVERED = {"loader": "pyodide.mjs", "script": "pyodide.asm.js", "wasm": "pyodide.asm.wasm"}
LIBRARY = "python_stdlib.zip"

#: the command line stays at home
NOT_FOR_BROWSERS = {"cli.py", "__main__.py"}

#: how many built runtimes the cache keeps
KEPT = 3

#: of how many cities, from the whole list, the self-check asks: it tells two interpreters apart, not one city from another
MOST_CITIES = 11

Question = dict[str, Any]
Manifest = dict[str, Any]


class BundleError(Exception):
    """The bundle cannot be built; its text is for the person who runs the build."""


def build(output: Path, policy_json: Path, core: Path, cache: Path, cases: Iterable[dict[str, Any]] = ()) -> Manifest:
    """Writes the calculator's files into `output`, the folder of the calculator page, and returns their manifest.

    `core` is the package folder of the rules core; `cases` are further cases for the self-check.
    """
    if not (PYODIDE / "package.json").exists():
        raise BundleError(f"{PYODIDE} is missing: run `make setup`")
    core, cache = core.resolve(), cache.resolve()
    cache.mkdir(parents=True, exist_ok=True)
    questions = [*_questions(json.loads(policy_json.read_text("utf-8"))), *({"settle": _text(case)} for case in cases)]
    runtime = _runtime(core, policy_json, cache, questions)
    runtime = _checked(runtime, core, policy_json, cache, questions)
    folder = output / "runtime"
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: _deliver(runtime / file, folder, runtime) for name, file in DELIVERED.items()}
    files["library"] = _deliver(runtime / LIBRARY, folder, runtime)
    files["policy"] = _deliver(policy_json, folder, None)
    shutil.copyfile(BROWSER / "NOTICE.txt", folder / "NOTICE.txt")
    page = _page(output)
    plain = [folder / file["name"] for file in files.values()] + sorted((output / page).iterdir())
    compress.beside(plain, cache)
    for file in files.values():
        file["brotli"] = (folder / f"{file['name']}.br").stat().st_size
    scripts = sorted(path.name for path in (output / page).glob("*.js"))
    return {"browser": page, "scripts": scripts, "runtime": "runtime", "files": files}


def _runtime(core: Path, policy_json: Path, cache: Path, questions: list[Question]) -> Path:
    """The folder with Pyodide and the frozen library, plain and gzipped; made only when something in it has changed."""
    modules = sorted(path for path in core.rglob("*.py") if path.name not in NOT_FOR_BROWSERS)
    makers = [Path(__file__), SCRIPTS / "bundle.mjs", SCRIPTS / "freeze.py", BROWSER / "python.js"]
    parts = [PYODIDE / name for name in (*DELIVERED.values(), LIBRARY)]
    key = _digest(*(path.read_bytes() for path in (*parts, *makers, *modules)), *(str(path.name) for path in modules))
    done = cache / f"runtime-{key}"
    if not done.exists():
        with tempfile.TemporaryDirectory(dir=cache) as work:
            made = Path(work) / "runtime"
            made.mkdir()
            archive = Path(work) / "core.zip"
            # Pyodide's own packer takes the sources, for it knows what of a Python tree has no place in a browser.
            create_zipfile([core.parent], output=archive, compression_level=0)
            job = {
                "core": str(archive),
                "freeze": str(SCRIPTS / "freeze.py"),
                "imports": _imports(modules, core.name),
                "modules": [path.relative_to(core.parent).as_posix() for path in modules],
                "policy": str(policy_json.resolve()),
                "questions": questions,
                "zip": str(made / LIBRARY),
            }
            _node("freeze", job, Path(work))
            for name in DELIVERED.values():
                shutil.copyfile(PYODIDE / name, made / name)
            for path in sorted(made.iterdir()):
                path.with_name(path.name + ".gz").write_bytes(compress.gzipped(path.read_bytes()))
            made.rename(done)
        _forget(cache, "runtime-*")
    done.touch()
    return done


def _checked(runtime: Path, core: Path, policy_json: Path, cache: Path, questions: list[Question]) -> Path:
    """The same folder, once its bundle has given this Python's answers; an earlier check of the same is enough."""
    key = _digest(runtime.name, policy_json.read_bytes(), _text(questions))
    mark = cache / f"checked-{key}"
    if mark.exists():
        return runtime
    with tempfile.TemporaryDirectory(dir=cache) as work:
        names = (*DELIVERED.values(), LIBRARY)
        job = {
            "packed": {name: str(runtime / f"{name}.gz") for name in names},
            "policy": str(policy_json.resolve()),
            "questions": questions,
            "work": work,
        }
        answers = _node("check", job, Path(work))
    for question, here, there in zip(questions, _answers(core, policy_json, questions), answers, strict=True):
        if here != there:
            alike = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False)))
            start = max(0, alike - 60)
            raise BundleError(
                "The bundle for browsers answers otherwise than this Python does.\n"
                f"  question:    {_text(question)[:600]}\n"
                f"  this Python: …{here[start : start + 200]}\n"
                f"  the bundle:  …{there[start : start + 200]}"
            )
    mark.touch()
    _forget(cache, "checked-*")
    return runtime


def _node(task: str, job: dict[str, Any], work: Path) -> Any:
    """Has Node do a task and returns its result."""
    result = work / f"{task}-result.json"
    file = work / f"{task}.json"
    file.write_text(_text({**job, "pyodide": str(PYODIDE), "result": str(result)}), "utf-8")
    command = ["node", "--no-warnings", str(SCRIPTS / "bundle.mjs"), task, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode or not result.exists():
        raise BundleError(f"The bundle for browsers failed at “{task}”:\n{done.stderr.strip() or done.stdout.strip()}")
    return json.loads(result.read_text("utf-8"))


_ANSWER = """
import json, pathlib, sys
sys.path.insert(0, sys.argv[1])
from urrbmi.interface import Interface
face = Interface(pathlib.Path(sys.argv[2]).read_text("utf-8"))
asked = json.loads(sys.stdin.read())
asked = [(name, given if isinstance(given, list) else [given]) for one in asked for name, given in one.items()]
# A spreadsheet's content, numbers in JSON, is bytes.
asked = [(name, [bytes(part) if isinstance(part, list) else part for part in given]) for name, given in asked]
sys.stdout.write(json.dumps([getattr(face, name)(*given) for name, given in asked]))
"""


def _answers(core: Path, policy_json: Path, questions: list[Question]) -> list[str]:
    """This Python's own answers, from a process of its own so that it is this core that answers."""
    command = [sys.executable, "-c", _ANSWER, str(core.parent), str(policy_json)]
    done = subprocess.run(
        command, input=json.dumps(questions), capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise BundleError(f"The rules core cannot answer the self-check:\n{done.stderr.strip()}")
    answers: list[str] = json.loads(done.stdout)
    return answers


def _imports(modules: list[Path], package: str) -> list[str]:
    """What the core's files import from the standard library, those inside functions as well."""
    found: set[str] = set()
    for path in modules:
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module)
    return sorted(name for name in found if name.split(".")[0] != package)


def _questions(policy: dict[str, Any]) -> list[Question]:
    """What is asked in the self-check: stays of many kinds in many cities and times, and input of every bad sort."""
    every = [place["name"] for place in policy["places"] if place["kind"] == "city"]
    cities = every[:: -(-len(every) // MOST_CITIES)]
    days = ("2016-06-30", "2017-08-01", "2019-05-05", "2024-12-31", "2025-01-01", "2027-02-28", "2030-01-01")
    facilities, locations, groups = (
        list(policy["dimensions"][name]["values"]) for name in ("facility", "location", "group")
    )
    kinds = list(policy["dimensions"]["cost"]["values"])
    amounts = itertools.cycle((20000, 1234.56, "98765.43", 999.99, 400000, 0))
    turn = zip(*(itertools.cycle(values) for values in (locations, groups, kinds, (40, 10, 75))), strict=False)
    questions: list[Question] = []
    for city, day, facility in itertools.product(cities, days, facilities):
        location, group, kind, age = next(turn)
        costs = {"class_a": next(amounts), kind: next(amounts), "uncovered": 12.3}
        stay = {"kind": "inpatient", "date": day, "facility": facility, "location": location, "costs": costs}
        later = {**stay, "date": day[:4] + "-12-31", "costs": {"class_a": 300000}}
        case = {"place": city, "person": {"age": age, "group": group}, "claims": [stay, later]}
        questions.append({"settle": _text(case)})
    questions += [{"lookup": [city, day, None]} for city, day in zip(cities, itertools.cycle(days), strict=False)]
    questions += [{"lookup": [cities[0], days[-2], item]} for item in ("inpatient_ratio", "inpatient-ratio")]
    stay = {"kind": "inpatient", "date": "2025-03-10", "facility": "class_1", "costs": {"class_a": 20000}}
    analyses: list[tuple[str, dict[str, Any]]] = [
        ("compare", {}), ("change", {"to": {"year": 2024}}), ("next", {}), ("reverse", {"goal": {"self": 9000}}),
    ]  # fmt: skip
    for city, (name, more) in itertools.product(cities, analyses):
        questions.append({name: _text({"case": {"place": city, "claims": [stay]}, **more})})
    bad: list[Any] = [
        None, 1, [], {}, {"place": cities[0]}, {"place": "上海市", "claims": []}, {"place": cities[0], "claim": []},
        *({"place": cities[0], "claims": [{**stay, **change}]} for change in (
            {"date": "2025-02-30"}, {"date": "昨天"}, {"facility": "class1"}, {"kind": "in-patient"}, {"extra": 1},
            {"costs": {"class_a": -1}}, {"costs": {"class_a": 1.234}}, {"costs": {"class_a": True}},
            {"costs": {"class_a": "NaN"}}, {"costs": {"class_a": 1e300}}, {"costs": {"classa": 1}}, {"costs": 5},
        )),
    ]  # fmt: skip
    questions += [{"settle": _text(case)} for case in bad]
    return [*questions, {"settle": "{"}, {"settle": "[" * 200}, *_spreadsheets(cities[0])]


def _spreadsheets(city: str) -> Iterator[Question]:
    """Spreadsheets in each encoding, with rows of every sort, and some that cannot be used."""
    rows = (
        f"{city},inpatient,2025-03-10,class_1,20000",
        f"{city},inpatient,2016-01-01,class_1,1",
        "",
        "=1,2,3",
        ",,,,,,",
    )
    text = "\r\n".join(("place,kind,date,facility,class_a", *rows))
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        yield {"open_spreadsheet": [list(text.encode(encoding)), "费用.csv"]}
        yield {"settle_rows": [0, len(rows)]}
    for raw in (b"", b"place,kind,date,klass_a", b"\xff\xff\xff", b"place,kind,date\n" + b"x" * 200_000):
        yield {"open_spreadsheet": [list(raw), "坏.csv"]}


def _deliver(source: Path, folder: Path, runtime: Path | None) -> dict[str, Any]:
    """Copies a file, plain and gzipped, under a name that carries its content's hash; returns its manifest entry."""
    data = source.read_bytes()
    packed = (runtime / f"{source.name}.gz").read_bytes() if runtime else compress.gzipped(data)
    stem, _, suffix = source.name.rpartition(".")
    name = f"{stem}.{_digest(data)}.{suffix}"
    (folder / name).write_bytes(data)
    (folder / f"{name}.gz").write_bytes(packed)
    return {"name": name, "size": len(data), "packed": len(packed)}


def _page(output: Path) -> str:
    """Copies the page's scripts and style into a folder named by their content; returns its name."""
    sources = sorted(path for path in BROWSER.iterdir() if path.suffix in {".js", ".css"})
    name = f"browser/{_digest(*(part for path in sources for part in (path.name, path.read_bytes())))}"
    folder = output / name
    folder.mkdir(parents=True, exist_ok=True)
    for path in sources:
        shutil.copyfile(path, folder / path.name)
    return name


def _forget(cache: Path, pattern: str) -> None:
    """Removes all but the latest of what the cache keeps under a name."""
    for path in sorted(cache.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _digest(*parts: bytes | str) -> str:
    """A short name for a content; parts are told apart by their lengths."""
    hashed = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hashed.update(b"%d " % len(data) + data)
    return hashed.hexdigest()[:16]


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)
