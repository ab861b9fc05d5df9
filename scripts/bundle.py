"""The browser calculator's files: the interpreter, the rules core and the page's scripts, ready for any static host.

`build` is the one door. It writes, below the folder of the calculator page,

    runtime/            Pyodide, one zip with the compiled standard library and core, and the rules; named by content.
                        The rules of several provinces come in parts (scripts/provinces.py)
    browser/<hash>/     the page's scripts and style, together in one folder named by content; the modules of the page, and
                        those of its worker, are one file each, for dozens of small ones come later than all their bytes

Each file lies there plain, gzipped and with brotli: a host may serve the compressed ones in place of the plain, and
from one that cannot compress the worker fetches the gzipped and unpacks them itself. Whatever changes its content
changes its name, so a visitor never mixes two releases.

The standard library is trimmed to what the core imports. What it imports is found by running it (and by reading its
import statements), and the finished bundle must then give the answers that this Python gives: a missing module, or a
difference between the two interpreters, fails the build and never the visitor.
"""

import ast
import itertools
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pyodide_build.pyzip import create_zipfile  # type: ignore[import-untyped]

import compress
import programs
import provinces
import swap
from self_check import questions

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

#: the modules that a page or a worker begins with: each is delivered as one file with all that it imports
MODULES = ("page.js", "worker.js")
#: what is delivered as it is: scripts for browsers that know no modules, and the style
AS_THEY_ARE = ("calculator.css", "estimate.js", "headline.js", "old.js")

#: what Node does for the bundle, as a stage of the build
_STAGES = {"freeze": "打包计算器", "check": "核对打好的包", "gather": "合并计算器的脚本"}

Manifest = dict[str, Any]


class BundleError(Exception):
    """The bundle cannot be built; its text is for the person who runs the build."""


def build(
    output: Path,
    policy: Mapping[str, Any],
    core: Path,
    cache: Path,
    brought: Mapping[str, Mapping[str, Manifest]],
    cases: Iterable[dict[str, Any]] = (),
) -> Manifest:
    """Writes the calculator's files into `output`, the folder of the calculator page, and returns their manifest.

    `policy` is the packed model, `core` the package folder of the rules core; `brought` are the files of provinces (codes) that
    come apart, which lie there (provinces.delivered); `cases` are further cases for the self-check.
    """
    if not (PYODIDE / "package.json").exists():
        raise BundleError(f"{PYODIDE} is missing: run `make setup`")
    core, cache, output = core.resolve(), cache.resolve(), output.resolve()
    cache.mkdir(parents=True, exist_ok=True)
    folder = output / "runtime"
    packed = provinces.without_evidence(policy)
    rules = compress.deliver("policy.json", provinces.policy(packed, brought), folder)
    asked = [*questions(packed), *({"settle": _text(case)} for case in cases)]
    job = {
        "policy": str(folder / rules["name"]),
        "provinces": {code: str(folder / own["rules"]["name"]) for code, own in brought.items()},
        "questions": asked,
    }
    runtime = _runtime(core, cache, job)
    runtime = _checked(runtime, core, packed, cache, job)
    files = {name: _delivered(runtime / file, folder) for name, file in {**DELIVERED, "library": LIBRARY}.items()}
    files["policy"] = rules
    shutil.copyfile(BROWSER / "NOTICE.txt", folder / "NOTICE.txt")
    page = _page(output, cache)
    parts = {code: {name: dict(file) for name, file in own.items()} for code, own in brought.items()}
    of_parts = [file for own in parts.values() for file in own.values()]
    compress.beside([folder / file["name"] for file in files.values()] + sorted((output / page).iterdir()), cache)
    compress.beside([folder / file["name"] for file in of_parts], cache, compress.QUICK)
    for file in (*files.values(), *of_parts):
        file["brotli"] = (folder / f"{file['name']}.br").stat().st_size
    return {
        "browser": page,
        "runtime": "runtime",
        "files": files,
        "provinces": {code: own["rules"] for code, own in parts.items()},
        "details": {code: own["details"] for code, own in parts.items()},
    }


def _runtime(core: Path, cache: Path, asked: dict[str, Any]) -> Path:
    """The folder with Pyodide and the frozen library, plain and gzipped; made only when something in it has changed."""
    modules = sorted(path for path in core.rglob("*.py") if path.name not in NOT_FOR_BROWSERS)
    makers = [
        Path(__file__),
        SCRIPTS / "bundle.mjs",
        SCRIPTS / "freeze.py",
        SCRIPTS / "self_check.py",
        BROWSER / "python.js",
    ]
    parts = [PYODIDE / name for name in (*DELIVERED.values(), LIBRARY)]
    key = compress.digest(
        *(path.read_bytes() for path in (*parts, *makers, *modules)), *(str(path.name) for path in modules)
    )
    done = cache / f"runtime-{key}"
    if not done.exists():
        with tempfile.TemporaryDirectory(dir=cache, prefix="work-") as work:
            made = Path(work) / "runtime"
            made.mkdir()
            archive = Path(work) / "core.zip"
            # Pyodide's own packer takes the sources, for it knows what of a Python tree has no place in a browser.
            create_zipfile([core.parent], output=archive, compression_level=0)
            job = {
                **asked,
                "core": str(archive),
                "freeze": str(SCRIPTS / "freeze.py"),
                "imports": _imports(modules, core.name),
                "modules": [path.relative_to(core.parent).as_posix() for path in modules],
                "zip": str(made / LIBRARY),
            }
            _node("freeze", job, Path(work))
            for name in DELIVERED.values():
                shutil.copyfile(PYODIDE / name, made / name)
            for path in sorted(made.iterdir()):
                path.with_name(path.name + ".gz").write_bytes(compress.gzipped(path.read_bytes(), compress.BEST_GZIP))
            made.rename(done)
        _forget(cache, "runtime-*")
    done.touch()
    return done


