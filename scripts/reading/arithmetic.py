"""The arithmetic of derived values: numbers, per cents, + - * / and brackets, evaluated exactly."""

import ast
import operator
import re
from collections.abc import Callable
from fractions import Fraction

from reading import figures

_OPERATIONS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(%?)")


def evaluate(text: str) -> Fraction:
    """The value of an expression such as "(520 + 220) * 8%". Raises ValueError where it is none."""
    try:
        tree = ast.parse(_NUMBER.sub(lambda found: f"({found[1]}/100)" if found[2] else found[1], text), mode="eval")
        return _value(tree.body, text)
    except (SyntaxError, ZeroDivisionError, RecursionError) as error:
        raise ValueError(text) from error


def numbers(text: str) -> list[Fraction]:
    """The numbers of an expression that must be read somewhere, per cents as ratios; 100% is the whole, wherever."""
    found = [(number, percent) for number, percent in _NUMBER.findall(text) if number + percent != "100%"]
    return [figures.exact(number, 100 if percent else 1) for number, percent in found]


def _value(node: ast.expr, text: str) -> Fraction:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_value(node.left, text), _value(node.right, text))
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        return Fraction(str(node.value))
    raise ValueError(text)
