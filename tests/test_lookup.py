"""What is in force at a place on a day: each value with its unit, its state and its clause, one for each combination that means
something there; each expectation is read off the documents.
"""

import json
from itertools import product

import pytest

from urrbmi.claims import city
from urrbmi.lookup import combinations, combinations_at

SHANXI = "140000"


def asked(interface, *question):
    return json.loads(interface.lookup(*question))


def entries(interface, *question):
    return asked(interface, *question)["values"]


def test_an_answer_has_the_place_the_day_and_each_value_with_its_clause(interface, policy):
    """市政办发〔2017〕80号, 第16条: from 2017-07-01, and nothing newer says otherwise."""

    def standard(facility_level, value, provision, locator, evidence):
        cited = {"provision": provision, "document": "市政办发〔2017〕80号", "locator": locator, "state": "continued"}
        return {
            "item": "birth_standard",
            "item_name": "自然分娩支付标准",
            "dimensions": {"facility_level": facility_level},
            "value": value,
            "unit": "yuan",
            "state": "continued",
            "citations": [cited | {"evidence": evidence}],
            "continued": True,
            "presumed": False,
            "from": "2017-07-01",
            "to": None,
        }

    township = "自然分娩乡级医疗机构支付标准为1000元……住院分娩发生的医疗费用，由城乡居民医保基金支付"
    county_or_above = "县级及以上医疗机构支付标准为1200元"
    assert asked(interface, "晋中", "2024-12-31", "birth_standard") == {
        "place": "晋中市",
        "place_code": "140700",
        "date": "2024-12-31",
        "values": [
            standard("township", 1000, "JZ17-71", "第16条①", township),
            standard("county_or_above", 1200, "JZ17-72", "第16条②", county_or_above),
        ],
        "data_version": policy.data_version,
    }


def test_where_no_document_gives_a_value_the_answer_has_its_unit_and_state_alone(interface):
    (entry,) = entries(interface, "大同", "2019-06-01", "annual_fund_cap")
    assert entry == {
        "item": "annual_fund_cap",
        "item_name": "统筹基金年度最高支付限额",
        "dimensions": {},
        "value": None,
        "unit": "yuan",
        "state": "not_collected",
        "citations": [],
    }


@pytest.mark.parametrize(
    ("day", "presumed"),
    [("2023-12-31", True), ("2024-01-01", False), ("2024-12-31", False)],
    ids=["before the year of the document", "from the first day of its year", "to its last day"],
)
def test_a_value_whose_document_does_not_say_since_when_has_no_first_day_and_is_presumed_before_its_year(
    interface, day, presumed
):
    """阳医保发〔2024〕32号 withdraws from 2025 what stood before."""
    (entry,) = entries(interface, "阳泉", day, "student_accident_cap")
    assert (entry["value"], entry["presumed"]) == (5000, presumed)
    assert (entry["from"], entry["to"]) == (None, "2024-12-31")


@pytest.mark.parametrize(
    ("place", "day", "item", "last"),
    [
        ("大同", "2025-06-01", "annual_fund_cap", "2029-12-31"),
        ("晋中", "2024-06-01", "annual_fund_cap", "2024-12-31"),
        ("大同", "2025-06-01", "outpatient_cap", None),
    ],
    ids=["the document says when it ends", "a later document ends it", "nothing ends it"],
)
def test_a_value_has_a_last_day_where_a_document_ends_it(interface, place, day, item, last):
    assert [entry["to"] for entry in entries(interface, place, day, item)] == [last]


@pytest.mark.parametrize(
    ("place", "day", "item", "value", "state"),
    [
        ("太原", "2020-06-01", "premium", 250, "stated"),
        ("太原", "2021-06-01", "premium", None, "not_collected"),
        ("大同", "2025-06-01", "annual_fund_cap", 70000, "inherited"),
        ("大同", "2030-01-01", "annual_fund_cap", None, "not_collected"),
        ("大同", "2025-06-01", "repeat_deductible_reduction", 0.5, "inherited"),
        ("大同", "2023-09-01", "left_cover_months", 3, "inherited"),
        ("大同", "2025-06-01", "enrolment_closes", "12-25", "inherited"),
        ("晋中", "2017-06-01", "service_deposit", None, "not_collected"),
        ("晋中", "2017-08-01", "service_deposit", "≤0.05", "bound"),
        ("晋中", "2018-06-01", "outpatient_cap", "≥200", "bound"),
        ("阳泉", "2025-06-01", "student_accident_cap", None, "abolished"),
        ("太原", "2019-06-01", "critical_illness_financing", "2019年度筹资总额×8%+20+15", "formula"),
    ],
    ids=lambda value: str(value) if str(value).isascii() else "",
)
def test_a_value_is_in_its_own_unit_and_state(interface, place, day, item, value, state):
    (entry,) = entries(interface, place, day, item)
    assert (entry["item"], entry["state"]) == (item, state)
    assert json.dumps(entry["value"]) == json.dumps(value)  # 70000, not 70000.0


