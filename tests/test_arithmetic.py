"""The arithmetic of derived values: exact, and nothing but numbers, per cents, + - * / and brackets."""

from fractions import Fraction

import pytest

from reading import arithmetic


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("520 - 30", 490),
        ("60% - 5%", Fraction("0.55")),
        ("670 * 80%", 536),
        ("(520 + 220) * 8% + 20 + 15", Fraction("94.2")),
        ("2 + 3 * 4", 14),
        ("1 / 3", Fraction(1, 3)),
        ("0.1 + 0.2", Fraction("0.3")),
    ],
)
def test_an_expression_has_its_exact_value(text, value):
    assert arithmetic.evaluate(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "520 -",
        "(520",
        "2 ** 9",
        "7 // 2",
        "1 / 0",
        "5 5",
        "60%%",
        "max(1, 2)",
        "'1'",
        "True",
        "a + 1",
        "[1]",
        "1 < 2",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match=r"^"):
        arithmetic.evaluate(text)


def test_the_numbers_of_an_expression_are_those_that_must_stand_in_the_sources():
    assert arithmetic.numbers("(520 + 220) * 8% + 20") == [520, 220, Fraction("0.08"), 20]


def test_the_whole_stands_for_itself_but_only_as_per_cents():
    assert arithmetic.numbers("100% - 60%") == [Fraction("0.6")]
    assert arithmetic.numbers("1 / (1 + 1) + 1100% + 100") == [1, 1, 1, 11, 100]
