"""Packs the policy model as small as a visitor should have to fetch it, province by province (calculator/urrbmi/packed.py)."""

from dataclasses import dataclass, field
from typing import Any

from urrbmi.packed import FIELDS

Json = dict[str, Any]


def packed(model: Json) -> Json:
    """The packed form of a policy model, with all of its provinces."""
    national = [place for place in model["places"] if place["kind"] != "county"]
    province_of = {place["code"]: place["code"] for place in national if place["kind"] == "province"}
    found: dict[str, _Found] = {code: _Found() for code in province_of}
    province_of |= {place["code"]: place["parent"] for place in national if place["kind"] == "city"}
    for place in model["places"]:
        if place["kind"] == "county" and place["parent"] in province_of:
            found[province_of[place["parent"]]].counties.append(place)
    for code, document in model["documents"].items():
        if document["place"] in province_of:
            found[province_of[document["place"]]].documents[code] = document
    home = {code: one for one in found.values() for code in one.documents}
    for name, provision in model["provisions"].items():
        if provision["document"] in home:
            home[provision["document"]].given[name] = []
    for value in model["values"]:
        document = model["provisions"][value["provision"]]["document"]
        if document in home:
            home[document].given[value["provision"]].append(value)
    parted = ("places", "documents", "provisions", "values")
    return {
        **{name: content for name, content in model.items() if name not in parted},
        "places": national,
        "provinces": {code: _part(model, code, one) for code, one in found.items()},
    }


@dataclass
class _Found:
    """What a province and its cities have: counties, documents (by their codes), and the values that each provision gives."""

    counties: list[Json] = field(default_factory=list)
    documents: Json = field(default_factory=dict)
    given: dict[str, list[Json]] = field(default_factory=dict)


def _part(model: Json, province: str, found: _Found) -> Json:
    """A province's part of the packed model."""
    provisions = {name: model["provisions"][name] for name in found.given}
    values = [_short(value) for each in found.given.values() for value in each]
    return {
        "province": province,
        "places": found.counties,
        "documents": found.documents,
        "provisions": {
            "document": [one["document"] for one in provisions.values()],
            "number": [name.removeprefix(f"{one['document']}-") for name, one in provisions.items()],
            "locator": [one["locator"] for one in provisions.values()],
            "evidence": [one["evidence"] for one in provisions.values()],
            "count": [len(each) for each in found.given.values()],
        },
        "values": {name: [value[name] for value in values] for name in FIELDS},
    }


def _short(value: Json) -> Json:
    """A value without the sources that go without saying."""
    return value | {"sources": None if value["sources"] == [value["provision"]] else value["sources"]}
