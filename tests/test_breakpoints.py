"""A rising cost: who pays the next yuan, and the exact fen at which that changes."""

import json
import random
from fractions import Fraction
from itertools import pairwise

import pytest

from some_care import CARE, case, fen, shares, stay
from urrbmi.analysis.breakpoints import segments
from urrbmi.analysis.request import case_of
from urrbmi.analysis.varying import HIGHEST, varying
from urrbmi.money import GRID
from urrbmi.settle import settle
from years_of_care import EVERY, FIRST_SELF_PAY, KNOWN, invented


@pytest.fixture
def ask(interface):
    def ask(given, **more):
        return json.loads(interface.next(json.dumps({"case": given, **more})))

    return ask


def course(answer):
    """Where each segment begins, what begins there, and who pays the next yuan."""
    return [
        (segment["from"], segment["begins"] and segment["begins"]["what"], *segment["per_yuan"].values())
        for segment in answer["segments"]
    ]


# --- worked by hand from the rules of 2025


def test_a_stay_meets_every_rule_in_turn(ask):
    """Of x yuan at class 1 the fund pays (x − 1000) × 60% up to 70,000, so until x = 117,666.67; the rest, 0.4x + 600, passes
    10,000 at 23,500, and after the cap x − 70,000 passes 170,000 (of which 50,000 are left) at 240,000; critical illness pays
    400,000 at 490,000 of it.
    """
    answer = ask(CARE["a stay"])
    assert course(answer) == [
        (0, None, 0, 0, 1),
        (1000, "deductible", 0.6, 0, 0.4),
        (23500, "critical_illness", 0.6, 0.3, 0.1),
        (117666.67, "annual_cap", 0, 0.75, 0.25),
        (240000, "critical_illness_second", 0, 0.875, 0.125),
        (560000, "critical_illness_cap", 0, 0, 1),
    ]
    assert [segment["to"] for segment in answer["segments"]] == [999.99, 23499.99, 117666.66, 239999.99, 559999.99, 1e8]
    second = answer["segments"][4]
    assert shares(second) == [70000, 120000, 50000]
    assert second["begins"]["text"] == "剩下的自付又过了一道线，大病保险再付一次"
    assert [citation["document"] for citation in second["begins"]["citations"]] == ["晋医保发〔2024〕19号"] * 2


def test_it_says_where_the_case_stands_and_who_pays_the_next_thousand(ask):
    answer = ask(case(stay(class_a=23000, uncovered=800)))
    assert [answer[name] for name in ("status", "claim", "cost", "at", "bill", "amount")] == [
        "ok",
        0,
        "class_a",
        23000,
        23800,
        1000,
    ]
    assert shares(answer["next"]) == [600, 150, 250]  # critical illness pays for the second 500 only
    assert answer["segments"][1]["bill_from"] == 1800


def test_one_may_ask_for_another_amount_cost_and_claim(ask):
    given = case(stay(class_a=20000), stay("2025-06-01", "class_3", class_a=500))
    answer = ask(given, claim=0, cost="class_b_drug", amount="100.50")
    assert [answer[name] for name in ("claim", "cost", "at", "bill", "amount")] == [0, "class_b_drug", 0, 20000, 100.5]
    assert fen(answer["next"]["basic_fund"]) == 5729  # 100.50 × 95% × 60% = 57.285


def test_what_a_later_claim_gets_less_is_counted(ask):
    """The drug takes what is left of the cap from the stay after it, until nothing is left: 80,000 at 60% leave 22,600 yuan."""
    drug = {"kind": "dual_channel_drug", "date": "2025-02-01", "first_batch": False, "cost": 0}
    answer = ask(case(drug, stay(class_a=80000)), claim=0)
    assert course(answer)[:2] == [(0, None, 0.6, 0, 0.4), (37666.67, "annual_cap", 0, 0.45, 0.55)]  # 22,600 / 60%
    assert course(answer)[2] == (116666.67, "other", 0, 0, 1)  # 70,000 / 60%: the stay has lost everything already


@pytest.mark.parametrize(
    ("name", "breaks"),
    [
        ("a natural birth", [(1000, "birth_standard")]),
        ("visits over the limit", [(0, None)]),
        ("blood pressure", [(433.34, "two_diseases_cap")]),  # 260 / 60%
        ("a year's own share", [(10000, "critical_illness"), (170000, "critical_illness_second")]),
    ],
)
def test_every_limit_has_its_name(ask, name, breaks):
    found = [(begins, what) for begins, what, *_ in course(ask(CARE[name]))]
    assert set(breaks) <= set(found)


def test_a_limit_that_is_only_a_floor_makes_more_than_it_unknown(ask):
    """From 2017 to 2023 Jinzhong's outpatient limit was 不低于200元: 60% of 333.34 yuan are 200.00, of 333.35 are 200.01."""
    visit = {"kind": "outpatient", "date": "2020-03-10", "facility": "class_3", "costs": {"class_a": 100}}
    answer = ask(case(visit))
    assert course(answer) == [(0, None, 0.6, 0, 0.4), (333.35, "unknown", None, None, None)]
    assert answer["status"] == "unknown"
    assert shares(answer["next"]) == shares(answer["segments"][1]) == [None, None, None]
    assert [note["item"] for note in answer["missing"]] == ["outpatient_cap"]
    assert answer["segments"][1]["begins"] == {
        "what": "unknown",
        "text": "从这里起缺少规定，算不出来：普通门诊年度支付限额",
        "citations": [],  # no document says what is missing
    }


