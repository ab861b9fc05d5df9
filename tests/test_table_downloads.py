"""The files of cases, changes, documents and coverage: what the core and the pages say, read again by other libraries."""

import csv
import io
import json
import re
from datetime import datetime
from functools import cache
from itertools import pairwise, product

import openpyxl
import pytest

from built_site import ROOT, download, pages, site
from reading.standard_cases import read_standard_cases
from render.statements import cited, steps
from urrbmi.lookup import plain_number
from urrbmi.settle import settle
from urrbmi.values import day_before

KINDS = ("csv", "json", "xlsx")
#: address of a page -> what its files are called below data/
NAMES = {
    address: "coverage/known" if address == "coverage/" else address.rstrip("/")
    for address, page in pages().items()
    if re.match(r"(cases|changes|documents|coverage)/", address) and page.select_one("#downloads")
}
CASES = [address for address in NAMES if re.fullmatch(r"cases/.+", address)]
DAYS = [address for address in NAMES if re.fullmatch(r"changes/[\d-]+/", address)]
PLACES = [address for address in NAMES if re.fullmatch(r"changes/[a-z]+/", address)]
DOCUMENTS = [address for address in NAMES if re.fullmatch(r"documents/.+", address)]
every_page = pytest.mark.parametrize("address", NAMES)


def data(address, kind):
    return site() / "data" / f"{NAMES[address]}.{kind}"


@cache
def rows(address):
    """The rows of a page's CSV file, every content as text."""
    content = data(address, "csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")  # else Excel takes it for GBK
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@cache
def table(address):
    return json.loads(data(address, "json").read_text(encoding="utf-8"))


@cache
def book(address):
    return openpyxl.load_workbook(data(address, "xlsx"))


def sheet(address, at):
    header, *below = book(address).worksheets[at].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in below]


def but(row, *left_out):
    return {name: content for name, content in row.items() if name not in left_out}


def as_text(content):
    """A content as the CSV file has it."""
    if isinstance(content, datetime):
        return content.date().isoformat()
    return "" if content is None else str(content)


def version(address):
    (found,) = {row["data_version"] for row in rows(address)}
    return found


# Which pages have files


def test_these_kinds_of_pages_have_files():
    assert {"cases/", "changes/", "documents/", "coverage/"} <= set(NAMES)
    assert (len(CASES), len(DOCUMENTS)) == (6, 7)
    days = {row["day"] for row in rows("changes/")}
    assert set(DAYS) == {f"changes/{one}/" for day in days for one in (day, day[:4])}
    assert len(PLACES) == 11


@every_page
def test_a_page_links_to_its_files(address):
    links = {link["href"].rpartition("data/")[2] for link in pages()[address].select("#downloads + ul a[download]")}
    assert links == {f"{NAMES[address]}.{kind}" for kind in KINDS}


@every_page
def test_a_page_with_files_ends_with_its_citation(address):
    plain, gbt = (one.get_text() for one in pages()[address].select("#cite p > span"))
    for text in (plain, gbt):
        documents, _, own = text.partition("居民医保政策对照")
        assert re.search(r"〔\d{4}〕\d+号", documents)
        assert "数据版本" in own
        assert address in own


# What the rows say


@pytest.mark.parametrize("address", ["cases/", *CASES])
def test_a_case_is_as_in_the_table_of_all_cases_with_the_clauses_of_its_settlement(address, policy):
    of_all = [row for row in download("standard_cases.csv") if address in ("cases/", f"cases/{row['case']}/")]
    assert [but(row, "provisions", "data_version") for row in rows(address)] == [
        but(row, "data_version") for row in of_all
    ]
    cases = {case.id: case for case in read_standard_cases(ROOT, policy)}
    wrong = []
    for row in rows(address):
        statement = settle(cases[row["case"]].at(row["place_code"], f"{row['year']}-12-31"), policy)
        clauses = set(cited(steps(statement))) if row["status"] == "ok" else set()
        if set(filter(None, row["provisions"].split(";"))) != clauses:
            wrong.append(row)
    assert wrong == []


def combinations(row):
    """Every combination of dimensions that a row of changes is true for."""
    names = [pair.split("=") for pair in row["dimensions"].split(";") if pair]
    return [dict(pairs) for pairs in product(*([(name, one) for one in options.split("|")] for name, options in names))]


def test_before_and_after_a_change_are_what_the_core_answers_for_the_day_before_and_the_day(policy):
    wrong = []
    for row in rows("changes/"):
        for day, figure, clauses in (
            (day_before(row["day"]), row["before"], row["ended"]),
            (row["day"], row["after"], row["begun"]),
        ):
            named = set()
            for dimensions in combinations(row):
                found = policy.resolve(row["place_code"], row["item"], day, dimensions)
                number = plain_number(found.value, policy) if found else None
                told = ("" if found is None else found.value.text) if number is None else str(number)
                if figure.lstrip("><=") != told:
                    wrong.append((row, day, dimensions, told))
                named |= {citation.provision for citation in found.citations} if found else set()
                if found and row["kind"] == "gone" and found.value.ended_by:
                    named.add(found.value.ended_by)
            if named != set(filter(None, clauses.split(";"))):  # of this city and these cases, no other's
                wrong.append((row, day, named))
    assert wrong == []


