"""Readings taken the other way: what the person would pay then, worked by hand from the figures of the documents.

Stays from 2025 (晋医保发〔2024〕19号): class 1 has a deductible of 1000 and 60 %, class 3 of 100 and 85 %; the fund pays 70000 a year
at the most, critical illness 75 % of what is over 10000 and 50 % of what is then still over 50000, 400000 at the most. Until 2024 in
Jinzhong (市政办发〔2017〕80号): class 1 out of the province 1500 and 55 %, in it 1000 and 60 %, 10 points less without referral.
"""

import pytest

from some_claims import accident, caesarean, drug, listed, natural_birth, self_pay, stay, tcm, visit
from years_of_care import settled

PAYERS = ("basic_fund", "critical_illness", "self")


CHILD = {"person": {"age": 10}}
REGISTERED_POOR = {"place": "太原市", "person": {"group": "registered_poor"}}
OTHER_POOR = {"place": "太原市", "person": {"group": "other_poor"}}

#: reading, what happens, claims, more of the case, what the person pays, and with the reading the other way
EXAMPLES = [
    # (4750 − 1000) × 60 % = 2250; the 250 borne first fill the deductible: (4750 − 750) × 60 % = 2400
    ("A1", "class B drugs for 5000", [stay("2025-01-01", class_b_drug=5000)], {}, 2750, 2600),
    # 22500 borne in all: (22500 − 10000) × 75 % = 9375, 7500 of it before; or 22350: 9262.50, 1762.50 more than before
    (
        "A1",
        "class B drugs, 20000 borne before",
        [stay("2025-01-01", class_b_drug=5000)],
        {"earlier": {"in_scope_self_pay": 20000}},
        875,
        837.5,
    ),
    # 30 % of 20000 and 50 % of 10000 are the rest, 11000, of which critical illness would pay 75 %: 8250. In scope are
    # 40000 + 14000 + 5000 = 59000: paid (59000 − 1000) × 60 % = 34800, borne 24200, critical illness 10650
    (
        "A3",
        "implants, the pool over 10000 already",
        [stay("2024-01-01", class_a=40000, implant_domestic=20000, implant_imported=10000)],
        {},
        24550,
        16300,
    ),
    # the birth is paid in full; the stay (5000 − 500) × 60 % = 2700, with the full deductible 4000 × 60 % = 2400
    ("A9", "a birth, then a stay", [natural_birth("2025-01-01"), stay("2025-02-01", class_a=5000)], {}, 2300, 2600),
    # 1500 is 375 for a child's second stay, or 750: (5000 − 375) × 55 % = 2543.75 or 4250 × 55 % = 2337.50; the first, of 5, pays 0
    (
        "A10",
        "a child's second stay out of the province",
        [stay("2018-01-01", location="referred", class_a=5), stay("2018-02-01", location="referred", class_a=5000)],
        CHILD,
        2461.25,
        2667.5,
    ),
    # (5000 − 1000) × 60 % = 2400, or with half the deductible 4500 × 60 % = 2700
    ("A11", "a child's stay in Jinzhong", [stay("2025-01-01", class_a=5000)], CHILD, 2600, 2300),
    # (11500 − 1500) × 45 % = 4500, or × 50 % = 5000: 5 % of the base
    ("A12", "class 1 without referral", [stay("2018-01-01", location="unreferred", class_a=11500)], {}, 7000, 6500),
    # (10000 − 100) × 85 % = 8415, or (10000 − 1500) × 55 % = 4675
    ("A13", "class 3 out of the province", [stay("2018-01-01", "class_3", "referred", class_a=10000)], {}, 1585, 5325),
    # (10000 − 1000) × 60 % = 5400, or (10000 − 1500) × 60 % = 5100
    ("A14", "long away", [stay("2018-01-01", location="long_term", class_a=10000)], {}, 4600, 4900),
    # (11000 − 1000) × 50 % = 5000, or × 60 % = 6000
    ("A15", "another city", [stay("2018-01-01", location="in_province_unreferred", class_a=11000)], {}, 6000, 5000),
    # (11000 − 1000) × 55 % = 5500, or × 45 % = 4500
    ("A16", "an emergency", [stay("2025-01-01", location="emergency", class_a=11000)], {}, 5500, 6500),
    # the birth takes 1000 of the 70000, the stay (200000 − 500) × 60 % = 119700 would take all: 69000, or 70000 beside the birth.
    # borne 131000 or 130000; critical illness 121000 × 75 % = 90750 or 90000; of S − that, 40250 or 40000, nothing is over 50000
    (
        "A19",
        "a birth before the cap is reached",
        [natural_birth("2025-01-01"), stay("2025-02-01", class_a=200000)],
        {},
        40250,
        40000,
    ),
    # 60 % of 120000 are 72000, the cap leaves 70000; of the 50000 borne critical illness would pay (50000 − 10000) × 75 % = 30000
    ("B1", "a drug for 120000", [drug("2025-01-01", 120000)], {}, 50000, 20000),
    # paid (31000 − 1000) × 60 % = 18000, borne 13000: 2250; without the 1000 it is 12000: 1500
    ("B2", "a stay at home", [stay("2025-01-01", class_a=31000)], {}, 10750, 11500),
    # 10000 are left of the cap, (60000 − 100) × 85 % are due; of the 50000 borne 30000 are paid, of 49900, 29925
    ("B2", "over the cap", [tcm("2025-01-01", 100000), stay("2025-02-01", "class_3", class_a=60000)], {}, 60000, 60075),
    # out of the province until 2024: paid (41500 − 1500) × 55 % = 22000, borne 19500: 7125; without the 1500 18000: 6000
    ("B2", "a stay elsewhere", [stay("2024-01-01", location="referred", class_a=41500)], {}, 12375, 13500),
    # in scope 30000 + 5000: paid (35000 − 1000) × 60 % = 20400, borne 14600: 3450; with the other 5000 of the implant 19600: 7200
    ("B3", "an implant until 2024", [stay("2024-01-01", class_a=30000, implant_imported=10000)], {}, 16150, 12400),
    # the drug fills the cap (bearing 50000), the stay of 5000 bears 5000, too little for critical illness; but over the cap are
    # (5000 − 1000) × 60 % = 2400, and 75 % of that are 1800
    (
        "B4",
        "a drug fills the cap",
        [drug("2025-01-01", 120000), stay("2025-02-01", class_a=5000)],
        {},
        55000,
        53200,
    ),
    # the same, but of the treatment nothing would count for critical illness
    (
        "B4",
        "a treatment fills the cap",
        [tcm("2025-01-01", 120000), stay("2025-02-01", class_a=5000)],
        {},
        55000,
        53200,
    ),
    # first 590000 × 75 % = 442500; second (157500 − 50000) × 50 % = 53750: 496250 in all, cut at 400000
    ("B6", "600000 borne", [self_pay("2025-12-31", 600000)], {}, 200000, 103750),
    # 45 % of 200000 would be 90000, the cap pays 70000. Left out 15 % × 200000 = 30000: (101000 − 10000) × 75 % = 68250. But with
    # 60 % the cap had paid 70000 as well, so nothing was lost: (131000 − 10000) × 75 % = 90750
    ("B7", "over the cap", [stay("2025-01-01", location="unreferred", class_a=201000)], {}, 62750, 40250),
    # paid (41000 − 1000) × 50 % = 20000, borne 21000: 8250; without the 10 points, 4000, it is 17000: 5250
    ("B8", "another city", [stay("2024-01-01", location="in_province_unreferred", class_a=41000)], {}, 12750, 15750),
    # the drug takes 60000 of the cap and bears 40000; the stay is due (21000 − 1000) × 60 % = 12000 and gets 10000, bears 11000:
    # 750. The stay first: 12000, bears 9000; then the drug gets 58000
    ("B9", "a drug, then a stay", [drug("2025-01-01", 100000), stay("2025-02-01", class_a=21000)], {}, 50250, 51000),
    # the same the other way about
    ("B9", "a stay, then a drug", [stay("2025-01-01", class_a=21000), drug("2025-02-01", 100000)], {}, 51000, 50250),
    # 78 % of what is over 5000, (25000 − 5000) × 78 % = 15600; as all others (25000 − 10000) × 75 % = 11250
    ("B12", "other poor in 2019", [self_pay("2019-12-31", 25000)], OTHER_POOR, 9400, 13750),
    # (25000 − 10000) × 75 % = 11250, or as until 2024 (25000 − 5000) × 80 % = 16000
    ("B13", "poor from 2025", [self_pay("2025-12-31", 25000)], REGISTERED_POOR, 13750, 9000),
    # of (25000 − 10000) × 75 % = 11250 were 7500 paid before; of (25000 − 5000) × 80 % = 16000, 12000
    (
        "B13",
        "poor from 2025, 20000 of it before",
        [self_pay("2025-12-31", 5000)],
        {**REGISTERED_POOR, "earlier": {"in_scope_self_pay": 20000}},
        1250,
        1000,
    ),
    # 9000 and the 9000 of the stay: 6000; 9000 alone: nothing
    (
        "B14",
        "a total that may just hold the stay",
        [stay("2025-01-01", class_a=21000), self_pay("2025-12-31", 9000)],
        {},
        12000,
        18000,
    ),
    # 12000 and the 9000 of the stay: 8250; 12000 alone: 1500
    (
        "B14",
        "a stay and two totals",
        [stay("2025-01-01", class_a=21000), self_pay("2025-06-30", 6000), self_pay("2025-12-31", 6000)],
        {},
        12750,
        19500,
    ),
    # the stay: paid (21000 − 1000) × 60 % = 12000, borne 9000. Together 39000: 21750; the 30000 alone: 15000
    (
        "B14",
        "a stay and a total",
        [stay("2025-01-01", class_a=21000), self_pay("2025-12-31", 30000)],
        {},
        17250,
        24000,
    ),
    # (180 − 80) × 45 % = 45 each time, or the second time 180 × 45 % = 81: 36 more
    ("C4", "twice a day", [visit("2025-01-01", 180), visit("2025-01-01", 180)], {}, 270, 234),
    # (180 − 80) × 45 % = 45; 40 and 30 would have left 10 of the 80: 170 × 45 % = 76.50
    (
        "C4",
        "three times a day",
        [visit("2025-01-01", 40), visit("2025-01-01", 30), visit("2025-01-01", 180)],
        {},
        205,
        173.5,
    ),
    # 60 % of 1000, or of 900: 6 % of the cost
    ("C9", "a treatment for 1000", [tcm("2025-01-01", 1000)], {}, 400, 460),
    # the one deductible of the year is that of the one accident; but since when this is paid is not said either
    ("C11", "one accident", [accident("2024-01-01", 600)], {"place": "阳泉市"}, 300, 300),
    # (600 − 100) × 60 % = 300 each time, or the second time 600 × 60 % = 360
    (
        "C11",
        "two accidents",
        [accident("2024-01-01", 600), accident("2024-02-01", 600)],
        {"place": "阳泉市"},
        600,
        540,
    ),
    # (8000 − 1000) × 60 % = 4200, or 8000 × 60 % = 4800
    ("C16", "a caesarean", [caesarean("2025-01-01", 8000)], {}, 3800, 3200),
]


