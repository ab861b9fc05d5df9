"""The data itself: what rules/ says is complete, well put, within range and reaches every place, item and reading."""

import json
import re
import shutil
from collections import Counter
from fractions import Fraction
from itertools import product

import pytest
from jsonschema import Draft202012Validator

from checked_rules import read_rules
from reading import check
from reading.load import load
from reading.problems import Problems
from reading.worked_cases import read_worked
from urrbmi.claims import COSTS
from urrbmi.cli import QUESTIONS

#: provisions of each document, as counted in the inventory
INVENTORY = {"YQ": 10, "SX24": 75, "JZ17": 120, "XZ24": 34, "JC23": 13, "SX23": 45, "TY19": 46}

CITIES = ["太原市", "大同市", "阳泉市", "长治市", "晋城市", "朔州市", "晋中市", "运城市", "忻州市", "临汾市", "吕梁市"]

#: items of parameters.yml that no document gives a value for, each with the reason why it is kept
ITEMS_WITHOUT_VALUE: dict[str, str] = {
    "chronic_disease_ratio": "set by each city until 2027 (SX24-53) in documents that are not collected; an estimate needs it",
    "major_disease_limit": "set per disease in a document that is not collected (JZ17-47); an estimate needs it",
}

#: what a case may say (contract.md), by dimension
OPTIONS_OF_A_CASE = {
    "facility": ["class_3", "class_2_county", "class_2_city", "class_1"],
    "location": [
        "local",
        "in_province",
        "in_province_unreferred",
        "long_term",
        "referred",
        "emergency",
        "unreferred",
    ],
    "group": [
        "ordinary",
        "registered_poor",
        "rural_extreme_poverty",
        "urban_extreme_poverty",
        "minimum_living",
        "other_poor",
    ],
    "disease": ["hypertension", "diabetes_type_1", "diabetes_other"],
    "facility_level": ["township", "county_or_above"],
    "major_list": ["children", "adult"],
    "student": ["resident", "city_student", "province_student"],
}

#: readings that rest on no provision, each with the reason
READINGS_WITHOUT_PROVISION = {"A2": "no document says how to round"}


@pytest.fixture(scope="module")
def provisions(rules):
    return [provision for document in rules.documents for provision in document.provisions]


@pytest.fixture(scope="module")
def values(provisions):
    """Every value with the provision that states it."""
    return [(provision, value) for provision in provisions for value in provision.values]


def sentences(rules, provisions):
    """Every sentence of our own that the pages show, with where it stands."""
    for document in rules.documents:
        yield from ((f"{document.code} notes", note) for note in document.notes)
    yield from ((provision.id, provision.summary) for provision in provisions)
    for name, item in rules.parameters["items"].items():
        yield f"{name} meaning", item["meaning"]
    for name, reading in rules.readings.items():
        yield from ((f"{name} {key}", reading[key]) for key in ("question", "taken", "otherwise", "stake"))


def test_all_343_provisions_of_the_inventory_are_there(rules, provisions):
    assert {document.code: len(document.provisions) for document in rules.documents} == INVENTORY
    assert len(provisions) == 343


def test_the_ids_of_a_document_are_consecutive(rules):
    for document in rules.documents:
        expected = [f"{document.code}-{number:02d}" for number in range(1, len(document.provisions) + 1)]
        assert [provision.id for provision in document.provisions] == expected


def test_a_file_is_called_after_its_place_and_its_number(rules):
    for document in rules.documents:
        year, number = re.fullmatch(r".+〔(\d{4})〕(\d+)号", document.number).groups()
        pinyin = rules.place(document.place)["pinyin"]
        assert document.loaded.shown == f"rules/documents/{pinyin}/{year}-{number}.yml"


def test_every_sentence_ends_with_a_full_stop_or_question_mark(rules, provisions):
    assert [place for place, text in sentences(rules, provisions) if text[-1] not in "。？"] == []


def test_no_sentence_has_ascii_punctuation_or_two_spaces(rules, provisions):
    wrong = re.compile(r"[;:!?()\"'\[\]<>]|,(?!\d{3})|(?<!\d)\.|\.(?!\d)|  |^ | $")
    assert [(place, text) for place, text in sentences(rules, provisions) if wrong.search(text)] == []


