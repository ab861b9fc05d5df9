"""Rules as documents to come may have them: whatever figures, limits and readings a document gives, a settlement follows them.

Each test changes some values of the model and says what a claim comes to then.
"""

import pytest

from settling import self_pay, settled
from some_care import stay
from urrbmi.policy import Policy
from years_of_care import critical, funds, readings


def ruled(model, change):
    """The policy whose values are what `change` makes of each value (as compiled): any number of others in its place.

    Beside the model's readings there is one more, Z1.
    """
    values = [made for value in model["values"] for made in change(value)]
    return Policy({**model, "values": values, "readings": {**model["readings"], "Z1": {"short": "另一种理解"}}})


def other(item, *fields):
    """Changes each value of an item into one for each of these changes of its fields."""
    return lambda value: [value | each for each in fields] if value["item"] == item else [value]


def visit(**costs):
    return {"kind": "outpatient", "date": "2025-02-01", "facility": "class_3", "costs": costs}


def prescription(**costs):
    return {"kind": "two_diseases", "date": "2025-02-01", "disease": "hypertension", "costs": costs}


def natural_birth(cost):
    return {
        "kind": "childbirth",
        "date": "2025-02-01",
        "mode": "natural",
        "facility_level": "township",
        "cost": cost,
    }


def accident(cost):
    return {"kind": "student_accident", "date": "2024-02-01", "cost": cost}


CAESAREAN = {"kind": "childbirth", "date": "2025-02-01", "mode": "caesarean", "facility": "class_1", "cost": 8000}
DRUG = {"kind": "dual_channel_drug", "date": "2025-02-01", "first_batch": True, "cost": 200000}
TCM = {"kind": "tcm", "date": "2025-02-01", "cost": 200000}

#: what a settlement rests on: place, claims, the items whose values moved its money
RESTS_ON = {
    "a stay with class B drugs": ("晋中", [stay(class_b_drug=9000)], ["first_self_pay"]),
    "a stay that fills the cap": (
        "晋中",
        [stay(class_a=900000)],
        ["inpatient_deductible", "inpatient_ratio", "annual_fund_cap", "critical_illness_deductible"],
    ),
    "a stay that fills the cap whatever a cost without rate adds": (
        "晋中",
        [stay(class_a=900000, blood=100)],
        ["inpatient_deductible", "inpatient_ratio", "annual_fund_cap"],
    ),
    "a second stay": ("晋中", [stay(class_a=100), stay(class_a=9000)], ["repeat_deductible_reduction"]),
    "a stay elsewhere with class B drugs, and critical illness": (
        "晋中",
        [stay(location="unreferred", class_b_drug=200000)],
        ["critical_illness_counts", "critical_illness_ratio"],
    ),
    "a year's self-pay, with all that critical illness pays": (
        "晋中",
        [self_pay("2025-12-31", 900000)],
        [
            "critical_illness_deductible",
            "critical_illness_ratio",
            "critical_illness_second_deductible",
            "critical_illness_second_ratio",
            "critical_illness_cap",
        ],
    ),
    "a visit over the limit": (
        "晋中",
        [visit(class_a=600, class_b_drug=10)],
        ["first_self_pay", "outpatient_deductible", "outpatient_ratio", "outpatient_cap"],
    ),
    "a visit over the limit whatever a cost without rate adds": (
        "晋中",
        [visit(class_a=600, blood=10)],
        ["outpatient_deductible", "outpatient_ratio", "outpatient_cap"],
    ),
    "blood pressure, over the limit": (
        "晋中",
        [prescription(class_a=600, class_b_drug=10)],
        ["two_diseases_first_self_pay", "two_diseases_deductible", "two_diseases_ratio", "two_diseases_cap"],
    ),
    "a dear drug": ("晋中", [DRUG], ["dual_channel_first_self_pay", "dual_channel_ratio", "annual_fund_cap"]),
    "traditional treatment": ("晋中", [TCM], ["tcm_ratio", "annual_fund_cap"]),
    "a natural birth": ("晋中", [natural_birth(900)], ["birth_standard"]),
    "a natural birth over the cap": ("晋中", [TCM, natural_birth(900)], ["birth_standard", "annual_fund_cap"]),
    "a caesarean": ("晋中", [CAESAREAN], ["caesarean_rule", "inpatient_deductible", "inpatient_ratio"]),
    "an accident over the limit": (
        "阳泉",
        [accident(90000)],
        ["student_accident_deductible", "student_accident_ratio", "student_accident_cap"],
    ),
    "a child's stay until 2024": (
        "晋中",
        [stay("2018-03-01", class_a=9000)],
        ["child_deductible_age", "inpatient_deductible", "inpatient_ratio"],
    ),
}


