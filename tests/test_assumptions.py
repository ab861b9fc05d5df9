"""Which assumptions a statement shows."""

import pytest

from settling import self_pay, settled
from some_care import stay

CHILD = {"age": 14}
DEAR_DRUG = {"kind": "dual_channel_drug", "date": "2025-01-01", "first_batch": False, "cost": 15000}  # bears 6000
CAESAREAN = {"kind": "childbirth", "mode": "caesarean", "facility": "class_1"}
CHRONIC = {"kind": "chronic_disease", "date": "2024-05-01", "cost": 1000}
OVER_EVERY_CAP = self_pay("2025-12-31", 900000)


def natural_birth(date):
    return {"kind": "childbirth", "date": date, "mode": "natural", "facility_level": "township", "cost": 1000}


def no_longer_dear(date):
    """A major disease that costs nothing more: a stay in hospital all the same."""
    return {"kind": "major_disease", "date": date, "list": "adult", "cost": 0}


def visit(date, cost, facility="class_3", **unpriced):
    return {"kind": "outpatient", "date": date, "facility": facility, "costs": {"class_a": cost, **unpriced}}


def prescription(cost):
    return {"kind": "two_diseases", "date": "2025-01-01", "disease": "hypertension", "costs": {"class_a": cost}}


def accident(cost, date="2024-02-01"):
    return {"kind": "student_accident", "date": date, "cost": cost}


