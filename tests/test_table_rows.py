"""What the downloads of cases, changes, cities, documents and coverage say: what the core and the pages do."""

import re
from itertools import pairwise, product

import pytest

from built_site import ROOT, download, pages
from reading.standard_cases import read_standard_cases
from render.statements import cited, steps
from table_files import CASES, DAYS, DOCUMENTS, PLACES, but, rows
from urrbmi.lookup import plain_number
from urrbmi.settle import settle
from urrbmi.values import day_before


@pytest.mark.parametrize("address", ["cases/", *CASES])
def test_a_case_is_as_in_the_table_of_all_cases_with_the_clauses_of_its_settlement(address, policy):
    of_all = [row for row in download("standard_cases.csv") if address in ("cases/", f"cases/{row['case']}/")]
    assert [but(row, "data_version") for row in rows(address)] == [but(row, "data_version") for row in of_all]
    cases = {case.id: case for case in read_standard_cases(ROOT, policy)}
    wrong = []
    for row in rows(address):
        statement = settle(cases[row["case"]].at(row["place_code"], f"{row['year']}-12-31"), policy)
        clauses = set(cited(steps(statement))) if row["status"] == "ok" else set()
        notes = statement["assumptions"] if row["status"] == "ok" else []
        others = {f"{note['reading']}={note['otherwise']['self']:.2f}" for note in notes if "otherwise" in note}
        told = [set(filter(None, row[name].split(";"))) for name in ("provisions", "readings", "otherwise")]
        if told != [clauses, {note["reading"] for note in notes}, others]:
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


def test_the_figures_of_all_cities_are_those_of_their_page_and_what_the_core_answers(policy):
    page, wrong = pages()["cities/"], []
    for row in rows("cities/"):
        (dimensions,) = combinations(row)
        found = policy.resolve(row["place_code"], row["item"], row["from"], dimensions)
        told = (str(plain_number(found.value, policy)), {citation.provision for citation in found.citations})
        shown = page.select(f"td[id$=-{row['item']}] a.value[href$='-{row['place_code']}-{row['year']}']")
        if told != (row["value"], {row["provision"]}) or len(shown) != 1:
            wrong.append(row)
    assert wrong == []
    assert len(rows("cities/")) == len(page.select("td a.value"))


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


def test_what_the_poor_get_since_2025_is_told_as_an_understanding_that_the_documents_do_not_decide():
    of_the_poor = [
        row
        for row in rows("changes/")
        if row["place"] == "太原市" and row["day"] == "2025-01-01" and row["dimensions"].startswith("group=")
    ]
    items = {"critical_illness_deductible", "critical_illness_ratio", "critical_illness_cap"}
    assert {row["item"] for row in of_the_poor} == items
    assert {row["readings"] for row in of_the_poor} == {"B13"}
    # what rests on such a reading is no headline
    assert pages()[""].select("ol.timeline a[href*='critical-illness']") == []