@pytest.mark.parametrize(
    ("place", "claims", "item"),
    [
        pytest.param(place, claims, item, id=f"{title}: {item}")
        for title, (place, claims, items) in RESTS_ON.items()
        for item in items
    ],
)
def test_a_reading_on_which_a_value_rests_is_told_where_the_value_moved_money(model, place, claims, item):
    policy = ruled(model, lambda value: [value | {"readings": ["Z1"]}] if value["item"] == item else [value])
    assert "Z1" in readings(settled(policy, *claims, place=place, age=9))


NOT_COLLECTED = {
    "first_self_pay": ("晋中", stay(class_b_drug=9000), "class_b_drug"),
    "inpatient_deductible": ("晋中", stay(class_a=9000), "class_1·local"),
    "inpatient_ratio": ("晋中", stay(class_a=9000), "class_1·local"),
    "annual_fund_cap": ("晋中", stay(class_a=9000), None),
    "outpatient_deductible": ("晋中", visit(class_a=600), "class_3"),
    "outpatient_ratio": ("晋中", visit(class_a=600), "class_3"),
    "outpatient_cap": ("晋中", visit(class_a=600), None),
    "two_diseases_first_self_pay": ("晋中", prescription(class_b_drug=600), None),
    "two_diseases_deductible": ("晋中", prescription(class_a=600), None),
    "two_diseases_ratio": ("晋中", prescription(class_a=600), None),
    "two_diseases_cap": ("晋中", prescription(class_a=600), "hypertension"),
    "dual_channel_ratio": ("晋中", DRUG, "first_batch"),
    "tcm_ratio": ("晋中", TCM, None),
    "birth_standard": ("晋中", natural_birth(900), "township"),
    "caesarean_rule": ("晋中", CAESAREAN, None),
    "student_accident_deductible": ("阳泉", accident(900), None),
    "student_accident_cap": ("阳泉", accident(900), None),
}


@pytest.mark.parametrize(
    ("item", "place", "claim", "dimension"), [(item, *rest) for item, rest in NOT_COLLECTED.items()], ids=NOT_COLLECTED
)
def test_what_was_not_collected_leaves_the_claim_unknown_and_is_named_with_its_day(
    model, item, place, claim, dimension
):
    policy = ruled(model, other(item))
    statement = settled(policy, claim, place=place)
    assert (statement["status"], funds(statement)) == ("unknown", [None])
    named = {"item": item, "place": f"{place}市", "date": claim["date"], "name": policy.items[item]["name"]}
    assert statement["missing"] == [named | ({"dimension": dimension} if dimension else {})]


@pytest.mark.parametrize(
    ("item", "claims"),
    [
        ("outpatient_cap", [visit(class_a=600)]),
        ("two_diseases_cap", [prescription(class_a=600)]),
        ("annual_fund_cap", [stay(class_a=9000)]),
        ("annual_fund_cap", [TCM]),
    ],
    ids=["visits", "blood pressure", "stays", "treatments"],
)
def test_a_limit_that_was_withdrawn_leaves_unknown_what_holds_instead(model, item, claims):
    policy = ruled(model, other(item, {"kind": "abolished", "number": None}))
    statement = settled(policy, *claims)
    assert (funds(statement), [note["item"] for note in statement["missing"]]) == ([None], [item])


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        ("critical_illness_deductible", []),
        ("critical_illness_ratio", []),
        ("critical_illness_cap", []),
        ("critical_illness_deductible", [{"kind": "abolished", "number": None}]),
        ("critical_illness_ratio", [{"kind": "abolished", "number": None}]),
        ("critical_illness_cap", [{"kind": "bound", "text": "≥"}]),
    ],
    ids=["deductible", "ratio", "cap", "deductible withdrawn", "ratio withdrawn", "only a floor of the cap"],
)
def test_critical_illness_is_unknown_where_one_of_its_rules_is(model, item, fields):
    policy = ruled(model, other(item, *fields))
    statement = settled(policy, self_pay("2019-12-31", 900000), place="太原", group="other_poor")
    assert (statement["status"], critical(statement)) == ("unknown", [None])
    named = {"item": item, "place": "太原市", "date": "2019-12-31", "dimension": "other_poor"}
    assert statement["missing"] == [named | {"name": policy.items[item]["name"]}]