A_YEAR_OF = {year: self_pay(f"{year}-12-31", 50000) for year in (2019, 2025)}
ASSUMPTIONS = [
    # reading, shown, why, place, who, claims
    ("A1", True, "first self-pay", "太原", {}, [stay("2025-01-01", class_b_drug=5000)]),
    ("A1", False, "class A alone", "太原", {}, [stay("2025-01-01", class_a=5000, uncovered=9)]),
    # 988 in scope is under 1000; were the 52 of first self-pay cut from the deductible, 40 would be over it
    ("A1", True, "only the other reading pays", "太原", {}, [stay("2025-01-01", class_b_drug=1040)]),
    (
        "A3",
        True,
        "the rest would fill up the pool",
        "晋中",
        {},
        [stay("2018-01-01", class_a=40000, implant_imported=9000)],
    ),
    ("A3", False, "the pool is far from 10000", "晋中", {}, [stay("2018-01-01", class_a=5000, implant_imported=100)]),
    ("A5", True, "an implant", "太原", {}, [stay("2025-01-01", class_a=5000, implant_domestic=100)]),
    ("A5", False, "a consumable", "太原", {}, [stay("2025-01-01", class_a=5000, consumable_domestic=100)]),
    ("A8", True, "a second stay", "太原", {}, [stay("2025-01-01", class_a=50), stay("2025-01-02", class_a=5000)]),
    ("A8", False, "one stay", "太原", {}, [stay("2025-01-01", class_a=5000)]),
    ("A8", False, "one stay a year", "太原", {}, [stay("2025-12-31", class_a=5000), stay("2026-01-01", class_a=5000)]),
    ("A8", False, "under any deductible", "太原", {}, [stay("2025-01-01", class_a=5), stay("2025-01-02", class_a=5)]),
    ("A9", True, "a birth, then a stay", "晋中", {}, [natural_birth("2025-01-01"), stay("2025-03-01", class_a=5000)]),
    (
        "A9",
        False,
        "another stay between them",
        "晋中",
        {},
        [natural_birth("2025-01-01"), no_longer_dear("2025-02-01"), stay("2025-03-01", class_a=5000)],
    ),
    ("A10", True, "child's second", "晋中", CHILD, [stay("2018-01-01", class_a=5), stay("2018-01-02", class_a=5000)]),
    ("A10", False, "child's first", "晋中", CHILD, [stay("2018-01-01", class_a=5000)]),
    ("A10", False, "adult's second", "晋中", {}, [stay("2018-01-01", class_a=5), stay("2018-01-02", class_a=5000)]),
    ("A10", False, "from 2025", "晋中", CHILD, [stay("2025-01-01", class_a=5), stay("2025-01-02", class_a=5000)]),
    ("A11", True, "child of 14", "晋中", CHILD, [stay("2025-01-01", class_a=5000)]),
    ("A11", True, "only the other reading pays", "晋中", CHILD, [stay("2025-01-01", class_a=800)]),
    ("A11", False, "child of 15", "晋中", {"age": 15}, [stay("2025-01-01", class_a=5000)]),
    ("A11", False, "adult", "晋中", {}, [stay("2025-01-01", class_a=5000)]),
    ("A11", False, "until 2024", "晋中", CHILD, [stay("2024-12-31", class_a=5000)]),
    ("A12", True, "class 1, on one's own", "晋中", {}, [stay("2018-01-01", "class_1", "unreferred", class_a=5000)]),
    (
        "A12",
        True,
        "class 2, on one's own",
        "晋中",
        {},
        [stay("2018-01-01", "class_2_city", "unreferred", class_a=5000)],
    ),
    ("A13", True, "class 3 referred", "晋中", {}, [stay("2018-01-01", "class_3", "referred", class_a=5000)]),
    ("A13", False, "class 3 at home", "晋中", {}, [stay("2018-01-01", "class_3", class_a=5000)]),
    ("A13", False, "class 1 referred", "晋中", {}, [stay("2018-01-01", "class_1", "referred", class_a=5000)]),
    ("A13", False, "from 2025", "晋中", {}, [stay("2025-01-01", "class_3", "referred", class_a=5000)]),
    ("A13", False, "under any deductible", "晋中", {}, [stay("2018-01-01", "class_3", "referred", class_a=50)]),
    ("A14", True, "class 1, long away", "晋中", {}, [stay("2018-01-01", "class_1", "long_term", class_a=5000)]),
    ("A14", False, "from 2025", "晋中", {}, [stay("2025-01-01", "class_1", "long_term", class_a=5000)]),
    ("A15", True, "another city", "晋中", {}, [stay("2018-01-01", "class_1", "in_province_unreferred", class_a=5000)]),
    ("A15", False, "referred there", "晋中", {}, [stay("2018-01-01", "class_1", "in_province", class_a=5000)]),
    ("A15", False, "from 2025", "晋中", {}, [stay("2025-01-01", "class_1", "in_province_unreferred", class_a=5000)]),
    ("A16", True, "emergency", "晋中", {}, [stay("2025-01-01", "class_1", "emergency", class_a=5000)]),
    ("A16", False, "referred", "晋中", {}, [stay("2025-01-01", "class_1", "referred", class_a=5000)]),
    (
        "A16",
        False,
        "JZ17 excepts any emergency",
        "晋中",
        {},
        [stay("2018-01-01", "class_1", "emergency", class_a=5000)],
    ),
    # the birth leaves 69000: (115500 − 500) × 60 % = 69000, and 69000.006 is a fen more
    ("A19", False, "a birth leaves enough", "晋中", {}, [natural_birth("2025-01-01"), stay(class_a=115500)]),
    ("A19", True, "a fen too little", "晋中", {}, [natural_birth("2025-01-01"), stay(class_a=115500.01)]),
    ("A20", True, "blood until 2024", "晋中", {}, [stay("2018-01-01", class_a=5000, blood=500)]),
    ("B1", True, "two drugs together over 10000", "太原", {}, [DEAR_DRUG, DEAR_DRUG]),
    ("B1", False, "one drug", "太原", {}, [DEAR_DRUG]),
    # 11000 − 4500 paid − 1500 left out = 5000, and 6000 of the drug
    (
        "B1",
        True,
        "with a stay elsewhere over 10000",
        "太原",
        {},
        [DEAR_DRUG, stay("2025-02-01", location="unreferred", class_a=11000)],
    ),
    # class 1: 27500 → 15900 paid, 11600 borne; without the deductible 10600
    ("B2", True, "over 10000", "太原", {}, [stay("2025-01-01", class_a=27500)]),
    ("B2", False, "not over 10000", "太原", {}, [stay("2025-01-01", class_a=5000)]),
    # 22000 − 11550 paid − 1050 left out = 9400: nothing is paid, and less in the pool would not change that
    ("B2", False, "nothing paid", "太原", {}, [stay("2025-01-01", "class_1", "referred", class_a=22000)]),
    # what the birth bears is unknown, but at most 6592.50 is in the pool
    (
        "B2",
        False,
        "nothing paid, whatever a birth bears",
        "太原",
        {},
        [
            natural_birth("2025-01-01"),
            stay("2025-01-02", "class_3", "emergency", class_a=10000, class_b_service=30000),
        ],
    ),
    ("B3", True, "class B, over 10000", "太原", {}, [stay("2025-01-01", class_a=27500, class_b_drug=5000)]),
    ("B3", False, "class A alone", "太原", {}, [stay("2025-01-01", class_a=27500)]),
    ("B3", False, "class B, a small stay", "太原", {}, [stay("2025-01-01", class_a=2500, class_b_drug=500)]),
    ("B3", True, "a year's self-pay", "太原", {}, [A_YEAR_OF[2019]]),
    # unknown is what they took of the cap, but they may have; critical illness pays its 400000 in any case
    *(
        (
            "B4",
            True,
            f"{claim['kind']} may have used the cap",
            "太原",
            {},
            [claim, stay(class_a=200000), OVER_EVERY_CAP],
        )
        for claim in (
            CHRONIC | {"date": "2025-01-01"},
            natural_birth("2025-01-01"),
            no_longer_dear("2025-01-01") | {"cost": 1000},
        )
    ),
    ("B4", False, "stays alone used the cap", "太原", {}, [stay(class_a=200000), OVER_EVERY_CAP]),
    # what the accident bears is unknown, but it takes nothing of the cap
    ("B4", False, "an accident has a cap of its own", "太原", {}, [accident(1000, "2025-01-01"), stay(class_a=150000)]),
    ("B5", True, "a second step", "太原", {}, [self_pay("2025-12-31", 300000)]),
    ("B5", False, "no second step", "太原", {}, [self_pay("2025-12-31", 170000)]),
    ("B5", False, "until 2024", "晋中", {}, [self_pay("2024-12-31", 300000)]),
    ("B6", True, "cap over both steps", "太原", {}, [self_pay("2025-12-31", 600000)]),
    ("B6", False, "under the cap", "太原", {}, [self_pay("2025-12-31", 300000)]),
    ("B6", False, "cap over one step", "晋中", {}, [self_pay("2024-12-31", 600000)]),
    # 55 % of 127000 are 69850, 60 % would be 76200: of the 6350 left out the cap of 70000 had not paid 6200
    (
        "B7",
        True,
        "referred, over the cap at home",
        "太原",
        {},
        [stay("2025-01-01", "class_1", "referred", class_a=128000)],
    ),
    # 55 % of 39000, and 60 % too, are under the cap: the 1950 left out are just what was lost, either way
    ("B7", False, "referred, under the cap", "太原", {}, [stay("2025-01-01", "class_1", "referred", class_a=40000)]),
    ("B7", False, "only with it over 10000", "太原", {}, [stay("2025-01-01", "class_1", "referred", class_a=22000)]),
    ("B7", False, "referred, a small stay", "太原", {}, [stay("2025-01-01", "class_1", "referred", class_a=5000)]),
    ("B7", False, "at home", "太原", {}, [stay("2025-01-01", class_a=40000)]),
    ("B8", True, "10 points until 2024", "晋中", {}, [stay("2018-01-01", "class_1", "unreferred", class_a=40000)]),
    ("B8", True, "5 points less in the table", "晋中", {}, [stay("2018-01-01", "class_1", "referred", class_a=40000)]),
    ("B7", False, "they count until 2024", "晋中", {}, [stay("2018-01-01", "class_1", "unreferred", class_a=40000)]),
    ("B8", False, "at home", "晋中", {}, [stay("2018-01-01", class_a=40000)]),
    (
        "B8",
        False,
        "below the deductible",
        "晋中",
        {},
        [stay("2024-01-01", location="in_province_unreferred", class_a=5), self_pay("2024-12-31", 50000)],
    ),
    ("B8", False, "from 2025", "晋中", {}, [stay("2025-01-01", "class_1", "unreferred", class_a=40000)]),
    ("B10", True, "2024, over the cap", "晋中", {}, [CHRONIC, self_pay("2024-12-31", 600000)]),
    ("B10", False, "from 2025", "晋中", {}, [CHRONIC | {"date": "2025-05-01"}, self_pay("2025-12-31", 600000)]),
    ("B11", True, "July 2017", "晋中", {}, [stay("2017-07-01", class_a=5000)]),
    ("B11", True, "self-pay of 2017", "晋中", {}, [self_pay("2017-12-31", 50000)]),
    ("B11", False, "self-pay of 2018", "晋中", {}, [self_pay("2018-12-31", 50000)]),
    ("B11", False, "2018", "晋中", {}, [stay("2018-07-01", class_a=5000)]),
    ("B11", False, "from the first of January", "晋中", {}, [stay("2025-07-01", class_a=50000)]),
    ("B12", True, "other poor", "太原", {"group": "other_poor"}, [A_YEAR_OF[2019]]),
    ("B12", False, "ordinary", "太原", {}, [A_YEAR_OF[2019]]),
    ("B12", False, "registered poor", "太原", {"group": "registered_poor"}, [A_YEAR_OF[2019]]),
    ("B13", True, "poor, from 2025", "太原", {"group": "minimum_living"}, [A_YEAR_OF[2025]]),
    # until 2024 the poor of Taiyuan had 78 % of what is over 5000
    ("B13", True, "only the other reading pays", "太原", {"group": "minimum_living"}, [self_pay("2025-12-31", 8000)]),
    ("B13", False, "under either deductible", "太原", {"group": "minimum_living"}, [self_pay("2025-12-31", 4000)]),
    ("B13", False, "ordinary", "太原", {}, [A_YEAR_OF[2025]]),
    ("B13", False, "ordinary, where nothing older was collected", "大同", {}, [A_YEAR_OF[2025]]),
    ("B13", False, "poor, just the deductible", "大同", {"group": "minimum_living"}, [self_pay("2025-12-31", 10000)]),
    ("B13", False, "poor, until 2024", "太原", {"group": "minimum_living"}, [A_YEAR_OF[2019]]),
    ("B14", True, "stay, then total", "太原", {}, [stay("2025-01-01", class_a=5000), A_YEAR_OF[2025]]),
    ("B14", True, "total, then stay", "太原", {}, [self_pay("2025-01-01", 50000), stay("2025-02-01", class_a=5000)]),
    ("B14", False, "total alone", "太原", {}, [A_YEAR_OF[2025]]),
    ("C3", True, "a fen over 300", "太原", {}, [visit("2025-01-01", 500.02)]),
    ("C3", False, "300 to the fen", "太原", {}, [visit("2025-01-01", 500)]),
    ("C3", False, "in the year of the document", "太原", {}, [visit("2024-01-01", 600)]),
    ("C3", True, "over 300 whatever the blood adds", "太原", {}, [visit("2025-01-01", 600, blood=9)]),
    ("C3", False, "below the deductible, with blood", "太原", {}, [visit("2025-01-01", 9, "class_1", blood=9)]),
    # 60 % of 433.33 are 259.998, of 433.35 260.01
    ("C7", False, "260 to the fen", "太原", {}, [prescription(433.33)]),
    ("C7", True, "a fen over 260", "太原", {}, [prescription(433.35)]),
    ("C11", True, "over the deductible", "阳泉", {}, [accident(100.01)]),
    ("C11", False, "just the deductible", "阳泉", {}, [accident(100)]),
    ("D1", True, "a natural birth from 2025", "晋中", {}, [natural_birth("2025-01-01")]),
    ("D1", True, "a caesarean from 2025", "晋中", {}, [CAESAREAN | {"date": "2025-01-01", "cost": 5000}]),
    ("D1", False, "a natural birth in 2017", "晋中", {}, [natural_birth("2017-12-01")]),
    ("D1", False, "just the deductible", "晋中", {}, [stay("2018-01-01", class_a=1000)]),
    ("D1", False, "just the deductible of critical illness", "太原", {}, [self_pay("2020-12-31", 10000)]),
    ("D1", True, "a fen over the deductible", "晋中", {}, [stay("2018-01-01", class_a=1000.01)]),
    ("D2", True, "a natural birth from 2025", "晋中", {}, [natural_birth("2025-01-01")]),
    ("D2", False, "a natural birth until 2024", "晋中", {}, [natural_birth("2024-12-01")]),
    ("D1", True, "2018", "晋中", {}, [stay("2018-01-01", class_a=5000)]),
    ("D1", False, "2017", "晋中", {}, [stay("2017-12-31", class_a=5000)]),
    ("D1", False, "2025", "晋中", {}, [stay("2025-01-01", class_a=50000)]),
    (
        "D1",
        True,
        "a cost whose rate is unknown, over the cap",
        "晋中",
        {},
        [stay("2018-01-01", class_a=200000, class_b_drug=1)],
    ),
    ("D1", False, "only a cost whose rate is unknown", "晋中", {}, [stay("2018-01-01", class_b_drug=1)]),
    ("D1", True, "2020", "太原", {}, [self_pay("2020-12-31", 50000)]),
    ("D1", False, "2019", "太原", {}, [A_YEAR_OF[2019]]),
]


