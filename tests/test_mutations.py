"""A slip of the hand in a file of rules/ is refused with its place, or changes no figure; `make test-slow` tries 2,000."""

import pytest

from mutated_project import mutated  # noqa: F401  a fixture
from mutations import ACCIDENTS


@pytest.mark.parametrize("accident", ACCIDENTS)
def test_a_slip_is_refused_in_its_place_or_changes_no_figure(mutated, accident):  # noqa: F811
    assert mutated.harms(accident, range(3)) == []
