"""What an unknown claim leaves known, and what is named as missing."""

import pytest

from settling import self_pay, settled, totals
from some_care import stay
from years_of_care import funds

BLOOD_RATE_UNKNOWN = "first_self_pay"  # 晋医保发〔2024〕19号 has no first self-pay for blood (reading A5)


def unknown(date, **costs):
    """A stay in 2025 whose first self-pay for blood no document gives: in scope may be anything from none to all of it."""
    return stay(date, "class_3", **costs)


LATER = stay("2025-06-01", "class_3", class_a=10000)  # (10000 − 100 × 50 %) × 85 % = 8457.50, leaving 61542.50 of 70000
UNKNOWN_BEFORE = {
    "small: the cap is far": ({"blood": 1000}, 8457.5),
    "at the most 61542.50 is paid for it all": ({"blood": 61542.5}, 8457.5),
    # even if all of it were in scope: (72502.94 − 100) × 85 % = 61542.499, rounded 61542.50
    "paid in full scope it leaves just enough": ({"blood": 72502.94}, 8457.5),
    # (72502.95 − 100) × 85 % = 61542.5075, rounded 61542.51
    "paid in full scope it leaves a fen too little": ({"blood": 72502.95}, None),
    "large: it may fill the cap": ({"blood": 200000}, None),
    # (100000 − 100) × 85 % = 84915, more than 70000 whatever the blood adds
    "what is known of it fills the cap": ({"class_a": 100000, "blood": 100}, 0),
}


@pytest.mark.parametrize(("costs", "fund"), UNKNOWN_BEFORE.values(), ids=UNKNOWN_BEFORE)
def test_a_later_claim_keeps_its_amount_exactly_when_no_outcome_of_the_unknown_one_could_change_it(policy, costs, fund):
    statement = settled(policy, unknown("2025-03-01", **costs), LATER)
    assert funds(statement)[1] == fund


def test_an_earlier_claim_keeps_its_amount_before_an_unknown_one(policy):
    statement = settled(policy, stay("2025-01-01", class_a=42000), unknown("2025-03-01", blood=500000))
    assert funds(statement) == [24600, None]


def test_an_unknown_claim_makes_the_totals_unknown_and_is_never_zero(policy):
    statement = settled(policy, unknown("2025-03-01", class_a=5000, blood=1000), LATER, place="大同市")
    assert statement["status"] == "unknown"
    assert totals(statement) == {"cost": 16000, "basic_fund": None, "critical_illness": None, "self": None}
    assert [(note["item"], note["place"], note["date"]) for note in statement["missing"]] == [
        (BLOOD_RATE_UNKNOWN, "大同市", "2025-03-01")
    ]


def test_what_changes_nothing_is_not_missing(policy):
    """The visit is paid up to the limit of 300 whatever the blood adds."""
    visit = {"kind": "outpatient", "date": "2025-03-01", "facility": "class_3", "costs": {"class_a": 600, "blood": 9}}
    statement = settled(policy, visit)
    assert (statement["status"], statement["missing"]) == ("ok", [])


def test_what_several_unknown_costs_may_add_up_to_counts(policy):
    """800 at the most are under the deductible of 1000, 1100 may be over it."""
    assert funds(settled(policy, stay(class_a=500, blood=300))) == [0]
    assert funds(settled(policy, stay(class_a=500, blood=300, large_equipment=300))) == [None]


def test_a_limit_that_is_known_only_from_below_pays_as_long_as_what_is_due_stays_within_it(policy):
    """60 % of 250 is 150 of at least 200; 120 more may or may not be paid, and so may all that follows (reading C1)."""
    visit = {"kind": "outpatient", "facility": "class_3"}
    claims = [
        visit | {"date": f"2020-01-0{day}", "costs": {"class_a": cost}} for day, cost in ((1, 250), (2, 200), (3, 20))
    ]
    statement = settled(policy, *claims, place="晋中")
    assert funds(statement) == [150, None, None]
    assert [(note["item"], note["date"]) for note in statement["missing"]] == [
        ("outpatient_cap", "2020-01-02"),
        ("outpatient_cap", "2020-01-03"),
    ]


NATURAL = {"kind": "childbirth", "mode": "natural", "facility_level": "township"}
CAESAREAN = {"kind": "childbirth", "date": "2020-05-01", "mode": "caesarean", "facility": "class_1"}


def test_what_is_missing_of_a_caesarean_is_named_with_its_day(policy):
    [missing] = settled(policy, CAESAREAN | {"cost": 800}, place="太原")["missing"]
    assert missing == {
        "item": "caesarean_rule",
        "place": "太原市",
        "date": "2020-05-01",
        "name": policy.items["caesarean_rule"]["name"],
    }


MAJOR = {"kind": "major_disease", "date": "2020-05-01", "list": "adult"}


