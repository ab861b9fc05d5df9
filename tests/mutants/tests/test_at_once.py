"""The fast tests of the settlement code, each with all that it is tried on at once.

A mutant's process would spend most of its time on gathering thousands of tests; gathered so, they are a hundred.
"""

import importlib
import inspect
from itertools import product

import pytest

MODULES = (
    "test_assumptions",
    "test_input",
    "test_listed_readings",
    "test_lookup",
    "test_money",
    "test_once_wrong",
    "test_other_readings",
    "test_other_rules",
    "test_policy",
    "test_properties",
    "test_questions",
    "test_readings",
    "test_resolution",
    "test_resolution_states",
    "test_resolution_stays",
    "test_settle",
    "test_step_citations",
    "test_steps",
    "test_unknown_claims",
    "test_worked_cases",
    "test_worked_questions",
    "test_years_of_care",
)
#: tests of whether the others are tried on enough, and of the command line
LEFT_OUT = (
    "test_the_caps_are_reached_often_enough_to_mean_something",
    "test_both_outcomes_of_the_sweep_occur",
    "test_the_command_line_gives_the_same_answer",
)
#: what a test runs for each of: the parameter, and the fixture that has them all
FOR_EACH = {"worked": "worked_cases", "worked_question": "worked_questions"}
#: so many of the invented years of care, at the most
SEEDS = 8
TESTS = {
    f"{module}.{name}": test
    for module in MODULES
    for name, test in vars(importlib.import_module(module)).items()
    if name.startswith("test_") and name not in LEFT_OUT
}


def tried_on(test):
    """What a test is tried on: the values of its parameters by their names, for each time that pytest would run it."""
    axes = []
    for mark in getattr(test, "pytestmark", ()):
        names, values = mark.args
        names = names.split(", ") if isinstance(names, str) else list(names)
        if "seed" in names:
            values = values[:: -(-len(values) // SEEDS)]
        sets = (value.values if hasattr(value, "marks") else value if len(names) > 1 else (value,) for value in values)
        axes.append([dict(zip(names, each, strict=True)) for each in sets])
    return [{name: value for axis in axes_ for name, value in axis.items()} for axes_ in product(*axes)]


@pytest.mark.parametrize("name", TESTS, ids=str)
def test_it_holds_for_all(request, name):
    test = TESTS[name]
    fixtures = set(inspect.signature(test).parameters) - {key for case in tried_on(test)[:1] for key in case}
    shared = {fixture: request.getfixturevalue(fixture) for fixture in fixtures - set(FOR_EACH)}
    cases = [{}]
    for parameter in fixtures & set(FOR_EACH):
        cases = [{parameter: case} for case in request.getfixturevalue(FOR_EACH[parameter])]
    for given, case in product(tried_on(test), cases):
        test(**shared, **given, **case)
