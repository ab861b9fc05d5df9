"""财政补助: the subsidy per person and year, and what each level of government pays of it."""

from typing import Any

from urrbmi.claims import checked_object, choice, city
from urrbmi.errors import unknown_name
from urrbmi.money import yuan
from urrbmi.policy import Policy
from urrbmi.questions.answer import Answer, year_field
from urrbmi.values import Resolved

PARTS = ("central", "province", "city", "county")


def financing(data: object, policy: Policy) -> dict[str, Any]:
    """The subsidy (yuan) and its parts; parts that no document gives are null and listed as missing. Raises BadInput."""
    given = checked_object(data, "输入", ("place", "county", "year", "group"), required=("place", "year"))
    place, year = city(given["place"], "place", policy), year_field(given["year"])
    group = choice("student")(given.get("group", "resident"), "group", policy)
    county = _county(given.get("county"), place, policy)
    answer = Answer(policy, place, f"{year}-12-31")
    total = answer.ask("subsidy")
    answer.use(total)
    parts = {payer: _part(payer, county, group, answer) for payer in PARTS}
    figures = [total, *parts.values()]
    return answer.as_json(
        all(found is not None and found.settles for found in figures),
        total=_yuan(total),
        **{payer: _yuan(found) for payer, found in parts.items()},
    )


def _part(payer: str, county: str | None, group: str, answer: Answer) -> Resolved | None:
    """One level's part; without a county only where every county of the city has the same."""
    dimensions = {"payer": payer, "student": group} | ({"county": county} if county else {})
    found: dict[int, Resolved] = {}
    for name in [county] if county else _counties(answer.place, answer.policy):
        one = answer.policy.resolve(answer.place, "subsidy_part", answer.day, {**dimensions, "county": name})
        if one is not None and one.settles:
            found[one.number] = one
    if len(found) != 1:
        answer.lacks("subsidy_part")
        return None
    part = next(iter(found.values()))
    answer.use(part)
    return part


def _county(value: object, place: str, policy: Policy) -> str | None:
    """The name of a county of the city, from its name or code; None where none was given."""
    if value is None:
        return None
    counties = {code: entry["name"] for code, entry in policy.places.items() if entry.get("parent") == place}
    if isinstance(value, str) and value in counties.values():
        return value
    if isinstance(value, str) and value in counties:
        return str(counties[value])
    raise unknown_name("county", value, counties.values())


def _counties(place: str, policy: Policy) -> list[str]:
    return [entry["name"] for entry in policy.places.values() if entry.get("parent") == place]


def _yuan(found: Resolved | None) -> float | None:
    return yuan(found.number) if found is not None and found.settles else None
