"""What a move changes, and which rule makes how much of it."""

import json
from itertools import product

import pytest

from some_care import CARE, SHARES, case, fen, first_year, moved, shares, stay
from urrbmi.settle import settle

#: places and years under rules as different as there are
ENDS = [
    ("太原市", 2019),
    ("太原市", 2024),
    ("太原市", 2025),
    ("阳泉市", 2024),
    ("阳泉市", 2025),
    ("晋中市", 2017),
    ("晋中市", 2018),
    ("晋中市", 2023),
    ("晋中市", 2024),
    ("晋中市", 2025),
    ("忻州市", 2024),
    ("大同市", 2029),
    ("大同市", 2030),
]


@pytest.fixture
def change(interface):
    def change(given, **to):
        return json.loads(interface.change(json.dumps({"case": given, "to": to})))

    return change


def parts(answer):
    return [(part["item"], part["before"], part["after"], *shares(part)) for part in answer["parts"]]


@pytest.mark.parametrize("name", CARE)
def test_the_parts_add_up_to_the_difference_whatever_the_two_ends(change, policy, name):
    for (place, year), (to_place, to_year) in product(ENDS, ENDS):
        given = moved(CARE[name], place, year - (first_year(CARE[name]) or year))
        answer = change(given, place=to_place, year=to_year)
        before, after = settle(given, policy), settle(moved(given, to_place, to_year - year), policy)
        known = before["status"] == after["status"] == "ok"
        assert answer["status"] == ("ok" if known else "unknown")
        assert shares(answer["from"]) == shares(before)
        assert shares(answer["to"]) == shares(after)
        if not known:
            assert answer["parts"] == []
            assert answer["missing"] == before["missing"] + [
                note for note in after["missing"] if note not in before["missing"]
            ]
            continue
        assert answer["missing"] == []
        for share in SHARES:
            difference = fen(after[share]) - fen(before[share])
            assert fen(answer["difference"][share]) == difference
            assert sum(fen(part[share]) for part in answer["parts"]) == difference
        assert all(any(shares(part)) for part in answer["parts"])
        assert all(sum(fen(part[share]) for share in SHARES) == 0 for part in answer["parts"])


def test_each_rule_has_its_own_part(change):
    """120,000 yuan far away in Jinzhong, from 2025 back to 2024: the deductible 1500 for 1000 costs the fund 45% of 500, and
    critical illness pays 75% of these 225 more it counts; the 15 points of 119,000 − 500 that it then counted too are
    17,775, and 75% of them 13,331.25.
    """
    answer = change(case(stay(location="unreferred", class_a=120000)), date="2024-12-31")
    assert parts(answer) == [
        ("inpatient_deductible", "1000元", "1500元", -225, 225, 0),
        ("critical_illness_counts", "否", "是", 0, 13331.25, -13331.25),
    ]
    first = answer["parts"][0]
    assert first["name"] == "住院起付标准"
    assert first["dimensions"] == {"facility": "class_1", "location": "unreferred"}
    assert [citation["document"] for citation in first["citations_before"]] == ["晋医保发〔2024〕19号"]
    assert [citation["document"] for citation in first["citations_after"]] == ["市政办发〔2017〕80号"]


@pytest.mark.parametrize(("year", "to", "sign"), [(2024, 2025, 1), (2025, 2024, -1)], ids=["forth", "back"])
def test_points_that_are_lost_no_more_are_not_named_and_taken_back(change, year, to, sign):
    """50,000 yuan in another city of the province without a referral: 10 points of 49,000 more from 2025 on, of which critical
    illness had paid 75%. That points lost elsewhere count no more is nothing to one who loses none.
    """
    given = case(stay(f"{year}-06-03", location="in_province_unreferred", class_a=50000))
    assert [(part["item"], *shares(part)) for part in change(given, year=to)["parts"]] == [
        ("inpatient_ratio", sign * 4900, sign * -3675, sign * -1225)
    ]


def test_a_benefit_that_was_withdrawn(change):
    given = case({"kind": "student_accident", "date": "2024-10-10", "cost": 1000}, place="阳泉市")
    answer = change(given, year=2025)
    assert parts(answer) == [("student_accident_ratio", "60%", "已取消", -540, 0, 540)]  # (1000 − 100) × 60%


def test_nothing_changes_between_cities_under_the_same_rules(change):
    answer = change(CARE["a stay"], place="太原市")
    assert (answer["status"], answer["parts"]) == ("ok", [])
    assert shares(answer["difference"]) == [0, 0, 0]


def test_the_order_of_settlement_is_a_part_of_its_own(change):
    """In 2024 the stay of 28 February comes first; a year before, both are of the 28th and the one given first comes first."""
    given = case(stay("2024-02-29", class_a=9000), stay("2024-02-28", "class_3", class_a=9000))
    answer = change(given, year=2023)
    (part,) = answer["parts"]
    assert (part["item"], part["name"]) == ("order", "几项费用结算的先后")
    # 1000 and half of 100 are deducted instead of 100 and half of 1000: 500 × 60% less for the one, 50 × 85% more for the other
    assert fen(part["basic_fund"]) == fen(answer["difference"]["basic_fund"]) == -30000 + 50 * 85


def test_an_end_that_is_not_known_says_what_is_missing(change):
    answer = change(CARE["a stay"], place="大同", year=2024)
    assert answer["status"] == "unknown"
    assert shares(answer["to"]) == shares(answer["difference"]) == [None, None, None]
    assert {note["place"] for note in answer["missing"]} == {"大同市"}
    assert {note["date"] for note in answer["missing"]} == {"2024-03-10"}


BAD = {
    "no target": ({}, "to：请填"),
    "year and date": ({"year": 2024, "date": "2024-12-31"}, "只填一个"),
    "an unknown key": ({"places": "太原"}, "是不是 place"),
    "an unknown place": ({"place": "太园"}, "to.place：没有 “太园”"),
    "a bad year": ({"year": "2024"}, "to.year：“2024” 不是年度"),
    "a bad day": ({"date": "2024-13-31"}, "to.date：“2024-13-31” 不是有效日期"),
}


@pytest.mark.parametrize(("to", "words"), BAD.values(), ids=BAD)
def test_a_bad_target_is_an_error_that_says_what_is_wrong(change, to, words):
    answer = change(CARE["a stay"], **to)
    assert answer["status"] == "error"
    assert words in answer["message"]


def test_only_a_case_of_one_claim_moves_to_a_day(change):
    assert "只能整年移动" in change(CARE["two years"], date="2024-12-31")["message"]


def test_a_request_without_target_is_an_error(interface):
    assert json.loads(interface.change(json.dumps({"case": CARE["a stay"]})))["status"] == "error"
