"""What the finished calculator is asked before it is delivered: this Python's answers must be its answers."""

import itertools
import json
from collections.abc import Iterator
from typing import Any

#: of how many cities of how many provinces, from the whole list, it is asked: it tells two interpreters apart, not one city
#: from another, and a province's rules are long to read
MOST_CITIES = 11
MOST_PROVINCES = 2

Question = dict[str, Any]


def questions(policy: dict[str, Any]) -> list[Question]:
    """What is asked in the self-check: stays of many kinds in many cities and times, and input of every bad sort."""
    provinces = list(policy["provinces"])
    asked = provinces[:: -(-len(provinces) // MOST_PROVINCES)]
    every = [place["name"] for place in policy["places"] if place["kind"] == "city" and place["parent"] in asked]
    cities = every[:: -(-len(every) // MOST_CITIES)]
    days = ("2016-06-30", "2017-08-01", "2019-05-05", "2024-12-31", "2025-01-01", "2027-02-28", "2030-01-01")
    facilities, locations, groups = (
        list(policy["dimensions"][name]["values"]) for name in ("facility", "location", "group")
    )
    kinds = list(policy["dimensions"]["cost"]["values"])
    amounts = itertools.cycle((20000, 1234.56, "98765.43", 999.99, 400000, 0))
    turn = zip(*(itertools.cycle(values) for values in (locations, groups, kinds, (40, 10, 75))), strict=False)
    found: list[Question] = []
    for city, day, facility in itertools.product(cities, days, facilities):
        location, group, kind, age = next(turn)
        costs = {"class_a": next(amounts), kind: next(amounts), "uncovered": 12.3}
        stay = {"kind": "inpatient", "date": day, "facility": facility, "location": location, "costs": costs}
        later = {**stay, "date": day[:4] + "-12-31", "costs": {"class_a": 300000}}
        case = {"place": city, "person": {"age": age, "group": group}, "claims": [stay, later]}
        found.append({"settle": _text(case)})
    found += [{"lookup": [city, day, None]} for city, day in zip(cities, itertools.cycle(days), strict=False)]
    found += [{"lookup": [cities[0], days[-2], item]} for item in ("inpatient_ratio", "inpatient-ratio")]
    stay = {"kind": "inpatient", "date": "2025-03-10", "facility": "class_1", "costs": {"class_a": 20000}}
    analyses: list[tuple[str, dict[str, Any]]] = [
        ("compare", {"places": cities}), ("change", {"to": {"year": 2024}}), ("next", {}), ("reverse", {"goal": {"self": 9000}}),
    ]  # fmt: skip
    for city, (name, more) in itertools.product(cities, analyses):
        found.append({name: _text({"case": {"place": city, "claims": [stay]}, **more})})
    bad: list[Any] = [
        None, 1, [], {}, {"place": cities[0]}, {"place": "上海市", "claims": []}, {"place": cities[0], "claim": []},
        *({"place": cities[0], "claims": [{**stay, **change}]} for change in (
            {"date": "2025-02-30"}, {"date": "昨天"}, {"facility": "class1"}, {"kind": "in-patient"}, {"extra": 1},
            {"costs": {"class_a": -1}}, {"costs": {"class_a": 1.234}}, {"costs": {"class_a": True}},
            {"costs": {"class_a": "NaN"}}, {"costs": {"class_a": 1e300}}, {"costs": {"classa": 1}}, {"costs": 5},
        )),
    ]  # fmt: skip
    found += [{"settle": _text(case)} for case in bad]
    return [*found, {"settle": "{"}, {"settle": "[" * 200}, *_spreadsheets(cities[0])]


def _spreadsheets(city: str) -> Iterator[Question]:
    """Spreadsheets in each encoding, with rows of every sort, and some that cannot be used."""
    rows = (
        f"{city},inpatient,2025-03-10,class_1,20000",
        f"{city},inpatient,2016-01-01,class_1,1",
        "",
        "=1,2,3",
        ",,,,,,",
    )
    text = "\r\n".join(("place,kind,date,facility,class_a", *rows))
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        yield {"open_spreadsheet": [list(text.encode(encoding)), "费用.csv"]}
        yield {"settle_rows": [0, len(rows)]}
    for raw in (b"", b"place,kind,date,klass_a", b"\xff\xff\xff", b"place,kind,date\n" + b"x" * 200_000):
        yield {"open_spreadsheet": [list(raw), "坏.csv"]}


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)