@pytest.mark.parametrize("pair", ["“”", "（）", "《》", "〔〕"])
def test_quotes_and_brackets_are_paired(rules, provisions, pair):
    def paired(text):
        signs = re.sub(f"[^{pair}]", "", text)
        while pair in signs:
            signs = signs.replace(pair, "")
        return signs == ""

    assert [(place, text) for place, text in sentences(rules, provisions) if not paired(text)] == []


def test_a_summary_is_short_and_no_copy_of_its_evidence(provisions):
    assert [provision.id for provision in provisions if len(provision.summary) > 60] == []
    assert [provision.id for provision in provisions if provision.summary.rstrip("。") in provision.evidence] == []


def test_ratios_and_points_are_between_0_and_1(rules, values):
    units = {name: item["unit"] for name, item in rules.parameters["items"].items()}
    outside = [
        (provision.id, value.content)
        for provision, value in values
        if units[value.item] in ("ratio", "points") and value.content is not None and not 0 <= value.content <= 1
    ]
    assert outside == []


def test_shares_that_are_split_among_payers_come_to_the_whole(values):
    """Of one document, year and case, the parts of 70：30 and 6：4 splits come to 1."""
    sums = Counter()
    for provision, value in values:
        if value.item in ("premium_assistance_split", "subsidy_city_county_split"):
            whom = tuple(sorted((name, tuple(names)) for name, names in value.dimensions.items() if name != "payer"))
            sums[provision.id, value.item, value.year, whom] += value.content * len(value.dimensions["payer"])
    assert {key: total for key, total in sums.items() if total != 1} == {}
    assert sums


def test_every_item_has_a_value_or_a_reason(rules, values):
    used = {value.item for _, value in values}
    assert rules.parameters["items"].keys() - used == ITEMS_WITHOUT_VALUE.keys()


def test_every_value_of_a_dimension_is_used_or_can_be_claimed(rules, values):
    used = {(name, option) for _, value in values for name, options in value.dimensions.items() for option in options}
    used |= {(name, option) for name, options in OPTIONS_OF_A_CASE.items() for option in options}
    idle = [
        (name, option)
        for name, dimension in rules.parameters["dimensions"].items()
        for option in dimension.get("values", {})
        if (name, option) not in used
    ]
    assert idle == []


@pytest.mark.parametrize("dimension", OPTIONS_OF_A_CASE)
def test_what_a_case_may_say_is_what_the_data_knows(rules, dimension):
    assert list(rules.parameters["dimensions"][dimension]["values"]) == OPTIONS_OF_A_CASE[dimension]


def test_every_kind_of_cost_but_class_a_and_uncovered_has_a_share_borne_first(rules):
    kinds = set(rules.parameters["dimensions"]["cost"]["values"])
    assert kinds == set(COSTS) - {"class_a", "uncovered"}


def test_the_places_are_a_province_its_11_cities_and_their_counties(rules):
    kinds = Counter(place["kind"] for place in rules.places)
    assert kinds == {"province": 1, "city": 11, "county": 117}
    parents = {place["code"]: place["kind"] for place in rules.places}
    above = {"city": "province", "county": "city"}
    lost = [place["name"] for place in rules.places if parents.get(place.get("parent", "")) != above.get(place["kind"])]
    assert lost == []


def test_codes_are_unique_and_begin_like_those_above(rules):
    codes = [place["code"] for place in rules.places]
    assert len(set(codes)) == len(codes)
    assert [
        place["name"]
        for place in rules.places
        if place["kind"] == "county" and place["code"][:4] != place["parent"][:4]
    ] == []


@pytest.mark.parametrize("city", CITIES)
def test_every_city_is_reached_by_the_rules_of_its_province(policy, rules, city):
    case = {"facility": "class_1", "location": "local"}
    assert policy.resolve(rules.place(city)["code"], "inpatient_ratio", "2025-03-10", case).number == 6_000


def cells(policy):
    """Every city, item that is not settled year by year, and combination of its dimensions' options."""
    for city in policy.cities():
        counties = [place["name"] for place in policy.places.values() if place.get("parent") == city["code"]]
        for item, described in policy.items.items():
            names = described["dimensions"]
            options = [list(policy.dimensions[name]["values"]) or counties for name in names]
            if not described["year_bound"]:
                yield from ((city, item, dict(zip(names, chosen, strict=True))) for chosen in product(*options))


