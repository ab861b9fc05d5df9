"""Which value is in force at a place on a day, in which state and by which provision; each row is read off the documents.

A row: place, item, dimensions, day -> content (yuan, a ratio as 0.6, words), state, continued, provisions.
"""

import copy

import pytest

from urrbmi.claims import city
from urrbmi.lookup import plain_number
from urrbmi.policy import Policy

NOT_COLLECTED = (None, "not_collected", False, "")


def in_force(policy, place, item, dimensions, day):
    """Content, state, whether continued, and the provisions of the value in force."""
    named = dict(pair.split("=") for pair in dimensions.split())
    assert list(named) == policy.items[item]["dimensions"]
    found = policy.resolve(city(place, "place", policy), item, day, named)
    if found is None:
        return NOT_COLLECTED
    figure = plain_number(found.value, policy)
    content = found.value.text + ("" if figure is None else f"{figure:g}")
    provisions = " ".join(citation.provision for citation in found.citations)
    return content or None, found.state, found.continued, provisions


def table(groups):
    """The rows of a table as parameters, each named by its group, place and day."""
    return [
        pytest.param(*row, id=f"{title}: {row[1]} {row[3]} {row[2]}".rstrip())
        for title, rows in groups.items()
        for row in rows
    ]


ROW = ("place", "item", "dimensions", "day", "expected")
CLASS_1_LOCAL = "facility=class_1 location=local"
CLASS_1_UNREFERRED = "facility=class_1 location=unreferred"
FIRST_AND_LAST_DAYS = {
    "JZ17 begins on 2017-07-01": [
        ("晋中", "inpatient_deductible", CLASS_1_LOCAL, "2017-06-30", NOT_COLLECTED),
        ("晋中", "inpatient_deductible", CLASS_1_LOCAL, "2017-07-01", ("1000", "stated", False, "JZ17-56")),
        ("晋中", "critical_illness_ratio", "group=ordinary", "2017-06-30", NOT_COLLECTED),
        ("晋中", "critical_illness_ratio", "group=ordinary", "2017-07-01", ("0.75", "stated", False, "JZ17-75")),
    ],
    "SX24 takes over in Jinzhong on 2025-01-01": [
        ("晋中", "inpatient_ratio", CLASS_1_LOCAL, "2024-12-31", ("0.6", "continued", True, "JZ17-57")),
        ("晋中", "inpatient_ratio", CLASS_1_LOCAL, "2025-01-01", ("0.6", "inherited", False, "SX24-27")),
        ("晋中", "inpatient_deductible", CLASS_1_UNREFERRED, "2024-12-31", ("1500", "continued", True, "JZ17-58")),
        ("晋中", "inpatient_deductible", CLASS_1_UNREFERRED, "2025-01-01", ("1000", "inherited", False, "SX24-26")),
        (
            "晋中",
            "inpatient_ratio_reduction",
            "location=unreferred",
            "2024-12-31",
            ("0.1", "continued", True, "JZ17-94"),
        ),
        (
            "晋中",
            "inpatient_ratio_reduction",
            "location=unreferred",
            "2025-01-01",
            ("0.15", "inherited", False, "SX24-31"),
        ),
        ("晋中", "critical_illness_cap", "group=ordinary", "2024-12-31", ("400000", "continued", True, "JZ17-76")),
        ("晋中", "critical_illness_cap", "group=ordinary", "2025-01-01", ("400000", "inherited", False, "SX24-67")),
    ],
    "SX24 is new everywhere else on 2025-01-01": [
        ("大同", "annual_fund_cap", "", "2024-12-31", NOT_COLLECTED),
        ("大同", "annual_fund_cap", "", "2025-01-01", ("70000", "inherited", False, "SX24-18")),
        ("阳泉", "inpatient_ratio", CLASS_1_LOCAL, "2024-12-31", NOT_COLLECTED),
        ("阳泉", "inpatient_ratio", CLASS_1_LOCAL, "2025-01-01", ("0.6", "inherited", False, "SX24-27")),
    ],
    "SX24 ends with 2029 and what it replaced does not come back": [
        ("晋中", "inpatient_deductible", CLASS_1_LOCAL, "2029-12-31", ("1000", "inherited", False, "SX24-26")),
        ("晋中", "inpatient_deductible", CLASS_1_LOCAL, "2030-01-01", NOT_COLLECTED),
        (
            "太原",
            "critical_illness_deductible",
            "group=minimum_living",
            "2029-12-31",
            ("10000", "inherited", False, "SX24-63"),
        ),
        ("太原", "critical_illness_deductible", "group=minimum_living", "2030-01-01", NOT_COLLECTED),
        ("大同", "annual_fund_cap", "", "2030-01-01", NOT_COLLECTED),
    ],
    "TY19 begins with 2019 and is taken to last to the end of 2024": [
        ("太原", "critical_illness_deductible", "group=minimum_living", "2018-12-31", NOT_COLLECTED),
        (
            "太原",
            "critical_illness_deductible",
            "group=minimum_living",
            "2019-01-01",
            ("5000", "stated", False, "TY19-31"),
        ),
        (
            "太原",
            "critical_illness_deductible",
            "group=minimum_living",
            "2019-12-31",
            ("5000", "stated", False, "TY19-31"),
        ),
        (
            "太原",
            "critical_illness_deductible",
            "group=minimum_living",
            "2020-01-01",
            ("5000", "continued", True, "TY19-31"),
        ),
        (
            "太原",
            "critical_illness_deductible",
            "group=minimum_living",
            "2024-12-31",
            ("5000", "continued", True, "TY19-31"),
        ),
        (
            "太原",
            "critical_illness_deductible",
            "group=minimum_living",
            "2025-01-01",
            ("10000", "inherited", False, "SX24-63"),
        ),
    ],
    "SX23 begins on its day of issue, some of it on a day of its own": [
        ("大同", "left_cover_months", "", "2023-08-15", NOT_COLLECTED),
        ("大同", "left_cover_months", "", "2023-08-16", ("3", "inherited", False, "SX23-22")),
        ("大同", "two_diseases_covered", "", "2023-08-31", NOT_COLLECTED),
        ("大同", "two_diseases_covered", "", "2023-09-01", ("yes", "inherited", False, "SX23-15")),
        ("大同", "outpatient_cap", "", "2023-12-31", NOT_COLLECTED),
        ("大同", "outpatient_cap", "", "2024-01-01", ("300", "inherited", False, "SX23-16")),
    ],
    "XZ24: the waiting period begins with 2025, the collection period ends in February": [
        ("忻州", "interrupted_waiting", "", "2024-12-31", NOT_COLLECTED),
        ("忻州", "interrupted_waiting", "", "2025-01-01", ("≥3", "bound", False, "XZ24-24")),
        ("忻州", "enrolment_opens", "", "2024-08-31", NOT_COLLECTED),
        ("忻州", "enrolment_opens", "", "2024-09-01", ("2024-09-01", "stated", False, "XZ24-22")),
        ("忻州", "enrolment_opens", "", "2025-02-28", ("2024-09-01", "stated", False, "XZ24-22")),
        ("忻州", "enrolment_opens", "", "2025-03-01", NOT_COLLECTED),
    ],
    "YQ: what it withdraws stood before, since nobody knows when": [
        ("阳泉", "student_accident_cap", "", "2017-01-01", ("5000", "stated", False, "YQ-06")),
        ("阳泉", "student_accident_cap", "", "2024-12-31", ("5000", "stated", False, "YQ-06")),
        ("阳泉", "student_accident_cap", "", "2025-01-01", (None, "abolished", False, "YQ-07")),
        ("阳泉", "childbirth_prior_years", "", "2024-12-31", ("2", "stated", False, "YQ-09")),
        ("阳泉", "childbirth_prior_years", "", "2025-01-01", (None, "abolished", False, "YQ-09")),
    ],
}


