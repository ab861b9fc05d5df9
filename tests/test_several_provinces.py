"""A country of several provinces: each has its pages, and what is one page for one province leads to those of all."""

import csv
import io
import re
from dataclasses import replace

import pytest

import build
import several_provinces
from several_provinces import built, country, links, page

SHANXI, GUANGXI = "shanxi/", "guangxi/"
#: pages that each province has of its own, by the address of the one that leads to them
DIVIDED = (
    "cities/",
    "items/inpatient-deductible/",
    "coverage/",
    "changes/",
    "documents/",
    "cases/",
    "cases/local-42000/",
)


def leading_to(address):
    """Where the entries of a page of all provinces lead, with what they say."""
    found = {}
    for entry in page(address).select("main dl.facts > div"):
        found[entry.dt.a["href"]] = entry.get_text(" ", strip=True)
    return found


def test_no_page_is_too_large_and_every_link_leads_somewhere():
    assert links() > 5000


@pytest.mark.parametrize("address", [one for one in DIVIDED if one != "cases/local-42000/"])
def test_a_page_of_all_provinces_leads_to_the_one_of_each(address):
    up = "../" * address.count("/")
    assert list(leading_to(address)) == [f"{up}{address}{SHANXI}", f"{up}{address}{GUANGXI}"]


def test_the_page_of_an_item_says_how_much_is_known_in_each_province():
    shanxi, guangxi = leading_to("items/inpatient-deductible/").values()
    assert shanxi.startswith("山西省 2 / 2 个市收录到，一类：")
    assert guangxi.startswith("广西壮族自治区 2 / 2 个市收录到，一类：")


def test_a_link_to_a_cell_from_before_there_were_two_provinces_finds_its_province():
    told = {
        link["data-province"]: link["href"] for link in page("items/inpatient-deductible/").select("a[data-province]")
    }
    assert told == {
        "14": f"../../items/inpatient-deductible/{SHANXI}",
        "45": f"../../items/inpatient-deductible/{GUANGXI}",
    }
    assert 'assets/moved.js"' in (built() / "items/inpatient-deductible/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["cases/", "cases/city-10000/", "changes/", "documents/", "coverage/"])
@pytest.mark.parametrize(
    ("folder", "cities"),
    [(SHANXI, {"太原市", "大同市", "山西省"}), (GUANGXI, {"南宁市", "柳州市", "广西壮族自治区"})],
    ids=["shanxi", "guangxi"],
)
def test_the_files_of_a_province_s_page_have_its_places_alone(address, folder, cities):
    text = (built() / "data" / f"{address}{folder.rstrip('/')}.csv").read_text(encoding="utf-8-sig")
    places = {row["place"] for row in csv.DictReader(io.StringIO(text))}
    assert places
    assert places <= cities


def test_a_province_s_tables_have_its_own_cities():
    for folder, cities in ((SHANXI, ["太原市", "大同市"]), (GUANGXI, ["南宁市", "柳州市"])):
        table = page(f"items/annual-fund-cap/{folder}").select_one("table.figures")
        assert [head.get_text() for head in table.select("tbody th")] == cities


def test_a_city_s_figures_lead_to_the_cells_of_its_province():
    figures = page("cities/nanning/").select('dd a[href^="../../items/"][href*="450100"]')
    assert figures != []
    assert {figure["href"].split("#")[0].rsplit("/", 2)[1] for figure in figures} == {"guangxi"}


def test_the_home_page_lists_the_provinces():
    assert [link.get_text() for link in page("").select("ul.cities a")] == ["山西", "广西"]
    assert [link["href"] for link in page("").select("ul.cities a")] == [f"cities/{SHANXI}", f"cities/{GUANGXI}"]


def test_a_province_s_page_lists_its_cities():
    assert [link.get_text() for link in page(f"cities/{GUANGXI}").select("ul.cities a")] == ["南宁市", "柳州市"]


def test_what_is_said_of_a_province_names_it():
    assert "按广西壮族自治区的文件" in page(f"coverage/{GUANGXI}").get_text()
    assert "山西" not in page(f"coverage/{GUANGXI}").main.get_text()
    assert "全区 2 个市" in page("cities/nanning/").get_text()
    assert country().by_province[1].where == "广西2个市"


def test_what_a_province_tells_apart_does_not_divide_another_s_tables():
    for part in country().by_province:
        for item in part.used_items:
            named = {option for one in part.given_to[item] for some in one.value.dimensions.values() for option in some}
            assert {option for case in part.combinations(item) for option in case.values()} <= named, item


def test_a_province_is_a_step_of_the_breadcrumb():
    steps = [link.get_text() for link in page(f"items/annual-fund-cap/{GUANGXI}").select(".crumbs li")]
    assert steps[1] == "全部项目"
    assert steps[-1].endswith("，广西")
    assert steps[-2] == steps[-1].removesuffix("，广西")


def test_the_page_of_wrong_addresses_guesses_no_province_s_pages():
    text = (built() / "404.html").read_text(encoding="utf-8")
    assert "items/annual-fund-cap/" in text
    assert "items/annual-fund-cap/shanxi/" not in text


def test_the_site_map_has_each_page_that_is_searched_once(tmp_path):
    site = replace(several_provinces.country(), url="https://example.org/yibao/")
    site.downloads = tmp_path / "data"
    pages = several_provinces.pages_of(site)
    build.frame(pages, site, tmp_path, tmp_path / "made")
    listed = re.findall(r"<loc>(.*?)</loc>", (tmp_path / "made" / "sitemap.xml").read_text(encoding="utf-8"))
    assert len(listed) == len(set(listed))
    written = {f"{site.url}{path}" for path in ("about/", "about/software/")}
    assert set(listed) == {f"{site.url}{page.path}" for page in pages if page.search} | written
