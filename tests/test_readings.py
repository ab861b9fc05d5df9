"""Single readings: what they make of a claim, and where a statement must name them."""

import random
from fractions import Fraction

import pytest

from some_care import case
from urrbmi.settle import settle
from years_of_care import (
    ELSEWHERE,
    EVERY,
    VISITS,
    funds,
    half_up,
    outcomes,
    percent,
    readings,
    self_pay,
    settled,
    yuan,
)


@pytest.mark.parametrize("date", ["2025-01-01", "2025-09-01", "2029-12-31"])
@pytest.mark.parametrize("cost", [0.01, 100, 100.01, 9000])
def test_a_benefit_withdrawn_pays_zero_and_cites_the_withdrawal(policy, date, cost):
    statement = settled(policy, [{"kind": "student_accident", "date": date, "cost": cost}], "阳泉市")
    assert (statement["status"], statement["basic_fund"], statement["self"]) == ("ok", 0, cost)
    citations = [citation for claim in outcomes(statement) for step in claim["steps"] for citation in step["citations"]]
    assert [(citation["provision"], citation["state"]) for citation in citations] == [("YQ-07", "abolished")]


@pytest.mark.parametrize("seed", range(60))
def test_a_limit_that_is_only_a_floor_is_certain_up_to_it_and_unknown_beyond(policy, seed):
    chance = random.Random(seed)
    costs = [yuan(chance, 150) for _ in range(chance.randint(1, 5))]
    date = f"{chance.randint(2018, 2023)}-{chance.randint(1, 12):02d}-15"
    visits = [{"kind": "outpatient", "date": date, "facility": "class_3", "costs": {"class_a": cost}} for cost in costs]
    statement = settled(policy, visits)
    dues = [half_up(Fraction(str(cost)) * percent(60)) for cost in costs]
    within = [sum(dues[: number + 1]) <= 200 for number in range(len(dues))]
    expected = [float(due) if certain or not due else None for due, certain in zip(dues, within, strict=True)]
    assert funds(statement) == expected
    assert statement["status"] == ("ok" if all(within) else "unknown")
    assert ("C1" in readings(statement)) == (not all(within))
    if not all(within):
        assert {note["item"] for note in statement["missing"]} == {"outpatient_cap"}


@pytest.mark.parametrize("location", ELSEWHERE)
@pytest.mark.parametrize("facility", list(VISITS))
@pytest.mark.parametrize(
    ("place", "date"), [("太原市", "2025-03-10"), ("晋中市", "2024-03-10"), ("忻州市", "2029-12-31")]
)
def test_a_visit_outside_the_insured_city_is_unknown(policy, location, facility, place, date):
    visit = {"kind": "outpatient", "date": date, "facility": facility, "location": location, "costs": {"class_a": 100}}
    statement = settled(policy, [visit], place)
    assert (statement["status"], statement["basic_fund"], statement["self"]) == ("unknown", None, None)
    name = policy.items["outpatient_ratio"]["name"]
    named = {"item": "outpatient_ratio", "place": place, "date": date, "dimension": location, "name": name}
    assert named in statement["missing"]


@pytest.mark.parametrize("place", ["大同市", "忻州市", "运城市"])
@pytest.mark.parametrize("maker", [m for m in EVERY if m is not self_pay], ids=lambda maker: maker.__name__)
def test_before_2025_nothing_is_known_where_nothing_was_collected(policy, place, maker):
    claim = maker(random.Random(1), 5000)
    statement = settled(policy, [{**claim, "date": "2024-12-31"}], place)
    assert (statement["status"], funds(statement)) == ("unknown", [None])


@pytest.mark.parametrize("maker", EVERY, ids=lambda maker: maker.__name__)
def test_in_2030_nothing_is_known(policy, maker):
    claim = maker(random.Random(1), 5000)
    statement = settled(policy, [{**claim, "date": "2030-01-01"}], "阳泉市")
    assert statement["status"] == "unknown"


ASSUMED = {
    "B4 and B9: a drug fills the cap before a stay": (
        case(
            {"kind": "dual_channel_drug", "date": "2025-02-01", "first_batch": False, "cost": 120000},
            {"kind": "inpatient", "date": "2025-03-01", "facility": "class_1", "costs": {"class_a": 21000}},
        ),
        {"B4", "B9"},
    ),
    "A9: a birth before a stay": (
        case(
            {"kind": "childbirth", "date": "2025-02-01", "mode": "natural", "facility_level": "township", "cost": 900},
            {"kind": "inpatient", "date": "2025-03-01", "facility": "class_1", "costs": {"class_a": 3000}},
        ),
        {"A8", "A9", "C12"},
    ),
    "C8": (case({"kind": "dual_channel_drug", "date": "2025-02-01", "first_batch": True, "cost": 100}), {"C8"}),
    "C9": (case({"kind": "tcm", "date": "2025-02-01", "cost": 100}), {"C9"}),
    "C11": (case({"kind": "student_accident", "date": "2024-02-01", "cost": 600}, place="阳泉市"), {"C11"}),
    "C2": (
        case({"kind": "outpatient", "date": "2024-02-01", "facility": "class_3", "costs": {"class_a": 100}}),
        {"C2", "D1"},
    ),
    "C3: over 300": (
        case({"kind": "outpatient", "date": "2025-02-01", "facility": "class_3", "costs": {"class_a": 600}}),
        {"C3", "D1"},
    ),
    "C2: the limit is reached whatever a cost without rate adds": (
        case(
            {
                "kind": "outpatient",
                "date": "2024-02-01",
                "facility": "class_3",
                "costs": {"class_a": 600, "class_b_drug": 9},
            }
        ),
        {"C2", "D1"},
    ),
    "C16": (
        case({"kind": "childbirth", "date": "2025-02-01", "mode": "caesarean", "facility": "class_1", "cost": 8000}),
        {"C16"},
    ),
}


def natural_birth_after(paid):
    """A birth paid with 400 after so much has been paid of the cap of 70000 a year (yuan)."""
    birth = {"kind": "childbirth", "date": "2025-03-01", "mode": "natural", "facility_level": "township", "cost": 400}
    return case(birth, earlier={"basic_fund": paid})


ASSUMED |= {
    "A19: not yet by a birth that fills the cap to the fen": (natural_birth_after(69600), {"C12"}),
    "A19: a birth that finds no room for its last fen": (natural_birth_after(69600.01), {"A19", "C12"}),
}


@pytest.mark.parametrize(("given", "expected"), ASSUMED.values(), ids=ASSUMED)
def test_the_reading_that_moved_money_is_shown(policy, given, expected):
    assert expected <= readings(settle(given, policy))