@pytest.mark.parametrize(ROW, table(FIRST_AND_LAST_DAYS))
def test_a_value_holds_from_its_first_day_to_its_last(policy, place, item, dimensions, day, expected):
    assert in_force(policy, place, item, dimensions, day) == expected


COUNTY_PART = "payer=county county=陵川县 student=resident"
YEAR_BOUND = {
    "premium: 2019 and 2020 in Taiyuan, 2021 and 2022 from nobody, 2023 and 2024 from the province": [
        ("太原", "premium", "", "2018-12-31", NOT_COLLECTED),
        ("太原", "premium", "", "2019-01-01", ("220", "derived", False, "TY19-10")),
        ("太原", "premium", "", "2019-12-31", ("220", "derived", False, "TY19-10")),
        ("太原", "premium", "", "2020-12-31", ("250", "stated", False, "TY19-10")),
        ("太原", "premium", "", "2021-01-01", NOT_COLLECTED),
        ("太原", "premium", "", "2022-12-31", NOT_COLLECTED),
        ("太原", "premium", "", "2023-01-01", ("350", "derived", False, "SX23-10")),
        ("太原", "premium", "", "2024-12-31", ("380", "inherited", False, "SX23-10")),
        ("太原", "premium", "", "2025-01-01", NOT_COLLECTED),
    ],
    "premium: 2025 in Xinzhou alone": [
        ("忻州", "premium", "", "2025-12-31", ("400", "stated", False, "XZ24-08")),
        ("忻州", "premium", "", "2026-01-01", NOT_COLLECTED),
        ("大同", "premium", "", "2025-06-01", NOT_COLLECTED),
    ],
    "subsidy": [
        ("太原", "subsidy", "", "2018-06-01", ("490", "derived", False, "TY19-03")),
        ("太原", "subsidy", "", "2019-06-01", ("520", "stated", False, "TY19-03")),
        ("太原", "subsidy", "", "2020-01-01", NOT_COLLECTED),
        ("大同", "subsidy", "", "2022-06-01", ("610", "derived", False, "SX23-03")),
        ("大同", "subsidy", "", "2023-12-31", ("640", "inherited", False, "SX23-03")),
        ("大同", "subsidy", "", "2024-01-01", NOT_COLLECTED),
        ("忻州", "subsidy", "", "2024-06-01", ("670", "stated", False, "XZ24-03")),
        ("忻州", "subsidy", "", "2025-01-01", NOT_COLLECTED),
    ],
    "financing of critical illness, and a county's part": [
        ("晋中", "critical_illness_financing", "", "2017-12-31", ("50", "stated", False, "JZ17-19")),
        ("晋中", "critical_illness_financing", "", "2018-01-01", NOT_COLLECTED),
        (
            "太原",
            "critical_illness_financing",
            "",
            "2019-06-01",
            ("2019年度筹资总额×8%+20+15", "formula", False, "TY19-37"),
        ),
        ("太原", "critical_illness_financing", "", "2020-01-01", NOT_COLLECTED),
        ("忻州", "critical_illness_financing", "", "2024-06-01", ("130", "stated", False, "XZ24-09")),
        ("忻州", "critical_illness_financing", "", "2025-01-01", NOT_COLLECTED),
        ("晋城", "subsidy_part", COUNTY_PART, "2022-12-31", NOT_COLLECTED),
        ("晋城", "subsidy_part", COUNTY_PART, "2023-01-01", ("26", "stated", False, "JC23-08")),
        ("晋城", "subsidy_part", COUNTY_PART, "2024-01-01", NOT_COLLECTED),
    ],
}