def test_no_cell_falls_back_to_an_older_document_after_a_later_one(policy):
    """Where a later document's figure ends, what the older one said does not come to life again, unless it had to yield."""

    def order(found):
        return policy.documents[policy.provisions[found.value.provision]["document"]]["order"]

    fallen, seen = [], 0
    for city, item, dimensions in cells(policy):
        latest = None
        for first, _, found in policy.history(city["code"], item, dimensions, "2017-01-01", "2029-12-31"):
            if found is None:
                continue
            seen += 1
            if latest is None or order(found) >= order(latest):
                latest = found
            elif latest.value.yields_to != found.value.provision:
                what = f"{latest.value.provision} -> {found.value.provision}"
                fallen.append((city["name"], item, dimensions, first, what))
    assert fallen == []
    assert seen


def test_every_reading_bears_on_a_provision_or_a_value_or_has_a_reason(rules, provisions, values):
    used = {name for provision in provisions for name in provision.readings}
    used |= {name for _, value in values for name in value.readings}
    used |= {name for name, reading in rules.readings.items() if reading["provisions"]}
    assert rules.readings.keys() - used == READINGS_WITHOUT_PROVISION.keys()


def test_every_derived_value_is_what_its_arithmetic_gives(values):
    def exact(text):
        ratios = re.sub(r"(\d+(?:\.\d+)?)%", r"(\1/100)", text)
        return eval(re.sub(r"\d+(?:\.\d+)?", r"Fraction('\g<0>')", ratios), {"Fraction": Fraction})

    derived = [(provision.id, value) for provision, value in values if value.derived]
    assert [(id, value.derived) for id, value in derived if exact(value.derived) != Fraction(str(value.content))] == []
    assert derived


def test_a_value_resting_on_words_instead_of_figures_is_rare(values):
    assert sum(1 for _, value in values if value.how) <= 10


def test_the_committed_schema_is_the_one_the_code_makes(root, rules):
    committed = json.loads((root / "rules" / "document.schema.json").read_text(encoding="utf-8"))
    assert committed == check.document_schema(rules)


def test_the_committed_schema_is_a_valid_json_schema(root):
    Draft202012Validator.check_schema(json.loads((root / "rules" / "document.schema.json").read_text(encoding="utf-8")))


def test_every_document_and_the_template_fit_the_committed_schema_and_point_to_it(root):
    schema = json.loads((root / "rules" / "document.schema.json").read_text(encoding="utf-8"))
    files = [root / "rules" / "template.yml", *sorted((root / "rules" / "documents").rglob("*.yml"))]
    for file in files:
        first = file.read_text(encoding="utf-8").split("\n")[0]
        target = first.removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / target).resolve() == root / "rules" / "document.schema.json", file
        loaded, problems = load(file, file.name)
        assert problems == []
        errors = [f"{file}: {error.message}" for error in Draft202012Validator(schema).iter_errors(loaded.data)]
        assert errors == []


def test_the_template_is_a_document_as_it_should_be_but_for_its_verification(root, tmp_path):
    shutil.copytree(root / "rules", tmp_path / "rules")
    target = tmp_path / "rules" / "documents" / "datong" / "2026-8.yml"
    target.parent.mkdir()
    shutil.copy(root / "rules" / "template.yml", target)
    with pytest.raises(Problems) as found:
        read_rules(tmp_path)
    assert [str(problem) for problem in found.value.problems if "make evidence" not in problem.message] == []


def test_each_programme_has_worked_cases_that_are_shown_as_examples(root):
    cases, _ = read_worked(root)
    assert {case.programme for case in cases if case.example} == {case.programme for case in cases}


def test_each_question_has_worked_cases_that_are_shown_as_examples(root):
    _, questions = read_worked(root)
    assert min(Counter(one.programme for one in questions).values()) >= 8
    assert {one.programme for one in questions if one.example} == set(QUESTIONS)


def test_the_readings_that_the_core_can_take_the_other_way_are_those_that_the_data_names(root, rules):
    core = "\n".join(path.read_text(encoding="utf-8") for path in (root / "calculator" / "urrbmi").rglob("*.py"))
    asked = set(re.findall(r'otherwise [!=]= "([A-D]\d+)"', core))
    moved = set(re.findall(r'moves\("([A-D]\d+)"', core))
    others = {"B7", "B9", "B14"}  # kept with the year, and asked for by these names where they bite
    assert asked | moved | others == {name for name, reading in rules.readings.items() if "otherwise_short" in reading}
