"""What holds of every case, whatever its city, days, person and claims: sums, bounds, order, a year cut in two, JSON."""

import copy
import json
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import strategies
from strategies import TWENTIES, cases
from urrbmi.claims import COSTS, city
from urrbmi.settle import FIELDS, settle
from years_of_care import STAYS, USES_ANNUAL_CAP, critical, funds, outcomes

PARTS = ("basic_fund", "critical_illness", "self")


def fen(yuan):
    """Yuan of a case or a statement as whole fen."""
    return int(Fraction(str(yuan)) * 100)


def cost(claim):
    """What a claim of a case costs, in fen."""
    return sum(fen(claim.get(name, 0)) for name in ("cost", "compliant")) + sum(
        map(fen, claim.get("costs", {}).values())
    )


def in_order(claims):
    return sorted(claims, key=lambda claim: claim["date"])


def test_the_invented_cases_are_of_every_kind_and_place(policy):
    assert set(strategies.every_kind(TWENTIES)) == set(FIELDS)
    assert set(strategies.CITIES) == {place["name"] for place in policy.cities()}
    for dimension, names in {
        "facility": strategies.FACILITIES,
        "location": strategies.LOCATIONS,
        "group": strategies.GROUPS,
        "cost": COSTS,
    }.items():
        assert set(names) >= set(policy.dimensions[dimension]["values"])


# --- sums


@given(cases())
def test_totals_add_up_to_the_fen(policy, case):
    statement = settle(case, policy)
    assert fen(statement["cost"]) == sum(map(cost, case["claims"]))
    assert [fen(claim["cost"]) for claim in outcomes(statement)] == [cost(claim) for claim in in_order(case["claims"])]
    if statement["status"] == "ok":
        assert fen(statement["cost"]) == sum(fen(statement[part]) for part in PARTS)
        assert fen(statement["basic_fund"]) == sum(map(fen, funds(statement)))
        assert fen(statement["critical_illness"]) == sum(map(fen, critical(statement)))
        assert min(statement[part] for part in PARTS) >= 0
        assert statement["missing"] == []


@given(cases())
def test_one_unknown_part_makes_the_totals_unknown_and_says_what_is_missing(policy, case):
    statement = settle(case, policy)
    assert (statement["status"] == "unknown") == (None in funds(statement) + critical(statement))
    if statement["status"] == "unknown":
        assert [statement[part] for part in PARTS] == [None] * 3
        assert statement["missing"]


@given(cases())
def test_each_calendar_year_settles_as_if_alone(policy, case):
    alone = []
    rest = {"place": case["place"], "person": case["person"]}
    for year in sorted({claim["date"][:4] for claim in case["claims"]}):
        claims = [claim for claim in case["claims"] if claim["date"].startswith(year)]
        earlier = {} if alone else {"earlier": case.get("earlier", {})}
        alone += settle({**rest, **earlier, "claims": claims}, policy)["years"]
    together = settle(case, policy)["years"]
    assert without_index(together) == without_index(alone)


# --- bounds


@given(cases())
def test_the_fund_never_pays_more_than_is_in_scope(policy, case):
    for claim, outcome in zip(in_order(case["claims"]), outcomes(settle(case, policy)), strict=True):
        if outcome["basic_fund"] is not None:
            in_scope = {step["label"]: step["amount"] for step in outcome["steps"]}.get("政策范围内费用")
            covered = cost(claim) - fen(claim.get("costs", {}).get("uncovered", 0)) - fen(claim.get("compliant", 0))
            assert 0 <= fen(outcome["basic_fund"]) <= covered
            assert in_scope is None or outcome["basic_fund"] <= in_scope


def cap_of(claim):
    """The item that is the cap on a claim's payment, its dimensions, and the counter that it shares with others."""
    if claim["kind"] == "two_diseases":
        return "two_diseases_cap", (claim["disease"],)
    if claim["kind"] in USES_ANNUAL_CAP:
        return "annual_fund_cap", ()
    return f"{claim['kind']}_cap", ()