def test_what_no_document_settles_is_known_only_as_long_as_it_costs_nothing(ask):
    answer = ask(case({"kind": "chronic_disease", "date": "2025-03-10", "cost": 0}))
    assert course(answer) == [(0, None, None, None, None), (0.01, "unknown", None, None, None)]
    assert shares(answer["segments"][0]) == [0, 0, 0]


# --- against the settlement itself


class Bill:
    """A case in which one cost of one claim varies."""

    def __init__(self, given, index, cost, policy):
        self.case, self.index, self.cost, self.policy = given, index, cost, policy
        request = {"case": given, "claim": index, "cost": cost}
        self.segments = segments(varying(request, case_of(request, policy), policy))

    def settled(self, amount):
        """Fund and critical illness in fen, None where unknown, with this many fen of the cost."""
        claim = dict(self.case["claims"][self.index])
        if self.cost in claim:
            claim[self.cost] = amount / 100
        else:
            claim["costs"] = {**claim["costs"], self.cost: amount / 100}
        claims = [*self.case["claims"][: self.index], claim, *self.case["claims"][self.index + 1 :]]
        found = settle({**self.case, "claims": claims}, self.policy)
        return None if found["status"] == "unknown" else (fen(found["basic_fund"]), fen(found["critical_illness"]))

    def follows(self, segment, amount):
        """Whether an amount settles as its segment says: the fund to the fen, critical illness within one."""
        found = self.settled(amount)
        if found is None or segment.lines is None:
            return (found is not None) == segment.known
        ahead = amount - segment.first
        fund, critical = (Fraction(value + ahead * slope, GRID) for value, slope in segment.lines)
        return found[0] == int(fund + Fraction(1, 2)) and abs(found[1] - critical) < 1


def bill(seed, policy):
    """Invented claims of a year, one of their costs varying; mostly under rules that are known."""
    chance = random.Random(seed)
    year = chance.choice((2018, 2019, 2023, 2024, *[2025] * 12))
    claims = invented(seed, chance.choice((KNOWN, KNOWN, EVERY)), years=(year,), most=chance.choice((1, 2, 5)))
    given = {
        "place": chance.choice(("晋中市", "晋中市", "太原市", "阳泉市")),
        "person": {"age": chance.choice((8, 40)), "group": chance.choice(("ordinary", "registered_poor"))},
        "earlier": chance.choice(({}, {}, {"admissions": 1, "basic_fund": 30000, "in_scope_self_pay": 12345.67})),
        "claims": claims,
    }
    index = chance.randrange(len(claims))
    single = [name for name in ("cost", "compliant") if name in claims[index]]
    kinds = ["class_a", "class_b_drug"] if claims[index]["kind"] == "two_diseases" else [*FIRST_SELF_PAY]
    return Bill(given, index, single[0] if single else chance.choice(kinds), policy)


def amounts(segment, chance):
    """Amounts of a segment: next to both its ends, and some between them, more of them near the beginning."""
    near = [segment.first + ahead for ahead in range(4)] + [segment.last - back for back in range(4)]
    between = [chance.randint(segment.first, segment.last) for _ in range(3)]
    close = [segment.first + chance.randint(0, 10 ** chance.randint(1, 6)) for _ in range(3)]
    return [amount for amount in near + between + close if segment.first <= amount <= segment.last]


@pytest.mark.parametrize("hundred", range(5))
def test_every_amount_settles_as_its_segment_says(policy, hundred):
    wrong = []
    for seed in range(hundred * 100, hundred * 100 + 100):
        one, chance = bill(seed, policy), random.Random(seed)
        wrong += [
            (seed, amount)
            for segment in one.segments
            for amount in amounts(segment, chance)
            if not one.follows(segment, amount)
        ]
    assert wrong == []


def test_segments_follow_each_other_without_gap_and_each_differs_from_the_one_before(policy):
    for seed in range(300):
        found = bill(seed, policy).segments
        assert (found[0].first, found[-1].last) == (0, HIGHEST)
        for before, after in pairwise(found):
            assert after.first == before.last + 1
            assert (before.known, before.slopes) != (after.known, after.slopes)


# --- bad requests

BAD = {
    "no claim": (case(), {}, "case.claims：没有费用"),
    "a claim that is not there": (CARE["a stay"], {"claim": 1}, "claim：“1” 不对；请填 0 至 0"),
    "an unknown kind of cost": (CARE["a stay"], {"cost": "class_c"}, "cost：没有 “class_c” 这一项"),
    "a kind of cost that this claim has not": (CARE["blood pressure"], {"cost": "blood"}, "cost：没有 “blood”"),
    "a cost that is no name": (CARE["a stay"], {"cost": 5}, "cost：“5” 不对"),
    "a bad amount": (CARE["a stay"], {"amount": -1}, "amount：“-1” 不是金额"),
    "too much": (CARE["a stay"], {"amount": 1e8}, "amount：加上现在的费用超过了"),
    "an unknown key": (CARE["a stay"], {"costs": "class_a"}, "是不是 cost"),
}


@pytest.mark.parametrize(("given", "more", "words"), BAD.values(), ids=BAD)
def test_a_bad_request_is_an_error_that_says_what_is_wrong(ask, given, more, words):
    answer = ask(given, **more)
    assert answer["status"] == "error"
    assert words in answer["message"]
