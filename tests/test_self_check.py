"""The packed calculator is asked again whenever what its answers rest on has changed, and only then."""

import json

import pytest

import bundle
import provinces
from built_site import ROOT, site
from reading.worked_cases import read_worked
from self_check import questions

CORE, CACHE = ROOT / "calculator" / "urrbmi", ROOT / "build" / "cache"


class Asked(Exception):
    """This Python was asked, and the bundle would be next."""


@pytest.fixture
def check(monkeypatch):
    """Checks the bundle as it was checked when the site was built, or with something else; raises Asked where that is not enough."""

    def answers(*_):
        raise Asked

    site()
    rules = provinces.without_evidence(json.loads((CORE / "policy.json").read_text(encoding="utf-8")))
    cases, _ = read_worked(ROOT)
    asked = [*questions(rules), *({"settle": json.dumps(one.case, ensure_ascii=False)} for one in cases)]
    built = bundle._runtime(CORE, CACHE, {})
    monkeypatch.setattr(bundle, "_answers", answers)

    def checked(model=rules, more=(), runtime=built):
        bundle._checked(runtime, CORE, model, CACHE, {"questions": [*asked, *more], "provinces": {}})

    checked.rules = rules
    return checked


def with_another_first_value(model):
    [(code, part)] = model["provinces"].items()
    numbers = part["values"]["number"]
    values = {**part["values"], "number": [(numbers[0] or 0) + 1, *numbers[1:]]}
    return {**model, "provinces": {code: {**part, "values": values}}}


def test_a_check_of_the_same_is_enough(check):
    check()
    check({**check.rules, "data_version": "another"})


@pytest.mark.parametrize(
    "other",
    [
        lambda rules: {"model": with_another_first_value(rules)},
        lambda rules: {"model": {**rules, "years": [2000, 2001]}},
        lambda _: {"more": [{"settle": "{"}]},
        lambda _: {"runtime": CACHE / "runtime-another"},
    ],
    ids=["a value", "what all provinces share", "a question", "the bundle"],
)
def test_it_is_asked_again_when_something_changed(check, other):
    with pytest.raises(Asked):
        check(**other(check.rules))