@given(cases())
def test_a_year_s_payments_under_a_cap_never_pass_it(policy, case):
    earlier = fen(case.get("earlier", {}).get("basic_fund", 0))
    first_year = min((claim["date"][:4] for claim in case["claims"]), default="")
    paid = Counter({(first_year, "annual_fund_cap", ()): earlier})
    for claim, fund in zip(in_order(case["claims"]), funds(settle(case, policy)), strict=True):
        if fund:
            item, dimensions = cap_of(claim)
            counter = (claim["date"][:4], item, dimensions)
            paid[counter] += fen(fund)
            assert (
                paid[counter]
                <= policy.rules(city(case["place"], "", policy), claim["date"]).get(item, *dimensions).number
            )


@given(cases())
def test_critical_illness_never_pays_more_than_was_borne(policy, case):
    statement = settle(case, policy)
    for year in statement["years"]:
        if year["critical_illness"]["amount"] is not None and None not in [c["basic_fund"] for c in year["claims"]]:
            borne = sum(fen(claim["cost"]) - fen(claim["basic_fund"]) for claim in year["claims"])
            assert 0 <= fen(year["critical_illness"]["amount"]) <= borne


# --- more cost


@st.composite
def cases_with_more_cost(draw):
    """A case, the same with one amount of one claim raised, and that claim's index."""
    case = draw(cases(most_years=1))
    assume(case["claims"])
    index = draw(st.integers(0, len(case["claims"]) - 1))
    more = copy.deepcopy(case)
    claim = more["claims"][index]
    extra = draw(strategies.FEN)
    if "costs" in claim:
        amounts, name = claim["costs"], draw(st.sampled_from(sorted(claim["costs"]) or ["class_a"]))
    else:
        amounts, name = claim, next((name for name in ("cost", "compliant") if name in claim), None)
    assume(name is not None)
    raised = fen(amounts.get(name, 0)) + extra
    assume(raised <= 100_000_000_00)
    amounts[name] = raised / 100
    return case, more, index


@given(cases_with_more_cost())
def test_more_cost_never_lowers_what_the_person_gets(policy, pair):
    less, more, index = pair
    before, after = settle(less, policy), settle(more, policy)
    paid = {claim["index"]: claim["basic_fund"] for claim in outcomes(before)}
    for claim in outcomes(after):
        if claim["index"] == index and None not in (claim["basic_fund"], paid[index]):
            assert claim["basic_fund"] >= paid[index]
    if before["status"] == after["status"] == "ok":
        benefit = [sum(fen(statement[part]) for part in PARTS[:2]) for statement in (before, after)]
        assert benefit[1] >= benefit[0]


# --- order


@given(cases())
def test_claims_settle_by_day_and_within_a_day_as_given(policy, case):
    statement = settle(case, policy)
    order = [(claim["date"], claim["index"]) for claim in outcomes(statement)]
    assert order == sorted((claim["date"], index) for index, claim in enumerate(case["claims"]))
    sorted_first = settle({**case, "claims": in_order(case["claims"])}, policy)
    assert without_index(sorted_first["years"]) == without_index(statement["years"])


def without_index(years):
    """The years of a statement, each claim's place in the input left out."""
    return [{**year, "claims": [{**claim, "index": None} for claim in year["claims"]]} for year in copy.deepcopy(years)]


# --- a year cut in two


def own_cap(claim):
    """The cap of its own that a claim uses, of whose use `earlier` knows nothing; None for the annual one or none."""
    item, dimensions = cap_of(claim)
    return (item, dimensions) if claim["kind"] in ("outpatient", "two_diseases", "student_accident") else None


def borne(statement):
    """What a settled year adds to in_scope_self_pay, in fen: what its claims say they add to critical illness."""
    label = "计入大病保险的合规自付"
    return sum(
        fen(step["amount"]) for claim in outcomes(statement) for step in claim["steps"] if step["label"] == label
    )


