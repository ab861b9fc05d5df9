"""The content of rules/ as the rest of the build works with it: typed, dates settled, nothing computed yet."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from reading.load import Loaded, Path_
from urrbmi.values import OPEN_END, UNKNOWN_START

Number = int | Decimal


@dataclass(frozen=True)
class Day:
    """A first or last day with its basis (express, inferred); `by` is the provision that ends the value."""

    day: str
    basis: str = "express"
    by: str = ""
    why: str = ""


@dataclass(frozen=True)
class RuleValue:
    """A value as a document gives it, its days filled in from the document where it has none of its own."""

    item: str
    dimensions: dict[str, list[str]]
    kind: str  # stated, bound, formula, target, derived, abolished, not_applicable
    content: Number | str | bool | None
    sign: str  # ">=" or "<=" for a bound, and for a target that is one
    year: int | None
    first: Day
    last: Day
    derived: str
    sources: list[str]
    fragment: int | None
    yields_to: str
    how: str
    readings: list[str]
    path: Path_


@dataclass(frozen=True)
class Provision:
    """A provision of a document, in reading order."""

    id: str
    locator: str
    summary: str
    evidence: list[str]
    handled: str  # value, rule, narrative
    values: list[RuleValue]
    items: list[str]
    repeats: list[str]
    readings: list[str]
    path: Path_


@dataclass(frozen=True)
class Document:
    """A source document: what it is and its provisions."""

    code: str
    number: str
    title: str
    issuers: list[str]
    place: str
    issued: Day
    published: str
    first: Day
    last: Day
    forwards: str
    cites: list[str]
    text_file: str
    text_lines: tuple[int, int]
    notes: list[str]
    provisions: list[Provision]
    slug: str
    loaded: Loaded = field(repr=False, compare=False)

    @property
    def order(self) -> str:
        """Where it stands among the documents: the day of issue, else the first day in force."""
        return self.issued.day or self.first.day

    def raw(self, value: RuleValue) -> dict[str, Any]:
        """A value as it is written in the file."""
        data = self.loaded.data
        for step in value.path:
            data = data[step]
        return data  # type: ignore[no-any-return]


@dataclass(frozen=True)
class RuleSet:
    """All of rules/."""

    parameters: dict[str, Any]
    places: list[dict[str, str]]
    readings: dict[str, dict[str, Any]]
    documents: list[Document]
    complete: bool = True  # whether every file could be read whole

    def place(self, name: str) -> dict[str, str]:
        """The province or city of a name."""
        return next(place for place in self.places if place["name"] == name and place["kind"] != "county")

    def counties(self, place: str) -> list[str]:
        """The names of the counties of a city."""
        code = next(
            (entry["code"] for entry in self.places if entry["name"] == place and entry["kind"] != "county"), ""
        )
        return [entry["name"] for entry in self.places if entry.get("parent") == code and entry["kind"] == "county"]

    def each_provision(self) -> Iterator[tuple[Document, Provision]]:
        """Every provision with its document, in reading order."""
        for document in self.documents:
            for provision in document.provisions:
                yield document, provision

    def each_value(self) -> Iterator[tuple[Document, Provision, RuleValue]]:
        """Every value with its document and provision, in reading order."""
        for document, provision in self.each_provision():
            for value in provision.values:
                yield document, provision, value

    @property
    def by_province(self) -> list["RuleSet"]:
        """The rules of each province: the documents of its own and of its cities. Together they are all."""
        provinces = {
            place["name"]: place["code"] if place["kind"] == "province" else place["parent"]
            for place in self.places
            if place["kind"] != "county"
        }
        found: dict[str, list[Document]] = {}
        for document in self.documents:
            found.setdefault(provinces.get(document.place, ""), []).append(document)
        return [replace(self, documents=own) for own in found.values()]

    @cached_property
    def provisions(self) -> dict[str, tuple[Document, Provision]]:
        """Every provision by its id."""
        return {provision.id: (document, provision) for document, provision in self.each_provision()}

    @cached_property
    def derived_from(self) -> dict[str, list[RuleValue]]:
        """The values that are derived by arithmetic, by each provision (id) whose figures they rest on."""
        found: dict[str, list[RuleValue]] = {}
        for _, _, value in self.each_value():
            for source in value.sources if value.derived else ():
                found.setdefault(source, []).append(value)
        return found


def document_of(loaded: Loaded, slug: str) -> Document:
    """A document from a file that has the right form (None stands where a part of it had not)."""
    data = loaded.data
    first = _begin(data["from"])
    last = _end(data.get("ends"))
    low, high = data["text"]["lines"].split("-")
    return Document(
        code=data["code"],
        number=data["number"],
        title=data["title"],
        issuers=data["issuers"],
        place=data["place"],
        issued=_begin(data["issued"]),
        published=data.get("published", ""),
        first=first,
        last=last,
        forwards=data.get("forwards", ""),
        cites=data.get("cites", []),
        text_file=data["text"]["file"],
        text_lines=(int(low), int(high)),
        notes=data.get("notes", []),
        provisions=[
            _provision(provision, ("provisions", index), first, last)
            for index, provision in enumerate(data["provisions"])
            if provision is not None
        ],
        slug=slug,
        loaded=loaded,
    )


def _provision(data: dict[str, Any], path: Path_, first: Day, last: Day) -> Provision:
    values = data.get("values", [])
    return Provision(
        id=data["id"],
        locator=data["locator"],
        summary=data["summary"],
        evidence=_list(data["evidence"]),
        handled="value" if values else data.get("kind", ""),
        values=[
            _value(value, data["id"], (*path, "values", index), first, last)
            for index, value in enumerate(values)
            if value is not None
        ],
        items=data.get("items", []),
        repeats=data.get("repeats", []),
        readings=data.get("readings", []),
        path=path,
    )


def _value(data: dict[str, Any], provision: str, path: Path_, first: Day, last: Day) -> RuleValue:
    year = data.get("year")
    if year is not None:
        first = Day(f"{year}-01-01", data.get("basis", "express"))
        last = Day(f"{year}-12-31", data.get("basis", "express"))
    else:
        first = _begin(data["from"]) if "from" in data else first
        last = _end(data["ends"]) if "ends" in data else last
    sign, content, kind = _content(data)
    return RuleValue(
        item=data["item"],
        dimensions={name: _list(value) for name, value in data.get("dimensions", {}).items()},
        kind=kind,
        content=content,
        sign=sign,
        year=year,
        first=first,
        last=last,
        derived=data.get("derived", ""),
        sources=data.get("sources", [provision]),
        fragment=data.get("fragment"),
        yields_to=data.get("yields_to", ""),
        how=data.get("how", ""),
        readings=data.get("readings", []),
        path=path,
    )


def _content(data: dict[str, Any]) -> tuple[str, Number | str | bool | None, str]:
    """The sign, content and kind of a value."""
    for key, sign in (("at_least", ">="), ("at_most", "<=")):
        if key in data:
            return sign, data[key], data.get("state", "bound")
    if "formula" in data:
        return "", data["formula"], "formula"
    kind = data.get("state", "derived" if "derived" in data else "stated")
    return "", data.get("value"), kind


def _begin(data: Any) -> Day:
    if isinstance(data, dict):
        return Day(data["day"], data["basis"])
    return Day(UNKNOWN_START, "inferred") if data == "unknown" else Day(data)


def _end(data: Any) -> Day:
    if data is None:
        return Day(OPEN_END, "inferred")
    return Day(data["day"], data["basis"], data.get("by", ""), data.get("why", ""))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
