"""What the tests share when they hunt mutants: a core over the compiled rules that starts afresh for each mutant.

It takes the place of tests/conftest.py, which reads the rules anew and knows browsers: too slow for thousands of runs.
"""

import importlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

import read_once
import strategies  # noqa: F401  it chooses a profile, and the one below takes its place
from reading.worked_cases import WorkedCase, WorkedQuestion
from urrbmi import claims, settle, statement
from urrbmi.interface import Interface
from urrbmi.packed import unpacked
from urrbmi.policy import Policy

#: few examples, always the same ones; a case that finds a mutant need not be made smaller
settings.register_profile(
    "mutants",
    max_examples=5,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("mutants")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project folder."""
    return read_once.ROOT


@pytest.fixture(scope="session")
def interface() -> Interface:
    """The core over the compiled rules, with nothing left of what was reckoned or made before this mutant."""
    compiled = read_once.compiled()
    statement._pieces.cache_clear()
    statement._citations_text.cache_clear()
    if (
        "claims" in os.environ["MUTANT_UNDER_TEST"]
    ):  # what reads the fields of a claim is made when a programme is loaded
        for programme in settle.PROGRAMMES.values():
            importlib.reload(programme)
        importlib.reload(settle)
    return Interface(compiled)


@pytest.fixture(autouse=True)
def _every_test_reaches_all(interface: Interface, model: dict[str, Any]) -> None:
    """Tells mutmut, when it notes which tests reach which function, that all reach what is made or found but once."""
    if os.environ["MUTANT_UNDER_TEST"] == "stats":
        interface.policy.__init__(model)  # type: ignore[misc]
        claims.choice("facility")
        claims.one_of()
        claims.costs()


@pytest.fixture(scope="session")
def model() -> dict[str, Any]:
    """The compiled rules, as the core is given them."""
    return unpacked(json.loads(read_once.compiled()))


@pytest.fixture(scope="session")
def policy(interface: Interface) -> Policy:
    """The compiled policy model."""
    return interface.policy


@pytest.fixture(scope="session")
def worked_cases() -> list[WorkedCase]:
    """The cases worked by hand."""
    return read_once.worked()[0]


@pytest.fixture(scope="session")
def worked_questions() -> list[WorkedQuestion]:
    """The questions worked by hand."""
    return read_once.worked()[1]
