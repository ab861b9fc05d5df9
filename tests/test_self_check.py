"""The packed calculator is asked again whenever what its answers rest on has changed, and only then."""

import json

import pytest

import bundle
import provinces
from built_site import ROOT, site
from reading.worked_cases import read_worked
from self_check import questions
from small_country import make_small_country

CORE, CACHE = ROOT / "calculator" / "urrbmi", ROOT / "build" / "cache"


class Asked(Exception):
    """This Python was asked, and the bundle would be next."""


def asks(*_):
    raise Asked


@pytest.fixture
def check(monkeypatch):
    """Checks the bundle as it was checked when the site was built, or with something else; raises Asked where that is not enough."""
    site()
    rules = provinces.without_evidence(json.loads((CORE / "policy.json").read_text(encoding="utf-8")))
    cases, _ = read_worked(ROOT)
    asked = [*questions(rules), *({"settle": json.dumps(one.case, ensure_ascii=False)} for one in cases)]
    built = bundle._runtime(CORE, CACHE, {})
    monkeypatch.setattr(bundle, "_answers", asks)

    def checked(model=rules, more=(), runtime=built):
        bundle._checked(runtime, CORE, model, CACHE, {"questions": [*asked, *more], "provinces": {}})

    checked.rules = rules
    return checked


def with_another_first_value(model, code):
    """The packed model with another first value of a province."""
    part = model["provinces"][code]
    numbers = part["values"]["number"]
    values = {**part["values"], "number": [(numbers[0] or 0) + 1, *numbers[1:]]}
    return {**model, "provinces": {**model["provinces"], code: {**part, "values": values}}}


def test_a_check_of_the_same_is_enough(check):
    check()
    check({**check.rules, "data_version": "another"})


@pytest.mark.parametrize(
    "other",
    [
        lambda rules: {"model": with_another_first_value(rules, "140000")},
        lambda rules: {"model": {**rules, "years": [2000, 2001]}},
        lambda _: {"more": [{"settle": "{"}]},
        lambda _: {"runtime": CACHE / "runtime-another"},
    ],
    ids=["a value", "what all provinces share", "a question", "the bundle"],
)
def test_it_is_asked_again_when_something_changed(check, other):
    with pytest.raises(Asked):
        check(**other(check.rules))


def test_of_several_provinces_those_count_whose_rules_the_answers_took(tmp_path, monkeypatch):
    country = make_small_country(tmp_path)
    rules = provinces.without_evidence(json.loads(country.policy_text))
    folder = country.site / "calculator" / "runtime"
    asked = {
        "policy": str(folder / country.manifest["files"]["policy"]["name"]),
        "provinces": {code: str(folder / file["name"]) for code, file in country.manifest["provinces"].items()},
        "questions": [{"lookup": ["太原市", "2026-03-10", "inpatient_deductible"]}],
    }
    built = bundle._runtime(CORE, CACHE, {})

    def check(model):
        bundle._checked(built, CORE, model, tmp_path, asked)

    check(rules)  # by the interpreters themselves
    monkeypatch.setattr(bundle, "_answers", asks)
    check(with_another_first_value(rules, "130000"))
    with pytest.raises(Asked):
        check(with_another_first_value(rules, "140000"))


def test_what_a_damaged_record_says_does_not_count(tmp_path, monkeypatch):
    rules = {"data_version": "1", "provinces": {"140000": {}}}
    asked = {"questions": [], "provinces": {}}
    monkeypatch.setattr(bundle, "_answers", lambda *_: ([], []))
    bundle._checked(
        bundle._runtime(CORE, CACHE, {}), CORE, rules, tmp_path, {**asked, "policy": str(CORE / "policy.json")}
    )
    [mark] = tmp_path.glob("checked-*")
    mark.write_bytes(b"")
    monkeypatch.setattr(bundle, "_answers", asks)
    with pytest.raises(Asked):
        bundle._checked(bundle._runtime(CORE, CACHE, {}), CORE, rules, tmp_path, asked)
