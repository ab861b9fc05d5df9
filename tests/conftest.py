"""What the tests share: the project folder and its rules, read, compiled and wrapped in the core's interface once."""

from pathlib import Path
from typing import Any

import pytest

from answers import answered, phone  # noqa: F401  fixtures of the tests of answers
from checked_rules import read_rules
from command import answer, refused, run  # noqa: F401  fixtures of the tests of the command line
from reading.compile_rules import compile_rules
from reading.pack import packed
from reading.ruleset import RuleSet
from reading.worked_cases import read_worked
from real_browser import calculator, chromium, compare, home, other_site, window  # noqa: F401  fixtures of the tests in a browser
from render.texts import compact
from small_project import SmallProject, make_small_project
from urrbmi.interface import Interface
from urrbmi.policy import Policy


@pytest.fixture(scope="session")
def root() -> Path:
    """The project folder."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def rules(root) -> RuleSet:
    """The content of rules/, checked against the evidence lock."""
    return read_rules(root)


@pytest.fixture(scope="session")
def model(rules) -> dict[str, Any]:
    """The compiled rules, as the core is given them."""
    return compile_rules(rules)


@pytest.fixture(scope="session")
def interface(model) -> Interface:
    """The core over the compiled rules: JSON text in, JSON text out."""
    return Interface(compact(packed(model)))


@pytest.fixture(scope="session")
def policy(interface) -> Policy:
    """The compiled policy model."""
    return interface.policy


@pytest.fixture
def project(tmp_path) -> SmallProject:
    """A small project with one invented document, its text and its lock."""
    return make_small_project(tmp_path)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test of `worked` runs for each case worked by hand, one of `worked_question` for each question."""
    for name, index in {"worked": 0, "worked_question": 1}.items():
        if name in metafunc.fixturenames:
            cases = read_worked(Path(__file__).resolve().parent.parent)[index]
            metafunc.parametrize(name, cases, ids=[f"{case.programme}-{case.id}" for case in cases])
