"""What holds for every settlement: identities of a year of care, what an unknown claim leaves known, and which assumptions are shown."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from urrbmi.settle import settle

BLOOD_RATE_UNKNOWN = "first_self_pay"  # 晋医保发〔2024〕19号 has no first self-pay for blood (reading A5)


def stay(date, facility="class_1", location="local", **costs):
    return {"kind": "inpatient", "date": date, "facility": facility, "location": location, "costs": costs}


def self_pay(date, compliant):
    return {"kind": "annual_self_pay", "date": date, "compliant": compliant}


def settled(policy, *claims, place="太原市", age=40, group="ordinary", **more):
    return settle({"place": place, "person": {"age": age, "group": group}, "claims": list(claims), **more}, policy)


def funds(statement):
    """What the fund pays for each claim, in the order of settlement."""
    return [claim["basic_fund"] for year in statement["years"] for claim in year["claims"]]


def totals(statement):
    return {name: statement[name] for name in ("cost", "basic_fund", "critical_illness", "self")}


# --- identities


FACILITIES = {"class_3": (100, 85), "class_2_county": (400, 75), "class_2_city": (500, 70), "class_1": (1000, 60)}
POINTS_LOST = {"local": 0, "in_province": 0, "long_term": 0, "referred": 5, "emergency": 5, "unreferred": 15}
FIRST_SELF_PAY = {"class_a": 0, "class_b_drug": 5, "class_b_service": 10, "consumable_imported": 20, "uncovered": 100}


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


def half_up(yuan):
    return Fraction(int(yuan * 100 + Fraction(1, 2)), 100)


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


# --- unknown claims


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


@pytest.mark.parametrize(
    ("compliant", "amount"),
    [
        (9000, 0),
        # of the unknown 1000 at the most 1000 − (1000 − 100) × 85 % = 235 are borne in scope
        (9764, 0),
        (9765.01, None),
        (20000, None),
        (490000, 400000),  # the cap is reached either way
    ],
)
def test_critical_illness_is_known_exactly_when_the_unknown_claim_could_not_change_it(policy, compliant, amount):
    statement = settled(policy, unknown("2025-03-01", blood=1000), self_pay("2025-12-31", compliant))
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


# --- assumptions

CHILD = {"age": 14}
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
    ("A20", True, "blood until 2024", "晋中", {}, [stay("2018-01-01", class_a=5000, blood=500)]),
    # class 1: 27500 → 15900 paid, 11600 borne; without the deductible 10600
    ("B2", True, "over 10000", "太原", {}, [stay("2025-01-01", class_a=27500)]),
    ("B2", False, "not over 10000", "太原", {}, [stay("2025-01-01", class_a=5000)]),
    # 22000 − 11550 paid − 1050 left out = 9400: nothing is paid, and less in the pool would not change that
    ("B2", False, "nothing paid", "太原", {}, [stay("2025-01-01", "class_1", "referred", class_a=22000)]),
    ("B3", True, "class B, over 10000", "太原", {}, [stay("2025-01-01", class_a=27500, class_b_drug=5000)]),
    ("B3", False, "class A alone", "太原", {}, [stay("2025-01-01", class_a=27500)]),
    ("B3", False, "class B, a small stay", "太原", {}, [stay("2025-01-01", class_a=2500, class_b_drug=500)]),
    ("B3", True, "a year's self-pay", "太原", {}, [A_YEAR_OF[2019]]),
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
    ("B8", False, "from 2025", "晋中", {}, [stay("2025-01-01", "class_1", "unreferred", class_a=40000)]),
    ("B11", True, "July 2017", "晋中", {}, [stay("2017-07-01", class_a=5000)]),
    ("B11", False, "2018", "晋中", {}, [stay("2018-07-01", class_a=5000)]),
    ("B12", True, "other poor", "太原", {"group": "other_poor"}, [A_YEAR_OF[2019]]),
    ("B12", False, "ordinary", "太原", {}, [A_YEAR_OF[2019]]),
    ("B12", False, "registered poor", "太原", {"group": "registered_poor"}, [A_YEAR_OF[2019]]),
    ("B13", True, "poor, from 2025", "太原", {"group": "minimum_living"}, [A_YEAR_OF[2025]]),
    # until 2024 the poor of Taiyuan had 78 % of what is over 5000
    ("B13", True, "only the other reading pays", "太原", {"group": "minimum_living"}, [self_pay("2025-12-31", 8000)]),
    ("B13", False, "under either deductible", "太原", {"group": "minimum_living"}, [self_pay("2025-12-31", 4000)]),
    ("B13", False, "ordinary", "太原", {}, [A_YEAR_OF[2025]]),
    ("B13", False, "poor, until 2024", "太原", {"group": "minimum_living"}, [A_YEAR_OF[2019]]),
    ("B14", True, "stay, then total", "太原", {}, [stay("2025-01-01", class_a=5000), A_YEAR_OF[2025]]),
    ("B14", True, "total, then stay", "太原", {}, [self_pay("2025-01-01", 50000), stay("2025-02-01", class_a=5000)]),
    ("B14", False, "total alone", "太原", {}, [A_YEAR_OF[2025]]),
    ("D1", True, "2018", "晋中", {}, [stay("2018-01-01", class_a=5000)]),
    ("D1", False, "2017", "晋中", {}, [stay("2017-12-31", class_a=5000)]),
    ("D1", False, "2025", "晋中", {}, [stay("2025-01-01", class_a=50000)]),
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
