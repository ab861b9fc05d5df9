"""The files of cases, changes, cities, documents and coverage: the same in every form, read again by other libraries."""

import re

import pytest

from built_site import download, pages
from table_files import (
    CASES,
    DAYS,
    DOCUMENTS,
    KINDS,
    NAMES,
    PLACES,
    as_codes,
    as_text,
    book,
    codes,
    rows,
    sheet,
    table,
    version,
)

every_page = pytest.mark.parametrize("address", NAMES)


# Which pages have files


def test_these_kinds_of_pages_have_files():
    assert {"cases/", "changes/", "cities/", "documents/", "coverage/"} <= set(NAMES)
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
    told = [[as_codes(address, title, row[title]) for title in titles.values()] for row in sheet(address, 0)]
    expected = [[row[name] for name in titles] for row in rows(address)]
    assert list(map(plain, told)) == list(map(plain, expected))


#: columns that hold names which programs give, and say so: ids, addresses, other columns' codes
IDS = {"place_code", "item", "section", "case", "provision", "provisions", "begun", "ended", "ended_by", "repeats"}
IDS |= {"sources", "readings", "page", "data_version", "arithmetic"}


@every_page
def test_people_read_words_in_the_workbook_and_its_signs_say_which_codes_they_are(address):
    named = {one["title"]: one["name"] for one in table(address)["columns"]}
    code = re.compile(r"(^|[;=])[a-z_]+($|[;=|])")
    raw = {
        (title, content)
        for row in sheet(address, 0)
        for title, content in row.items()
        if named.get(title, "data_version") not in IDS and isinstance(content, str) and code.search(content)
    }
    assert raw == set()
    assert len(sheet(address, 1)) == len(codes(address)), "no word stands for two codes"


def test_an_unknown_case_names_what_is_missing_by_the_names_of_the_items():
    row = next(row for row in sheet("cases/", 0) if row["算得出来吗"] == "算不出来")
    assert "住院起付标准" in row["缺什么"].split("；")
    assert codes("cases/")["缺什么", "住院起付标准"] == "inpatient_deductible"


def test_a_condition_is_told_with_its_dimension():
    row = next(row for row in sheet("changes/2025-01-01/", 0) if row["条件"])
    assert re.fullmatch(r"[^：；]+：[^：；]+(；[^：；]+：[^：；]+)*", row["条件"])
    assert codes("documents/shanxi-2024-19/")["条件", "医院类别：一类"] == "facility=class_1"


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
    explained = {row["CSV、JSON 里写作"] for row in sheet(address, 1)}
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


@pytest.mark.parametrize("address", [*CASES, *DAYS, *DOCUMENTS, "cases/", "changes/", "cities/", "coverage/"])
def test_a_pages_files_have_one_version_of_their_own(address):
    assert version(address) == table(address)["data_version"] != download("cells.csv")[0]["data_version"]


# Of which release a file is


@pytest.mark.parametrize("address", [one for one in NAMES if one != "documents/"])
def test_the_list_of_versions_says_of_which_release_the_files_are(address):
    # Files that hold the same, of a year with a single day of changes, have one version.
    since = {row["path"]: row["since"] for row in download("versions.csv") if row["version"] == version(address)}
    assert since[f"data/{NAMES[address]}"]
    assert len(set(since.values())) == 1


def test_the_list_of_versions_says_of_which_release_a_printed_page_is():
    shown = re.search(r"本页数据版本 ([0-9a-f]{12})", pages()["items/premium/"].get_text())[1]
    (found,) = [row for row in download("versions.csv") if row["version"] == shown]
    assert (found["kind"], found["path"]) == ("page", "items/premium/")


def test_what_no_release_has_changed_since_says_its_day():
    days = {row["since"]: row["released"] for row in download("versions.csv")}
    told = {one["id"].removeprefix("v"): one.time["datetime"] for one in pages()["releases/"].select("li[id]")}
    assert {since: day for since, day in days.items() if day} == {one: told[one] for one in days if one in told}
    assert set(days) <= {*told, download("cells.csv")[0]["data_version"]}


@every_page
def test_a_file_says_where_its_version_is_looked_up(address):
    assert table(address)["versions"] == "data/versions.csv"
    assert "data/versions.csv" in " ".join(str(cell.value) for cell in book(address)["出处"]["A"])
    assert pages()["releases/"].select('a[href="../data/versions.csv"]')
