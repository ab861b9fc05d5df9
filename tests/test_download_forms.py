"""The same figures in every form: the core's own answers, and every other file, read by another library, cell by cell."""

import csv
import io
import json
import sqlite3
import subprocess
import zipfile
from datetime import datetime
from functools import cache

import openpyxl
import pytest

from built_site import ROOT, download, pages, site
from render import words
from render.ready_rows import text_cell
from urrbmi.lookup import plain_number

TABLES = ["facts", "cells", "coverage", "documents", "places", "items", "readings"]
OF_PAGES = sorted(
    address
    for address in pages()
    if address.startswith(("items/", "cities/")) and address.rstrip("/") not in ("items", "cities")
)


def data(name):
    return site() / "data" / name


def dimensions(row):
    return dict(pair.split("=") for pair in row["dimensions"].split(";") if pair)


def as_text(content):
    return "" if content is None else str(content)


# The core


def test_every_cell_is_what_the_core_answers_for_that_day(policy):
    wrong = []
    for row in download("cells.csv"):
        for day in {row["from"], row["to"]}:
            found = policy.resolve(row["place_code"], row["item"], day, dimensions(row))
            told = (row["value"].lstrip("><="), row["state"], row["continued"], row["provision"])
            if found is None:
                expected = ("", "not_collected", "no", "")
            else:
                figure = plain_number(found.value, policy)
                text = found.value.text if figure is None else str(figure)
                expected = (text, found.state, "yes" if found.continued else "no", found.value.provision)
            if told != expected:
                wrong.append((row, expected))
    assert wrong == []


# A page's files


def rows_of(address):
    """The rows of cells.csv that a page's figures are."""
    kind, name, *part = address.rstrip("/").split("/")
    if kind == "cities":
        pinyin = {place["place"]: place["page"] for place in download("places.csv")}
        return [row for row in download("cells.csv") if pinyin[row["place"]] == address]
    rows = [row for row in download("cells.csv") if row["item"].replace("_", "-") == name]
    return [row for row in rows if not part or next(iter(dimensions(row).values())).replace("_", "-") == part[0]]


@cache
def of_page(address):
    text = data(f"{address.rstrip('/')}.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")  # else Excel takes it for GBK
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("address", OF_PAGES)
def test_a_pages_csv_holds_its_rows_of_cells_csv(address):
    assert without_version(of_page(address)) == without_version(rows_of(address)) != []


def without_version(rows):
    """Rows but for the version of the file that they stand in."""
    return [{name: content for name, content in row.items() if name != "data_version"} for row in rows]


@pytest.mark.parametrize("address", OF_PAGES)
def test_a_pages_files_have_one_version_of_their_own(address):
    (version,) = {row["data_version"] for row in of_page(address)}
    assert version != download("cells.csv")[0]["data_version"]
    assert f"数据版本 {version}，" in book(address).properties.description


@pytest.mark.parametrize("address", OF_PAGES)
def test_a_pages_json_holds_the_same(address):
    found = json.loads(data(f"{address.rstrip('/')}.json").read_text(encoding="utf-8"))
    rows = []
    for line in found["lines"]:
        shared = {name: content for name, content in line.items() if name not in ("dimensions", "cells")}
        shared["data_version"] = found["data_version"]
        joined = ";".join(f"{name}={value}" for name, value in line["dimensions"].items())
        for cell in line["cells"]:
            rows.append(shared | {"dimensions": joined} | cell | {"continued": "yes" if cell["continued"] else "no"})
    names = list(of_page(address)[0])
    assert [{name: as_text(row.get(name)) for name in names} for row in rows] == of_page(address)


def test_a_pages_json_says_what_it_is_and_rests_on():
    found = json.loads(data("items/inpatient-deductible.json").read_text(encoding="utf-8"))
    assert found["licence"].startswith("CC BY 4.0")
    assert found["page"] == "items/inpatient-deductible/"
    assert [one["document"] for one in found["documents"]] == ["市政办发〔2017〕80号", "晋医保发〔2024〕19号"]


# XLSX, read by openpyxl


@cache
def book(address):
    return openpyxl.load_workbook(data(f"{address.rstrip('/')}.xlsx"))


def sheet(address, name):
    header, *rows = book(address)[name].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.parametrize("address", OF_PAGES)
def test_a_workbook_names_every_collected_figure_with_its_clause(address):
    told = [
        (
            row["地区"],
            row["项目编号"],
            row["年"],
            row["从"].date().isoformat(),
            row["到"].date().isoformat(),
            as_text(row["数值"].date() if isinstance(row["数值"], datetime) else row["数值"]),
            row["状态"],
            row["是否沿用"],
            row["文件"],
            row["哪一条"],
            row["条款"],
        )
        for row in sheet(address, "明细")
    ]
    expected = [
        (
            *(row["place"], row["item"], int(row["year"]), row["from"], row["to"], row["value"]),
            *(words.STATES[row["state"]], "是" if row["continued"] == "yes" else "否"),
            *(row["document"], row["locator"], row["provision"]),
        )
        for row in of_page(address)
        if row["state"] != "not_collected"
    ]
    assert told == expected


