"""Compiles the rule set to the policy model that the core reads, everything settled.

Money becomes fen, ratios and points ten-thousandths; every value carries its days, its citations' provisions and the
readings it rests on.
"""

import hashlib
import json
from decimal import Decimal
from typing import Any

from reading.ruleset import Document, RuleSet, RuleValue
from urrbmi.lookup import SCALES
from urrbmi.values import OPEN_END, UNKNOWN_START

SIGNS = {">=": "≥", "<=": "≤", "": ""}


def years(rules: RuleSet) -> tuple[int, int]:
    """The years that the tables show: from the first day that a value gives to the last, whether it begins or ends then."""
    days = {day.day for _, _, value in rules.each_value() for day in (value.first, value.last)}
    known = days - {UNKNOWN_START, OPEN_END} or {document.order for document in rules.documents}
    return int(min(known)[:4]), int(max(known)[:4])


def compile_rules(rules: RuleSet) -> dict[str, Any]:
    """The policy model of a checked rule set."""
    codes = {place["name"]: place["code"] for place in rules.places if place["kind"] != "county"}
    model: dict[str, Any] = {
        "years": list(years(rules)),
        "places": [
            {key: place[key] for key in ("code", "name", "kind", "parent", "pinyin") if key in place}
            for place in rules.places
        ],
        "documents": {
            document.code: {
                "number": document.number,
                "title": document.title,
                "place": codes[document.place],
                "order": document.order,
                "slug": document.slug,
            }
            for document in rules.documents
        },
        "provisions": {
            provision.id: {
                "document": document.code,
                "locator": provision.locator,
                "evidence": "……".join(provision.evidence),
            }
            for document in rules.documents
            for provision in document.provisions
        },
        "items": {
            name: {
                "name": item["name"],
                "plain": item["plain"],
                "unit": item["unit"],
                "sign": item.get("sign", rules.parameters["units"][item["unit"]]["sign"]),
                "words": item.get("words", {}),
                "dimensions": item.get("dimensions", []),
                "year_bound": item.get("year_bound", False),
            }
            for name, item in rules.parameters["items"].items()
        },
        "dimensions": {
            name: {
                "name": dimension["name"],
                "values": {value: named["name"] for value, named in dimension.get("values", {}).items()},
            }
            for name, dimension in rules.parameters["dimensions"].items()
        },
        "readings": {
            name: {
                "short": reading["short"],
                "continued": reading.get("continued", False),
                **({"otherwise": reading["otherwise_short"]} if "otherwise_short" in reading else {}),
                "otherwise_in_part": reading.get("otherwise_in_part", False),
            }
            for name, reading in rules.readings.items()
        },
        "values": [
            _value(value, provision.id, document, codes, rules)
            for document in rules.documents
            for provision in document.provisions
            for value in provision.values
        ],
    }
    return {"data_version": version(rules, model), **model}


def version(rules: RuleSet, model: dict[str, Any]) -> str:
    """The data version: the first 12 digits of a hash of all that rules/ says, and of the model made from it.

    With the documents of one province and its part of the model, the version of that province's data.
    """
    said = [rules.parameters, rules.places, rules.readings, [document.loaded.said for document in rules.documents]]
    text = json.dumps([said, model], ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _value(
    value: RuleValue, provision: str, document: Document, codes: dict[str, str], rules: RuleSet
) -> dict[str, Any]:
    unit = rules.parameters["items"][value.item]["unit"]
    number, text = _content(value, unit)
    return {
        "item": value.item,
        "place": codes[document.place],
        "dimensions": value.dimensions,
        "first": value.first.day,
        "last": value.last.day,
        "kind": value.kind,
        "number": number,
        "text": text,
        "provision": provision,
        # A derived value also rests on the clause that it was derived for.
        "sources": list(dict.fromkeys([*value.sources, provision])),
        "readings": value.readings,
        "continues": value.year is None and (value.last.day == OPEN_END or bool(value.last.by)),
        "first_basis": value.first.basis,
        "last_basis": value.last.basis,
        "ended_by": value.last.by,
        "yields_to": value.yields_to,
        "interpreted": any(rules.readings[name]["certainty"] != "settled" for name in value.readings),
    }


def _content(value: RuleValue, unit: str) -> tuple[int | None, str]:
    """A value's number in the model's units, and its text (of a bound: the sign)."""
    content = value.content
    if isinstance(content, bool):
        return None, "yes" if content else "no"
    if isinstance(content, (int, Decimal)):
        return int(content * SCALES.get(unit, 1)), SIGNS[value.sign]
    return None, content or ""
