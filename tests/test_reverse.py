"""Which bill leads to a result."""

import json
import random

import pytest

from some_care import CARE, SHARES, case, fen, stay
from urrbmi.settle import settle


@pytest.fixture
def reverse(interface):
    def reverse(given, goal, **more):
        return json.loads(interface.reverse(json.dumps({"case": given, "goal": goal, **more})))

    return reverse


def found(answer):
    return answer["answer"], answer["from"], answer["to"]


def test_a_result_that_one_bill_alone_has(reverse):
    """Above the deductible the fund pays 60%, so each of its fen stands for one or two of the bill."""
    answer = reverse(CARE["a stay"], {"basic_fund": 600})
    assert found(answer) == ("exact", 2000, 2000)
    assert answer["because"] == "这项费用是 2000 元时，医保基金正好付 600 元。"
    answer = reverse(CARE["a stay"], {"basic_fund": 600.01})
    assert found(answer) == ("interval", 2000.01, 2000.02)
    assert answer["because"] == "这项费用从 2000.01 元起，到 2000.02 元为止，医保基金都付 600.01 元。"


def test_beyond_the_cap_the_person_pays_a_quarter(reverse):
    """117,666.67 yuan leave 19,416.67; the 583.33 up to 20,000 are a quarter of 2,333.33 more."""
    answer = reverse(CARE["a stay"], {"self": 20000})
    assert found(answer) == ("interval", 119999.99, 120000.02)
    assert (answer["bill_from"], answer["bill_to"]) == (119999.99, 120000.02)


def test_the_bill_is_the_whole_of_the_claim(reverse):
    answer = reverse(case(stay(class_a=100, uncovered=800)), {"begins": "deductible"})
    assert [answer[name] for name in ("from", "to", "bill_from", "bill_to")] == [1000, 1000, 1800, 1800]
    assert answer["because"] == "这项费用到 1000 元时，过了起付线，医保基金开始付。"
    assert [citation["document"] for citation in answer["citations"]] == ["晋医保发〔2024〕19号"] * 2


def test_what_stays_the_same_from_a_cap_on(reverse):
    answer = reverse(CARE["a stay"], {"basic_fund": 70000})
    assert found(answer) == ("interval", 117666.66, 100_000_000)
    assert answer["because"] == "这项费用从 117666.66 元起，再多也一样，医保基金都付 70000 元。"
    assert [citation["provision"] for citation in answer["citations"]] == ["SX24-18"]


def test_nothing_is_paid_up_to_the_deductible(reverse):
    answer = reverse(CARE["a stay"], {"basic_fund": 0})
    assert found(answer) == ("interval", 0, 1000)
    assert {citation["document"] for citation in answer["citations"]} == {"晋医保发〔2024〕19号"}


IMPOSSIBLE = {
    "more than the cap": (CARE["a stay"], {"basic_fund": 70000.01}, "医保基金最多付 70000 元，这项费用再多也一样。"),
    "less than the others leave": (
        case(stay(class_a=0, uncovered=800)),
        {"self": 799.99},
        "这项费用就算是 0 元，自己也要为其余的费用付 800 元。",
    ),
    "more than can be entered": (
        CARE["a stay"],
        {"self": 99_999_999},
        "这项费用最高填 1 亿元，那时自己付 99530000 元。",
    ),
    "a rule that it never meets": (
        CARE["a stay"],
        {"begins": "outpatient_cap"},
        "这项费用从 0 元到 1 亿元，都碰不到这一处。",
    ),
}


@pytest.mark.parametrize(("given", "goal", "because"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_the_impossible_is_told_with_its_reason(reverse, given, goal, because):
    answer = reverse(given, goal)
    assert (answer["status"], *found(answer)) == ("ok", "impossible", None, None)
    assert answer["because"] == because


def test_where_rules_are_missing_nobody_can_tell(reverse):
    visit = {"kind": "outpatient", "date": "2020-03-10", "facility": "class_3", "costs": {"class_a": 100}}
    answer = reverse(case(visit), {"basic_fund": 250})
    assert (answer["status"], *found(answer)) == ("unknown", "unknown", None, None)
    assert answer["because"] == "这项费用从 333.35 元起，缺少规定，算不出来：普通门诊年度支付限额。"
    assert found(reverse(case(visit), {"basic_fund": 200})) == ("interval", 333.33, 333.34)
    chronic = case({"kind": "chronic_disease", "date": "2025-01-05", "cost": 4000})
    assert reverse(chronic, {"self": 1000})["answer"] == "unknown"
    assert found(reverse(chronic, {"self": 0})) == ("exact", 0, 0)


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("name", ["a stay", "a stay far away", "a dear drug before a stay", "two years"])
def test_the_bill_that_was_settled_is_found_again(reverse, policy, name, share):
    """Each answer leads to its goal, at both its ends, and the fen beside them do not."""
    given = CARE[name]

    def paid(amount):
        last = {**given["claims"][-1], "costs": {**given["claims"][-1]["costs"], "class_a": amount / 100}}
        return fen(settle({**given, "claims": [*given["claims"][:-1], last]}, policy)[share])

    chance = random.Random(share)
    for _ in range(40):
        amount = chance.randint(0, 10 ** chance.randint(3, 8))
        answer = reverse(given, {share: paid(amount) / 100})
        first, last = fen(answer["from"]), fen(answer["to"])
        assert first <= amount
        assert paid(first) == paid(last) == paid((first + last) // 2) == paid(amount)
        assert first == 0 or paid(first - 1) != paid(amount)
        assert last == 10**10 or paid(last + 1) != paid(amount)


BAD = {
    "no goal": ({}, "goal：请填一个目标"),
    "two goals": ({"self": 1, "basic_fund": 1}, "goal：请填一个目标"),
    "no object": (20000, "goal：应当是"),
    "an unknown share": ({"selfpay": 1}, "是不是 self"),
    "a bad amount": ({"self": -1}, "goal.self：“-1” 不是金额"),
    "an unknown beginning": ({"begins": "annualcap"}, "是不是 annual_cap"),
}


@pytest.mark.parametrize(("goal", "words"), BAD.values(), ids=BAD)
def test_a_bad_goal_is_an_error_that_says_what_is_wrong(reverse, goal, words):
    answer = reverse(CARE["a stay"], goal)
    assert answer["status"] == "error"
    assert words in answer["message"]
