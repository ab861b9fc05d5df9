"""What holds for years of care of all kinds: identities, caps, order, and what an unknown claim leaves known."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from years_of_care import (
    ANNUAL_CAP,
    DISEASES,
    EVERY,
    KNOWN,
    chronic,
    critical,
    exact,
    funds,
    invented,
    major,
    outcomes,
    retold,
    self_pay,
    settled,
    stay,
    visit_elsewhere,
    yuan,
)


@pytest.mark.parametrize("seed", range(400))
def test_a_year_of_all_kinds_comes_out_as_the_rules_of_2025_retold(policy, seed):
    claims = invented(seed, KNOWN, (2025, 2027, 2029))
    statement = settled(policy, claims)
    paid, critical_illness = retold(claims)
    assert statement["status"] == "ok"
    assert funds(statement) == paid
    assert critical(statement) == [critical_illness]


# --- identities and caps


def capped(claim):
    """The counter that a claim's payment uses, with its cap, from 2025."""
    if claim["kind"] == "outpatient":
        return "outpatient", 300
    if claim["kind"] == "two_diseases":
        return claim["disease"], DISEASES[claim["disease"]]
    if claim["kind"] == "student_accident":
        return "student_accident", 5000
    return "annual", ANNUAL_CAP


@pytest.mark.parametrize("seed", range(300))
def test_cost_is_fund_and_critical_illness_and_self_together_to_the_fen(policy, seed):
    chance = random.Random(seed)
    place = chance.choice([place["name"] for place in policy.cities()])
    statement = settled(policy, invented(seed, EVERY, range(2016, 2032)), place)
    assert exact(statement["cost"]) == sum((exact(claim["cost"]) for claim in outcomes(statement)), Decimal(0))
    amounts = [statement[name] for name in ("basic_fund", "critical_illness", "self")]
    if statement["status"] == "unknown":
        assert amounts == [None] * 3
        assert None in funds(statement) + critical(statement)
        assert statement["missing"]
    else:
        assert exact(statement["cost"]) == sum(exact(amount) for amount in amounts)
        assert min(amounts) >= 0
        assert exact(amounts[0]) == sum(exact(fund) for fund in funds(statement))
        assert exact(amounts[1]) == sum(exact(amount) for amount in critical(statement))
        assert statement["missing"] == []


@pytest.mark.parametrize("seed", range(300))
def test_the_fund_never_pays_more_than_a_claim_costs_or_a_cap_allows(policy, seed):
    chance = random.Random(seed)
    claims = invented(seed, EVERY, range(2017, 2030), most=14)
    paid = {}
    for outcome in outcomes(settled(policy, claims, chance.choice(["晋中市", "阳泉市", "太原市"]))):
        if outcome["basic_fund"] is not None:
            assert 0 <= outcome["basic_fund"] <= outcome["cost"]
            counter, cap = capped(claims[outcome["index"]])
            paid[counter] = paid.get(counter, Decimal(0)) + exact(outcome["basic_fund"])
            assert paid[counter] <= cap


def test_the_caps_are_reached_often_enough_to_mean_something(policy):
    reached = set()
    for seed in range(300):
        claims = invented(seed, KNOWN, (2025,), most=14)
        paid = {}
        for claim, fund in zip(claims, funds(settled(policy, claims)), strict=True):
            counter, cap = capped(claim)
            paid[counter] = paid.get(counter, Decimal(0)) + exact(fund)
            if paid[counter] == cap:
                reached.add(counter)
    assert reached == {"annual", "outpatient", *DISEASES}


# --- order, and a year cut in two


@pytest.mark.parametrize("seed", range(100))
def test_claims_of_one_day_settle_in_the_order_given(policy, seed):
    claims = invented(seed, EVERY)
    random.Random(seed).shuffle(claims)
    one_day = [{**claim, "date": "2025-06-15"} for claim in claims]
    apart = [{**claim, "date": f"2025-06-{day:02d}"} for day, claim in enumerate(claims, 1)]
    together, separate = settled(policy, one_day), settled(policy, apart)
    assert [claim["index"] for claim in outcomes(together)] == list(range(len(claims)))
    assert funds(together) == funds(separate)
    assert critical(together) == critical(separate)


@pytest.mark.parametrize("seed", range(100))
def test_the_order_of_the_input_does_not_matter_between_days(policy, seed):
    claims = invented(seed, EVERY)
    apart = [{**claim, "date": f"2025-06-{day:02d}"} for day, claim in enumerate(claims, 1)]
    backwards = settled(policy, apart[::-1])
    forwards = settled(policy, apart)
    assert funds(backwards) == funds(forwards)
    assert critical(backwards) == critical(forwards)


