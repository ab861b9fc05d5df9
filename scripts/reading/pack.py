"""Packs the policy model as small as a visitor should have to fetch it, province by province (calculator/urrbmi/packed.py)."""

from typing import Any

from urrbmi.packed import FIELDS

Json = dict[str, Any]


def packed(model: Json) -> Json:
    """The packed form of a policy model, with all of its provinces."""
    national = [place for place in model["places"] if place["kind"] != "county"]
    above = {place["code"]: place.get("parent", "") for place in model["places"]}
    within: dict[str, set[str]] = {place["code"]: {place["code"]} for place in national if place["kind"] == "province"}
    for place in national:
        if place["kind"] == "city":
            within[above[place["code"]]].add(place["code"])
    parted = ("places", "documents", "provisions", "values")
    return {
        **{name: content for name, content in model.items() if name not in parted},
        "places": national,
        "provinces": {province: _part(model, province, codes) for province, codes in within.items()},
    }


def _part(model: Json, province: str, codes: set[str]) -> Json:
    """What a province and its cities (codes) have of the model."""
    documents = {code: one for code, one in model["documents"].items() if one["place"] in codes}
    provisions = {name: one for name, one in model["provisions"].items() if one["document"] in documents}
    given: dict[str, list[Json]] = {name: [] for name in provisions}
    for value in model["values"]:
        if value["provision"] in given:
            given[value["provision"]].append(value)
    values = [_short(value) for each in given.values() for value in each]
    return {
        "province": province,
        "places": [place for place in model["places"] if place["kind"] == "county" and place["parent"] in codes],
        "documents": documents,
        "provisions": {
            "document": [one["document"] for one in provisions.values()],
            "number": [name.removeprefix(f"{one['document']}-") for name, one in provisions.items()],
            "locator": [one["locator"] for one in provisions.values()],
            "evidence": [one["evidence"] for one in provisions.values()],
            "count": [len(each) for each in given.values()],
        },
        "values": {field: [value[field] for value in values] for field in FIELDS},
    }


def _short(value: Json) -> Json:
    """A value without the sources that go without saying."""
    return value | {"sources": None if value["sources"] == [value["provision"]] else value["sources"]}
