"""Money is whole fen, everything in between is exact, and each payment is rounded half up to the fen, once (reading A2)."""

from datetime import date
from decimal import Decimal
from math import inf, nextafter

import pytest

from urrbmi.money import (
    exact,
    format_exact,
    format_fen,
    format_ratio,
    parse_yuan,
    round_half_up,
    show,
    times,
    yuan,
)

HALF_FEN = exact(1) // 2


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        (0, 0),
        (1, 100),
        (12.5, 1250),
        (0.1, 10),
        (0.0, 0),
        (0.29, 29),  # as a binary float 0.28999…
        (400000.01, 40000001),  # as a float32 400000.00
        ("12.50", 1250),
        ("12.5", 1250),
        ("007", 700),
        (1e5, 10000000),
        ("1.5E+2", 15000),
        (99999999.99, 9999999999),
        (100000000, 10000000000),
    ],
    ids=str,
)
def test_yuan_is_read_as_fen_exactly_as_written(written, fen):
    assert parse_yuan(written) == fen


def test_a_float_is_read_as_it_is_written_and_the_next_ones_to_an_amount_have_too_many_decimals():
    for fen in (1, 29, 1999, 4_200_055, 123_456_789, 9_999_999_999):
        assert parse_yuan(fen / 100) == parse_yuan(repr(fen / 100)) == fen
        for beside in (nextafter(fen / 100, 0), nextafter(fen / 100, inf)):
            with pytest.raises(ValueError, match="超过两位小数"):
                parse_yuan(beside)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (-1, "不是金额"),
        (-0.01, "不是金额"),
        (-0.0, "不是金额"),
        ("-5", "不是金额"),
        ("+5", "不是金额"),
        (float("nan"), "不是金额"),
        (float("inf"), "不是金额"),
        (float("-inf"), "不是金额"),
        ("NaN", "不是金额"),
        ("Infinity", "不是金额"),
        (True, "不是金额"),
        (False, "不是金额"),
        (None, "不是金额"),
        ([1], "不是金额"),
        ({"yuan": 1}, "不是金额"),
        (Decimal(1), "不是金额"),
        ("", "不是金额"),
        (" 5", "不是金额"),
        ("5\n", "不是金额"),
        ("1,000", "不是金额"),
        ("¥5", "不是金额"),
        ("5元", "不是金额"),
        ("５", "不是金额"),
        ("0x10", "不是金额"),
        ("1_000", "不是金额"),
        (".5", "不是金额"),
        ("5.", "不是金额"),
        ("9" * 40, "不是金额"),
        (0.001, "“0.001” 超过两位小数"),
        ("12.345", "“12.345” 超过两位小数"),
        (100000000.01, "太大"),
        ("100000001", "“100000001” 太大"),
        (1e9, "太大"),
        (10**20, "太大"),
    ],
    ids=repr,
)
def test_what_is_no_amount_of_money_is_refused_with_the_reason(written, reason):
    with pytest.raises(ValueError, match=reason):
        parse_yuan(written)


@pytest.mark.parametrize(
    ("amount", "fen"),
    [
        (0, 0),
        (HALF_FEN - 1, 0),
        (HALF_FEN, 1),
        (exact(1), 1),
        (exact(1) + HALF_FEN - 1, 1),
        (exact(1) + HALF_FEN, 2),
        (exact(2) + HALF_FEN, 3),  # half up, not half to even
    ],
)
def test_a_payment_is_rounded_half_up(amount, fen):
    assert round_half_up(amount) == fen


@pytest.mark.parametrize(
    "ratios",
    [(6000,), (9500, 6000), (9500, 5500, 2500, 5000), (9999, 9999, 9999, 9999), (1, 1, 1, 1)],
    ids=str,
)
def test_four_ratios_are_multiplied_without_losing_anything(ratios):
    amount, expected = exact(3333333333), Decimal(3333333333)
    for ratio in ratios:
        amount = times(amount, ratio)
        expected *= Decimal(ratio) / 10000
    assert amount == expected * exact(1)


@pytest.mark.parametrize(
    ("fen", "words"), [(0, "0"), (1, "0.01"), (10, "0.1"), (128050, "1280.5"), (100000, "1000"), (99, "0.99")]
)
def test_fen_are_shown_as_yuan_without_needless_zeros(fen, words):
    assert format_fen(fen) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [(exact(150) // 100, "0.015"), (exact(1) // 10**16, "0." + "0" * 17 + "1"), (exact(2475000), "24750")],
)
def test_an_exact_amount_is_shown_with_every_decimal_it_has(amount, words):
    assert format_exact(amount) == words


@pytest.mark.parametrize(
    ("ratio", "words"), [(6000, "60%"), (6250, "62.5%"), (25, "0.25%"), (10000, "100%"), (0, "0%")]
)
def test_a_ratio_is_shown_as_a_percentage(ratio, words):
    assert format_ratio(ratio) == words


@pytest.mark.parametrize(("fen", "amount"), [(0, 0.0), (1, 0.01), (40000001, 400000.01), (None, None)])
def test_fen_leave_as_yuan_and_the_unknown_stays_unknown(fen, amount):
    assert yuan(fen) == amount


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        (None, "“null”"),
        (True, "“true”"),
        ([False, None], "“[false, null]”"),
        ({"市": "太原"}, '“{"市": "太原"}”'),
        ([date(2025, 3, 10)], '“["2025-03-10"]”'),
        ("None", "“None”"),
        (12.5, "“12.5”"),
        ("a\nb", "“a b”"),
        (40 * "长", f"“{40 * '长'}”"),
        (41 * "长", f"“{40 * '长'}…”"),
    ],
    ids=[
        "null",
        "true",
        "a list",
        "an object",
        "a list of what JSON does not know",
        "a word",
        "a number",
        "two lines",
        "just short enough",
        "too long",
    ],
)
def test_a_message_quotes_a_value_as_json_has_it(value, quoted):
    assert show(value) == quoted
