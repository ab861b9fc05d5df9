"""Pages with too much for one page say less, and lead to where the rest is."""

import pytest
from bs4 import BeautifulSoup

from reading.standard_cases import read_standard_cases
from render import case_pages, items, parts, sizes
from render.charts.sections import sections
from render.site import Site
from render.templates import environment


@pytest.fixture
def site(rules, policy, root, monkeypatch):
    """The site, whose pages have room for nothing that can be left out."""
    monkeypatch.setattr(sizes, "MOST_BYTES", 1)
    templates = environment(str(root / "site_src" / "templates"))
    return Site(rules, policy, "2026-03-01", templates, standards=read_standard_cases(root, policy))


def test_charts_that_have_no_room_on_an_item_s_page_are_named_and_stand_alone(site):
    (drawn,) = sections(site, "subsidy")
    page = BeautifulSoup(items._item_page(site, parts.whole(site, "subsidy")).html, "html.parser")
    named = {one["id"]: one.a["href"] for one in page.select("#payers ~ ul > li[id]")}
    assert named == {f"chart-{one.id}": f"../../embed/charts/{one.id}/" for one in drawn.charts}
    assert page.select("figure[id^=chart-payers]") == []


def test_a_case_without_room_names_its_readings_and_leads_to_the_files_for_their_amounts(site):
    page = next(one for one in case_pages.pages(site) if one.path == "cases/unreferred-42000/")
    shown = BeautifulSoup(page.html, "html.parser")
    assert [one["id"] for one in shown.select("#readings ~ ul > li[id]")] == ["A12", "B2", "B8"]
    assert "换成" not in shown.select_one("#B8").get_text()
    assert "各市各年的数在下面的 Excel、CSV 里" in shown.select_one("#readings + p").get_text()
