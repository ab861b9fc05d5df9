"""The calculator of a country: each province's rules come when a city of it is chosen, and answer as on the command line."""

import json

import pytest
from playwright.sync_api import expect

from hosts import host
from real_browser import figures
from small_country import make_small_country
from urrbmi.interface import Interface

# An interpreter starts before most of what is expected here, and the machine may be busy.
expect.set_options(timeout=30_000)

TAIYUAN, DATONG, SHIJIAZHUANG, TANGSHAN = "太原市", "大同市", "石家庄市", "唐山市"
SHANXI, HEBEI = "140000", "130000"
DAY = "2026-03-10"  # on which all four settle the stay


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    return make_small_country(tmp_path_factory.mktemp("country"))


@pytest.fixture(scope="module")
def core(country):
    """The core over the whole country, as on the command line."""
    return Interface(country.policy_text)


@pytest.fixture
def here(country):
    with host(country.site) as running:
        yield running


@pytest.fixture
def page(window, here):
    """The calculator, opened for the first time, its interpreter ready."""
    opened = window().new_page()
    opened.goto(here.address + "calculator/")
    opened.evaluate("urrbmi.ready")
    return opened


def stay(place, date=DAY):
    costs = {"class_a": 42000}
    return {"place": place, "claims": [{"kind": "inpatient", "date": date, "facility": "class_1", "costs": costs}]}


def settled(page, case):
    return page.evaluate("one => urrbmi.settle(one)", case)


def fill(page, province, place):
    """Fills in the stay."""
    page.select_option("#calc-province", province)
    page.locator(f"[name=place][value={place}]").check()
    page.fill("#calc-date", DAY)
    page.locator("[name=class][value=class_1]").check()
    page.fill("#calc-total", "42000")


def asked_of(here, province):
    """How often something of a province was asked for."""
    return sum(f"-{province}." in path for path in here.asked)


@pytest.mark.parametrize("place", [TAIYUAN, DATONG, SHIJIAZHUANG, TANGSHAN])
def test_a_city_of_each_province_is_settled_as_on_the_command_line(page, core, place):
    for date in ("2018-05-05", DAY, "2030-01-01"):
        assert settled(page, stay(place, date)) == json.loads(core.settle(json.dumps(stay(place, date))))


def test_a_device_too_full_to_keep_a_province_settles_its_cities_all_the_same(page, here, core):
    devtools = page.context.new_cdp_session(page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": here.address.rstrip("/"), "quotaSize": 1})
    assert settled(page, stay(SHIJIAZHUANG)) == json.loads(core.settle(json.dumps(stay(SHIJIAZHUANG))))


def test_nothing_comes_of_a_province_before_a_city_of_it_is_chosen(page, here):
    assert asked_of(here, SHANXI) == asked_of(here, HEBEI) == 0
    page.select_option("#calc-province", HEBEI)
    assert asked_of(here, HEBEI) == 0
    fill(page, HEBEI, TANGSHAN)
    page.click('[type="submit"]')
    figures(page)
    assert asked_of(here, HEBEI) == 2  # its rules, and what the page knows of it
    assert asked_of(here, SHANXI) == 0


def test_the_form_is_answered_as_on_the_command_line_with_links_to_the_province_s_documents(page, core):
    for province, place in ((SHANXI, TAIYUAN), (HEBEI, SHIJIAZHUANG)):
        fill(page, province, place)
        page.click('[type="submit"]')
        expect(page.locator("#calc-answer + p")).to_contain_text(place)
        mine = json.loads(core.settle(json.dumps(stay(place))))
        shown = [float(amount.split()[0].replace("元", "")) for _, amount in figures(page)]
        assert sorted(shown) == sorted(mine[name] for name in ("self", "basic_fund", "critical_illness"))
        assert page.locator("#calc-result .calc-sources a").count()


def test_the_comparison_is_of_the_cities_of_the_province_and_says_so(page, here):
    fill(page, HEBEI, TANGSHAN)
    page.click('[type="submit"]')
    compared = page.locator(".calc-comparison")
    expect(compared).to_contain_text("按河北省里别的市、别的年份的规定")
    expect(compared).to_contain_text("2026年，河北省各市")
    expect(compared).to_contain_text("石家庄")
    expect(compared).not_to_contain_text("太原")
    assert asked_of(here, SHANXI) == 0


def test_a_comparison_of_all_cities_brings_every_province(page, core):
    request = {"case": stay(TAIYUAN)}
    found = page.evaluate("one => urrbmi.compare(one)", request)
    assert found == json.loads(core.compare(json.dumps(request)))


def test_a_spreadsheet_of_cities_of_both_provinces_is_settled(page, core):
    rows = [f"{place},inpatient,{DAY},class_1,42000" for place in (TAIYUAN, TANGSHAN)]
    content = "\r\n".join(["place,kind,date,facility,class_a", *rows]).encode()
    page.locator("#calc-sheet summary").first.click()
    file = {"name": "费用.csv", "mimeType": "text/csv", "buffer": content}
    page.set_input_files('#calc-sheet input[type="file"]', file)
    expect(page.locator(".calc-sheet-result a[download]")).to_be_visible()
    with page.expect_download() as download:
        page.locator(".calc-sheet-result a[download]").click()
    text = download.value.path().read_text("utf-8-sig")
    own = [json.loads(core.settle(json.dumps(stay(place)))) for place in (TAIYUAN, TANGSHAN)]
    assert [line.split(",")[-2] for line in text.splitlines()[1:]] == [f"{one['self']}" for one in own]


def test_a_link_to_a_stay_shows_the_quick_estimate_of_its_province_before_the_interpreter_is_there(window, here, core):
    page = window().new_page()
    page.route("**/*.wasm*", lambda route: None)  # never answered
    page.goto(f"{here.address}calculator/#place=130200&date={DAY}&facility=class_1&location=local&cost=42000")
    page.locator("[data-quick] .calc-figures").wait_for()
    assert page.locator("#calc-province").input_value() == HEBEI
    mine = json.loads(core.settle(json.dumps(stay(TANGSHAN))))
    assert f"{mine['basic_fund']:.2f}".rstrip("0").rstrip(".") in page.locator("[data-quick]").inner_text().replace(
        ",", ""
    )
    assert asked_of(here, SHANXI) == 0


def test_without_a_network_the_provinces_that_were_asked_for_are_there_and_no_other(page, here):
    fill(page, HEBEI, TANGSHAN)
    page.click('[type="submit"]')
    figures(page)
    expect(page.locator("#calc-offline")).to_contain_text("已可离线使用")
    expect(page.locator("#calc-offline")).to_contain_text("限选过城市的省")
    before = settled(page, stay(TANGSHAN))
    here.stop()
    page.reload()
    page.evaluate("urrbmi.ready")
    assert settled(page, stay(TANGSHAN)) == before
    fill(page, HEBEI, SHIJIAZHUANG)
    page.click('[type="submit"]')
    expect(page.locator("#calc-answer + p")).to_contain_text(SHIJIAZHUANG)
    assert page.locator("#calc-result .calc-sources a").count()
    fill(page, SHANXI, TAIYUAN)
    expect(page.locator("#calc-result")).to_contain_text("这个省现在还算不了")
    fill(page, HEBEI, TANGSHAN)
    expect(page.locator("#calc-answer + p")).to_contain_text(TANGSHAN)
