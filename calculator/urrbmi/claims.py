"""A case from outside, parsed and checked: who is insured where, and the claims of a year (or more) of care.

The shape is that of a case in the contract: place, earlier, person, claims. Anything unknown, missing or out of range is
bad input, named by its field.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from urrbmi.errors import BadInput, nearest, unknown_name
from urrbmi.money import parse_yuan, show
from urrbmi.policy import Policy

ADULT = 40
OLDEST = 150
COSTS = (
    "class_a",
    "class_b_drug",
    "class_b_service",
    "consumable_domestic",
    "consumable_imported",
    "large_equipment",
    "implant_domestic",
    "implant_imported",
    "consumable_disposable",
    "blood",
    "uncovered",
)

#: reads one field of a claim: (value, path of the field, policy) -> what the programme works with
Reader = Callable[[Any, str, Policy], Any]


@dataclass(slots=True, eq=False)
class Field:
    """A field of a claim: how it is read, and its default (a field without default is required)."""

    read: Reader
    default: Any = None
    required: bool = True


@dataclass(slots=True, eq=False)
class Person:
    """Who is insured: age in years at discharge, and the group of 参保人员."""

    age: int
    group: str


@dataclass(slots=True, eq=False)
class Earlier:
    """This year before the first claim: admissions, and fen paid by the fund and borne in scope."""

    admissions: int = 0
    basic_fund: int = 0
    in_scope_self_pay: int = 0


#: who is insured, and what came earlier, where the case does not say
SOMEBODY = Person(ADULT, "ordinary")
NOTHING_EARLIER = Earlier()


@dataclass(slots=True, eq=False)
class Claim:
    """One claim: its kind, its day (of discharge or visit, ISO), its place in the input and its fields as read."""

    kind: str
    day: str
    index: int
    fields: dict[str, Any]


#: checks what a claim needs besides its fields' own form: (claim, its path); raises BadInput
Check = Callable[[Claim, str], None]


@dataclass(slots=True, eq=False)
class Case:
    """A parsed case; claims in order of settlement: by day, then as given."""

    place: str
    person: Person
    earlier: Earlier
    claims: list[Claim]


def parse_case(
    data: object, policy: Policy, kinds: Mapping[str, Mapping[str, Field]], checks: Mapping[str, Check]
) -> Case:
    """A case from JSON data. `kinds` gives the fields of each kind of claim, `checks` what some need besides.

    Raises BadInput.
    """
    case = checked_object(data, "输入", ("place", "earlier", "person", "claims"))
    if "place" not in case:
        raise BadInput("place：缺少参保的市，例如 太原市")
    if not isinstance(case.get("claims"), list):
        raise BadInput("claims：缺少费用列表；请写成 [{…}, …]，可以是空列表")
    claims = []
    for index, given in enumerate(case["claims"]):
        claim = _claim(given, f"claims[{index}]", index, policy, kinds)
        if claim.kind in checks:
            checks[claim.kind](claim, f"claims[{index}]")
        claims.append(claim)
    return Case(
        city(case["place"], "place", policy),
        _person(case["person"], policy) if "person" in case else SOMEBODY,
        _earlier(case["earlier"]) if "earlier" in case else NOTHING_EARLIER,
        sorted(claims, key=attrgetter("day")),
    )


def city(value: object, path: str, policy: Policy) -> str:
    """The code of a city, from its name with or without 市, or from the code itself."""
    text = str(value).strip() if type(value) in (str, int) else ""  # a bool is an int, but no code
    found = policy.city_codes.get(text)
    if found is not None:
        return found
    names = [str(place["name"]) for place in policy.cities()]
    meant = nearest(f"{text}市", names) if text else ""
    raise BadInput(f"{path}：没有 {show(value)}；可用：{'、'.join(names)}{meant}")


def day(value: object, path: str, _policy: Policy) -> str:
    """A day, ISO: 2025-03-10."""
    try:
        if isinstance(value, str) and date.fromisoformat(value).isoformat() == value:  # it takes weeks too, 2025-W10-1
            return value
    except ValueError:
        pass
    raise BadInput(f"{path}：{show(value)} 不是有效日期；请写成 年-月-日，例如 2025-03-10")


def amount(value: object, path: str, _policy: Policy) -> int:
    """An amount of money in fen."""
    try:
        return parse_yuan(value)
    except ValueError as error:
        raise BadInput(f"{path}：{error}") from None


def choice(dimension: str) -> Reader:
    """A reader for one of a dimension's values."""

    def read(value: object, path: str, policy: Policy) -> str:
        allowed = policy.dimensions[dimension]["values"]
        if not isinstance(value, str) or value not in allowed:
            raise unknown_name(path, value, allowed)
        return value

    return read