def _checked(runtime: Path, core: Path, packed: dict[str, Any], cache: Path, asked: dict[str, Any]) -> Path:
    """The same folder, once its bundle has given this Python's answers.

    An earlier check of the same questions is enough, as long as the rules that it took are the same.
    """
    # The version of all data, which the answers tell as well, is another one after every change.
    national = {name: content for name, content in packed.items() if name not in ("data_version", "provinces")}
    told = _text([asked["questions"], sorted(asked["provinces"]), national])
    mark = cache / f"checked-{compress.digest(sys.version, runtime.name, told)}"

    def rules(codes: Iterable[str]) -> dict[str, str]:
        return {code: compress.digest(_text(packed["provinces"].get(code))) for code in codes}

    with suppress(FileNotFoundError, ValueError):  # there was no check, or what it left is damaged
        before = json.loads(mark.read_text("utf-8"))
        if before == rules(before):
            mark.touch()
            return runtime
    mine, brought = _answers(core, asked)
    with tempfile.TemporaryDirectory(dir=cache, prefix="work-") as work:
        names = (*DELIVERED.values(), LIBRARY)
        job = {**asked, "packed": {name: str(runtime / f"{name}.gz") for name in names}, "work": work}
        answers = _node("check", job, Path(work))
    for question, here, there in zip(asked["questions"], mine, answers, strict=True):
        if here != there:
            alike = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False)))
            start = max(0, alike - 60)
            raise BundleError(
                "The bundle for browsers answers otherwise than this Python does.\n"
                f"  question:    {_text(question)[:600]}\n"
                f"  this Python: …{here[start : start + 200]}\n"
                f"  the bundle:  …{there[start : start + 200]}"
            )
    swap.write(mark, _text(rules(brought if asked["provinces"] else packed["provinces"])))
    _forget(cache, "checked-*")
    return runtime


def _node(task: str, job: dict[str, Any], work: Path) -> Any:
    """Has Node do a task and returns its result."""
    result = work / f"{task}-result.json"
    file = work / f"{task}.json"
    file.write_text(_text({**job, "pyodide": str(PYODIDE), "result": str(result)}), "utf-8")
    command = ["node", "--no-warnings", str(SCRIPTS / "bundle.mjs"), task, str(file)]
    programs.run(command, _STAGES[task])
    return json.loads(result.read_text("utf-8"))


_ANSWER = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from urrbmi.interface import Interface
job = json.load(sys.stdin)
face = Interface(Path(job["policy"]).read_text("utf-8"))
brought = []
def answer(name, given):
    # As the page does it: where a province's rules are not there they are brought, and it is asked again.
    told = getattr(face, name)(*given)
    while list(found := json.loads(told)) == ["absent"]:
        if found["absent"] in brought:
            sys.exit(f"Though its rules were brought, the core asks for province {found['absent']} again.")
        brought.append(found["absent"])
        face.join(Path(job["provinces"][found["absent"]]).read_text("utf-8"))
        told = getattr(face, name)(*given)
    return told
asked = [(name, given if isinstance(given, list) else [given]) for one in job["questions"] for name, given in one.items()]
# A spreadsheet's content, numbers in JSON, is bytes.
asked = [(name, [bytes(part) if isinstance(part, list) else part for part in given]) for name, given in asked]
sys.stdout.write(json.dumps([[answer(*one) for one in asked], brought]))
"""


def _answers(core: Path, asked: dict[str, Any]) -> tuple[list[str], list[str]]:
    """This Python's own answers, from a process of its own so that it is this core that answers, and the provinces (codes)
    whose rules they took."""
    command = [sys.executable, "-c", _ANSWER, str(core.parent)]
    answers, brought = json.loads(programs.run(command, "用本机 Python 回答", given=_text(asked)))
    return answers, brought


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


def _delivered(source: Path, folder: Path) -> dict[str, Any]:
    """The same of a file that lies gzipped beside itself."""
    return compress.deliver(
        source.name, source.read_bytes(), folder, source.with_name(f"{source.name}.gz").read_bytes()
    )


def _page(output: Path, cache: Path) -> str:
    """Writes the page's scripts and style into a folder named by their content; returns its name."""
    with tempfile.TemporaryDirectory(dir=cache, prefix="work-") as work:
        made = Path(work) / "made"
        _node("gather", {"modules": [str(BROWSER / name) for name in MODULES], "made": str(made)}, Path(work))
        for name in AS_THEY_ARE:
            shutil.copyfile(BROWSER / name, made / name)
        files = sorted(made.iterdir())
        name = f"browser/{compress.digest(*(part for path in files for part in (path.name, path.read_bytes())))}"
        shutil.copytree(made, output / name, dirs_exist_ok=True)
    return name


def _forget(cache: Path, pattern: str) -> None:
    """Removes all but the latest of what the cache keeps under a name."""
    for path in sorted(cache.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        swap.remove(path, cache) if path.is_dir() else path.unlink()


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)