@pytest.mark.parametrize(ROW, table(YEAR_BOUND))
def test_a_figure_set_for_a_year_is_never_carried_to_another(policy, place, item, dimensions, day, expected):
    assert in_force(policy, place, item, dimensions, day) == expected


def test_no_year_bound_figure_reaches_beyond_its_year(policy):
    reaching = [v.provision for v in policy.values if policy.items[v.item]["year_bound"] and v.first[:4] != v.last[:4]]
    assert reaching == []


STATES = {
    "stated: a document of the place, in its year": [
        ("晋中", "annual_fund_cap", "", "2017-12-31", ("70000", "stated", False, "JZ17-70")),
        ("阳泉", "childbirth_covered", "", "2025-01-01", ("yes", "stated", False, "YQ-08")),
    ],
    "inherited: a document of the province, for as long as it says": [
        ("临汾", "repeat_deductible_reduction", "", "2025-01-01", ("0.5", "inherited", False, "SX24-19")),
        ("临汾", "repeat_deductible_reduction", "", "2028-06-01", ("0.5", "inherited", False, "SX24-19")),
    ],
    "continued: open-ended, and no later document changes it": [
        ("晋中", "annual_fund_cap", "", "2018-01-01", ("70000", "continued", True, "JZ17-70")),
        ("晋中", "birth_standard", "facility_level=township", "2025-06-01", ("1000", "continued", True, "JZ17-71")),
        ("晋中", "observation_days", "", "2025-06-01", ("7", "continued", True, "JZ17-49")),
        ("大同", "outpatient_cap", "", "2025-06-01", ("300", "continued", True, "SX23-16")),
    ],
    "derived: with every provision it follows from": [
        ("晋中", "inpatient_ratio", CLASS_1_UNREFERRED, "2017-07-01", ("0.45", "derived", False, "JZ17-59 JZ17-94")),
        ("晋中", "inpatient_ratio", CLASS_1_UNREFERRED, "2024-12-31", ("0.45", "derived", True, "JZ17-59 JZ17-94")),
        ("晋中", "inpatient_ratio", CLASS_1_UNREFERRED, "2025-01-01", ("0.45", "derived", False, "SX24-27 SX24-31")),
        (
            "长治",
            "inpatient_ratio",
            "facility=class_2_city location=referred",
            "2025-01-01",
            ("0.65", "derived", False, "SX24-25 SX24-30"),
        ),
        (
            "太原",
            "premium_assistance",
            "assisted_group=registered_poor payer=province",
            "2020-06-01",
            ("175", "derived", False, "TY19-10 TY19-18"),
        ),
    ],
    "bound: at least or at most": [
        ("晋中", "outpatient_cap", "", "2017-12-31", ("≥200", "bound", False, "JZ17-37")),
        ("晋中", "outpatient_cap", "", "2023-12-31", ("≥200", "bound", True, "JZ17-37")),
        ("晋中", "service_deposit", "", "2017-12-31", ("≤0.05", "bound", False, "JZ17-91")),
    ],
    "target: a goal for the government": [
        ("大同", "inpatient_share_target", "", "2023-12-31", ("0.7", "target", False, "SX23-13")),
        ("太原", "inpatient_share_target", "", "2019-12-31", ("0.75", "target", False, "TY19-25")),
        ("太原", "inpatient_share_target", "", "2020-01-01", NOT_COLLECTED),
    ],
    "abolished: stood, then withdrawn": [
        ("太原", "critical_illness_cap", "group=registered_poor", "2019-01-01", (None, "abolished", False, "TY19-35")),
        (
            "太原",
            "critical_illness_cap",
            "group=registered_poor",
            "2025-01-01",
            ("400000", "inherited", False, "SX24-67"),
        ),
        ("阳泉", "student_accident_ratio", "", "2025-01-01", (None, "abolished", False, "YQ-07")),
    ],
    "not applicable: has no meaning here": [
        ("晋中", "critical_illness_second_ratio", "", "2017-12-31", (None, "not_applicable", False, "JZ17-75")),
        ("太原", "critical_illness_second_deductible", "", "2019-12-31", (None, "not_applicable", False, "TY19-29")),
        ("晋中", "child_deductible_reduction", "", "2024-12-31", ("0.5", "continued", True, "JZ17-61")),
        ("晋中", "child_deductible_reduction", "", "2025-01-01", (None, "not_applicable", False, "SX24-17")),
    ],
    "not collected: no document for this place and day": [
        ("大同", "inpatient_ratio", CLASS_1_LOCAL, "2019-06-01", NOT_COLLECTED),
        ("大同", "student_accident_cap", "", "2024-12-31", NOT_COLLECTED),
        ("太原", "birth_standard", "facility_level=township", "2025-06-01", NOT_COLLECTED),
        ("晋中", "first_self_pay", "cost=class_b_drug", "2024-12-31", NOT_COLLECTED),
        ("晋中", "first_self_pay", "cost=blood", "2025-01-01", NOT_COLLECTED),
        ("晋中", "first_self_pay", "cost=large_equipment", "2025-01-01", NOT_COLLECTED),
        ("晋中", "first_self_pay", "cost=consumable_disposable", "2025-01-01", NOT_COLLECTED),
    ],
}