@pytest.mark.parametrize("address", OF_PAGES)
def test_the_table_of_a_workbook_has_a_cell_for_each_line_and_year(address):
    lines = {}
    for row in of_page(address):
        line = lines.setdefault((row["place"], row["item"], row["dimensions"]), {})
        line.setdefault(row["year"], []).append(row)
    wrong = []
    for line, told in zip(lines.values(), sheet(address, "对照表"), strict=True):
        for year, spans in line.items():
            one = spans[0]
            if len(spans) == 1 and one["state"] == "not_collected":
                right = told[year] == "未收录"
            elif len(spans) == 1 and isinstance(told[year], int | float):
                right = as_text(told[year]) == one["value"]
            elif len(spans) == 1 and isinstance(told[year], datetime):
                right = told[year].date().isoformat() == one["value"]
            else:  # a text in words, where a figure would not say enough
                right = not one["value"].replace(".", "").isdigit() or (len(spans) > 1 and "起" in told[year])
            if not right:
                wrong.append((one, told[year]))
    assert wrong == []


def test_figures_and_days_are_typed_and_read_as_people_write_them():
    cells = book("items/outpatient-cap/")["对照表"]
    assert (cells["N3"].value, cells["N3"].data_type, cells["N3"].number_format) == (300, "n", '#,##0"元"" 沿用"')
    ratio = book("items/inpatient-ratio/class-1/")["明细"]["H2"]
    assert (ratio.value, ratio.number_format) == (0.6, "0%")
    assert book("items/outpatient-cap/")["明细"]["F2"].is_date


@pytest.mark.parametrize("address", ["items/premium/", "cities/jinzhong/"])
def test_a_workbook_keeps_its_header_in_view_and_explains_itself(address):
    found = book(address)
    assert found.sheetnames == ["对照表", "明细", "记号", "出处"]
    assert all(one.freeze_panes.endswith("2") for one in found)
    assert {row["编号"] for row in sheet(address, "记号")} == set(words.STATES)
    said = " ".join(str(cell.value) for cell in found["出处"]["A"])
    assert of_page(address)[0]["data_version"] in said
    assert "CC BY 4.0" in said


def test_a_workbook_keeps_the_spaces_at_the_edges_of_a_text():
    # Without being told a program drops them.
    kept = [text for text in ("一类", "一 类", " 一类", "一类 ") if 'xml:space="preserve"' in text_cell(text)]
    assert kept == [" 一类", "一类 "]


@pytest.mark.parametrize("address", OF_PAGES)
def test_no_cell_of_a_workbook_is_a_formula(address):
    assert [
        cell.value for one in book(address) for row in one.iter_rows() for cell in row if cell.data_type == "f"
    ] == []


# SQLite and Parquet


@pytest.fixture(scope="module")
def base():
    with sqlite3.connect(f"file:{data('insurance.sqlite')}?mode=ro", uri=True) as found:
        found.row_factory = sqlite3.Row
        yield found


def plain(rows):
    """The rows of a database as texts, without the column that only repeats a figure; each figure has been compared."""
    texts = []
    for row in rows:
        told = dict(row)
        if "number" in told:
            number = told.pop("number")
            is_figure = row["value"] is not None and row["value"].replace(".", "", 1).replace("-", "", 1).isdigit()
            if row["unit"] == "date":
                is_figure = False
            assert (number is not None) == is_figure, row
            assert number is None or number == float(row["value"])
        for column in {"continued", "year_bound"} & set(told):
            told[column] = "yes" if told[column] else "no"
        texts.append({column: as_text(content) for column, content in told.items()})
    return texts


def sorted_rows(rows):
    return sorted(rows, key=lambda row: tuple(row.values()))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_database_is_the_csv_file(base, name):
    rows = plain([dict(row) for row in base.execute(f"SELECT * FROM {name}")])
    assert sorted_rows(rows) == sorted_rows(download(f"{name}.csv"))


def test_the_database_is_whole_and_what_refers_finds_its_row(base):
    assert [tuple(row) for row in base.execute("PRAGMA integrity_check")] == [("ok",)]
    assert list(base.execute("PRAGMA foreign_key_check")) == []


def test_the_database_says_its_version_and_licence(base):
    about = dict(tuple(row) for row in base.execute("SELECT * FROM about"))
    assert about["data_version"] == json.loads(data("datapackage.json").read_text(encoding="utf-8"))["version"]
    assert about["licence"].startswith("CC-BY-4.0")


def test_the_database_answers_a_question_across_its_tables(base):
    query = """SELECT cells.number, documents.issued FROM cells JOIN documents USING (document)
               WHERE item = 'inpatient_deductible' AND cells.place = '晋中市' AND year = 2025
               AND dimensions = 'facility=class_1;location=local'"""
    assert [tuple(row) for row in base.execute(query)] == [(1000, "2024-12-12")]


@pytest.mark.parametrize("name", ["facts", "cells"])
def test_a_parquet_file_is_the_csv_file(name):
    command = ["node", str(ROOT / "tests" / "parquet.mjs"), str(data(f"{name}.parquet"))]
    done = subprocess.run(command, capture_output=True, check=True)
    assert plain(json.loads(done.stdout)) == download(f"{name}.csv")


# Everything in one file


def test_the_archive_holds_every_download_as_it_is():
    with zipfile.ZipFile(data("everything.zip")) as packed:
        assert packed.testzip() is None
        held = {name: packed.read(name) for name in packed.namelist()}
    named = [one["path"] for one in json.loads(held["datapackage.json"])["resources"]]
    assert sorted(held) == sorted([*named, "datapackage.json"])
    assert [name for name, content in held.items() if data(name).read_bytes() != content] == []


@pytest.mark.parametrize("address", OF_PAGES)
def test_a_page_links_to_its_files(address):
    links = {link["href"].rpartition("data/")[2] for link in pages()[address].select("#downloads + ul a[download]")}
    assert links == {f"{address.rstrip('/')}.{kind}" for kind in ("xlsx", "csv", "json")}