@pytest.mark.parametrize(
    "name", ["inpatient_ratio", "住院支付比例", "住院报销比例"], ids=["id", "official", "everyday"]
)
def test_an_item_goes_by_its_id_or_its_official_or_everyday_name(interface, name):
    found = entries(interface, "大同", "2025-06-01", name)
    assert {(entry["item"], entry["item_name"]) for entry in found} == {("inpatient_ratio", "住院支付比例")}


def test_without_an_item_every_item_is_there(interface, policy):
    found = entries(interface, "大同", "2025-06-01", None)
    assert list(dict.fromkeys(entry["item"] for entry in found)) == list(policy.items)


@pytest.mark.parametrize(
    ("question", "begins", "ends"),
    [
        (("太园", "2025-03-10", None), "PLACE：没有 “太园”；可用：太原市、大同市", "；是不是 太原市？"),
        (("太原", "2025-13-01", None), "DATE：“2025-13-01” 不是有效日期", "例如 2025-03-10"),
        (
            ("太原", "2025-03-10", "premiun"),
            "ITEM：没有 “premiun”；可用：",
            " 个项目，不填 ITEM 就都列出来，例如 premium、inpatient_deductible；是不是 premium？",
        ),
    ],
    ids=["place", "day", "item"],
)
def test_bad_input_names_the_argument(interface, question, begins, ends):
    message = asked(interface, *question)["message"]
    assert (message[: len(begins)], message[-len(ends) :]) == (begins, ends)


# --- the combinations of dimensions

FACILITIES = ("class_3", "class_2_county", "class_2_city", "class_1")
LOCATIONS = ("local", "in_province", "in_province_unreferred", "long_term", "referred", "emergency", "unreferred")


def test_a_table_has_every_class_and_location_in_the_order_of_their_lists(policy):
    """The deductibles of Jinzhong are by location, those of the province are the same for all of them."""
    table = [{"facility": facility, "location": location} for facility, location in product(FACILITIES, LOCATIONS)]
    assert combinations("inpatient_ratio", SHANXI, policy) == table
    assert combinations("inpatient_deductible", SHANXI, policy) == table


def test_an_item_without_dimensions_or_without_values_has_one_combination(policy):
    assert combinations("premium", SHANXI, policy) == [{}]
    assert combinations("major_disease_limit", SHANXI, policy) == [{}]


def test_only_the_groups_that_a_document_names_are_told_apart(policy):
    given = [tuple(one.values()) for one in combinations("premium_assistance", SHANXI, policy)]
    assert given == [
        ("medical_assistance", "medical_assistance"),
        ("extreme_poverty", "medical_assistance"),
        ("minimum_living", "medical_assistance"),
        ("severely_disabled", "city"),
        ("severely_disabled", "county"),
        ("severely_disabled_student", "city"),
        ("registered_poor", "province"),
        ("registered_poor", "county"),
    ]


JINCHENG_COUNTIES = ["城区", "沁水县", "泽州县", "阳城县", "陵川县", "高平市"]


@pytest.mark.parametrize(
    ("place", "counties"),
    [("晋城", JINCHENG_COUNTIES), ("阳泉", [None]), ("晋中", [None])],
    ids=["a city whose document divides by its counties", "a city with a 城区 as well", "a city without"],
)
def test_a_city_has_its_own_counties_where_a_document_divides_by_them(policy, place, counties):
    """What each county of Jincheng pays of the subsidy (JC23-08)."""
    found = combinations_at(city(place, "place", policy), "subsidy_part", policy)
    of_counties = [one.get("county") for one in found if (one["payer"], one["student"]) == ("county", "resident")]
    assert of_counties == counties
    assert list(found[0]) == [name for name in ("payer", "county", "student") if name in found[0]]
