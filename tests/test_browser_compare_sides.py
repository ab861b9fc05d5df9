"""Two sides of the compare page on every screen: both values, the difference and the sources without scrolling sideways,
and the same table to a screen reader, however the rows are laid out."""

import pytest
from playwright.sync_api import expect

from real_browser import DESK, PHONE

CITIES = "#view=cities&cities=140100,140700&years=2024"
YEARS = "#view=years&cities=140700&years=2024,2026"
SIDES = pytest.mark.parametrize("fragment", [CITIES, YEARS], ids=["cities", "years"])
SCREENS = {
    "320": (320, "normal"),
    "320, large type": (320, "large"),
    "360": (360, "normal"),
    "360, large type": (360, "large"),
    "768": (768, "normal"),
    "1000, large type": (1000, "large"),
    "1280": (1280, "normal"),
    "1280, large type": (1280, "large"),
}


@SIDES
@pytest.mark.parametrize(("width", "type_size"), SCREENS.values(), ids=SCREENS)
def test_both_values_the_difference_and_the_sources_stand_on_the_screen(compare, fragment, width, type_size):
    page = compare(fragment, viewport={"width": width, "height": 740})
    page.evaluate(f"document.documentElement.dataset.type = '{type_size}'")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("#compare-table .table-scroll").evaluate("box => box.scrollWidth - box.clientWidth") == 0
    edges = page.locator("#compare-table tbody :is(th, td) :is(a, span)").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(({ left, right }) => [left, right])"
    )
    assert len(edges) > 50
    assert [edge for edge in edges if edge[0] < 0 or edge[1] > width] == []


@SIDES
def test_a_screen_reader_finds_the_same_table_on_a_phone_and_on_a_desk(compare, fragment):
    told = [read_aloud(compare(fragment, viewport=viewport)) for viewport in (PHONE, DESK)]
    assert ("columnheader", "从哪天起，依据") in told[0]
    assert {"table", "row", "rowheader", "cell"} <= {role for role, _ in told[0]}
    assert told[0] == told[1]


def read_aloud(page):
    """What the browser tells a screen reader of the table: roles and names, in their order."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}

    def below(node):
        if not node.get("ignored") and node["role"]["value"] not in ("StaticText", "InlineTextBox", "generic", "none"):
            yield node["role"]["value"], node.get("name", {}).get("value", "")
        for child in node.get("childIds", ()):
            yield from below(nodes[child])

    tables = [node for node in nodes.values() if not node.get("ignored") and node["role"]["value"] == "table"]
    assert len(tables) == 1
    return list(below(tables[0]))


def test_what_the_columns_are_stays_in_sight_above_a_long_table_on_a_phone(compare):
    page = compare(YEARS, viewport=PHONE)
    last = page.locator("#compare-table tbody tr").last
    last.evaluate("row => row.scrollIntoView({ block: 'center' })")
    for name in ("2024年", "2026年", "2026年比2024年"):
        expect(page.get_by_role("columnheader", name=name, exact=True)).to_be_in_viewport()


def test_the_sources_lead_to_the_clause_on_a_phone(compare):
    page = compare(CITIES, viewport=PHONE)
    page.locator(".compare-sources a").first.click()
    expect(page.locator(".provision:target")).to_be_in_viewport()
