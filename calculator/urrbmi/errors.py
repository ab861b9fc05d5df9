"""Bad input, said in one line: which field, which value, what is allowed, and the nearest valid name."""

from collections.abc import Iterable

from urrbmi.money import show


class BadInput(ValueError):
    """Input that cannot be settled; its text is one line for a person to read."""


def unknown_name(field: str, value: object, allowed: Iterable[str]) -> BadInput:
    """The error for a name that is not among the allowed ones."""
    names = list(allowed)
    return BadInput(f"{field}：没有 {show(value)}；可用：{'、'.join(names)}{nearest(value, names)}")


def nearest(value: object, names: Iterable[str]) -> str:
    """What the value was perhaps meant to be, as the end of a message; empty where nothing is near."""
    from difflib import get_close_matches  # only errors need it, and loading it costs the browser time

    close = get_close_matches(str(value)[:80], list(names), n=1, cutoff=0.5)
    return f"；是不是 {close[0]}？" if close else ""