def test_every_figure_that_differs_from_the_one_before_it_is_told():
    told = {
        (row["day"], row["place_code"], row["item"], tuple(one.items()))
        for row in rows("changes/")
        for one in combinations(row)
    }
    spans = {}
    for row in download("cells.csv"):
        spans.setdefault((row["place_code"], row["item"], row["dimensions"]), []).append(row)
    lost = []
    for (place, item, dimensions), members in spans.items():
        combination = tuple(tuple(pair.split("=")) for pair in dimensions.split(";") if pair)
        for before, after in pairwise(members):
            moved = before["value"] and after["value"] and before["value"] != after["value"]
            # a goal is no entitlement, and what each document takes off a table of its own does not compare
            compares = "target" not in (before["state"], after["state"]) and item != "inpatient_ratio_reduction"
            if moved and compares and (after["from"], place, item, combination) not in told:
                lost.append((before, after))
    assert lost == []


def test_no_change_is_told_twice():
    told = [
        (row["day"], row["place_code"], row["item"], *sorted(one.items()))
        for row in rows("changes/")
        for one in combinations(row)
    ]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("address", DAYS)
def test_a_day_or_a_year_has_the_rows_of_all_changes(address):
    assert [but(row, "data_version") for row in rows(address)] == [
        but(row, "data_version") for row in rows("changes/") if row["day"].startswith(address.split("/")[1])
    ]


@pytest.mark.parametrize("address", PLACES)
def test_a_city_has_its_rows_of_all_changes(address):
    def told(found):
        names = ("day", "kind", "item", "before_text", "after_text", "difference", "verdict")
        return {(*(row[name] for name in names), *sorted(one.items())) for row in found for one in combinations(row)}

    (place,) = {row["place"] for row in rows(address)}
    assert pages()[address].h1.get_text() == f"{place}历年的变化"
    assert told(rows(address)) == told(row for row in rows("changes/") if row["place"] == place)


@pytest.mark.parametrize("address", [*DAYS, *PLACES])
def test_the_rows_of_a_page_of_changes_are_of_the_items_that_it_shows(address):
    shown = {
        re.sub(r"-\d{4}-.*", "", one["id"]).replace("-", "_") for one in pages()[address].select("dl.facts > div[id]")
    }
    assert {row["item"] for row in rows(address)} == shown


def test_the_table_of_documents_is_that_of_all_data():
    assert rows("documents/") == download("documents.csv")


@pytest.mark.parametrize("address", DOCUMENTS)
def test_a_document_has_every_clause_in_its_order_and_every_value(address):
    number = rows(address)[0]["document"]
    clauses = [row for row in download("coverage.csv") if row["document"] == number]
    assert list(dict.fromkeys(row["provision"] for row in rows(address))) == [row["provision"] for row in clauses]
    known = {row["provision"]: row for row in clauses}
    shared = ("locator", "handled", "repeats", "summary")
    assert [row for row in rows(address) if any(row[one] != known[row["provision"]][one] for one in shared)] == []
    values = [row for row in download("facts.csv") if row["document"] == number]
    given = [row for row in rows(address) if row["item"]]
    names = [name for name in values[0] if name != "data_version"]
    assert [{name: row[name] for name in names} for row in given] == [
        {name: row[name] for name in names} for row in values
    ]


def test_the_coverage_is_what_its_page_shows():
    page = pages()["coverage/"]
    shown = {"": page.select_one("#overview + div table")}
    shown |= {section["id"]: section.table for section in page.select("main details.full[id]")}
    names = {row.th.get_text(): at for at, row in enumerate(shown[""].tbody.select("tr"))}
    years = [int(head["data-year"]) for head in shown[""].select("th[data-year]")]
    wrong = []
    for row in rows("coverage/"):
        cells = shown[row["section"]].tbody.select("tr")[names[row["place"]]].select("td")
        text = cells[years.index(int(row["year"]))].get_text(" ")
        counts = {name: int(row[name]) for name in ("stated", "inherited", "continued")}
        if not sum(counts.values()):
            right = "未收录" in text
        elif row["section"]:
            right = text.startswith(f"{sum(counts.values())}/{row['items']}")
        else:
            words = zip(("本市", "省级", "沿用"), counts.values(), strict=True)
            right = all((f"{word} {count}" in text) == bool(count) for word, count in words)
            right = right and f"缺 {row['missing']}" in text
        if not right or sum(counts.values()) + int(row["missing"]) != int(row["items"]):
            wrong.append((row, text))
    assert wrong == []
    assert len(rows("coverage/")) == len(names) * len(years) * len(shown)


