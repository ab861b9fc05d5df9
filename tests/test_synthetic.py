"""The synthetic country that `make bench-scale` measures with: invented, and as valid as the real data."""

from collections import Counter

import pytest

from checked_rules import read_rules
from reading.compile_rules import compile_rules
from synthetic import project
from urrbmi.policy import Policy

PLACES = [
    {"code": "140000", "name": "山西省", "kind": "province", "pinyin": "beaaaa"},
    {"code": "140100", "name": "太原市", "kind": "city", "parent": "140000", "pinyin": "beabaa"},
    {"code": "130000", "name": "河北省", "kind": "province", "pinyin": "bdaaaa"},
    {"code": "130100", "name": "石家庄市", "kind": "city", "parent": "130000", "pinyin": "bdabaa"},
]


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    folder = tmp_path_factory.mktemp("country")
    project.write_rules(folder, PLACES, seed=1)
    return folder


@pytest.fixture(scope="module")
def rules(country):
    """Its rules, which pass every check, with their evidence looked up in the texts."""
    return read_rules(country, country / "texts")


def contents(folder):
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_same_seed_gives_the_same_country(country, tmp_path):
    project.write_rules(tmp_path, PLACES, seed=1)
    assert contents(tmp_path) == contents(country)


def test_another_seed_gives_another(country, tmp_path):
    project.write_rules(tmp_path, PLACES, seed=2)
    assert contents(tmp_path) != contents(country)


def test_it_has_a_hundred_items_and_every_kind_of_value(rules):
    assert len(rules.parameters["items"]) == 100
    kinds = Counter(value.kind for _, _, value in rules.each_value())
    assert set(kinds) >= {"stated", "bound", "formula", "target", "abolished", "not_applicable"}


def test_values_are_stated_inherited_and_ended_by_later_ones(rules):
    policy = Policy(compile_rules(rules))
    found = [policy.resolve("140100", item, "2024-06-15", {}) for item in policy.items]
    assert {one.state for one in found if one} >= {"inherited", "continued", "bound"}
    assert any(value.ended_by for value in policy.values)


def test_a_province_does_not_rule_the_cities_of_another(rules):
    policy = Policy(compile_rules(rules))
    above = {value.place for item in policy.items for value in policy.values_of("130100", item)}
    assert above == {"130000", "130100"}
