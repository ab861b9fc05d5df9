"""Premium, financing, enrolment and conversion: each answer worked by hand from the clause that is named beside it."""

import pytest

from urrbmi.errors import BadInput
from urrbmi.questions.conversion import conversion
from urrbmi.questions.enrolment import enrolment
from urrbmi.questions.financing import financing
from urrbmi.questions.premium import premium

NOBODY = {"medical_assistance": 0, "province": 0, "city": 0, "county": 0}
UNKNOWN = {"self": None, "medical_assistance": None, "province": None, "city": None, "county": None}


def cited(answer):
    return {citation["provision"] for citation in answer["citations"]}


PREMIUMS = [
    ("忻州", 2025, "ordinary", 400, {**NOBODY, "self": 400}, "XZ24-08"),
    ("忻州", 2024, "ordinary", 380, {**NOBODY, "self": 380}, "XZ24-08"),
    ("大同", 2024, "ordinary", 380, {**NOBODY, "self": 380}, "SX23-10"),
    ("太原", 2020, "ordinary", 250, {**NOBODY, "self": 250}, "TY19-10"),
    ("太原", 2020, "registered_poor", 250, {**NOBODY, "self": 0, "province": 175, "county": 75}, "TY19-18"),
    ("太原", 2020, "minimum_living", 250, {**NOBODY, "self": 0, "medical_assistance": 250}, "TY19-12"),
    ("太原", 2020, "severely_disabled", 250, {**NOBODY, "self": 0, "city": 125, "county": 125}, "TY19-15"),
    ("太原", 2020, "severely_disabled_student", 250, {**NOBODY, "self": 0, "city": 250}, "TY19-16"),
    ("大同", 2024, "urban_extreme_poverty", 380, {**NOBODY, "self": 0, "medical_assistance": 380}, "SX23-25"),
    ("大同", 2026, "newborn", 0, {**NOBODY, "self": 0}, "SX24-10"),
]


@pytest.mark.parametrize(
    ("place", "year", "group", "amount", "paid_by", "provision"),
    PREMIUMS,
    ids=[f"{p[0]} {p[1]} {p[2]}" for p in PREMIUMS],
)
def test_a_premium_and_who_pays_it(policy, place, year, group, amount, paid_by, provision):
    answer = premium({"place": place, "year": year, "group": group}, policy)
    assert (answer["status"], answer["premium"], answer["paid_by"]) == ("ok", amount, paid_by)
    assert provision in cited(answer)


def test_a_premium_is_not_carried_on_to_a_year_that_no_document_sets(policy):
    answer = premium({"place": "忻州", "year": 2026}, policy)
    assert (answer["status"], answer["premium"], answer["paid_by"]) == ("unknown", None, UNKNOWN)
    assert [note["item"] for note in answer["missing"]] == ["premium"]


def test_an_assistance_without_an_amount_is_unknown_and_not_nothing(policy):
    answer = premium({"place": "大同", "year": 2024, "group": "minimum_living"}, policy)  # SX23 四②: 定额, no amount
    assert (answer["status"], answer["premium"], answer["paid_by"]) == ("unknown", 380, UNKNOWN)


FINANCING = [
    ("晋城", "陵川县", 2023, "resident", (640, 512, 64, 38, 26), "JC23-08"),
    ("晋城", "140502", 2023, "resident", (640, 384, 128, 77, 51), "JC23-09"),
    ("晋城", "高平市", 2023, "resident", (640, 384, 128, 51, 77), "JC23-10"),
    ("晋城", None, 2023, "city_student", (640, 384, 128, 128, 0), "JC23-11"),
    ("晋城", None, 2023, "province_student", (640, 384, 256, 0, 0), "JC23-12"),
    ("太原", "娄烦县", 2019, "resident", (520, 416, 52, 26, 26), "TY19-04"),
    ("太原", "小店区", 2019, "resident", (520, 312, 104, 52, 52), "TY19-05"),
    ("太原", None, 2019, "province_student", (520, 312, 208, 0, 0), "TY19-06"),
]


@pytest.mark.parametrize(
    ("place", "county", "year", "group", "amounts", "provision"),
    FINANCING,
    ids=[f"{f[0]} {f[1]} {f[3]}" for f in FINANCING],
)
def test_the_subsidy_and_its_parts(policy, place, county, year, group, amounts, provision):
    question = {"place": place, "year": year, "group": group} | ({"county": county} if county else {})
    answer = financing(question, policy)
    parts = tuple(answer[name] for name in ("total", "central", "province", "city", "county"))
    assert (answer["status"], parts) == ("ok", amounts)
    assert provision in cited(answer)


@pytest.mark.parametrize(("place", "year", "total"), [("晋城", 2023, 640), ("忻州", 2024, 670), ("大同", 2022, 610)])
def test_parts_that_no_document_gives_for_the_whole_city_are_null(policy, place, year, total):
    answer = financing({"place": place, "year": year}, policy)
    assert (answer["status"], answer["total"], answer["central"]) == ("unknown", total, None)
    assert [note["item"] for note in answer["missing"]] == ["subsidy_part"]