@pytest.mark.parametrize(ROW, table(STATES))
def test_a_value_is_in_the_state_that_its_document_gives_it(policy, place, item, dimensions, day, expected):
    assert in_force(policy, place, item, dimensions, day) == expected


LATER_DOCUMENT = {
    "a later provincial document replaces a local one": [
        ("晋中", "outpatient_cap", "", "2023-12-31", ("≥200", "bound", True, "JZ17-37")),
        ("晋中", "outpatient_cap", "", "2024-01-01", ("300", "inherited", False, "SX23-16")),
        ("晋中", "outpatient_deductible", "facility=class_3", "2025-01-01", ("0", "inherited", False, "SX24-40")),
    ],
    "a later local document goes before the provincial one": [
        ("晋城", "subsidy", "", "2023-06-01", ("640", "stated", False, "JC23-03")),
        ("忻州", "outpatient_cap", "", "2024-06-01", ("300", "stated", False, "XZ24-15")),
        ("忻州", "premium", "", "2024-06-01", ("380", "derived", False, "XZ24-08")),
    ],
    "what one document says of some groups only stands for those": [
        ("太原", "critical_illness_ratio", "group=ordinary", "2019-06-01", ("0.75", "stated", False, "TY19-29")),
        ("太原", "critical_illness_ratio", "group=other_poor", "2019-06-01", ("0.78", "stated", False, "TY19-33")),
        (
            "太原",
            "critical_illness_ratio",
            "group=rural_extreme_poverty",
            "2019-06-01",
            ("0.8", "stated", False, "TY19-32"),
        ),
        (
            "太原",
            "critical_illness_cap",
            "group=urban_extreme_poverty",
            "2019-06-01",
            ("400000", "stated", False, "TY19-30"),
        ),
    ],
    "a rule without a figure ends what stood before it": [
        (
            "太原",
            "premium_assistance_share",
            "assisted_group=minimum_living",
            "2023-08-15",
            ("1", "continued", True, "TY19-11"),
        ),
        ("太原", "premium_assistance_share", "assisted_group=minimum_living", "2023-08-16", NOT_COLLECTED),
        (
            "太原",
            "premium_assistance_share",
            "assisted_group=extreme_poverty",
            "2023-08-16",
            ("1", "inherited", False, "SX23-25"),
        ),
    ],
    "the province's closing day is first for the premium of 2026, so Xinzhou's for that of 2025 runs out (reading D7)": [
        ("忻州", "enrolment_closes", "", "2024-12-31", ("2025-02-28", "stated", False, "XZ24-22")),
        ("忻州", "enrolment_closes", "", "2025-02-28", ("2025-02-28", "stated", False, "XZ24-22")),
        ("忻州", "enrolment_closes", "", "2025-03-01", ("12-25", "inherited", False, "SX24-06")),
    ],
}