# The same in every form


@every_page
def test_the_json_file_holds_the_same_with_null_for_what_is_empty(address):
    found = table(address)
    assert [
        row | {"data_version": found["data_version"]}
        for row in (dict(zip(row, map(as_text, row.values()), strict=True)) for row in found["rows"])
    ] == rows(address)
    assert "" not in {content for row in found["rows"] for content in row.values()}
    assert found["page"] == address
    assert found["licence"].startswith("CC BY 4.0")


@every_page
def test_the_json_file_explains_every_column_and_names_the_documents_of_its_clauses(address):
    found = table(address)
    assert [one["name"] for one in found["columns"]] == list(found["rows"][0])
    assert all(one["title"] and one["description"] for one in found["columns"])
    of_clause = {row["provision"]: row["document"] for row in download("coverage.csv")}
    assert {of_clause[name] for name in clauses_of(address)} <= {one["document"] for one in found["documents"]}


def clauses_of(address):
    """The clauses that the rows of a page name."""
    columns = {"provision", "provisions", "begun", "ended"} & set(rows(address)[0])
    return {name for row in rows(address) for column in columns for name in row[column].split(";") if name}


@every_page
def test_the_workbook_holds_the_same_cell_by_cell(address):
    titles = {one["name"]: one["title"] for one in table(address)["columns"]} | {"data_version": "数据版本"}
    told = [[as_text(row[title]) for title in titles.values()] for row in sheet(address, 0)]
    expected = [[row[name] for name in titles] for row in rows(address)]
    assert list(map(plain, told)) == list(map(plain, expected))


def plain(texts):
    """Texts with numbers as people write them: 5000 for 5000.0."""
    return [re.sub(r"^(-?\d+)\.0$", r"\1", text) for text in texts]


@every_page
def test_numbers_and_days_are_typed(address):
    number, day = re.compile(r"\d+(\.\d+)?"), re.compile(r"\d{4}-\d\d-\d\d")
    titles = {one["title"]: one["name"] for one in table(address)["columns"]}
    typed = {name for name in titles.values() if name in ("cost", "self", "self_share", "year", "items", "missing")}
    wrong = []
    for row in sheet(address, 0):
        for title, name in titles.items():
            content = row[title]
            if name == "missing" and "case" in titles.values():
                continue
            if name in typed and content is not None:
                right = isinstance(content, int | float)
            elif name in ("before", "after", "value"):
                right = not isinstance(content, str) or not (number.fullmatch(content) or day.fullmatch(content))
            else:
                right = not isinstance(content, str) or not day.fullmatch(content)
            if not right:
                wrong.append((title, content))
    assert wrong == []


def test_a_figure_is_read_as_people_write_it():
    (share,) = (cell for cell in book("cases/county-5000/").worksheets[0][145 - 1] if cell.column_letter == "K")
    assert (share.value, share.number_format) == (0.31, "0%")
    first = book("changes/2025-01-01/").worksheets[0]
    assert (first["I2"].value, first["I2"].number_format) == (380, '#,##0"元"')


@every_page
def test_a_workbook_keeps_its_header_in_view_and_explains_itself(address):
    found = book(address)
    assert found.sheetnames[1:] == ["记号", "出处"]
    assert all(one.freeze_panes.endswith("2") for one in found)
    explained = {row["编号"] for row in sheet(address, 1)}
    assert set(rows(address)[0]) <= explained
    for column in {"unit", "state"} & set(rows(address)[0]):
        assert {row[column] for row in rows(address) if row[column]} <= explained
    said = " ".join(str(cell.value) for cell in found["出处"]["A"])
    assert version(address) in said
    assert f"数据版本 {version(address)}，" in found.properties.description
    assert "CC BY 4.0" in said
    assert address in said


@every_page
def test_the_sources_of_a_workbook_are_the_clauses_that_its_rows_name(address):
    sources = {row["条款"] for row in sheet(address, 2) if row["条款"]}
    assert clauses_of(address) <= sources
    documents = {row["文件"] for row in sheet(address, 2)}
    assert {row["document"] for row in rows(address) if "document" in row} <= documents


@every_page
def test_no_cell_of_a_workbook_is_a_formula(address):
    assert [
        cell.value for one in book(address) for row in one.iter_rows() for cell in row if cell.data_type == "f"
    ] == []


@pytest.mark.parametrize("address", [*CASES, *DAYS, *DOCUMENTS, "cases/", "changes/", "coverage/"])
def test_a_pages_files_have_one_version_of_their_own(address):
    assert version(address) == table(address)["data_version"] != download("cells.csv")[0]["data_version"]
