"""What the requests of the analyses have in common: the case, and days moved by whole years."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from urrbmi.claims import Case, checked_object, parse_case
from urrbmi.errors import BadInput
from urrbmi.policy import Policy
from urrbmi.settle import CHECKS, FIELDS

LAST_YEAR = 9999


def request_object(data: object, *optional: str) -> dict[str, Any]:
    """A request: an object with a case and perhaps some more. Raises BadInput."""
    request = checked_object(data, "输入", ("case", *optional))
    if "case" not in request:
        raise BadInput("case：缺少案例；写法与 settle 的输入相同")
    return request


def case_of(request: dict[str, Any], policy: Policy) -> Case:
    """The case of a request. Raises BadInput."""
    return parse_case(request["case"], policy, FIELDS, CHECKS)


def first_year(case: Case) -> int | None:
    """The calendar year of the first claim; None where there is no claim."""
    return int(case.claims[0].day[:4]) if case.claims else None


def later(day: str, years: int) -> str:
    """A day moved by whole years (back where negative); 29 February becomes the 28th where there is none. Raises BadInput."""
    year = int(day[:4]) + years
    if not 1 <= year <= LAST_YEAR:
        raise BadInput(f"claims：几项费用的日期相隔太远，移到别的年份会超出公元 1 至 {LAST_YEAR} 年")
    try:
        return date.fromisoformat(day).replace(year=year).isoformat()
    except ValueError:
        return f"{year:04d}-02-28"


def in_order(case: Case, moved: Callable[[str], str]) -> Case:
    """The case with its own days, in the order in which its claims settle once their days are moved."""
    return replace(case, claims=sorted(case.claims, key=lambda claim: (moved(claim.day), claim.index)))


def on_days(case: Case, place: str, moved: Callable[[str], str]) -> Case:
    """The case at another place (code) and with its days moved."""
    claims = [replace(claim, day=moved(claim.day)) for claim in in_order(case, moved).claims]
    return replace(case, place=place, claims=claims)
