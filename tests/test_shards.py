"""What the compare page reads: every row of cells.csv, in small files that an index lists."""

import gzip
import json
from collections import defaultdict

import pytest

from built_site import YEARS, download, site

LARGEST = 15_000


@pytest.fixture(scope="module")
def index():
    return json.loads((site() / "data/shards/index.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shards(index):
    files = {item: described["shard"].split("?")[0] for item, described in index["items"].items()}
    return {
        item: json.loads((site() / "data/shards" / name).read_text(encoding="utf-8")) for item, name in files.items()
    }


def rows(columns):
    """Columns as rows."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def years_of(shard):
    """A shard's spans cut into years, as cells.csv has them."""
    cases = [";".join(f"{name}={value}" for name, value in one.items()) for one in shard["cases"]["dimensions"]]
    values = rows(shard["values"])
    for cell in rows(shard["cells"]):
        said = ("not_collected", "no", "")
        if cell["value"] is not None:
            value = values[cell["value"]]
            said = (value["state"], "yes" if value["continued"] else "no", ";".join(_named(value)))
        for year in YEARS:
            first, last = max(cell["from"], f"{year}-01-01"), min(cell["to"], f"{year}-12-31")
            if first <= last:
                yield (cell["place"], cases[cell["case"]], year, first, last, *said)


def _named(value):
    """The clauses (provision ids) of a value."""
    return [address.split("#")[1] for address in value["sources"]]


def test_the_shards_say_what_cells_csv_says(shards):
    columns = ("place_code", "dimensions", "year", "from", "to", "state", "continued")
    expected = defaultdict(set)
    for row in download("cells.csv"):
        expected[row["item"]].add((*(row[name] for name in columns), row["sources"] or row["provision"]))
    assert {item: set(years_of(shard)) for item, shard in shards.items()} == expected


def test_every_shard_is_small_and_listed(index):
    files = {file.name: len(gzip.compress(file.read_bytes())) for file in (site() / "data/shards").glob("*.json")}
    assert set(files) == {"index.json"} | {described["shard"].split("?")[0] for described in index["items"].values()}
    assert {name: size for name, size in files.items() if size > LARGEST} == {}


def test_a_difference_there_is_the_one_back_with_the_other_verdict(shards):
    back = {"更有利": "更不利", "更不利": "更有利", "": ""}
    for shard in shards.values():
        verdicts = {(one["before"], one["after"]): one["verdict"] for one in rows(shard["differences"])}
        assert {(after, before): back[verdict] for (before, after), verdict in verdicts.items()} == verdicts