@pytest.mark.parametrize("day", ["2025-01-01", "2025-12-31"], ids=["before the stay", "after it"])
@pytest.mark.parametrize(("compliant", "amount"), [(489765.01, 400000), (489765, None)], ids=["enough", "a fen less"])
def test_what_is_certainly_borne_of_an_unknown_stay_may_fill_up_the_cap_of_critical_illness(
    policy, day, compliant, amount
):
    """490000 lead to the cap of 400000; of the stay (1000 − 100) × 85 % are paid, at the least 235 less a fen are borne."""
    claims = [unknown("2025-03-01", class_a=1000, blood=100), self_pay(day, compliant)]
    assert settled(policy, *claims)["years"][0]["critical_illness"]["amount"] == amount


BORNE_AT_MOST = {
    "within the deductible of 10000, whatever the stay adds": ([stay("2020-05-01", class_a=1000, uncovered=50000)], 0),
    "one fen more may be over it": ([stay("2020-05-01", class_a=1000.01)], None),
    "a caesarean within it": ([CAESAREAN | {"costs": {"class_a": 1000, "uncovered": 50000}}], 0),
    "a caesarean that may be over it": ([CAESAREAN | {"cost": 1000.01}], None),
    "a natural birth that may be over it": ([NATURAL | {"date": "2020-05-01", "cost": 1000.01}], None),
    "a major disease within it": ([MAJOR | {"cost": 1000}], 0),
    "a major disease that may be over it": ([MAJOR | {"cost": 1000.01}], None),
    "two stays may be over it together": ([stay("2020-05-01", class_a=600), stay("2020-06-01", class_a=600)], None),
}


@pytest.mark.parametrize(("stays", "amount"), BORNE_AT_MOST.values(), ids=BORNE_AT_MOST)
def test_of_a_stay_without_rules_all_that_can_be_in_scope_may_count_for_critical_illness(policy, stays, amount):
    """Taiyuan's rules of stays before 2025 were not collected, those of critical illness were."""
    statement = settled(policy, self_pay("2020-01-31", 9000), *stays, place="太原")
    assert statement["years"][0]["critical_illness"]["amount"] == amount


@pytest.mark.parametrize(("cost", "amount"), [(1000, 0), (1000.01, None)])
def test_of_a_chronic_disease_all_may_count_for_critical_illness(policy, cost, amount):
    """Reading B10: from 2023-08-16; 9000 are borne already."""
    claims = [self_pay("2025-01-31", 9000), {"kind": "chronic_disease", "date": "2025-05-01", "cost": cost}]
    assert settled(policy, *claims)["years"][0]["critical_illness"]["amount"] == amount


def test_a_dear_drug_of_a_city_without_special_drugs_leaves_critical_illness_known(policy):
    """In Taiyuan nothing says that critical-illness insurance paid for drugs until 2024 (C8): (20000 − 10000) × 75 %."""
    drug = {"kind": "dual_channel_drug", "date": "2024-02-01", "first_batch": True, "cost": 50000}
    statement = settled(policy, drug, self_pay("2024-12-31", 20000), place="太原")
    assert (funds(statement), statement["years"][0]["critical_illness"]["amount"]) == ([None, 0], 7500)


@pytest.mark.parametrize(("elsewhere", "fund"), [(60, 240), (60.01, None)])
def test_a_visit_elsewhere_may_use_the_limit_up_to_its_cost(policy, elsewhere, fund):
    """Of 300 a visit for 400 uses 240 (reading C5)."""
    visit = {"kind": "outpatient", "date": "2025-03-01", "facility": "class_3", "costs": {"class_a": elsewhere}}
    later = visit | {"date": "2025-04-01", "costs": {"class_a": 400}}
    assert funds(settled(policy, visit | {"location": "in_province"}, later)) == [None, fund]


@pytest.mark.parametrize(("known", "fund"), [(746.66, 300), (746.64, None)])
def test_a_visit_is_known_where_what_is_priced_of_it_reaches_the_limit(policy, known, fund):
    """(746.66 − 80) × 45 % = 299.997, rounded 300; whatever the blood adds, no more is paid."""
    visit = {"kind": "outpatient", "date": "2025-03-01", "facility": "class_1"}
    assert funds(settled(policy, visit | {"costs": {"class_a": known, "blood": 100}})) == [fund]


@pytest.mark.parametrize(("compliant", "amount"), [(1600, 0), (1600.01, None)])
def test_what_the_cap_may_leave_unpaid_of_a_stay_may_count_for_critical_illness(policy, compliant, amount):
    """69600 of 70000 are paid for the treatment; 400 for the birth may fill the cap, count themselves, and leave 8000 unpaid."""
    claims = [
        {"kind": "tcm", "date": "2025-01-01", "cost": 116000},
        {"kind": "childbirth", "date": "2025-02-01", "mode": "natural", "facility_level": "township", "cost": 400},
        stay("2025-03-01", class_a=8000),
        self_pay("2025-12-31", compliant),
    ]
    assert settled(policy, *claims)["years"][0]["critical_illness"]["amount"] == amount