_group = choice("group")


def one_of(*names: str) -> Reader:
    """A reader for one of some names."""

    def read(value: object, path: str, _policy: Policy) -> str:
        if not isinstance(value, str) or value not in names:
            raise unknown_name(path, value, names)
        return value

    return read


def flag(value: object, path: str, _policy: Policy) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise BadInput(f"{path}：{show(value)} 不对；请填 true 或 false")
    return value


def costs(*kinds: str) -> Reader:
    """A reader for costs by kind, in fen; a cost of 0 is as good as none."""

    def read(value: object, path: str, policy: Policy) -> dict[str, int]:
        given = checked_object(value, path, kinds)
        amounts = {}
        for kind in kinds:
            if kind in given:
                fen = amount(given[kind], f"{path}.{kind}", policy)
                if fen:
                    amounts[kind] = fen
        return amounts

    return read


def _claim(data: object, path: str, index: int, policy: Policy, kinds: Mapping[str, Mapping[str, Field]]) -> Claim:
    if not isinstance(data, dict):
        raise BadInput(f"{path}：应当是一项费用 {{…}}，却是 {show(data)}")
    if "kind" not in data:
        raise BadInput(f"{path}.kind：缺少 kind（哪一种费用）；可用：{'、'.join(kinds)}")
    kind = data["kind"]
    if not isinstance(kind, str) or kind not in kinds:
        raise unknown_name(f"{path}.kind", kind, kinds)
    fields = kinds[kind]
    given = checked_object(data, path, ("kind", "date", *fields))
    if "date" not in given:
        raise BadInput(f"{path}.date：缺少日期（出院或就诊的那一天），例如 2025-03-10")
    read = {}
    try:  # the path is put before what is wrong, which is seldom anything
        for name, field in fields.items():
            if name in given:
                read[name] = field.read(given[name], name, policy)
            elif field.required:
                raise BadInput(f"{name}：{kind} 必须填写这一项")
            else:
                read[name] = field.default
        return Claim(kind, day(given["date"], "date", policy), index, read)
    except BadInput as error:
        raise BadInput(f"{path}.{error}") from None


def _person(data: object, policy: Policy) -> Person:
    person = checked_object(data, "person", ("age", "group"))
    return Person(
        _count(person.get("age", SOMEBODY.age), "person.age", OLDEST),
        _group(person.get("group", SOMEBODY.group), "person.group", policy),
    )


def _earlier(data: object) -> Earlier:
    earlier = checked_object(data, "earlier", ("admissions", "basic_fund", "in_scope_self_pay"))
    money = {}
    for name in ("basic_fund", "in_scope_self_pay"):
        try:
            money[name] = parse_yuan(earlier.get(name, 0))
        except ValueError as error:
            raise BadInput(f"earlier.{name}：{error}") from None
    return Earlier(_count(earlier.get("admissions", 0), "earlier.admissions", 366), **money)


def _count(value: object, path: str, highest: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= highest:
        raise BadInput(f"{path}：{show(value)} 不对；请填 0 至 {highest} 的整数")
    return value


def checked_object(data: object, path: str, allowed: tuple[str, ...], required: tuple[str, ...] = ()) -> dict[str, Any]:
    """A JSON object with no other keys than the allowed ones, and with the required ones."""
    if not isinstance(data, dict):
        raise BadInput(f"{path}：应当是 {{…}}，却是 {show(data)}")
    for key in data:
        if key not in allowed:
            raise BadInput(f"{path}：没有 {show(key)} 这一项；可用：{'、'.join(allowed)}{nearest(key, allowed)}")
    for key in required:
        if key not in data:
            raise BadInput(f"{key}：缺少这一项")
    return data
