"""The files for download: complete, as the contract names their columns, and safe to open in a spreadsheet."""

import csv
import io
import json
from datetime import date, timedelta
from itertools import product

import pytest

from built_site import ROOT, SHEETS, YEARS, download, site
from reading.load import load

CONTRACT_COLUMNS = [
    "place_code",
    "place",
    "item",
    "item_name",
    "dimensions",
    "from",
    "to",
    "basis",
    "year",
    "value",
    "unit",
    "state",
    "document",
    "locator",
    "provision",
]
CITIES = ["太原市", "大同市", "阳泉市", "长治市", "晋城市", "朔州市", "晋中市", "运城市", "忻州市", "临汾市", "吕梁市"]


def rows_of(provision):
    return [row for row in download("facts.csv") if row["provision"] == provision]


def given_values():
    """How many values the files in rules/documents hold, counted in the files themselves."""
    count = 0
    for file in (ROOT / "rules" / "documents").rglob("*.yml"):
        loaded, _ = load(file, file.name)
        count += sum(len(provision.get("values", [])) for provision in loaded.data["provisions"])
    return count


def days(row):
    return date.fromisoformat(row["from"]), date.fromisoformat(row["to"])


# facts.csv and facts.json


def test_facts_begin_with_the_columns_of_the_contract_in_its_order():
    assert list(download("facts.csv")[0])[: len(CONTRACT_COLUMNS)] == CONTRACT_COLUMNS


@pytest.mark.parametrize("name", SHEETS)
def test_every_csv_file_begins_with_a_byte_order_mark(name):
    assert (site() / "data" / name).read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", SHEETS)
def test_every_row_has_as_many_fields_as_the_header(name):
    text = (site() / "data" / name).read_bytes().decode("utf-8-sig")
    widths = {len(row) for row in csv.reader(io.StringIO(text, newline=""))}
    assert len(widths) == 1


def test_facts_have_one_row_for_each_value_of_the_documents():
    assert len(download("facts.csv")) == given_values()


FACTS = [
    (
        "a deductible of the province",
        "SX24-26",
        {"item": "inpatient_deductible", "dimensions": "facility=class_1"},
        {
            "place_code": "140000",
            "place": "山西省",
            "from": "2025-01-01",
            "to": "2029-12-31",
            "basis": "express",
            "year": "",
            "value": "1000",
            "unit": "yuan",
            "state": "stated",
            "document": "晋医保发〔2024〕19号",
            "locator": "二·表·一类",
        },
    ),
    (
        "5 points less for those referred out of the province",
        "SX24-30",
        {"item": "inpatient_ratio_reduction"},
        {"dimensions": "location=referred|emergency", "value": "0.05", "unit": "points", "state": "stated"},
    ),
    (
        "85 % less 5 points, reckoned",
        "SX24-30",
        {"item": "inpatient_ratio", "dimensions": "facility=class_3;location=referred|emergency"},
        {"value": "0.8", "unit": "ratio", "state": "derived", "arithmetic": "85% - 5%", "sources": "SX24-21;SX24-30"},
    ),
    (
        "a floor is no figure",
        "JZ17-37",
        {"item": "outpatient_cap"},
        {
            "place": "晋中市",
            "from": "2017-07-01",
            "to": "2023-12-31",
            "value": ">=200",
            "unit": "yuan",
            "state": "bound",
            "ended_by": "SX23-16",
        },
    ),
    (
        "10 points less without a referral",
        "JZ17-94",
        {"item": "inpatient_ratio_reduction", "dimensions": "location=unreferred"},
        {"from": "2017-07-01", "to": "2024-12-31", "to_basis": "inferred", "value": "0.1", "state": "stated"},
    ),
    (
        "the emergency that is not reduced",
        "JZ17-94",
        {"item": "inpatient_ratio_reduction", "dimensions": "location=referred|emergency"},
        {"value": "0", "unit": "points"},
    ),
    (
        "a rule stays a text",
        "TY19-37",
        {"item": "critical_illness_financing"},
        {
            "place_code": "140100",
            "from": "2019-01-01",
            "to": "2019-12-31",
            "year": "2019",
            "value": "2019年度筹资总额×8%+20+15",
            "unit": "yuan",
            "state": "formula",
        },
    ),
    (
        "8 % of the financing",
        "TY19-37",
        {"item": "critical_illness_financing_share"},
        {"year": "2019", "value": "0.08", "unit": "ratio", "state": "stated"},
    ),
    (
        "next year's contribution, stated",
        "XZ24-08",
        {"item": "premium", "year": "2025"},
        {"place": "忻州市", "from": "2025-01-01", "to": "2025-12-31", "value": "400", "state": "stated"},
    ),
    (
        "the year before, reckoned from the rise of 20",
        "XZ24-08",
        {"item": "premium", "year": "2024"},
        {"value": "380", "basis": "inferred", "state": "derived", "arithmetic": "400 - 20"},
    ),
    (
        "since when is not known",
        "YQ-04",
        {"item": "student_accident_deductible"},
        {"place": "阳泉市", "from": "", "to": "2024-12-31", "basis": "inferred", "value": "100", "unit": "yuan"},
    ),
]


@pytest.mark.parametrize(
    ("provision", "which", "expected"), [row[1:] for row in FACTS], ids=[f"{row[1]}: {row[0]}" for row in FACTS]
)
def test_a_fact_says_what_its_clause_says(provision, which, expected):
    found = [row for row in rows_of(provision) if which.items() <= row.items()]
    assert [{name: row[name] for name in expected} for row in found] == [expected]


