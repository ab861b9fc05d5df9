"""Premium, financing, enrolment and conversion: what cannot be asked, and what an answer rests on.

The answers themselves are worked by hand in rules/cases.
"""

import pytest

from urrbmi.errors import BadInput
from urrbmi.questions.conversion import conversion
from urrbmi.questions.enrolment import enrolment
from urrbmi.questions.financing import financing
from urrbmi.questions.premium import premium

BAD = [
    (premium, {"place": "上海", "year": 2025}, "place"),
    (premium, {"place": "太原", "year": "2025"}, "year"),
    (premium, {"place": "太原", "year": 2025, "group": "poor"}, "group"),
    (financing, {"place": "太原", "year": 2019, "county": "陵川县"}, "county"),
    (enrolment, {"place": "太原", "paid": "2025-01-01", "situation": "newborn"}, "born"),
    (enrolment, {"place": "太原", "paid": "2025-01-01", "situation": "on_time", "left": "2024-12-01"}, "left"),
    (enrolment, {"place": "太原", "paid": "2025-01-01", "situation": "newborn", "born": "2025-01-02"}, "born"),
    (conversion, {"place": "太原", "date": "2025-01-01", "resident_years": -1}, "resident_years"),
    (conversion, {"place": "太原", "date": "2025-01-01"}, "resident_years"),
    (conversion, [], "输入"),
]


@pytest.mark.parametrize(("question", "data", "field"), BAD, ids=[f"{q.__name__} {field}" for q, _, field in BAD])
def test_bad_input_names_its_field(policy, question, data, field):
    with pytest.raises(BadInput, match=f"^{field}："):
        question(data, policy)


def test_a_season_whose_first_day_no_document_tells_has_none(policy):
    answer = enrolment({"place": "太原", "paid": "2025-12-26", "situation": "on_time"}, policy)
    assert answer["rule"] == "2025-12-26 不在集中缴费期（到 2025-12-25 为止，从哪天开始未收录）内"


def test_an_answer_cites_its_clause_and_nothing_else_and_tells_how_its_words_are_read(policy):
    answer = conversion({"place": "太原", "date": "2025-06-30", "resident_years": 7}, policy)
    assert [one["provision"] for one in answer["citations"]] == ["SX24-16"]
    assert answer["assumptions"] == [{"reading": "C15", "text": policy.readings["C15"]["short"]}]


def test_an_answer_tells_every_reading_that_it_rests_on_once_in_the_order_of_their_list(policy):
    answer = enrolment({"place": "晋中", "paid": "2018-02-01", "situation": "late_renewal"}, policy)
    assert [one["reading"] for one in answer["assumptions"]] == ["C14", "D1", "D6"]
