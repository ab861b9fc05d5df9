"""Plugin of pytest for a run inside Pyodide: what conftest.py gives the core's tests, and which test came out how.

The reader of rules/ needs compiled packages, which are not there; so the compiled model and the worked cases come from
/job, as JSON that the outer Python has written. Outcomes go to the same folder.
"""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import settings

import strategies  # noqa: F401  (its profile of hypothesis first, then the briefer one)
from command import answer, refused, run  # noqa: F401  fixtures, as in conftest.py
from urrbmi.interface import Interface
from urrbmi.packed import unpacked

JOB = Path("/job")
OUTCOMES: dict[str, str] = {}

# The invented cases are the same ones as outside, but fewer: Python is several times as slow in here.
settings.register_profile("inside", settings.get_profile("project"), max_examples=15)
settings.load_profile("inside")


@pytest.fixture(scope="session")
def model():
    """The compiled rules, as the core is given them."""
    return unpacked(json.loads((JOB / "model.json").read_text("utf-8")))


@pytest.fixture(scope="session")
def interface():
    """The core over the compiled rules: JSON text in, JSON text out."""
    return Interface((JOB / "model.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def policy(interface):
    """The compiled policy model."""
    return interface.policy


def pytest_generate_tests(metafunc):
    """A test of `worked` runs for each case worked by hand, one of `worked_question` for each question."""
    for name in ("worked", "worked_question"):
        if name in metafunc.fixturenames:
            cases = [SimpleNamespace(**case) for case in json.loads((JOB / f"{name}.json").read_text("utf-8"))]
            metafunc.parametrize(name, cases, ids=[f"{case.programme}-{case.id}" for case in cases])


def pytest_runtest_logreport(report):
    """A test has passed if its setup, its call and its teardown have."""
    if report.when == "call" or report.outcome != "passed":
        OUTCOMES[report.nodeid] = report.outcome


def pytest_sessionfinish():
    (JOB / "outcomes.json").write_text(json.dumps(OUTCOMES), "utf-8")
