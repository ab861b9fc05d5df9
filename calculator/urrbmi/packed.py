"""The packed policy model (policy.json), made by scripts/reading/pack.py: what is national once, and a part for each province.

data_version, years, items, dimensions, readings    as in the model
places       the provinces and the cities
provinces    {code of a province: its part}
absent       the codes of provinces whose parts come apart; left out where there are none

a part       {"province": code, "places": its counties, "documents": as in the model, "provisions": …, "values": …}
provisions   a column for each of its fields, its id without the document's code; `count`: how many values it gives;
             `evidence` is left out of what browsers fetch
values       a column for each of FIELDS, in the order of their provisions; null in `sources` stands for the provision itself
"""

import itertools
from typing import Any

#: what a value's place and provision do not tell already
FIELDS = (
    "item",
    "dimensions",
    "first",
    "last",
    "kind",
    "number",
    "text",
    "sources",
    "readings",
    "continues",
    "first_basis",
    "last_basis",
    "ended_by",
    "yields_to",
    "interpreted",
)

Json = dict[str, Any]


def unpacked(packed: Json) -> Json:
    """The policy model of a packed one, with the provinces that are in it."""
    parts = [unpacked_part(part) for part in packed["provinces"].values()]
    model: Json = {name: content for name, content in packed.items() if name != "provinces"}
    model["places"] = [*packed["places"], *(place for part in parts for place in part["places"])]
    model["documents"] = {code: one for part in parts for code, one in part["documents"].items()}
    model["provisions"] = {name: one for part in parts for name, one in part["provisions"].items()}
    model["values"] = [value for part in parts for value in part["values"]]
    return model


def unpacked_part(part: Json) -> Json:
    """A province's counties, documents, provisions and values, as the model has them."""
    documents, columns = part["documents"], part["provisions"]
    provisions: Json = {}
    given_by: list[tuple[str, str]] = []
    texts = columns.get("evidence") or itertools.repeat("", len(columns["count"]))
    told = (columns[name] for name in ("document", "number", "locator", "count"))
    for document, number, locator, count, evidence in zip(*told, texts, strict=True):
        name = f"{document}-{number}"
        provisions[name] = {"document": document, "locator": locator, "evidence": evidence}
        given_by += [(name, documents[document]["place"])] * count
    values = []
    for (name, place), *contents in zip(given_by, *(part["values"][field] for field in FIELDS), strict=True):
        value = dict(zip(FIELDS, contents, strict=True))
        values.append(value | {"place": place, "provision": name, "sources": value["sources"] or [name]})
    return {"places": part["places"], "documents": documents, "provisions": provisions, "values": values}
