"""What holds for every settlement: the identities of a year of care, its order, and what a statement has."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from settling import settled, totals
from some_care import stay
from years_of_care import FACILITIES, FIRST_SELF_PAY, POINTS_LOST, funds, half_up


def invented_year(seed):
    """Up to eight stays of one year from 2025 to 2029, of every size, place and mixture of costs."""
    chance = random.Random(seed)
    scale = chance.choice([500, 5_000, 50_000, 300_000])
    year = chance.randint(2025, 2029)
    days = sorted(
        f"{year}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}" for _ in range(chance.randint(1, 8))
    )
    return [
        stay(
            day,
            chance.choice(list(FACILITIES)),
            chance.choice(list(POINTS_LOST)),
            **{kind: chance.randint(0, scale * 100) / 100 for kind in chance.sample(list(FIRST_SELF_PAY), 2)},
        )
        for day in days
    ]


def retold(claims):
    """晋医保发〔2024〕19号, 二 and 四, in a dozen lines: the fund's and critical-illness insurance's payments of a year."""
    paid = pool = Fraction(0)
    for number, claim in enumerate(claims):
        deductible, ratio = FACILITIES[claim["facility"]]
        lost = Fraction(POINTS_LOST[claim["location"]], 100)
        costs = {kind: Fraction(str(cost)) for kind, cost in claim["costs"].items()}
        in_scope = sum(cost * (100 - FIRST_SELF_PAY[kind]) / 100 for kind, cost in costs.items())
        base = max(Fraction(0), in_scope - (Fraction(deductible, 2) if number else deductible))
        payment = min(half_up(base * (Fraction(ratio, 100) - lost)), 70_000 - paid)
        paid += payment
        pool += in_scope - payment - base * lost
    first = max(Fraction(0), pool - 10_000) * Fraction(75, 100)
    second = max(Fraction(0), pool - first - 50_000) * Fraction(50, 100)
    return float(paid), float(min(Fraction(400_000), half_up(first + second)))


@pytest.mark.parametrize("seed", range(300))
def test_a_year_comes_out_as_the_rules_of_2025_retold(policy, seed):
    claims = invented_year(seed)
    statement = settled(policy, *claims)
    assert (statement["basic_fund"], statement["critical_illness"]) == retold(claims)


@pytest.mark.parametrize("seed", range(60))
def test_cost_is_fund_and_critical_illness_and_self_together_to_the_fen(policy, seed):
    claims = invented_year(seed)
    statement = settled(policy, *claims)
    cost, *parts = (Decimal(str(amount)) for amount in totals(statement).values())
    assert cost == sum(parts) == sum(Decimal(str(cost)) for claim in claims for cost in claim["costs"].values())
    assert min(parts) >= 0
    assert parts[0] == sum(Decimal(str(fund)) for fund in funds(statement))
    assert parts[1] == Decimal(str(statement["years"][0]["critical_illness"]["amount"]))


def test_no_claims_settle_to_zero(policy):
    statement = settled(policy)
    assert statement["status"] == "ok"
    assert totals(statement) == {"cost": 0, "basic_fund": 0, "critical_illness": 0, "self": 0}
    assert statement["years"] == statement["missing"] == statement["assumptions"] == []


def test_each_calendar_year_settles_as_if_alone(policy):
    years = [
        [stay("2024-12-31", class_a=90000), stay("2024-12-31", "class_3", class_a=5000)],
        [stay("2025-01-01", class_a=90000), stay("2025-12-31", class_a=90000)],
        [stay("2026-01-01", class_a=90000)],
    ]
    together = settled(policy, *years[2], *years[0], *years[1], place="晋中")
    alone = [settled(policy, *claims, place="晋中")["years"][0] for claims in years]
    assert [year["year"] for year in together["years"]] == [2024, 2025, 2026]
    assert funds(together) == [claim["basic_fund"] for year in alone for claim in year["claims"]]
    assert [y["critical_illness"] for y in together["years"]] == [y["critical_illness"] for y in alone]


LONG_YEAR = [
    stay("2025-01-20", "class_3", class_a=900),
    stay("2025-02-20", "class_1", class_a=42000),
    stay("2025-03-20", "class_2_city", class_a=61000),
    stay("2025-03-20", "class_1", class_a=30000),
    stay("2025-11-20", "class_1", class_a=600000),
]


@pytest.mark.parametrize("cut", range(len(LONG_YEAR) + 1))
def test_a_year_cut_in_two_and_resumed_gives_the_same_totals(policy, cut):
    whole, first = settled(policy, *LONG_YEAR), settled(policy, *LONG_YEAR[:cut])
    earlier = {
        "admissions": cut,
        "basic_fund": first["basic_fund"],
        "in_scope_self_pay": first["cost"] - first["basic_fund"],  # everything is class A and in the city
    }
    rest = settled(policy, *LONG_YEAR[cut:], earlier=earlier)
    assert {name: totals(first)[name] + totals(rest)[name] for name in totals(whole)} == totals(whole)
    assert funds(first) + funds(rest) == funds(whole)


def test_what_came_earlier_belongs_to_the_year_of_the_first_claim(policy):
    earlier = {"admissions": 1, "basic_fund": 69000, "in_scope_self_pay": 9000}
    statement = settled(policy, stay("2025-05-01", class_a=5500), stay("2026-05-01", class_a=5500), earlier=earlier)
    # 2025: (5500 − 500) × 60 % = 3000, of which 1000 is left; 9000 + 4500 − 10000 = 3500, × 75 % = 2625
    # 2026: (5500 − 1000) × 60 % = 2700; 2800 is not over 10000
    assert funds(statement) == [1000, 2700]
    assert [year["critical_illness"]["amount"] for year in statement["years"]] == [2625, 0]


def test_what_is_not_said_of_earlier_is_nothing(policy):
    over_the_cap = stay("2025-05-01", "class_1", class_a=600000)
    assert settled(policy, over_the_cap, earlier={}) == settled(policy, over_the_cap)


def test_a_payment_that_just_fits_into_what_is_left_is_not_said_to_be_limited(policy):
    # 太原市, 2025: 500 × 60 % = 300, which is the year's limit
    visit = {"kind": "outpatient", "date": "2025-05-01", "facility": "class_3", "costs": {"class_a": 500}}
    [claim] = settled(policy, visit)["years"][0]["claims"]
    assert claim["basic_fund"] == 300
    assert "门诊年度支付限额" not in [step["label"] for step in claim["steps"]]


def test_claims_of_one_day_settle_in_the_order_given(policy):
    big, small = stay("2025-05-01", "class_1", class_a=2000), stay("2025-05-01", "class_3", class_a=2000)
    assert funds(settled(policy, big, small)) == [600, 1657.5]  # (2000 − 1000) × 60 %, (2000 − 50) × 85 %
    assert funds(settled(policy, small, big)) == [1615, 900]  # (2000 − 100) × 85 %, (2000 − 500) × 60 %


def test_claims_settle_by_day_and_keep_their_place_in_the_input(policy):
    statement = settled(policy, stay("2025-09-01", class_a=2000), stay("2025-05-01", "class_3", class_a=2000))
    claims = [(claim["index"], claim["date"], claim["basic_fund"]) for claim in statement["years"][0]["claims"]]
    assert claims == [(1, "2025-05-01", 1615), (0, "2025-09-01", 900)]


@pytest.mark.parametrize(
    "first",
    [
        {"kind": "inpatient", "date": "2025-02-01", "facility": "class_1"},
        stay("2025-02-01", class_a=0, class_b_drug="0.00"),
        stay("2025-02-01", uncovered=300),
        stay("2025-02-01", class_a=999.99),
        stay("2025-02-01", "class_3", "unreferred"),
    ],
    ids=["no costs", "costs of zero", "nothing in scope", "below the deductible", "another class and place"],
)
def test_a_stay_for_which_nothing_is_paid_still_counts_as_an_admission(policy, first):
    statement = settled(policy, first, stay("2025-05-01", "class_2_city", class_a=2500))
    assert funds(statement) == [0, 1575]  # (2500 − 500 × 50 %) × 70 %


@pytest.mark.parametrize("place", ["晋中市", "晋中", " 晋中 ", "140700", 140700], ids=repr)
def test_a_city_goes_by_its_name_with_or_without_the_suffix_or_by_its_code(policy, place):
    claim = stay("2018-05-01", class_a=3000)
    assert settled(policy, claim, place=place) == settled(policy, claim, place="晋中市")


def test_all_eleven_cities_settle_alike_from_2025(policy):
    names = [place["name"] for place in policy.cities()]
    claim = stay("2025-03-10", class_a=42000)
    assert len(names) == 11
    assert {tuple(totals(settled(policy, claim, place=name)).values()) for name in names} == {
        (42000, 24600, 5550, 11850)
    }


@pytest.mark.parametrize(
    ("written", "number"), [("20000", 20000), ("20000.50", 20000.5), ("2e4", 20000.0)], ids=lambda value: repr(value)
)
def test_money_may_be_a_number_or_a_decimal_string(policy, written, number):
    assert settled(policy, stay("2025-01-01", class_a=written)) == settled(policy, stay("2025-01-01", class_a=number))


def test_a_statement_has_what_the_contract_names(policy):
    statement = settled(policy, stay("2025-03-10", class_a=42000))
    year = statement["years"][0]
    assert list(statement) == [
        *("status", "cost", "basic_fund", "critical_illness", "self", "years"),
        *("missing", "assumptions", "data_version"),
    ]
    assert list(year) == ["year", "claims", "critical_illness"]
    assert year["claims"][0]["steps"][0].keys() == {"label", "formula", "amount", "citations"}
    assert year["claims"][0]["steps"][1]["citations"] == [
        {"provision": "SX24-26", "document": "晋医保发〔2024〕19号", "locator": "二·表·一类", "state": "inherited"}
    ]
    assert statement["assumptions"][0].keys() == {"reading", "text", "otherwise"}
    assert statement["assumptions"][0]["otherwise"].keys() == {"text", "self", "difference"}
    assert statement["data_version"] == policy.data_version
