"""The tables on the built pages: every figure with its state and its citation, nothing blank."""

import re

import pytest

from built_site import anchors, pages
from page_tables import (
    SIGNS,
    WORDS,
    cells,
    cited,
    figure_tables,
    note_of,
    spans,
    target,
    text,
    values,
    year_tables,
)


def test_every_cell_of_a_table_of_years_has_an_anchor():
    assert [(address, text(cell)) for address, cell in cells(year_tables()) if not cell.get("id")] == []


def test_every_cell_of_a_citys_table_has_an_anchor():
    without = {address for address, cell in cells(figure_tables("cities/")) if not cell.get("id")}
    assert without - {"cities/"} == set()


def test_every_cell_of_a_table_of_what_holds_now_has_an_anchor():
    now = [(address, table) for address, table in figure_tables("items/") if not table.select_one("th[data-year]")]
    assert sorted({address for address, cell in cells(now) if not cell.get("id")}) == []


@pytest.mark.parametrize("under", ["items/", "cities/", "coverage/", ""], ids=["items", "cities", "coverage", "all"])
def test_no_cell_is_blank(under):
    assert [address for address, cell in cells(figure_tables(under)) if not text(cell)] == []


def test_every_cell_says_a_value_or_a_state():
    saying = re.compile(r"\d|[是否]|[\u4e00-\u9fff]{2}")
    odd = [
        (address, value)
        for address, cell in cells(year_tables())
        for value, _, _ in spans(cell)
        if value not in WORDS and not saying.search(value)
    ]
    assert odd == []


def test_every_value_links_to_a_note_on_its_page_that_names_document_clause_and_evidence():
    unsupported = [
        (address, cell.get("id"), link["href"])
        for address, cell in cells(year_tables() + figure_tables("cities/"))
        for link in values(cell)
        if not (note_of(address, link) and cited(address, note_of(address, link)["id"]))
    ]
    assert unsupported == []


def test_every_figure_of_a_table_of_years_is_a_link():
    bare = [
        (address, cell.get("id"))
        for address, cell in cells(year_tables() + figure_tables("cities/"))
        if re.search(r"\d[元%天年]", text(cell)) and not cell.find("a")
    ]
    assert bare == []


def test_the_link_of_a_value_has_the_same_figure_as_its_note():
    differing = [
        (address, cell["id"])
        for address, cell in cells(year_tables())
        for link in values(cell)
        if text(link) != text(note_of(address, link).strong)
    ]
    assert differing == []


def test_every_citation_leads_to_a_provision_on_a_page_of_a_document():
    lost = []
    for address, page in pages().items():
        for link in page.select("main a[href*='documents/'][href*='#']:not([data-embed])"):
            goal, anchor = target(address, link["href"])
            if goal not in pages() or anchor not in anchors(goal):
                lost.append((address, link["href"]))
    assert lost == []


def test_what_was_not_collected_leads_to_the_page_that_says_what_is_missing():
    astray = [
        (address, cell["id"])
        for address, cell in cells(year_tables())
        for link in cell.find_all("a", class_="value")
        if text(link) == "未收录" and target(address, link["href"])[0] != "coverage/"
    ]
    assert astray == []


@pytest.mark.parametrize("under", ["items/", "cities/", "coverage/"])
def test_the_legend_of_a_table_names_every_sign_in_it(under):
    unnamed = []
    for address, table in figure_tables(under):
        # Its own, or where there is none after it (as under the many small tables of the coverage) that of the page.
        legend = table.find_next(class_="legend") or pages()[address].find(class_="legend")
        named = text(legend) if legend else ""
        signs = {text(sign) for sign in table.select("td i")} & SIGNS
        signs |= {"未收录"} if table.select("td.is-missing") else set()
        unnamed += [(address, sign) for sign in sorted(signs) if sign not in named]
    assert unnamed == []


def test_every_table_of_years_has_its_own_legend():
    without = [
        address
        for address, table in year_tables()
        if not table.find_parent(class_="item-table").select_one(".legend dt, .legend div")
    ]
    assert without == []
