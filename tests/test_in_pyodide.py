"""The core's tests pass inside Pyodide, the Python of the browser, one by one as they do in this Python."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from reading.pack import packed
from reading.worked_cases import read_worked
from render.texts import compact

#: the test files of the core alone: they need neither rules/, nor the built site, nor another process
CORE = (
    "test_assumptions.py",
    "test_breakpoints.py",
    "test_change.py",
    "test_cli.py",
    "test_cli_spreadsheet.py",
    "test_compare.py",
    "test_fuzz.py",
    "test_input.py",
    "test_listed_readings.py",
    "test_lookup.py",
    "test_money.py",
    "test_once_wrong.py",
    "test_other_readings.py",
    "test_other_rules.py",
    "test_policy.py",
    "test_properties.py",
    "test_questions.py",
    "test_readings.py",
    "test_resolution.py",
    "test_resolution_states.py",
    "test_resolution_stays.py",
    "test_reverse.py",
    "test_settle.py",
    "test_step_citations.py",
    "test_unknown_claims.py",
    "test_worked_cases.py",
    "test_worked_questions.py",
    "test_years_of_care.py",
)
FILES = [f"tests/{name}" for name in CORE]
#: what such a file may import besides the core and Python's own modules
HELPERS = {"command", "in_force", "settling", "some_care", "some_claims", "strategies", "years_of_care"}
AT_HAND = {"pytest", "hypothesis", "urrbmi", *HELPERS}
OUTSIDE = {"subprocess"}


def imports(file: Path) -> set[str]:
    """The modules that a test file imports, by their first names."""
    found = set()
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module).split(".")[0])
    return found


def test_every_test_file_that_needs_the_core_alone_is_run_inside_pyodide(root):
    allowed = AT_HAND | (set(sys.stdlib_module_names) - OUTSIDE)
    needing_no_more = {file.name for file in (root / "tests").glob("test_*.py") if imports(file) <= allowed}
    assert needing_no_more == set(CORE)


def collected(root: Path) -> set[str]:
    """The tests that this Python finds in the core's test files."""
    command = [sys.executable, "-m", "pytest", "--collect-only", *FILES]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=True)
    return {line for line in done.stdout.splitlines() if "::" in line}


@pytest.fixture(scope="module")
def outcomes(root, model, tmp_path_factory) -> dict[str, str]:
    """Each test of the core that ran inside Pyodide, and how it came out."""
    folder = tmp_path_factory.mktemp("job")
    (folder / "model.json").write_text(compact(packed(model)), "utf-8")
    for name, cases in zip(("worked", "worked_question"), read_worked(root), strict=True):
        told = [{key: one for key, one in vars(case).items() if key not in ("loaded", "path")} for case in cases]
        (folder / f"{name}.json").write_text(json.dumps(told), "utf-8")
    job = {
        "pyodide": str(root / "node_modules" / "pyodide"),
        "mounts": {"/packages": str(Path(pytest.__file__).parent.parent), "/project": str(root), "/job": str(folder)},
        "imports": ["/packages", "/project/calculator", "/project/tests"],
        "folder": "/project",
        "environment": {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        "pytest": ["--noconftest", "-pinside_pyodide", "-pno:cacheprovider", *FILES],
    }
    (folder / "job.json").write_text(json.dumps(job), "utf-8")
    command = ["node", str(root / "tests" / "pyodide.mjs"), str(folder / "job.json")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    file = folder / "outcomes.json"
    assert file.exists(), done.stdout + done.stderr
    print(done.stdout)  # shown if a test fails
    return json.loads(file.read_text("utf-8"))


def test_every_test_of_the_core_passes_inside_pyodide(root, outcomes):
    assert {test: outcome for test, outcome in outcomes.items() if outcome != "passed"} == {}
    assert set(outcomes) == collected(root)
