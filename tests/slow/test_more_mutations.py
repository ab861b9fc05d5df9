"""Two thousand slips of the hand in the files of rules/: each is refused with its place, or changes no figure."""

import pytest

from mutated_project import mutated  # noqa: F401  a fixture
from mutations import ACCIDENTS

TOTAL = 2000


@pytest.mark.parametrize("accident", ACCIDENTS)
def test_a_slip_is_refused_in_its_place_or_changes_no_figure(mutated, accident):  # noqa: F811
    assert mutated.harms(accident, range(-(-TOTAL // len(ACCIDENTS)))) == []
