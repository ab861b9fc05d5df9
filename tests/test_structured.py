"""What programs read of the pages: what each is about (schema.org), what a shared link shows, the order of headings."""

import json
import re
from itertools import pairwise
from urllib.parse import urljoin

import pytest

from built_site import pages, site

WHOLE = {address: page for address, page in pages().items() if not address.startswith("embed/")}
#: what schema.org or its best known readers ask for of a type
REQUIRED = {
    "Dataset": {"name", "description", "url", "license", "creator", "version", "temporalCoverage", "spatialCoverage"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "GovernmentService": {"name", "serviceType", "areaServed"},
    "WebApplication": {"name", "url", "applicationCategory", "offers"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
}


def told(address):
    """What a page says it is about."""
    return [json.loads(script.string) for script in WHOLE[address].select('script[type="application/ld+json"]')]


def things(about):
    """A thing and all things in it."""
    if isinstance(about, dict):
        yield about
    for inner in about.values() if isinstance(about, dict) else about if isinstance(about, list) else []:
        yield from things(inner)


def of_type(address, kind):
    return [thing for about in told(address) for thing in things(about) if thing["@type"] == kind]


def test_every_thing_has_what_its_type_requires():
    poor = [
        (address, thing["@type"], sorted(missing))
        for address in WHOLE
        for about in told(address)
        for thing in things(about)
        if (missing := {name for name in REQUIRED.get(thing["@type"], set()) if not thing.get(name)})
    ]
    assert poor == []


def test_every_thing_says_whose_words_it_uses():
    assert {about["@context"] for address in WHOLE for about in told(address)} == {"https://schema.org"}


@pytest.mark.parametrize(
    ("address", "kind", "count"),
    [
        ("data/", "Dataset", 1),
        ("items/premium/", "Dataset", 1),
        ("cases/county-5000/", "Dataset", 1),
        ("cities/taiyuan/", "GovernmentService", 1),
        ("calculator/", "WebApplication", 1),
        ("glossary/", "BreadcrumbList", 1),
        ("", "BreadcrumbList", 0),
    ],
)
def test_a_page_says_what_it_is_about(address, kind, count):
    assert len(of_type(address, kind)) == count


def test_a_table_can_be_downloaded_in_each_of_its_forms():
    for address, page in WHOLE.items():
        for about in of_type(address, "Dataset"):
            files = {urljoin(address, one["contentUrl"]) for one in about["distribution"]}
            offered = {urljoin(address, link["href"]) for link in page.select("#downloads + ul a[download]")}
            assert files == offered if address != "data/" else len(files) > 10
            assert len({one["encodingFormat"] for one in about["distribution"]}) >= 3


def test_the_version_of_a_table_is_the_one_that_its_page_shows():
    shown = {
        address: re.search("本页数据版本 ([0-9a-f]{12})", page.footer.get_text())[1] for address, page in WHOLE.items()
    }
    told = {address: one["version"] for address in WHOLE for one in of_type(address, "Dataset")}
    assert len(told) > 80
    assert told == {address: shown[address] for address in told}


def test_catalogues_of_data_take_no_description_under_fifty_letters():
    told = {address: one["description"] for address in WHOLE for one in of_type(address, "Dataset")}
    assert {address: text for address, text in told.items() if not 50 <= len(text) <= 5000} == {}
    assert "2017至2029年，太原市、大同市" in told["items/premium/"]


def test_every_address_in_them_is_one_of_the_site():
    lost = []
    for address in WHOLE:
        for thing in [thing for about in told(address) for thing in things(about)]:
            for name in {"url", "item", "contentUrl"} & set(thing):
                goal = urljoin(address, thing[name])
                if not (site() / goal).exists():
                    lost.append((address, thing[name]))
    assert lost == []


def test_the_trail_of_a_page_is_the_one_that_is_shown():
    for address, page in WHOLE.items():
        shown = [re.sub(r"\s+", " ", step.get_text(" ")).strip() for step in page.select(".crumbs li")]
        trails = [thing["itemListElement"] for thing in of_type(address, "BreadcrumbList")]
        assert [[step["name"] for step in trail] for trail in trails] == ([shown] if shown else [])


def test_the_service_of_a_city_is_provided_by_who_issued_its_document():
    providers = {one: of_type(f"cities/{one}/", "GovernmentService")[0]["provider"] for one in ("taiyuan", "datong")}
    assert "太原市医疗保障局" in [one["name"] for one in providers["taiyuan"]]
    assert "山西省医疗保障局" in [one["name"] for one in providers["datong"]]


def test_a_shared_link_shows_a_title_and_a_description():
    for address, page in WHOLE.items():
        shown = {tag["property"]: tag["content"] for tag in page.select("meta[property^='og:']")}
        assert {"og:title", "og:description", "og:site_name", "og:type", "og:locale"} <= set(shown), address
        assert page.select_one("meta[name='twitter:card']")


def test_headings_go_down_one_step_at_a_time():
    jumps = []
    for address, page in pages().items():
        levels = [int(heading.name[1]) for heading in page.select("main :is(h1, h2, h3, h4, h5, h6)")]
        if not levels or levels[0] != 1:
            jumps.append((address, "no h1 first"))
        jumps += [(address, before, after) for before, after in pairwise(levels) if after > before + 1]
    assert jumps == []