ENROLMENT = [
    ("晋中 late: 30 full days, the day of payment not counted", "晋中", "2018-02-01", "late_renewal", {}, "2018-03-04"),
    ("晋中 on time for the next year", "晋中", "2018-12-20", "on_time", {}, "2019-01-01"),
    ("晋中 a day too late", "晋中", "2018-12-21", "on_time", {}, None),
    ("大同 on time since 2025", "大同", "2025-12-25", "on_time", {}, "2026-01-01"),
    ("忻州 within its longer period, before the year begins", "忻州", "2024-12-31", "on_time", {}, "2025-01-01"),
    ("忻州 within its longer period, after the year began", "忻州", "2025-02-28", "on_time", {}, None),
    ("newborn on the ninetieth day", "大同", "2025-06-30", "newborn", {"born": "2025-04-01"}, "2025-04-01"),
    ("newborn on the ninety-first day", "大同", "2025-07-01", "newborn", {"born": "2025-04-01"}, None),
    (
        "left other cover, 2023: the next day",
        "大同",
        "2023-10-01",
        "left_other_cover",
        {"left": "2023-08-01"},
        "2023-10-02",
    ),
    (
        "left other cover, 2025: the same day",
        "大同",
        "2025-10-01",
        "left_other_cover",
        {"left": "2025-08-01"},
        "2025-10-01",
    ),
    (
        "left other cover three months ago",
        "大同",
        "2025-11-30",
        "left_other_cover",
        {"left": "2025-08-31"},
        "2025-11-30",
    ),
    ("left other cover longer ago", "大同", "2025-12-01", "left_other_cover", {"left": "2025-08-31"}, None),
    ("late since 2025: only a floor of three months", "忻州", "2025-06-01", "late_renewal", {}, None),
    ("late elsewhere: nothing collected", "大同", "2025-06-01", "late_renewal", {}, None),
]


@pytest.mark.parametrize(
    ("place", "paid", "situation", "more", "expected"),
    [row[1:] for row in ENROLMENT],
    ids=[row[0] for row in ENROLMENT],
)
def test_from_which_day_benefits_hold(policy, place, paid, situation, more, expected):
    answer = enrolment({"place": place, "paid": paid, "situation": situation, **more}, policy)
    assert answer["benefits_from"] == expected
    assert answer["status"] == ("ok" if expected else "unknown")


@pytest.mark.parametrize(("years", "exact", "whole"), [(0, 0, 0), (4, 0.8, 0), (5, 1, 1), (7, 1.4, 1), (10, 2, 2)])
def test_years_are_given_exactly_and_whole(policy, years, exact, whole):
    answer = conversion({"place": "太原", "date": "2025-01-01", "resident_years": years}, policy)
    assert (answer["status"], answer["employee_years"], answer["whole_years"]) == ("ok", exact, whole)
    assert cited(answer) == {"SX24-16"}


@pytest.mark.parametrize("date", ["2025-01-01", "2029-12-31"])
def test_conversion_holds_from_its_first_day_to_its_last(policy, date):
    answer = conversion({"place": "忻州", "date": date, "resident_years": 9}, policy)
    assert (answer["status"], answer["employee_years"], answer["whole_years"]) == ("ok", 1.8, 1)


@pytest.mark.parametrize("date", ["2024-12-31", "2030-01-01"])
def test_conversion_outside_the_days_of_its_rule_is_unknown(policy, date):
    answer = conversion({"place": "太原", "date": date, "resident_years": 7}, policy)
    assert (answer["status"], answer["employee_years"]) == ("unknown", None)


BAD = [
    (premium, {"place": "上海", "year": 2025}, "place"),
    (premium, {"place": "太原", "year": "2025"}, "year"),
    (premium, {"place": "太原", "year": 2025, "group": "poor"}, "group"),
    (financing, {"place": "太原", "year": 2019, "county": "陵川县"}, "county"),
    (enrolment, {"place": "太原", "paid": "2025-01-01", "situation": "newborn"}, "born"),
    (enrolment, {"place": "太原", "paid": "2025-01-01", "situation": "on_time", "left": "2024-12-01"}, "left"),
    (enrolment, {"place": "太原", "paid": "2025-01-01", "situation": "newborn", "born": "2025-01-02"}, "born"),
    (conversion, {"place": "太原", "date": "2025-01-01", "resident_years": -1}, "resident_years"),
    (conversion, {"place": "太原", "date": "2025-01-01"}, "resident_years"),
    (conversion, [], "输入"),
]


@pytest.mark.parametrize(("question", "data", "field"), BAD, ids=[f"{q.__name__} {field}" for q, _, field in BAD])
def test_bad_input_names_its_field(policy, question, data, field):
    with pytest.raises(BadInput, match=f"^{field}："):
        question(data, policy)