@pytest.mark.parametrize(
    ("reading", "claims", "more", "paid", "paid_otherwise"),
    [pytest.param(*example[:1], *example[2:], id=f"{example[0]}: {example[1]}") for example in EXAMPLES],
)
def test_what_the_person_would_pay_with_the_reading_the_other_way(policy, reading, claims, more, paid, paid_otherwise):
    statement = settled(policy, claims, **more)
    assert (statement["status"], statement["self"]) == ("ok", paid)
    assert statement["cost"] == sum(statement[payer] for payer in PAYERS)
    assert listed(statement, reading)["otherwise"] == {
        "text": policy.readings[reading]["otherwise"],
        "self": paid_otherwise,
        "difference": paid_otherwise - paid,
    }


def test_each_reading_that_has_another_way_in_words_has_an_example_here(policy):
    in_words = {name for name, reading in policy.readings.items() if "otherwise" in reading}
    assert in_words == {reading for reading, *_ in EXAMPLES}


# --- where the other way is left out

LEFT_OUT = [
    ("B3", "from 2025 the words are express", [stay("2025-01-01", class_a=31000, class_b_drug=5000)], {}),
    ("B2", "a total hides its deductibles", [stay("2025-01-01", class_a=31000), self_pay("2025-12-31", 9000)], {}),
    ("B2", "so does what came earlier", [stay("2025-01-01", class_a=31000)], {"earlier": {"in_scope_self_pay": 9000}}),
    (
        "B14",
        "a total below the stays cannot hold them",
        [stay("2025-01-01", class_a=31000), self_pay("2025-12-31", 9)],
        {},
    ),
    (
        "B13",
        "what the poor had elsewhere was not collected",
        [self_pay("2025-12-31", 25000)],
        {**OTHER_POOR, "place": "大同市"},
    ),
    (
        "B13",
        "until 2024 Jinzhong had no rule for the poor",
        [self_pay("2025-12-31", 25000)],
        {**OTHER_POOR, "place": "晋中市"},
    ),
    (
        "A12",
        "class 3: only whether the points went on is open",
        [stay("2018-01-01", "class_3", "unreferred", class_a=9000)],
        {},
    ),
    ("A5", "no other figure", [stay("2025-01-01", implant_domestic=9000)], {}),
    ("A1", "another claim is unknown", [stay("2025-01-01", class_b_drug=5000), stay("2025-01-02", blood=5000)], {}),
]


