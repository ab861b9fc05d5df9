"""datapackage.json: what it says of each file of the downloads holds, by the published profiles."""

import json
import re
from hashlib import sha256

import pytest
from jsonschema import Draft4Validator, Draft202012Validator, FormatChecker

from built_site import ROOT, SHEETS, download, site

#: every table that the package describes column by column
TABLES = [*SHEETS, "versions.csv"]


def package():
    return json.loads((site() / "data" / "datapackage.json").read_text(encoding="utf-8"))


def schema_of(fields):
    """A JSON Schema for a row of texts, from the fields that the package declares."""
    types = {
        "string": {},
        "date": {"anyOf": [{"const": ""}, {"type": "string", "format": "date"}]},
        "integer": {"pattern": "^([0-9]+)?$"},
        "number": {"pattern": r"^([0-9]+(\.[0-9]+)?)?$"},
        "boolean": {"enum": ["yes", "no"]},
    }
    properties = {}
    for field in fields:
        constraints = field.get("constraints", {})
        one = {"allOf": [types[field["type"]]]}
        if constraints.get("required"):
            one["minLength"] = 1
        if "enum" in constraints:
            one["enum"] = constraints["enum"] + ([] if constraints.get("required") else [""])
        properties[field["name"]] = one
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def test_the_data_package_names_every_file_but_itself_and_the_archive_that_holds_it():
    data = site() / "data"
    # cite/ and shards/ hold what the pages' own scripts read, and a page of the site is no data
    files = {file.relative_to(data).as_posix() for file in data.rglob("*") if file.is_file()}
    files = {name for name in files if not name.startswith(("cite/", "shards/")) and not name.endswith(".html")}
    assert {resource["path"] for resource in package()["resources"]} == files - {"datapackage.json", "everything.zip"}


def test_facts_json_is_named_in_the_data_package():
    resource = next(resource for resource in package()["resources"] if resource["path"] == "facts.json")
    assert (package()["profile"], resource["profile"], resource["format"]) == ("data-package", "data-resource", "json")


def profile(name):
    """A profile of Frictionless Data, version 1, as specs.frictionlessdata.io publishes it."""
    return Draft4Validator(json.loads((ROOT / "tests" / "frictionless" / f"{name}.json").read_text(encoding="utf-8")))


def test_the_data_package_is_one_by_the_published_profile():
    assert [error.message for error in profile("data-package").iter_errors(package())] == []


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_a_tabular_resource_by_the_published_profile(name):
    resource = next(resource for resource in package()["resources"] if resource["path"] == name)
    assert [error.message for error in profile("tabular-data-resource").iter_errors(resource)] == []


@pytest.mark.parametrize("name", TABLES)
def test_no_two_rows_have_the_key_that_is_declared(name):
    schema = next(resource for resource in package()["resources"] if resource["path"] == name)["schema"]
    keys = [tuple(row[column] for column in schema.get("primaryKey", row)) for row in download(name)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", TABLES)
def test_what_a_row_refers_to_exists(name):
    schema = next(resource for resource in package()["resources"] if resource["path"] == name)["schema"]
    lost = set()
    for key in schema.get("foreignKeys", []):
        (column,), reference = key["fields"], key["reference"]
        there = {row[reference["fields"][0]] for row in download(f"{reference['resource']}.csv")}
        lost |= {row[column] for row in download(name) if row[column]} - there
    assert lost == set()


@pytest.mark.parametrize("name", TABLES)
def test_the_declared_fields_are_the_columns_of_the_file_in_order(name):
    resource = next(resource for resource in package()["resources"] if resource["path"] == name)
    assert [field["name"] for field in resource["schema"]["fields"]] == list(download(name)[0])


@pytest.mark.parametrize("name", TABLES)
def test_every_row_is_of_the_types_that_are_declared_for_it(name):
    resource = next(resource for resource in package()["resources"] if resource["path"] == name)
    validator = Draft202012Validator(schema_of(resource["schema"]["fields"]), format_checker=FormatChecker())
    kinds = {tuple(row.items()) for row in download(name)}
    wrong = [error.message for row in kinds for error in validator.iter_errors(dict(row))]
    assert wrong[:5] == []


def test_the_package_gives_each_file_its_size_and_its_hash():
    told = {resource["path"]: (resource["bytes"], resource["hash"]) for resource in package()["resources"]}
    read = {name: (site() / "data" / name).read_bytes() for name in told}
    assert told == {name: (len(one), f"sha256:{sha256(one).hexdigest()}") for name, one in read.items()}


@pytest.mark.parametrize("name", TABLES)
def test_no_content_is_run_as_a_formula_by_a_spreadsheet(name):
    formula = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
    assert [content for row in download(name) for content in row.values() if formula.match(content)] == []
