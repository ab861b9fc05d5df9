"""The invented documents: each gives some items new values, which inherit, supersede and end each other."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from synthetic.contents import Content, content, yaml_pairs
from synthetic.places import Place
from urrbmi.words import day

#: in which years a province issues a document, and how many a city does
PROVINCE_YEARS = (2017, 2019, 2021, 2022, 2023, 2024, 2025)
CITY_DOCUMENTS = 4
#: about how many values a document has: some 60,000 in a country of 333 cities
PROVINCE_VALUES, CITY_VALUES = 60, 37
#: how many values of an item's first dimension are told apart
OPTIONS = 2
#: what the core settles a stay with is told apart further, and is always a plain figure
CARE: dict[str, list[dict[str, str]]] = {
    "inpatient_deductible": [{"facility": name} for name in ("class_3", "class_2_county", "class_2_city", "class_1")],
    "inpatient_ratio": [
        {"facility": name, "location": where}
        for name in ("class_3", "class_2_county", "class_2_city", "class_1")
        for where in (
            "[local, in_province, in_province_unreferred, long_term]",
            "[referred, emergency, unreferred]",
        )
    ],
    "first_self_pay": [
        {"cost": name} for name in ("class_b_drug", "class_b_service", "consumable_domestic", "consumable_imported")
    ],
    **{
        f"critical_illness_{name}": [{"group": "ordinary"}, {"group": "[registered_poor, minimum_living]"}]
        for name in ("deductible", "ratio")
    },
    "annual_fund_cap": [{}],
}
#: the items that a province always settles in its first document, so that a stay can be settled everywhere
BASIS = (*CARE, "repeat_deductible_reduction")


@dataclass
class Value:
    """A value of a document: what it says, and what ends it, once a later document of its place does."""

    item: str
    dimensions: dict[str, str]
    year: int | None
    content: Content
    provision: str
    more: dict[str, str] = field(default_factory=dict)


@dataclass
class Document:
    """A document: which it is, and its values."""

    place: Place
    code: str
    year: int
    number: int
    first: str
    forwards: str = ""
    values: list[Value] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """Its 文号."""
        return f"{self.place['name']}医保发〔{self.year}〕{self.number}号"

    @property
    def issued(self) -> date:
        """The day under it: in November for the next year, in June for its own."""
        return date(self.year, 6 if self.first[:4] == str(self.year) else 11, self.number % 28 + 1)

    @property
    def file(self) -> str:
        """The name of its text."""
        return f"{self.code}.txt"


def cases(item: str, described: dict[str, Any], dimensions: dict[str, Any]) -> list[dict[str, str]]:
    """The cases that a document tells apart when it settles an item."""
    if item in CARE:
        return CARE[item]
    names = [name for name in described.get("dimensions", []) if "values" in dimensions[name]]
    return [{names[0]: option} for option in list(dimensions[names[0]]["values"])[:OPTIONS]] if names else [{}]


def country(places: list[Place], items: dict[str, Any], dimensions: dict[str, Any], seed: int) -> list[Document]:
    """All documents of the country, the same for the same seed; those of one place supersede each other."""
    dice = random.Random(seed)
    found: list[Document] = []
    of_province: dict[str, list[Document]] = {}
    for index, place in enumerate(places):
        province = place["kind"] == "province"
        years = PROVINCE_YEARS if province else sorted(dice.sample(range(2017, 2026), CITY_DOCUMENTS))
        own: list[Document] = []
        for order, year in enumerate(years):
            code = f"{_letters(index)}{order + 10}"
            document = Document(place, code, year, dice.randint(1, 90), f"{year + 1}-{dice.randint(1, 12):02}-01")
            if province and not order:
                document.first = f"{year}-07-01"
            above = of_province.get(place.get("parent", ""), ())
            document.forwards = next((one.mark for one in above if one.year == year), "")
            _fill(dice, document, items, dimensions, BASIS if province and not order else ())
            own.append(document)
        _supersede(dice, own)
        if province:
            of_province[place["code"]] = own
        found += own
    return found


def _fill(
    dice: random.Random,
    document: Document,
    items: dict[str, Any],
    dimensions: dict[str, Any],
    needed: tuple[str, ...],
) -> None:
    """Gives a document its values: the needed items, then others by lot."""
    most = PROVINCE_VALUES if document.place["kind"] == "province" else CITY_VALUES
    others = [name for name in items if name not in needed]
    dice.shuffle(others)
    for item in (*needed, *others):
        described = items[item]
        for case in cases(item, described, dimensions):
            number = len(document.values) + 1
            made = content(dice, item, described["unit"], plain=item in BASIS or "not_below" in described)
            year = document.year + 1 if described.get("year_bound") else None
            document.values.append(Value(item, case, year, made, f"{document.code}-{number:02}"))
        if len(document.values) >= most:
            return


def _supersede(dice: random.Random, own: list[Document]) -> None:
    """Lets half of the values that a later document of the place replaces end by it; the others merely yield to it."""
    standing: dict[tuple[str, str], Value] = {}
    for document in own:
        for value in document.values:
            key = (value.item, str(value.dimensions))
            before = standing.get(key)
            if before is not None and value.year is None and dice.random() < 0.5:
                last = date.fromisoformat(document.first) - timedelta(days=1)
                before.more["ends"] = yaml_pairs({"day": last, "by": value.provision, "basis": "inferred"})
            standing[key] = value


def written(document: Document, items: dict[str, Any]) -> Iterator[str]:
    """The lines of a document's YAML file."""
    yield "# yaml-language-server: $schema=../../document.schema.json"
    yield f"number: {document.mark}"
    yield f"code: {document.code}"
    yield f"title: 关于居民医保若干待遇的通知（示例第{document.code}号）"
    yield f"issuers: [{document.place['name']}医疗保障局]"
    yield f"place: {document.place['name']}"
    yield f"issued: {document.issued}"
    yield f"from: {document.first}"
    if document.forwards:
        yield f"forwards: {document.forwards}"
    yield f"text: {{file: {document.file}, lines: 1-{len(document.values) + 4}}}"
    yield "provisions:"
    for number, value in enumerate(document.values, start=1):
        told: dict[str, str] = {"item": value.item}
        if value.dimensions:
            told["dimensions"] = yaml_pairs(value.dimensions)
        told |= value.content.keys
        if value.year is not None:
            told["year"] = str(value.year)
        yield f"  - id: {value.provision}"
        yield f"    locator: 第{number}条"
        yield f"    summary: 示例，这一条说的是{items[value.item]['plain']}。"
        yield f'    evidence: "{value.content.fragment}"'
        yield "    values:"
        yield f"      - {yaml_pairs(told | value.more)}"


def text(document: Document, items: dict[str, Any]) -> Iterator[str]:
    """The lines of a document's text."""
    yield f"{document.place['name']}医疗保障局文件"
    yield document.mark
    for number, value in enumerate(document.values, start=1):
        yield f"第{number}条 {items[value.item]['name']}，{value.content.fragment}。"
    yield f"本通知自{day(document.first)}起施行。"
    yield day(document.issued.isoformat())


def _letters(index: int) -> str:
    """Two capital letters for a number below 676."""
    return chr(65 + index // 26) + chr(65 + index % 26)