@pytest.mark.parametrize(
    ("reading", "claims", "more"),
    [pytest.param(example[0], *example[2:], id=f"{example[0]}: {example[1]}") for example in LEFT_OUT],
)
def test_where_the_other_way_cannot_be_told_it_is_left_out(policy, reading, claims, more):
    assert listed(settled(policy, claims, **more), reading).keys() == {"reading", "text"}


def test_a_reading_that_moves_nothing_is_left_out_beside_a_year_that_is_unknown_too(policy):
    """A1 moves money in a stay with class B drugs alone; Datong's rules of 2024 were not collected."""
    unknown = stay("2024-12-31", class_a=5000)
    moved, unmoved = (
        settled(policy, [unknown, stay("2025-01-01", **costs)], place="大同市")
        for costs in ({"class_b_drug": 5000}, {"class_b_drug": 500})
    )
    assert listed(moved, "A1").keys() == {"reading", "text"}
    assert listed(unmoved, "A1") is None


def test_what_the_cap_left_is_told_beside_a_stay_whose_costs_are_not_all_known(policy):
    """Critical illness pays its 400000 either way: B4 moves nothing."""
    claims = [tcm("2025-01-01", 120000), stay("2025-02-01", class_a=8000), stay("2025-03-01", class_a=5000, blood=100)]
    statement = settled(policy, [*claims, self_pay("2025-12-31", 900000)])
    assert (statement["status"], listed(statement, "B4")) == ("ok", None)