@pytest.mark.parametrize(
    ("reading", "shown", "place", "who", "claims"),
    [
        pytest.param(reading, shown, place, who, claims, id=f"{reading} {'shown' if shown else 'not shown'}: {why}")
        for reading, shown, why, place, who, claims in ASSUMPTIONS
    ],
)
def test_an_assumption_is_shown_where_it_moved_money_and_only_there(policy, reading, shown, place, who, claims):
    statement = settled(policy, *claims, place=place, **who)
    assert (reading in {assumption["reading"] for assumption in statement["assumptions"]}) == shown


def test_assumptions_are_listed_once_in_the_order_of_their_ids_in_words(policy):
    claims = [
        stay(f"2018-0{month}-01", "class_3", "referred", class_a=40000, implant_domestic=90) for month in (1, 2, 3)
    ]
    statement = settled(policy, *claims, place="晋中")
    shown = [assumption["reading"] for assumption in statement["assumptions"]]
    assert shown == [name for name in policy.readings if name in shown]
    assert {"A8", "A13", "D1"} <= set(shown)
    assert all(a["text"] == policy.readings[a["reading"]]["short"] for a in statement["assumptions"])


UNKNOWN = {"kind": "chronic_disease", "cost": 1}
TCM = {"kind": "tcm", "date": "2025-05-01", "cost": 115000}  # 69000 are due
NOT_BESIDE_UNKNOWN = [
    ("A1", "class A alone", [stay(class_a=5000)]),
    ("A9", "a stay after the birth", [natural_birth("2025-01-01"), no_longer_dear("2025-02-01"), stay(class_a=5000)]),
    ("A10", "an adult's second stay", [stay("2018-01-01", class_a=5), stay("2018-01-02", class_a=5000)]),
    ("A16", "referred, no emergency", [stay(location="referred", class_a=5000)]),
    ("A19", "a stay fills the cap to the fen", [natural_birth("2025-01-01"), stay(class_a=115500)]),
    ("A19", "a birth fills the cap to the fen", [TCM | {"date": "2025-01-01"}, natural_birth("2025-02-01")]),
    ("A19", "a treatment fills the cap to the fen", [natural_birth("2025-01-01"), TCM]),
    ("B4", "a year's self-pay", [self_pay("2025-03-01", 5000)]),
    ("C4", "one visit a day", [visit("2025-01-01", 180, "class_1")]),
]


@pytest.mark.parametrize(
    ("reading", "claims"),
    [pytest.param(reading, claims, id=f"{reading}: {why}") for reading, why, claims in NOT_BESIDE_UNKNOWN],
)
def test_beside_an_unknown_claim_a_reading_is_shown_only_where_it_may_bite(policy, reading, claims):
    """What it would come to the other way cannot be told in a year that is unknown, so nothing is sorted out by that."""
    statement = settled(policy, *claims, UNKNOWN | {"date": f"{claims[-1]['date'][:4]}-12-31"}, place="晋中")
    assert statement["status"] == "unknown"
    assert reading not in {assumption["reading"] for assumption in statement["assumptions"]}