@pytest.mark.parametrize(ROW, table(LATER_DOCUMENT))
def test_the_later_document_wins(policy, place, item, dimensions, day, expected):
    assert in_force(policy, place, item, dimensions, day) == expected


@pytest.mark.parametrize(
    ("local_day", "provision"),
    [("2024-12-11", "SX24-36"), ("2024-12-12", "YQ-08"), ("2024-12-13", "YQ-08")],
    ids=["the province's is later", "both of one day", "the city's is later"],
)
def test_of_two_documents_of_one_day_the_more_specific_place_wins(model, local_day, provision):
    model = copy.deepcopy(model)
    model["documents"]["SX24"]["order"] = "2024-12-12"
    model["documents"]["YQ"]["order"] = local_day
    found = in_force(Policy(model), "阳泉", "childbirth_covered", "", "2025-01-01")
    assert found[3] == provision


INPATIENT_TABLE = {  # 晋医保发〔2024〕19号, 二: facility -> deductible, ratio in the province
    "class_3": (100, 85),
    "class_2_county": (400, 75),
    "class_2_city": (500, 70),
    "class_1": (1000, 60),
}
POINTS_LOST = {
    "local": 0,
    "in_province": 0,
    "in_province_unreferred": 0,
    "long_term": 0,
    "referred": 5,
    "emergency": 5,
    "unreferred": 15,
}