def test_each_year_is_taken_the_other_way_where_the_reading_bites(policy):
    """A stay for 5000 of class B drugs saves 150 in each year (A1)."""
    years = [stay("2025-01-01", class_b_drug=5000), stay("2026-01-01", class_b_drug=5000)]
    assert listed(settled(policy, years), "A1")["otherwise"]["difference"] == -300


def test_what_each_stay_of_a_year_moves_adds_up(policy):
    """Without the deductibles, 1000 and 500, critical illness would have 1500 less of which it pays 75 % (B2)."""
    stays = [stay("2025-01-01", class_a=42000), stay("2025-02-01", class_a=42000)]
    assert listed(settled(policy, stays), "B2")["otherwise"]["difference"] == 1125


def test_of_a_stay_below_the_deductible_all_that_is_in_scope_is_moved(policy):
    """500, and 500 for the deductible of the second stay: critical illness would have 1000 less (B2)."""
    stays = [stay("2025-01-01", class_a=500), stay("2025-02-01", class_a=42000)]
    assert listed(settled(policy, stays), "B2")["otherwise"]["difference"] == 750


def test_of_the_points_lost_elsewhere_only_what_the_cap_leaves_is_lost(policy):
    """58500 are due, 19500 more at home: of these the cap of 70000 leaves 11500, so 8000 enter the pool and 75 % are paid (B7)."""
    claim = stay("2025-01-01", location="unreferred", class_a=131000)
    assert listed(settled(policy, [claim]), "B7")["otherwise"]["difference"] == -6000


def test_what_the_cap_leaves_of_each_stay_adds_up(policy):
    """4200 and 4500 of two stays are over the cap: 16000 − 8700 lower the deductible to 7300, of which 75 % are 2025 more (B4)."""
    claims = [tcm("2025-01-01", 120000), stay("2025-02-01", class_a=8000), stay("2025-03-01", class_a=8000)]
    assert listed(settled(policy, claims), "B4")["otherwise"]["difference"] == -2025
