"""The built pages, read as HTML: each names itself, its feeds and its data, and loads nothing from elsewhere."""

import re
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

import hook
from built_site import anchors, download, pages, site, whole_pages
from page_tables import (
    CITIES,
    document_of,
    folder,
    target,
    text,
)

LOADERS = [
    ("script", "src"),
    ("link", "href"),
    ("img", "src"),
    ("source", "src"),
    ("iframe", "src"),
    ("object", "data"),
    ("use", "href"),
    ("form", "action"),
]


# Where reports go


def test_without_an_address_for_reports_the_page_says_that_there_is_none():
    assert "还没有公布收报告的地址" in text(pages()["about/"].select_one("main"))


def test_an_address_for_reports_stands_on_the_page():
    page = SimpleNamespace(file=SimpleNamespace(src_uri="about/index.md"))
    config = SimpleNamespace(extra={"report_error": "mailto:reports@example.org?subject=%s", "today": "2026-03-01"})
    told = hook.on_page_markdown(f"前文\n\n{hook.REPORT_TO}\n", page, config, None)
    assert told == "前文\n\n报告寄到这里：<mailto:reports@example.org>。\n"


def test_an_address_that_is_left_empty_is_none():
    config = SimpleNamespace(extra={"report_error": None, "pages": {}})
    assert hook.on_config(config).extra["report_error"] == ""


# Every page


def test_every_page_says_the_version_of_all_data_and_of_its_own():
    whole = download("facts.csv")[0]["data_version"]
    said = {
        address: re.findall(r"数据版本 (\w{12})", text(page.select_one(".site-footer")))
        for address, page in whole_pages().items()
    }
    assert {address: versions for address, versions in said.items() if len(versions) != 2 or versions[0] != whole} == {}
    assert said["items/premium/"][1] != said["items/outpatient-cap/"][1] != whole
    assert said["cities/jinzhong/"][1] == whole


def test_every_page_names_the_feeds():
    feeds = {"feeds/changes.atom", "feeds/corrections.atom"}
    for address, page in whole_pages().items():
        found = {link["href"] for link in page.select("link[type='application/atom+xml']")}
        assert {target(address, link)[0] for link in found} == feeds or address == "404.html"


def test_every_page_names_itself_its_language_and_what_stands_on_it():
    poor = []
    for address, page in pages().items():
        description = page.select_one('meta[name="description"]')
        good = (
            page.html.get("lang") == "zh-CN"
            and len(page.select("main")) == 1
            and len(page.select("h1")) == 1
            and text(page.h1)
            and page.title
            and text(page.title)
            and description
            and description["content"].strip()
        )
        if not good:
            poor.append(address)
    assert poor == []


def test_no_two_pages_have_the_same_title():
    titles = [text(page.title) for page in pages().values()]
    assert sorted(title for title in set(titles) if titles.count(title) > 1) == []


def test_every_id_stands_once_on_its_page():
    twice = {}
    for address, page in pages().items():
        ids = [tag["id"] for tag in page.find_all(id=True)]
        if len(ids) > len(set(ids)):
            twice[address] = sorted({one for one in ids if ids.count(one) > 1})[:5]
    assert twice == {}


def test_every_header_of_a_table_says_what_it_is_the_header_of():
    bare = [(address, th.get_text()) for address, page in pages().items() for th in page.select("th:not([scope])")]
    assert bare == []


def test_no_page_is_near_the_limit_of_150_kb():
    sizes = {str(file): file.stat().st_size for file in site().rglob("*.html")}
    assert {file: size for file, size in sizes.items() if size > 145_000} == {}


def test_nothing_is_loaded_from_another_origin():
    outside = [
        (address, tag[attribute])
        for address, page in pages().items()
        for name, attribute in LOADERS
        for tag in page.select(f"{name}[{attribute}]")
        if urlsplit(tag[attribute]).netloc
    ]
    assert outside == []


def test_no_style_loads_from_another_origin():
    styles = {file.name: file.read_text(encoding="utf-8") for file in site().rglob("*.css")}
    styles |= {address: " ".join(style.text for style in page.select("style")) for address, page in pages().items()}
    loads = re.compile(r"""(?:url\(|@import)\s*["']?\s*(?:https?:)?//""")
    assert [name for name, content in styles.items() if loads.search(content)] == []


def test_of_the_search_engine_only_what_the_search_page_reads_is_delivered():
    programs = {file.name for file in site().joinpath("pagefind").iterdir() if file.suffix in (".js", ".css")}
    assert programs == {"pagefind.js", "pagefind-worker.js"}


def test_the_licences_that_ask_for_it_are_delivered_with_what_they_are_of():
    for file, holder in (("pagefind/LICENSE.txt", "Pagefind"), ("calculator/runtime/NOTICE.txt", "Stefan Krah")):
        notice = (site() / file).read_text(encoding="utf-8")
        assert "Copyright" in notice
        assert holder in notice


def test_no_link_starts_at_the_top_of_the_host():
    fixed = [
        (address, tag[attribute])
        for address, page in pages().items()
        for attribute in ("href", "src", "action")
        for tag in page.select(f"[{attribute}]")
        if tag[attribute].startswith("/")
    ]
    assert fixed == []


@pytest.mark.parametrize("city", CITIES)
def test_every_city_has_a_page_with_its_name(city):
    assert city in text(pages()[f"cities/{CITIES[city][0]}/"].h1)


def test_every_item_with_a_value_has_a_page():
    items = {row["item"] for row in download("facts.csv")}
    assert {item for item in items if folder(item) not in pages()} == set()


def test_the_calculator_page_leads_to_the_tables_where_there_is_no_javascript():
    links = pages()["calculator/"].select("noscript a")
    goals = {target("calculator/", link["href"])[0] for link in links}
    assert {folder("inpatient_deductible"), folder("inpatient_ratio")} <= goals


# Documents


def test_every_one_of_the_343_provisions_has_its_anchor_on_the_page_of_its_document():
    provisions = [row["provision"] for row in download("coverage.csv")]
    lost = [one for one in provisions if one not in anchors(document_of(one))]
    assert (len(provisions), lost) == (343, [])


def test_a_provision_shows_its_locator_its_summary_and_its_evidence():
    shown = anchors("documents/shanxi-2024-19/")["SX24-26"]
    assert [word for word in ("二·表·一类", "起付线1000元", "住院起付标准") if word not in text(shown)] == []
    assert text(shown.select_one("q.evidence")) == "1000元"


def test_every_provision_quotes_its_evidence():
    provisions = [row["provision"] for row in download("coverage.csv")]
    silent = [one for one in provisions if not anchors(document_of(one))[one].select_one("q.evidence")]
    assert silent == []


def test_an_item_of_which_nothing_holds_today_leads_to_those_of_its_kind_that_do():
    page = pages()["items/premium-assistance/"]
    (said,) = [one for one in page.select("main > p") if "今天查得到的" in one.get_text()]
    assert "premium-assistance-share" in {link["href"].split("/")[-2] for link in said.select("a")}


def test_an_item_leads_to_the_others_of_its_kind():
    links = {link["href"].split("/")[-2] for link in pages()["items/premium-assistance/"].select("#others + ul a")}
    assert {"premium-assistance-share", "premium-assistance-split", "assisted-age"} <= links
    assert "premium-assistance" not in links
