"""How an item's tables are divided into pages: by how large they are, and so that no cell is lost and no link is broken."""

from collections import Counter

import pytest

from built_site import ROOT
from reading.standard_cases import read_standard_cases
from render import parts
from render.site import Site
from render.templates import environment

MOST = 30_000


@pytest.fixture(scope="module")
def site(root, rules, policy):
    templates = environment(str(ROOT / "site_src" / "templates"))
    return Site(rules, policy, "2026-11-22", templates, standards=read_standard_cases(root, policy))


def cells(tables):
    return Counter(
        (table.id, row.place["code"], row.label, cell.year)
        for table in tables
        for row in table.rows
        for cell in row.cells
    )


def shown(whole):
    """The tables of all pages that show any."""
    return [table for part in [whole, *parts.below(whole)] if not part.parts for table in part.tables]


def test_an_item_that_fits_is_one_page(site):
    assert parts.whole(site, "premium").parts == []


def test_an_item_with_many_tables_is_divided_by_its_first_dimension(site):
    whole = parts.whole(site, "inpatient_ratio")
    assert [parts.path(site, part) for part in whole.parts] == [
        f"items/inpatient-ratio/{name}/" for name in ("class-3", "class-2-county", "class-2-city", "class-1")
    ]


def test_a_part_that_is_too_large_is_divided_by_the_next_dimension_and_stays_where_it_was(site):
    whole = parts.whole(site, "inpatient_ratio", 100_000)
    assert {parts.path(site, part) for part in whole.parts} >= {"items/inpatient-ratio/class-1/"}
    assert {parts.path(site, part) for part in parts.below(whole)} >= {"items/inpatient-ratio/class-1-local/"}


def test_one_table_that_is_too_large_is_divided_by_the_years(site):
    halves = parts.whole(site, "premium", 10_000).parts
    assert [(part.years[0], part.years[-1]) for part in halves] == [(2017, 2023), (2024, 2029)]
    assert [parts.path(site, part) for part in halves] == ["items/premium/2017-2023/", "items/premium/2024-2029/"]


def test_however_it_is_divided_every_cell_has_one_place(site):
    for item in site.used_items:
        whole = parts.whole(site, item, MOST)
        together = cells(shown(whole))
        assert set(together.values()) <= {1}, item
        paths = [parts.path(site, part) for part in [whole, *parts.below(whole)]]
        assert len(paths) == len(set(paths)), item
        assert sum(together.values()) >= sum(cells(parts.tables(site, item)).values()), item


def test_a_page_that_is_divided_knows_what_links_to_its_cells_begin_with(site):
    local = next(
        part for part in parts.whole(site, "inpatient_ratio").parts if ("facility", "class_1") in part.dimensions
    )
    assert {"class_1-local", "inpatient-ratio-class-1-local"} <= set(local.names)