def test_facts_json_holds_the_same_rows_with_null_for_what_is_empty():
    rows = json.loads((site() / "data" / "facts.json").read_text(encoding="utf-8"))
    as_text = [{name: "" if content is None else str(content) for name, content in row.items()} for row in rows]
    assert as_text == download("facts.csv")


# cells.csv


def cells_by_line():
    """The rows of cells.csv: (item, dimensions) -> (city, year) -> rows."""
    found = {}
    for row in download("cells.csv"):
        line = found.setdefault((row["item"], row["dimensions"]), {})
        line.setdefault((row["place"], row["year"]), []).append(row)
    return found


def test_every_item_with_a_value_has_cells():
    assert {row["item"] for row in download("cells.csv")} == {row["item"] for row in download("facts.csv")}


@pytest.mark.parametrize(
    ("item", "combinations"),
    [("premium", 1), ("annual_fund_cap", 1), ("outpatient_ratio", 4), ("two_diseases_cap", 3), ("inpatient_ratio", 28)],
    ids=[
        "no dimension",
        "no dimension, not bound to a year",
        "4 classes",
        "3 diseases",
        "4 classes by 7 ways to get there",
    ],
)
def test_an_item_has_a_line_for_each_combination_of_its_dimensions(item, combinations):
    assert len([dimensions for name, dimensions in cells_by_line() if name == item]) == combinations


def items_divided_by_county():
    return {item for item, dimensions in cells_by_line() if "county=" in dimensions}


def test_every_line_has_all_11_cities_and_all_13_years():
    whole, divided = set(product(CITIES, YEARS)), items_divided_by_county()
    torn = {
        line: sorted(whole - set(cells))[:3]
        for line, cells in cells_by_line().items()
        if line[0] not in divided and set(cells) != whole
    }
    assert torn == {}


def test_every_city_has_its_13_years_of_an_item_that_is_divided_by_county():
    items = items_divided_by_county()
    found = {(row["item"], row["place"], row["year"]) for row in download("cells.csv") if row["item"] in items}
    assert found == set(product(items, CITIES, YEARS))


def test_the_spans_of_a_cell_fill_its_year_without_gap_or_overlap():
    wrong = []
    for line, cells in cells_by_line().items():
        for (place, year), rows in cells.items():
            spans = sorted(days(row) for row in rows)
            edges = [date(int(year) - 1, 12, 31), *(last for _, last in spans)]
            expected = [edge + timedelta(days=1) for edge in edges[:-1]]
            if [first for first, _ in spans] != expected or edges[-1] != date(int(year), 12, 31):
                wrong.append((line, place, year))
    assert wrong == []


def test_a_cell_has_no_value_only_where_its_state_says_why():
    without = {row["state"] for row in download("cells.csv") if not row["value"]}
    assert without <= {"not_collected", "abolished", "not_applicable"}


def test_nothing_that_was_not_collected_has_a_value_or_a_source():
    unknown = [row for row in download("cells.csv") if row["state"] == "not_collected"]
    assert [row for row in unknown if row["value"] or row["provision"] or row["document"]] == []


CELLS = [
    ("nothing before July 2017", "晋中市", "outpatient_cap", "", "2017", [("06-30", "", "not_collected"), ("12-31", ">=200", "bound")]),
    ("province, continued", "大同市", "outpatient_cap", "", "2025", [("12-31", "300", "continued")]),
    ("province, in its first year", "大同市", "outpatient_cap", "", "2024", [("12-31", "300", "inherited")]),
    ("a contribution is not carried on", "大同市", "premium", "", "2025", [("12-31", "", "not_collected")]),
    ("the city's own word", "忻州市", "premium", "", "2025", [("12-31", "400", "stated")]),
    ("nothing before 2025", "大同市", "inpatient_ratio", "facility=class_1;location=local", "2024", [("12-31", "", "not_collected")]),
    ("85 % less 15 points", "大同市", "inpatient_ratio", "facility=class_3;location=unreferred", "2025", [("12-31", "0.7", "derived")]),
    ("the last of its 5 years", "大同市", "annual_fund_cap", "", "2029", [("12-31", "70000", "inherited")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "item", "dimensions", "year", "spans"),
    [row[1:] for row in CELLS],
    ids=[row[0] for row in CELLS],
)
def test_a_cell_is_worth_what_the_documents_say_for_that_year(place, item, dimensions, year, spans):
    rows = cells_by_line()[item, dimensions][place, year]
    assert [(row["to"][5:], row["value"], row["state"]) for row in rows] == spans


# coverage.csv


def test_coverage_lists_all_343_provisions_once():
    rows = download("coverage.csv")
    assert (len(rows), len({row["provision"] for row in rows})) == (343, 343)


def test_every_provision_is_handled_as_value_rule_or_narrative():
    assert {row["handled"] for row in download("coverage.csv")} == {"value", "rule", "narrative"}


def test_the_provisions_with_a_row_in_facts_are_handled_as_values():
    handled = {row["provision"]: row["handled"] for row in download("coverage.csv")}
    assert {handled[row["provision"]] for row in download("facts.csv")} == {"value"}


def test_a_provision_handled_as_value_has_a_row_in_facts_or_repeats_one_that_has():
    given = {row["provision"] for row in download("facts.csv")}
    empty = [
        row["provision"]
        for row in download("coverage.csv")
        if row["handled"] == "value" and not ({row["provision"], *row["repeats"].split(";")} & given)
    ]
    assert empty == []


# datapackage.json