@pytest.mark.parametrize("seed", range(100))
def test_a_year_of_stays_and_self_pay_cut_in_two_adds_up_to_the_whole(policy, seed):
    def plain_stay(chance, scale):
        return {**stay(chance, scale), "location": "local", "costs": {"class_a": yuan(chance, scale)}}

    claims = invented(seed, [plain_stay, plain_stay, self_pay])
    whole = settled(policy, claims)
    for cut in range(len(claims) + 1):
        first = settled(policy, claims[:cut])
        earlier = {
            "admissions": sum(claim["kind"] == "inpatient" for claim in claims[:cut]),
            "basic_fund": first["basic_fund"],
            "in_scope_self_pay": str(exact(first["cost"]) - exact(first["basic_fund"])),  # all of it is class A
        }
        rest = settled(policy, claims[cut:], earlier=earlier)
        assert funds(first) + funds(rest) == funds(whole)
        for name in ("cost", "basic_fund", "critical_illness", "self"):
            assert exact(first[name]) + exact(rest[name]) == exact(whole[name])


# --- an unknown claim beside known ones


def with_an_unknown(seed, maker):
    """A year with one claim that cannot be settled, somewhere among known ones; and where it is."""
    claims = invented(seed, KNOWN, most=7)
    chance = random.Random(seed)
    at = chance.randrange(len(claims) + 1)
    day = claims[at]["date"] if at < len(claims) else "2025-12-31"
    unknown = maker(chance, chance.choice([100, 10_000, 200_000]))
    if "cost" in unknown:
        unknown["cost"] = round(unknown["cost"] + 0.01, 2)  # a cost of 0 is known
    else:
        unknown["costs"]["class_a"] = round(unknown["costs"]["class_a"] + 0.01, 2)
    return [*claims[:at], {**unknown, "date": day}, *claims[at:]], at


def unknown_years():
    return [(maker, seed) for maker in (chronic, major, visit_elsewhere) for seed in range(120)]


@pytest.mark.parametrize(("maker", "seed"), unknown_years(), ids=lambda value: getattr(value, "__name__", value))
def test_a_claim_keeps_its_amount_exactly_when_no_payment_for_the_unknown_one_changes_it(policy, maker, seed):
    claims, at = with_an_unknown(seed, maker)
    statement = settled(policy, claims)
    cost = Fraction(str(claims[at].get("cost", claims[at].get("costs", {}).get("class_a"))))
    sweeps = [retold(claims, {at: cost * part / 20}, share) for part in range(21) for share in (0, 1)]
    possible = [{paid[index] for paid, _ in sweeps} for index in range(len(claims))]
    expected = [None if len(amounts) > 1 else amounts.pop() for amounts in possible]
    expected[at] = None
    assert funds(statement) == expected
    assert [statement[name] for name in ("basic_fund", "critical_illness", "self")] == [None] * 3
    if critical(statement) != [None]:
        assert {amount for _, amount in sweeps} == set(critical(statement))


def test_both_outcomes_of_the_sweep_occur(policy):
    kept = lost = 0
    for maker, seed in unknown_years():
        claims, at = with_an_unknown(seed, maker)
        found = funds(settled(policy, claims))
        kept += sum(fund is not None for fund in found[at + 1 :])
        lost += sum(fund is None for fund in found[at + 1 :])
    assert min(kept, lost) > 20


def test_claims_before_an_unknown_one_and_in_other_years_keep_their_amounts(policy):
    claims = [
        {"kind": "tcm", "date": "2025-01-01", "cost": 100000},
        {"kind": "chronic_disease", "date": "2025-01-02", "cost": 50000},
        {"kind": "tcm", "date": "2025-01-03", "cost": 1000},
        {"kind": "outpatient", "date": "2025-01-04", "facility": "class_3", "costs": {"class_a": 100}},
        {"kind": "two_diseases", "date": "2025-01-05", "disease": "hypertension", "costs": {"class_a": 100}},
        {"kind": "tcm", "date": "2026-01-03", "cost": 1000},
    ]
    # 60000 paid, so 10000 left: the unknown 50000 may take it all, but not touch what has a cap of its own
    assert funds(settled(policy, claims)) == [60000, None, None, 60, 60, 600]


@pytest.mark.parametrize("cost", [4000, 3999.99])
def test_an_unknown_claim_that_leaves_just_enough_of_the_cap_changes_nothing(policy, cost):
    claims = [
        {"kind": "tcm", "date": "2025-01-01", "cost": 100000},
        {"kind": "chronic_disease", "date": "2025-01-02", "cost": cost},
        {"kind": "tcm", "date": "2025-01-03", "cost": 10000},
    ]
    assert funds(settled(policy, claims)) == [60000, None, 6000]


def test_an_unknown_claim_that_may_leave_a_fen_too_little_leaves_the_next_unknown(policy):
    claims = [
        {"kind": "tcm", "date": "2025-01-01", "cost": 100000},
        {"kind": "major_disease", "date": "2025-01-02", "list": "adult", "cost": 4000.01},
        {"kind": "tcm", "date": "2025-01-03", "cost": 10000},
    ]
    assert funds(settled(policy, claims)) == [60000, None, None]


def test_a_cap_that_is_used_up_stays_used_up_whatever_the_unknown_claim_takes(policy):
    claims = [
        {"kind": "tcm", "date": "2025-01-01", "cost": 200000},
        {"kind": "chronic_disease", "date": "2025-01-02", "cost": 5000},
        {"kind": "tcm", "date": "2025-01-03", "cost": 10000},
    ]
    assert funds(settled(policy, claims)) == [70000, None, 0]
