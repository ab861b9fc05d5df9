"""From which day to which a value is in force; each row is read off the documents."""

import pytest

from in_force import CLASS_1_LOCAL, CLASS_1_UNREFERRED, NOT_COLLECTED, ROW, in_force, table
from urrbmi.claims import city

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
