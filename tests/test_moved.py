"""A link to a cell whose table stands on another page by now goes on to it, in a real browser."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize(
    "name", ["class_1-local-140700-2025", "table-class_1-local", "chart-inpatient-ratio-class-1-in-province-unreferred"]
)
def test_a_link_to_what_a_divided_item_once_had_on_its_page_goes_on(window, home, name):
    page = window(reduced_motion="reduce").new_page()
    page.goto(f"{home}items/inpatient-ratio/#{name}")
    page.wait_for_url(f"{home}items/inpatient-ratio/class-1/#{name}")
    expect(page.locator(f"[id='{name}']")).to_have_count(1)


def test_a_link_to_what_is_there_stays(window, home):
    page = window(reduced_motion="reduce").new_page()
    page.goto(f"{home}items/inpatient-ratio/#sources", wait_until="load")
    page.wait_for_timeout(300)
    assert page.url == f"{home}items/inpatient-ratio/#sources"