@st.composite
def years_cut_in_two(draw):
    """A case of one year in whole twenties of yuan, and how many claims settle before the cut.

    No cap of its own is used on both sides.
    """
    case = draw(cases(TWENTIES, most_years=1))
    claims = in_order(case["claims"])
    cut = draw(st.integers(0, len(claims)))
    used = {own_cap(claim) for claim in claims[:cut]} - {None}
    return {**case, "claims": claims[:cut] + [claim for claim in claims[cut:] if own_cap(claim) not in used]}, cut


@given(years_cut_in_two())
def test_a_year_cut_at_any_claim_and_resumed_gives_the_same(policy, cut_year):
    """`earlier` carries admissions, what was paid under the annual cap and what was borne in scope, in whole fen.

    So it carries everything if the first part is known and has no cost whose rate is unknown (even where that changes no
    payment), if what it leaves borne is whole fen, and if no cap of its own is used on both sides.
    """
    case, cut = cut_year
    first = settle({**case, "claims": case["claims"][:cut]}, policy)
    assume(first["status"] == "ok")
    assume(not any(step["label"] == "不影响结果" for claim in outcomes(first) for step in claim["steps"]))
    given_earlier = case.get("earlier", {})
    by_annual_cap = [
        fund for claim, fund in zip(case["claims"], funds(first), strict=False) if claim["kind"] in USES_ANNUAL_CAP
    ]
    admissions = given_earlier.get("admissions", 0) + sum(claim["kind"] in STAYS for claim in case["claims"][:cut])
    assume(admissions <= 366)
    earlier = {
        "admissions": admissions,
        "basic_fund": (fen(given_earlier.get("basic_fund", 0)) + sum(map(fen, by_annual_cap))) / 100,
        "in_scope_self_pay": (fen(given_earlier.get("in_scope_self_pay", 0)) + borne(first)) / 100,
    }
    assume(max(earlier["basic_fund"], earlier["in_scope_self_pay"]) <= 100_000_000)
    rest = settle({**case, "claims": case["claims"][cut:], "earlier": earlier}, policy)
    whole = settle(case, policy)
    assert rest["status"] == whole["status"]
    assert funds(first) + funds(rest) == funds(whole)
    if whole["status"] == "ok":
        for name in ("cost", *PARTS):
            assert fen(first[name]) + fen(rest[name]) == fen(whole[name])


@pytest.mark.parametrize(
    ("claim", "once", "apart"),
    [
        ({"kind": "outpatient", "facility": "class_3", "costs": {"class_a": 500}}, 300, 600),
        ({"kind": "two_diseases", "disease": "hypertension", "costs": {"class_a": 500}}, 260, 520),
    ],
    ids=["outpatient care", "two diseases"],
)
def test_what_a_cap_of_its_own_has_paid_cannot_be_given_as_earlier(policy, claim, once, apart):
    claims = [{**claim, "date": "2025-03-01"}, {**claim, "date": "2025-04-01"}]
    assert sum(funds(settle({"place": "晋中市", "claims": claims}, policy))) == once
    assert sum(sum(funds(settle({"place": "晋中市", "claims": [one]}, policy))) for one in claims) == apart


# --- JSON


@given(cases())
def test_a_case_and_its_statement_survive_json(interface, policy, case):
    untouched = copy.deepcopy(case)
    statement = settle(case, policy)
    assert case == untouched
    text = interface.settle(json.dumps(case))
    assert json.loads(text) == statement
    assert json.dumps(json.loads(text), ensure_ascii=False) == text
    assert interface.settle(json.dumps(case, ensure_ascii=False, indent=2)) == text


def written_out(data):
    """The same data with every amount of money as a decimal string."""
    if isinstance(data, dict):
        return {name: written_out(value) for name, value in data.items()}
    if isinstance(data, list):
        return [written_out(value) for value in data]
    return f"{data:.2f}" if isinstance(data, float) else data


@given(cases())
def test_an_amount_means_the_same_as_a_number_and_as_a_string(policy, case):
    assert settle(written_out(case), policy) == settle(case, policy)
