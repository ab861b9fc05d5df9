"""Lighthouse, judging as for a phone, finds the pages that people open most usable by everyone, sound, and findable."""

import pytest

import lighthouse
from kinds_of_pages import EXAMPLES

KINDS = ("home", "an item", "a city", "compare", "the calculator")
ENOUGH = 95


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_95_points_or_more_in_each_category(home, kind):
    found = lighthouse.judge(home + EXAMPLES[kind], lighthouse.ASSERTED)
    assert sorted(found) == sorted(lighthouse.ASSERTED)
    assert {name: one for name, one in found.items() if one.score < ENOUGH} == {}
