"""Exact money.

Outside, money is whole fen (int). Inside a settlement an amount is an int on a grid of 10**-16 fen: a ratio has at most
three decimals (the loader sees to it) and at most five of them are ever multiplied (a child's and a later stay's
deductible, payment ratio, critical illness, its second step), so every product is exact and nothing is rounded before
the one rounding of a payment (reading A2).
"""

import json
import re

GRID = 10**16
_HALF_A_FEN = GRID // 2
RATIO = 10**4
HIGHEST_YUAN = 100_000_000

_NUMBER = re.compile(r"(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]\+?(\d{1,2}))?", re.ASCII)


def exact(fen: int) -> int:
    """An amount in fen on the exact grid."""
    return fen * GRID


def times(amount: int, ratio: int) -> int:
    """An exact amount times a ratio in ten-thousandths (6000 is 60 %), still exact."""
    return amount * ratio // RATIO


def round_half_up(amount: int) -> int:
    """An exact amount, not negative, as whole fen (reading A2: half up, once a payment)."""
    return (amount + _HALF_A_FEN) // GRID


def parse_yuan(value: object) -> int:
    """Yuan as a JSON number or a decimal string, in fen.

    Raises ValueError with a reason that completes a sentence after the field's name.
    """
    if type(value) is int and 0 <= value <= HIGHEST_YUAN:
        return value * 100
    if type(value) is float and 0 < value <= HIGHEST_YUAN:
        fen = round(value * 100)
        if fen / 100 == value:  # so it is the float of these fen, and its digits are theirs
            return fen
    found = _NUMBER.fullmatch(str(value))
    if not isinstance(value, (int, float, str)) or found is None:  # a bool is an int, but no number in words
        raise ValueError(f"{show(value)} 不是金额；请填 0 至 {HIGHEST_YUAN} 元，最多两位小数，例如 1280.5")
    whole, decimals, exponent = found.groups(default="")
    shift = int(exponent or 0)
    decimals = decimals.ljust(shift, "0")
    whole, decimals = whole + decimals[:shift], decimals[shift:]
    if len(decimals) > 2:
        raise ValueError(f"{show(value)} 超过两位小数；金额精确到分，例如 1280.50")
    fen = int(whole) * 100 + int(decimals.ljust(2, "0"))
    if fen > HIGHEST_YUAN * 100:
        raise ValueError(f"{show(value)} 太大；最多 {HIGHEST_YUAN} 元")
    return fen


def show(value: object, longest: int = 40) -> str:
    """A value from outside as a message may quote it: as JSON has it, text without quotes; one line, not too long."""
    named_otherwise = value is None or isinstance(value, (bool, dict, list))  # null, true: not None, True
    written = json.dumps(value, ensure_ascii=False, default=str) if named_otherwise else str(value)
    text = "".join(letter if letter.isprintable() else " " for letter in written)
    return f"“{text[:longest]}{'…' if len(text) > longest else ''}”"


def yuan(fen: int | None) -> float | None:
    """Fen as yuan for JSON (a float carries every amount here to the fen)."""
    return None if fen is None else fen / 100


def format_fen(fen: int) -> str:
    """Fen as yuan in words: 128050 is "1280.5", 100000 is "1000"."""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)


def format_exact(amount: int) -> str:
    """An exact amount as yuan, with as many decimals as it needs."""
    whole, rest = divmod(amount, 100 * GRID)
    return f"{whole}.{rest:018d}".rstrip("0") if rest else str(whole)


def format_ratio(ratio: int) -> str:
    """A ratio in ten-thousandths as a percentage: 6000 is "60%", 6250 is "62.5%"."""
    whole, rest = divmod(ratio, 100)
    return f"{whole}.{rest:02d}".rstrip("0") + "%" if rest else f"{whole}%"
