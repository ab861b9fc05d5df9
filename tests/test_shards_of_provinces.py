"""What the compare page reads where there are several provinces: each province's data apart, and a large item's divided."""

import json

import several_provinces
from render import shards
from render.made import Made


def made(country):
    """All that the compare page reads: name below data/ -> content."""
    own = {part.folder: shards.of_province(part) for part in country.by_province}
    written = {name: content for items in own.values() for files in items.values() for name, content in files.items()}
    told = {
        folder: {
            item: [Made(name, len(content), name) for name, content in files.items()] for item, files in items.items()
        }
        for folder, items in own.items()
    }
    return written | shards.files(country, told, (1, ["140100", "140200"]))


def read(files, name):
    return json.loads(files[name])


def test_each_province_has_a_shard_of_every_item_with_its_own_cities():
    files = made(several_provinces.country())
    index = read(files, shards.INDEX)
    assert {index["cities"][code]["province"] for code in ("140100", "140200")} == {"shanxi"}
    assert set(index["provinces"]) == {"shanxi", "guangxi"}
    for item in index["items"]:
        places = {
            province: set(read(files, f"shards/{province}/{item}.json")["cells"]["place"])
            for province in index["provinces"]
        }
        assert places["shanxi"] <= {"140100", "140200"}
        assert places["guangxi"] <= {"450100", "450200"}


def test_a_shard_that_is_too_large_is_divided_by_its_cases_and_loses_nothing(monkeypatch):
    whole = made(several_provinces.country())
    monkeypatch.setattr(shards, "LARGEST", 1500)
    parts = made(several_provinces.country())
    numbers = read(parts, shards.INDEX)["numbers"]
    assert "shanxi/inpatient_ratio" in numbers
    names = [
        f"shards/shanxi/inpatient_ratio{'' if one == 1 else f'-{one}'}.json"
        for one in range(1, numbers["shanxi/inpatient_ratio"] + 1)
    ]
    named = [case for name in names for case in read(parts, name)["cases"]["name"]]
    assert named == read(whole, "shards/shanxi/inpatient_ratio.json")["cases"]["name"]


def test_the_same_two_contents_are_told_apart_once():
    found = read(made(several_provinces.country()), "shards/shanxi/inpatient_ratio.json")
    texts = found["values"]["text"]
    pairs = [
        (texts[one], texts[other])
        for one, other in zip(found["differences"]["before"], found["differences"]["after"], strict=True)
    ]
    assert pairs
    assert all(one != other for one, other in pairs)
    assert set(found["differences"]["before"]) <= set(found["values"]["like"])