def test_a_cost_without_rate_in_a_stay_elsewhere_leaves_the_stay_unknown(policy):
    statement = settled(policy, stay(location="unreferred", class_a=5000, blood=100))
    assert (funds(statement), statement["years"][0]["critical_illness"]["amount"]) == ([None], 0)


@pytest.mark.parametrize("birth", [CAESAREAN, NATURAL], ids=["caesareans", "natural births"])
@pytest.mark.parametrize("place", ["太原", "晋中"], ids=["without rules of births", "with rules of births"])
def test_births_before_the_first_stay_count_as_admissions_whether_they_can_be_settled_or_not(policy, place, birth):
    births = [birth | {"date": f"2025-0{month}-01", "cost": 100} for month in (1, 2)]
    statement = settled(policy, *births, stay("2025-05-01", class_a=5000), place=place)
    assert "A9" in [assumption["reading"] for assumption in statement["assumptions"]]
    assert funds(statement)[2] == 2700  # (5000 − 1000 × 50 %) × 60 %


def test_a_major_disease_between_two_stays_leaves_the_second_one_a_later_stay(policy):
    claims = [
        stay("2025-01-01", class_a=50),
        MAJOR | {"date": "2025-02-01", "cost": 50},
        stay("2025-03-01", class_a=5000),
    ]
    assert funds(settled(policy, *claims)) == [0, None, 2700]


def test_critical_illness_is_missing_on_the_last_day_that_added_to_what_it_settles(policy):
    claims = [self_pay("2024-03-31", 20000), self_pay("2024-06-30", 10000), stay("2024-12-01", uncovered=5)]
    assert {note["date"] for note in settled(policy, *claims, place="大同")["missing"]} == {"2024-06-30"}


@pytest.mark.parametrize(
    ("compliant", "amount"),
    [
        (9000, 0),
        # of the unknown 1000 at the most 1000 − (1000 − 100) × 85 % = 235 are borne in scope
        (9764.99, 0),  # a fen more may be borne, for the payment is rounded
        (9765.01, None),
        (20000, None),
        (490000, 400000),  # the cap is reached either way
    ],
)
def test_critical_illness_is_known_exactly_when_the_unknown_claim_could_not_change_it(policy, compliant, amount):
    for day in ("2025-12-31", "2025-01-01"):
        statement = settled(policy, unknown("2025-03-01", blood=1000), self_pay(day, compliant))
        assert statement["years"][0]["critical_illness"]["amount"] == amount


def test_an_unknown_year_leaves_the_next_one_known(policy):
    statement = settled(policy, stay("2024-12-31", class_a=5000), stay("2025-01-01", class_a=42000), place="大同")
    assert funds(statement) == [None, 24600]
    assert [year["critical_illness"]["amount"] for year in statement["years"]] == [None, 5550]
    assert statement["self"] is None


@pytest.mark.parametrize(
    ("place", "claim", "items"),
    [
        ("大同", stay("2024-12-31", class_a=100), {"inpatient_deductible", "inpatient_ratio", "annual_fund_cap"}),
        ("晋中", stay("2017-06-30", class_a=100), {"inpatient_deductible", "inpatient_ratio", "annual_fund_cap"}),
        ("晋中", stay("2024-12-31", class_a=5000, class_b_drug=1), {"first_self_pay"}),
        ("晋中", stay("2024-12-31", class_a=5000, consumable_domestic=1), {"first_self_pay"}),
        ("晋中", stay("2025-01-01", class_a=5000, large_equipment=1), {"first_self_pay"}),
        ("晋中", stay("2025-01-01", class_a=5000, consumable_disposable=1), {"first_self_pay"}),
        ("阳泉", stay("2030-01-01", class_a=100), {"inpatient_deductible", "inpatient_ratio", "annual_fund_cap"}),
    ],
    ids=lambda value: f"{value['date']} {sorted(value['costs'])[-1]}" if isinstance(value, dict) else "",
)
def test_what_no_document_gives_is_named_as_missing(policy, place, claim, items):
    statement = settled(policy, claim, place=place)
    missing = {note["item"] for note in statement["missing"] if not note["item"].startswith("critical_illness")}
    assert (statement["status"], missing) == ("unknown", items)


def test_nothing_in_scope_needs_no_rule_and_is_known_even_where_none_was_collected(policy):
    statement = settled(policy, stay("2019-05-01", uncovered=3000), place="大同")
    assert (statement["status"], statement["self"]) == ("ok", 3000)
