"""Changes the settlement code in one place at a time and sees whether a test notices; renews tests/MUTANTS.md.

The mutants are those of mutmut, which `make mutants` installs below build/mutants for this alone. What was noticed once
counts as noticed as long as the function is as it was; everything else is tried. An interrupted hunt (Ctrl-C) reports how far
it came, and the next one goes on from there. `make mutants MUTANTS='urrbmi.year.*'` tries only these, all of them again.
"""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import report

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "build" / "mutants"
WORK = FOLDER / "work"
#: the settlement code, and what says which value is in force
MUTATED = ("settle", "year", "money", "claims", "statement", "programmes/*", "policy", "values", "lookup")
SETTINGS = f"""\
[tool.mutmut]
source_paths = ["urrbmi"]
only_mutate = {[f"urrbmi/{name}.py" for name in MUTATED]}
pytest_add_cli_args_test_selection = ["tests/test_at_once.py"]
track_dependencies = false
use_git_change_detection = false
timeout_multiplier = 60.0
timeout_constant = 2.0

[tool.pytest.ini_options]
addopts = "-q --tb=no --no-header -p no:cacheprovider -p no:unraisableexception"
disable_test_id_escaping_and_forfeit_all_rights_to_community_support = true
"""


def main(names: list[str]) -> None:
    """Tries what was not noticed yet, or the named mutants, and reports. Raises CalledProcessError where mutmut cannot work."""
    alive = [each.name for file in report.read(WORK) for each in file.survivors]
    (WORK / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)  # which tests reach which function
    _copy()
    with suppress(KeyboardInterrupt):
        _try(names)
        if alive and not names:
            _try(alive)
    report.publish(WORK)


def _try(names: list[str]) -> None:
    """Has mutmut try these, or without names those that were never tried."""
    packages = next((ROOT / ".venv" / "lib").glob("python*/site-packages"))
    environment = os.environ | {
        "PROJECT": str(ROOT),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "scripts"), str(packages)]),
    }
    mutmut = Path(sys.executable).parent / "mutmut"
    subprocess.run([mutmut, "run", "--max-children", "1", *names], cwd=WORK, env=environment, check=True)


def _copy() -> None:
    """The code and the tests in a folder of their own, where mutmut finds both and writes what it likes."""
    ignore = shutil.ignore_patterns("__pycache__", "policy.json", "mutants")
    shutil.copytree(ROOT / "calculator" / "urrbmi", WORK / "urrbmi", dirs_exist_ok=True, ignore=ignore)
    for folder in (ROOT / "tests", ROOT / "tests" / "mutants" / "tests"):
        shutil.copytree(folder, WORK / "tests", dirs_exist_ok=True, ignore=ignore)
    (WORK / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
