"""The downloads of several provinces: all tables in one package, and the files of each province's pages in one of its own."""

import csv
import json
import zipfile

import pytest

from several_provinces import built, country, page

PROVINCES = {"140000": "shanxi", "450000": "guangxi"}


def held(name):
    """The files in a package, by their names."""
    with zipfile.ZipFile(built() / "data" / name) as packed:
        return {one: packed.read(one) for one in packed.namelist()}


@pytest.mark.parametrize("folder", ["", "shanxi/", "guangxi/"])
def test_a_package_holds_what_its_description_tells_and_nothing_else(folder):
    files = held(f"{folder}everything.zip")
    described = json.loads(files.pop(f"{folder}datapackage.json"))
    assert files
    assert set(files) == {one["path"] for one in described["resources"]}
    assert {name: len(content) for name, content in files.items()} == {
        one["path"]: one["bytes"] for one in described["resources"]
    }


def test_the_files_of_a_city_are_in_its_province_s_package_alone():
    assert "cities/taiyuan.csv" in held("shanxi/everything.zip")
    assert "cities/taiyuan.csv" not in held("guangxi/everything.zip")
    assert "cells.csv" in held("everything.zip")


def test_the_database_of_a_country_is_not_packed_with_tables_that_say_the_same_but_described():
    assert "insurance.sqlite" not in held("everything.zip")
    described = json.loads((built() / "data" / "datapackage.json").read_text(encoding="utf-8"))
    size = (built() / "data" / "insurance.sqlite").stat().st_size
    assert [one["bytes"] for one in described["resources"] if one["path"] == "insurance.sqlite"] == [size]


def test_the_page_of_downloads_leads_to_each_package():
    links = {link["href"] for link in page("data/").select("table a[download]")}
    assert {"everything.zip", "shanxi/everything.zip", "guangxi/everything.zip"} <= links


def test_the_version_of_each_province_is_listed_with_that_of_all_data():
    rows = csv.DictReader((built() / "data" / "versions.csv").read_text(encoding="utf-8-sig").splitlines())
    found = {row["path"]: (row["version"], row["since"]) for row in rows if row["kind"] == "province"}
    whole = country().policy.data_version
    assert found == {
        f"cities/{folder}/": (country().volumes[code].version, whole) for code, folder in PROVINCES.items()
    }
    assert whole not in {version for version, _ in found.values()}


def test_a_province_s_pages_name_its_version_by_its_name_and_the_others_that_of_all_data():
    shanxi = country().volumes["140000"].version
    assert f"山西数据版本 {shanxi}" in page("cities/taiyuan/").select_one(".site-footer").get_text()
    assert f"据“居民医保政策对照”的“太原市居民医保”，山西数据版本 {shanxi}" in page("cities/taiyuan/").get_text()
    footer = page("glossary/").select_one(".site-footer").get_text()
    assert f" 数据版本 {country().policy.data_version}" in footer
