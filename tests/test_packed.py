"""policy.json: the model packed by province, small enough to be fetched by somebody on a phone, and nothing of it lost."""

import gzip
import json

import pytest

import provinces
from checked_rules import read_rules
from reading.compile_rules import compile_rules
from reading.pack import packed
from render.estimate import table
from render.texts import compact
from small_country import PLACES
from synthetic import project
from urrbmi.interface import Interface
from urrbmi.packed import unpacked
from urrbmi.policy import NotHere, Policy

MOST = 30_000  # bytes, gzipped: what the calculator may fetch of one province
SHANXI, HEBEI = "140000", "130000"
STAY = {"kind": "inpatient", "date": "2026-03-10", "facility": "class_1", "costs": {"class_a": 42000}}


def size(content):
    return len(gzip.compress(content, 9))


def model_of(places, folder):
    project.write_rules(folder, places, seed=1)
    return compile_rules(read_rules(folder))


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    """The model of two provinces with two cities each."""
    return model_of(PLACES, tmp_path_factory.mktemp("country"))


@pytest.fixture(scope="module")
def large(rules, tmp_path_factory):
    """The model of an invented province as large as the real one, with more than 2,000 values of a hundred items."""
    places = [place for place in rules.places if place["kind"] != "county"]
    found = model_of(places, tmp_path_factory.mktemp("large"))
    assert len(found["values"]) > 2000
    return found


@pytest.fixture
def divided(country, tmp_path):
    """The core with what is national alone, and the text of each province's rules."""
    texts = {code: own["rules"].decode() for code, own in delivered(country, tmp_path).items()}
    return Interface(provinces.policy(packed(country), [SHANXI, HEBEI]).decode()), texts


def delivered(model, folder):
    """The contents of the files of each province (code), by their names."""
    tables, parts = estimates(model), packed(model)["provinces"]
    return {
        code: {
            name: (folder / file["name"]).read_bytes()
            for name, file in provinces.delivered(parts[code], table, folder).items()
        }
        for code, table in tables.items()
    }


def estimates(model):
    """The quick estimate's table of each province, as its volume has it."""
    policy = Policy(model)
    cities = {}
    for one in policy.cities():
        cities.setdefault(one["parent"], []).append(one["name"])
    return {code: table(policy, names) for code, names in cities.items()}


def case(place):
    return json.dumps({"place": place, "claims": [STAY]}, ensure_ascii=False)


def in_any_order(content):
    """Lists as they are but for the provinces' order."""
    if not isinstance(content, list):
        return content
    return sorted(content, key=lambda one: json.dumps(one, sort_keys=True))


@pytest.mark.parametrize("which", ["model", "country"])
def test_nothing_is_lost_by_packing(request, which):
    given = request.getfixturevalue(which)
    found = unpacked(json.loads(compact(packed(given))))
    assert sorted(found) == sorted(given)
    for name in found:
        assert in_any_order(found[name]) == in_any_order(given[name])


def test_what_was_packed_resolves_as_what_was_not(country):
    whole, again = Policy(country), Policy(unpacked(packed(country)))
    for place in whole.cities():
        for item in whole.items:
            one, other = (policy.resolve(place["code"], item, "2025-03-10", {}) for policy in (whole, again))
            assert (one and one.value, one and one.citations) == (other and other.value, other and other.citations)


@pytest.fixture(scope="module")
def largest(tmp_path_factory):
    """The model of an invented province with as many cities as the largest has, 21."""
    province = {"code": "510000", "name": "四川省", "kind": "province", "pinyin": "sichuan"}
    cities = [
        {
            "code": f"51{number:02}00",
            "name": f"第{number}市",
            "kind": "city",
            "parent": "510000",
            "pinyin": chr(96 + number) * 3,
        }
        for number in range(1, 22)
    ]
    return model_of([province, *cities], tmp_path_factory.mktemp("largest"))


def test_the_rules_of_a_province_are_small_the_real_ones_and_those_of_the_largest(model, large, largest):
    for given in (model, large, largest):
        (part,) = provinces.without_evidence(packed(given))["provinces"].values()
        assert size(compact(part).encode()) <= MOST


def test_without_the_documents_words_everything_else_is_answered_as_with_them(model):
    whole = Interface(compact(packed(model)))
    fetched = Interface(compact(provinces.without_evidence(packed(model))))
    assert fetched.settle(case("太原市")) == whole.settle(case("太原市"))
    found, expected = (json.loads(core.lookup("太原市", "2026-03-10", None))["values"] for core in (fetched, whole))
    cited = [citation for value in expected for citation in value["citations"]]
    assert cited
    assert all(citation.pop("evidence") for citation in cited)
    assert found == expected


def test_what_the_page_knows_of_a_province_is_small(country, tmp_path):
    found = delivered(country, tmp_path)
    assert set(found) == {SHANXI, HEBEI}
    assert all(size(own["details"]) <= MOST for own in found.values())


def test_one_province_comes_all_at_once(model):
    assert not provinces.comes_apart(several=False, estimate=estimates(model)[SHANXI])
    assert provinces.policy(packed(model), []) == compact(packed(model)).encode()


def test_one_of_several_provinces_comes_apart(country):
    assert all(provinces.comes_apart(several=True, estimate=one) for one in estimates(country).values())


def test_a_province_whose_rules_are_not_here_is_named(divided):
    core, texts = divided
    assert core.settle(case("石家庄市")) == f'{{"absent": "{HEBEI}"}}'
    core.join(texts[HEBEI])
    assert json.loads(core.settle(case("石家庄市")))["status"] == "ok"
    assert core.settle(case("太原市")) == f'{{"absent": "{SHANXI}"}}'


def test_a_province_that_comes_twice_is_there_once(divided):
    core, texts = divided
    core.join(texts[HEBEI])
    before = core.settle(case("唐山市"))
    core.join(texts[HEBEI])
    assert core.settle(case("唐山市")) == before


def test_whatever_is_asked_of_an_absent_province_is_refused_and_never_unknown(divided):
    core, texts = divided
    core.join(texts[SHANXI])
    for question in (
        lambda policy: policy.rules("130100", "2025-03-10"),
        lambda policy: policy.resolve("130100", "premium", "2025-03-10", {}),
        lambda policy: policy.values_of("130100", "premium"),
        lambda policy: policy.counties("130100"),
    ):
        with pytest.raises(NotHere):
            question(core.policy)
    change = json.dumps({"case": json.loads(case("太原市")), "to": {"place": "唐山市"}})
    for found in (core.change(change), core.compare(json.dumps({"case": json.loads(case("大同市"))}))):
        assert found == f'{{"absent": "{HEBEI}"}}'


def test_bad_input_is_the_same_whatever_is_here(divided, country):
    core, _ = divided
    whole = Interface(compact(packed(country)))
    for wrong in ("{", case("上海市"), json.dumps({"place": "唐山市", "claims": [{}]})):
        assert core.settle(wrong) == whole.settle(wrong)


def test_a_single_province_comes_apart_where_its_quick_estimate_is_too_long_for_the_page(large, tmp_path):
    tables = estimates(large)
    assert provinces.comes_apart(several=False, estimate=tables[SHANXI])
    found = delivered(large, tmp_path)[SHANXI]
    assert json.loads(found["details"])["estimate"] == tables[SHANXI]
    core = Interface(provinces.policy(packed(large), [SHANXI]).decode())
    assert core.settle(case("太原市")) == f'{{"absent": "{SHANXI}"}}'
    core.join(found["rules"].decode())
    assert core.settle(case("太原市")) == Interface(compact(packed(large))).settle(case("太原市"))
