"""The search of several provinces: what all share is always found, a province's own pages once it is chosen or named."""

import pytest
from playwright.sync_api import expect

import several_provinces
from hosts import host

SHANXI, GUANGXI = "140000", "450000"
#: what its pages of cities and documents begin with
OF_GUANGXI = {"guangxi", "nanning", "liuzhou"}


@pytest.fixture(scope="module")
def country():
    with host(several_provinces.built()) as running:
        yield running.address


@pytest.fixture
def page(window):
    return window().new_page()


@pytest.fixture
def read(page):
    """The provinces (codes) whose indexes the page has asked for."""
    found = set()
    page.on("request", lambda one: found.update(code for code in (SHANXI, GUANGXI) if f"/pagefind/{code}/" in one.url))
    return found


def ask(page, country, question):
    """Opens the search with a question and waits for its answer."""
    page.goto(f"{country}search/?{question}")
    expect(page.locator("#search-status")).to_contain_text("找到")


def own(page):
    """The pages of cities and documents that were found in the text, below the site's top."""
    links = page.locator("#search-text li a").evaluate_all(
        "all => all.map((one) => new URL(one.href).pathname.slice(1))"
    )
    return [link for link in links if link.startswith(("cities/", "documents/"))]


def test_without_a_province_only_what_all_share_is_searched_and_the_page_says_so(page, country, read):
    ask(page, country, "q=起付线")
    expect(page.locator("#search-status")).to_contain_text("各市的页和文件没有找，先选一个省。")
    assert own(page) == []
    assert read == set()


def test_the_pages_of_the_chosen_province_are_found_and_the_address_keeps_the_choice(page, country, read):
    ask(page, country, "q=起付线")
    page.get_by_label("找哪个省的").select_option("广西壮族自治区")
    expect(page.locator("#search-status")).to_contain_text("各市的页和文件只找了广西壮族自治区的。")
    assert {link.split("/")[1].split("-")[0] for link in own(page)} <= OF_GUANGXI
    assert own(page)
    assert read == {GUANGXI}
    page.reload()
    expect(page.get_by_label("找哪个省的")).to_have_value(GUANGXI)


def test_a_city_in_the_question_says_which_province_is_meant(page, country, read):
    ask(page, country, f"q=太原 起付线&where={GUANGXI}")
    expect(page.locator("#search-status")).to_contain_text("只找了山西省的")
    assert read == {SHANXI}


def test_a_province_in_the_question_leads_to_its_cities(page, country):
    ask(page, country, "q=广西")
    assert page.locator("#search-direct li a").evaluate_all("all => all.map((one) => new URL(one.href).pathname)") == [
        "/cities/guangxi/"
    ]


def test_all_provinces_can_be_searched(page, country, read):
    ask(page, country, "q=医保发&where=all")
    places = {link.split("/")[1].split("-")[0] for link in own(page) if link.startswith("documents/")}
    assert len(places) > 2
    assert read == {SHANXI, GUANGXI}


def test_the_province_of_the_city_chosen_last_is_searched(page, country):
    page.goto(country)
    page.evaluate("localStorage.setItem('urrbmi.city', '450100')")
    ask(page, country, "q=起付线")
    expect(page.get_by_label("找哪个省的")).to_have_value(GUANGXI)


def test_the_way_back_leads_to_the_answer_that_was_left(page, country):
    page.goto(country)
    page.evaluate("localStorage.setItem('urrbmi.city', '450100')")
    ask(page, country, "q=起付线")
    page.get_by_label("找哪个省的").select_option("山西省")
    expect(page.locator("#search-status")).to_contain_text("只找了山西省的")
    page.go_back()
    expect(page.locator("#search-status")).to_contain_text("只找了广西壮族自治区的")


def test_a_document_that_no_province_has_is_not_looked_for_again(page, country):
    page.goto(f"{country}search/?q=桂医保发〔2099〕1号")
    expect(page.locator("#search-status")).to_have_text("没有收录 桂医保发〔2099〕1号。")


def test_without_the_table_of_names_the_page_says_that_more_may_be_found(page, country):
    page.route("**/search/answers.json", lambda route: route.abort())
    page.goto(f"{country}search/?q=起付线")
    expect(page.locator("#search-status")).to_contain_text("有一个文件没有读到，可能找得不全，请刷新再试。")