def test_without_a_cap_critical_illness_pays_all_of_both_steps(model):
    """(900000 − 10000) × 75 % = 667500, and (900000 − 667500 − 50000) × 50 % = 91250."""
    policy = ruled(model, other("critical_illness_cap", {"kind": "abolished", "number": None}))
    statement = settled(policy, self_pay("2025-12-31", 900000))
    assert critical(statement) == [758750]
    assert "B5" in readings(statement)
    steps = statement["years"][0]["critical_illness"]["steps"]
    assert [step["label"] for step in steps] == ["全年合规自付累计", "超过起付线的部分", "再次支付"]


def test_a_deductible_of_the_two_diseases_is_taken_off_before_the_ratio(model):
    """10 % of 500 are borne first; (450 − 100) × 60 % = 210. What is below it pays nothing."""

    def change(value):
        figures = {"two_diseases_deductible": 100_00, "two_diseases_first_self_pay": 1000}
        return [value | {"number": figures.get(value["item"], value["number"])}]

    above, below = (
        settled(ruled(model, change), prescription(**costs)) for costs in ({"class_b_drug": 500}, {"class_a": 100})
    )
    assert (funds(above), funds(below)) == ([210], [0])
    formulas = [s["years"][0]["claims"][0]["steps"][-1]["formula"] for s in (above, below)]
    assert formulas == ["(450 − 100) × 60% = 210", "100 没有超过起付线 100，不支付"]


def test_a_share_that_is_borne_first_of_a_dual_channel_drug_comes_off_before_the_ratio(model):
    """1000 less 10 %, × 70 %."""
    policy = ruled(model, other("dual_channel_first_self_pay", {"number": 1000}))
    assert funds(settled(policy, DRUG | {"cost": 1000})) == [630]


@pytest.mark.parametrize(
    ("claim", "later"),
    [
        (stay("2025-03-01", class_a=500000), 8457.5),  # (10000 − 50) × 85 %, the second stay of the year
        (natural_birth(500000), 8457.5),
        (TCM | {"cost": 500000}, 8415),  # (10000 − 100) × 85 %
    ],
    ids=["a stay", "a birth", "a treatment"],
)
def test_a_cap_that_is_raised_within_the_year_leaves_room_whatever_an_unknown_claim_took(model, claim, later):
    """At the most 70000 were used until June; from July on 80000 are paid, so 10000 are left in any case."""

    def change(value):
        if value["item"] == "annual_fund_cap":
            return [value | {"last": "2025-06-30"}, value | {"first": "2025-07-01", "number": 80_000_00}]
        from_july = value["item"] in ("inpatient_ratio", "tcm_ratio", "birth_standard")
        return [value | {"first": "2025-07-01"}] if from_july else [value]

    claims = [claim, stay("2025-08-01", "class_3", class_a=10000)]
    assert funds(settled(ruled(model, change), *claims, place="大同")) == [None, later]


def test_a_treatment_whose_ratio_is_not_known_may_have_filled_the_cap_before_a_stay(model):
    """Critical illness pays its 400000 in any case, and says that the cap may be that of stays alone (B4)."""
    claims = [TCM, stay(class_a=200000), self_pay("2025-12-31", 900000)]
    assert "B4" in readings(settled(ruled(model, other("tcm_ratio")), *claims))


def test_what_is_borne_first_enters_critical_illness_where_a_document_counts_it(model):
    """47500 in scope, (47500 − 1000) × 60 % = 27900 paid; with the 2500 borne first 22100 count, 12100 × 75 % = 9075."""

    def change(value):
        counted = value["item"] == "critical_illness_counts" and value["dimensions"]["part"] == ["first_self_pay"]
        return [value | {"text": "yes"}] if counted else [value]

    statement = settled(ruled(model, change), stay(class_b_drug=50000))
    assert (funds(statement), critical(statement)) == ([27900], [9075])
    (borne,) = (step for step in statement["years"][0]["claims"][0]["steps"] if "合规自付" in step["label"])
    assert (borne["formula"], borne["amount"]) == ("47500 − 27900 + 2500 = 22100", 22100)