@pytest.mark.parametrize("location", POINTS_LOST)
@pytest.mark.parametrize("facility", INPATIENT_TABLE)
@pytest.mark.parametrize("day", ["2025-01-01", "2029-12-31"])
def test_from_2025_one_table_of_hospital_stays_holds_in_all_cities(policy, day, facility, location):
    deductible, ratio = INPATIENT_TABLE[facility]
    expected = {(deductible * 100, (ratio - POINTS_LOST[location]) * 100)}
    found = set()
    for place in policy.cities():
        rules = policy.rules(place["code"], day)
        found.add(tuple(rules.get(f"inpatient_{name}", facility, location).number for name in ("deductible", "ratio")))
    assert found == expected


JINZHONG_TABLE = {  # 市政办发〔2017〕80号, 第15条 and 第24条: (facility, location) -> deductible, ratio
    ("class_3", "local"): (100, 85),
    ("class_3", "in_province"): (100, 85),
    ("class_3", "in_province_unreferred"): (100, 75),
    ("class_3", "long_term"): (100, 85),
    ("class_3", "referred"): (100, 85),
    ("class_3", "emergency"): (100, 85),
    ("class_3", "unreferred"): (100, 75),
    ("class_2_county", "local"): (400, 75),
    ("class_2_county", "in_province_unreferred"): (400, 65),
    ("class_2_county", "long_term"): (400, 75),
    ("class_2_county", "referred"): (400, 75),
    ("class_2_county", "unreferred"): (400, 65),
    ("class_2_city", "local"): (500, 70),
    ("class_2_city", "in_province_unreferred"): (500, 60),
    ("class_2_city", "long_term"): (500, 70),
    ("class_2_city", "emergency"): (500, 70),
    ("class_2_city", "unreferred"): (500, 60),
    ("class_1", "local"): (1000, 60),
    ("class_1", "in_province"): (1000, 60),
    ("class_1", "in_province_unreferred"): (1000, 50),
    ("class_1", "long_term"): (1000, 60),
    ("class_1", "referred"): (1500, 55),
    ("class_1", "emergency"): (1500, 55),
    ("class_1", "unreferred"): (1500, 45),
}


@pytest.mark.parametrize("day", ["2017-07-01", "2024-12-31"])
def test_until_2025_jinzhong_had_a_table_of_its_own(policy, day):
    rules = policy.rules(city("晋中", "place", policy), day)
    found = {
        where: tuple(rules.get(f"inpatient_{name}", *where).number // 100 for name in ("deductible", "ratio"))
        for where in JINZHONG_TABLE
    }
    assert found == JINZHONG_TABLE


def test_history_cuts_the_days_where_the_value_changes(policy):
    jinzhong = city("晋中", "place", policy)
    spans = policy.history(
        jinzhong, "inpatient_ratio_reduction", {"location": "unreferred"}, "2017-01-01", "2030-12-31"
    )
    assert [
        (first, last, found and found.number) for first, last, found in spans if found is None or first != last
    ] == [
        ("2017-01-01", "2017-06-30", None),
        ("2017-07-01", "2024-12-31", 1000),
        ("2025-01-01", "2029-12-31", 1500),
        ("2030-01-01", "2030-12-31", None),
    ]


def test_rules_kept_for_one_day_answer_for_that_day_whatever_was_asked_before(policy):
    place = city("忻州", "place", policy)
    days = ["2024-12-31", "2025-01-01", "2023-06-01", "2024-06-01", "2025-12-31", "2022-06-01", "2026-01-01"]
    kept = {day: policy.rules(place, day).get("premium") for day in days}
    assert kept == {day: policy.resolve(place, "premium", day, {}) for day in days}


def test_values_of_a_city_hold_in_that_city_alone(policy):
    jinzhong = policy.rules(city("晋中", "place", policy), "2018-06-01").get("annual_fund_cap")
    others = {
        place["name"]: policy.rules(place["code"], "2018-06-01").get("annual_fund_cap")
        for place in policy.cities()
        if place["name"] != "晋中市"
    }
    assert jinzhong is not None
    assert set(others.values()) == {None}
    assert len(others) == 10
