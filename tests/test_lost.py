"""The page of addresses that do not exist: it finds its way from any depth, and guesses what was meant."""

import pytest

from real_browser import accessibility


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("items/inpatient-deductable/", "items/inpatient-deductible/"),
        ("items/inpatient_ratio/class-1", "items/inpatient-ratio/class-1/"),
        ("city/taiyuan.html", "cities/taiyuan/"),
        ("documents/shanxi/2024-19", "documents/shanxi-2024-19/"),
    ],
)
def test_it_offers_the_page_whose_address_is_most_alike(window, home, address, meant):
    page = window().new_page()
    page.goto(home + address)
    links = page.locator("#guesses a")
    links.first.wait_for()
    assert home + meant in links.evaluate_all("links => links.map((link) => link.href)")


def test_where_nothing_is_alike_it_offers_the_search_and_the_hubs(window, home):
    page = window().new_page()
    page.goto(home + "qq/xyz")
    page.get_by_role("heading", name="从这里找起").wait_for()
    assert page.locator("#guesses").is_hidden()
    assert accessibility(page) == {}
    page.fill("#lost-words", "起付线")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}search/?q=*")
