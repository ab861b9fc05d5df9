"""The built pages, read as HTML: every figure with its state and its citation, nothing blank, nothing from elsewhere."""

import re
from functools import cache
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from built_site import YEARS, anchors, download, pages, site, whole_pages

CITIES = {
    "太原市": ("taiyuan", "140100"),
    "大同市": ("datong", "140200"),
    "阳泉市": ("yangquan", "140300"),
    "长治市": ("changzhi", "140400"),
    "晋城市": ("jincheng", "140500"),
    "朔州市": ("shuozhou", "140600"),
    "晋中市": ("jinzhong", "140700"),
    "运城市": ("yuncheng", "140800"),
    "忻州市": ("xinzhou", "140900"),
    "临汾市": ("linfen", "141000"),
    "吕梁市": ("lvliang", "141100"),
}
DOCUMENTS = {
    "JZ17": "jinzhong-2017-80",
    "TY19": "taiyuan-2019-27",
    "SX23": "shanxi-2023-13",
    "JC23": "jincheng-2023-13",
    "XZ24": "xinzhou-2024-11",
    "SX24": "shanxi-2024-19",
    "YQ": "yangquan-2024-32",
}
SIGNS = {"省级", "沿用", "推算", "只知界限", "算法", "目标", "已取消", "不适用", "按理解", "未收录"}
WORDS = {"已取消", "不适用", "未收录"}
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


def document_of(provision):
    return f"documents/{DOCUMENTS[provision.rsplit('-', 1)[0]]}/"


def folder(item):
    return f"items/{item.replace('_', '-')}/"


@cache
def figure_tables(under):
    """The tables of figures on the pages below an address, each with the address of its page."""
    return [
        (address, table)
        for address, page in pages().items()
        if address.startswith(under)
        for table in page.select("main table.figures")
    ]


def year_tables():
    """The tables of cities over years on the item pages."""
    return [(address, table) for address, table in figure_tables("items/") if table.select_one("th[data-year]")]


def cells(tables):
    return [(address, cell) for address, table in tables for cell in table.find_all("td")]


def values(cell):
    """The links of a cell that lead to a note on its page, and the figures on them."""
    return [link for link in cell.find_all("a", class_="value") if link["href"].startswith("#")]


def text(tag):
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()


def target(address, link):
    """Where a link leads: the address of the page and the anchor on it ("" for none)."""
    goal, anchor = urldefrag(urljoin(f"http://site/{address}", link))
    return urlsplit(goal).path.lstrip("/"), anchor


def note_of(address, link):
    return anchors(address).get(link["href"].removeprefix("#"))


@cache
def cited(address, note):
    """Whether a note names a document, the clause in it and the evidence."""
    clause = anchors(address)[note].select_one("a[href*='documents/'][href*='#']")
    return bool(
        clause and re.search(r"〔\d+〕\d+号 \S", text(clause)) and anchors(address)[note].select_one("q.evidence")
    )


def spans(cell):
    """What a cell says, part by part: its text, its signs, and from when to when it holds."""
    return [
        (
            text(part.find(class_="value")),
            [text(sign) for sign in part.find_all(class_="state")],
            text(part.find(class_="when")) if part.find(class_="when") else "",
        )
        for part in cell.find_all(class_="part") or [cell]
    ]


def cell_of(item, city, year, table="all", part=""):
    return anchors(folder(item) + part)[f"{table}-{CITIES[city][1]}-{year}"]


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


def test_no_page_is_over_150_kb():
    sizes = {str(file): file.stat().st_size for file in site().rglob("*.html")}
    assert {file: size for file, size in sizes.items() if size > 150_000} == {}


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


# The cells of the tables


def test_every_cell_of_a_table_of_years_has_an_anchor():
    assert [(address, text(cell)) for address, cell in cells(year_tables()) if not cell.get("id")] == []


def test_every_cell_of_a_citys_table_has_an_anchor():
    without = {address for address, cell in cells(figure_tables("cities/")) if not cell.get("id")}
    assert without - {"cities/"} == set()


def test_every_cell_of_a_table_of_what_holds_now_has_an_anchor():
    now = [(address, table) for address, table in figure_tables("items/") if not table.select_one("th[data-year]")]
    assert sorted({address for address, cell in cells(now) if not cell.get("id")}) == []


@pytest.mark.parametrize("under", ["items/", "cities/", "coverage/", ""], ids=["items", "cities", "coverage", "all"])
def test_no_cell_is_blank(under):
    assert [address for address, cell in cells(figure_tables(under)) if not text(cell)] == []


def test_every_cell_says_a_value_or_a_state():
    saying = re.compile(r"\d|[是否]|[\u4e00-\u9fff]{2}")
    odd = [
        (address, value)
        for address, cell in cells(year_tables())
        for value, _, _ in spans(cell)
        if value not in WORDS and not saying.search(value)
    ]
    assert odd == []


def test_every_value_links_to_a_note_on_its_page_that_names_document_clause_and_evidence():
    unsupported = [
        (address, cell.get("id"), link["href"])
        for address, cell in cells(year_tables() + figure_tables("cities/"))
        for link in values(cell)
        if not (note_of(address, link) and cited(address, note_of(address, link)["id"]))
    ]
    assert unsupported == []


def test_every_figure_of_a_table_of_years_is_a_link():
    bare = [
        (address, cell.get("id"))
        for address, cell in cells(year_tables() + figure_tables("cities/"))
        if re.search(r"\d[元%天年]", text(cell)) and not cell.find("a", class_="value")
    ]
    assert bare == []


def test_the_link_of_a_value_has_the_same_figure_as_its_note():
    differing = [
        (address, cell["id"])
        for address, cell in cells(year_tables())
        for link in values(cell)
        if text(link) != text(note_of(address, link).strong)
    ]
    assert differing == []


def test_every_citation_leads_to_a_provision_on_a_page_of_a_document():
    lost = []
    for address, page in pages().items():
        for link in page.select("main a[href*='documents/'][href*='#']"):
            goal, anchor = target(address, link["href"])
            if goal not in pages() or anchor not in anchors(goal):
                lost.append((address, link["href"]))
    assert lost == []


def test_what_was_not_collected_leads_to_the_page_that_says_what_is_missing():
    astray = [
        (address, cell["id"])
        for address, cell in cells(year_tables())
        for link in cell.find_all("a", class_="value")
        if text(link) == "未收录" and target(address, link["href"])[0] != "coverage/"
    ]
    assert astray == []


@pytest.mark.parametrize("under", ["items/", "cities/", "coverage/"])
def test_the_legend_of_a_table_names_every_sign_in_it(under):
    unnamed = []
    for address, table in figure_tables(under):
        # Its own, or where there is none after it (as under the many small tables of the coverage) that of the page.
        legend = table.find_next(class_="legend") or pages()[address].find(class_="legend")
        named = text(legend) if legend else ""
        signs = {text(sign) for sign in table.select("td .state")} & SIGNS
        signs |= {"未收录"} if table.select("td.is-missing") else set()
        unnamed += [(address, sign) for sign in sorted(signs) if sign not in named]
    assert unnamed == []


def test_every_table_of_years_has_its_own_legend():
    without = [
        address
        for address, table in year_tables()
        if not table.find_parent(class_="item-table").select_one(".legend dt, .legend div")
    ]
    assert without == []


# What the cells say

CELLS = [
    ("stated by the city", "premium", "all", "", "忻州市", "2025", [("400元", [], "")]),
    ("reckoned from a rise", "premium", "all", "", "忻州市", "2024", [("380元", ["推算"], "")]),
    ("of the province", "premium", "all", "", "大同市", "2024", [("380元", ["省级"], "")]),
    ("not carried on to another year", "premium", "all", "", "大同市", "2025", [("未收录", [], "")]),
    ("only a floor", "outpatient-cap", "all", "", "晋中市", "2018", [("≥200元", ["只知界限", "沿用"], "")]),
    (
        "a change within the year",
        "outpatient-cap",
        "all",
        "",
        "晋中市",
        "2017",
        [("未收录", [], "1月1日至6月30日"), ("≥200元", ["只知界限"], "7月1日至12月31日")],
    ),
    ("long standing", "outpatient-cap", "all", "", "吕梁市", "2026", [("300元", ["沿用"], "")]),
    ("in force for a term", "annual-fund-cap", "all", "", "运城市", "2029", [("7万元", ["省级"], "")]),
    ("1000 yuan in the first class", "inpatient-deductible", "class_1-local", "", "阳泉市", "2025", [("1000元", ["省级"], "")]),
    ("60 % less 5 points", "inpatient-ratio", "class_1-referred", "class-1/", "长治市", "2025", [("55%", ["推算"], "")]),
    ("85 % less 15 points", "inpatient-ratio", "class_3-unreferred", "class-3/", "长治市", "2025", [("70%", ["推算"], "")]),
    ("a rule", "critical-illness-financing", "all", "", "太原市", "2019", [("2019年度筹资总额×8%+20+15", ["算法"], "")]),
    ("withdrawn", "student-accident-cap", "all", "", "阳泉市", "2025", [("已取消", [], "")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "table", "part", "city", "year", "expected"),
    [row[1:] for row in CELLS],
    ids=[f"{row[1]}: {row[0]}" for row in CELLS],
)
def test_a_cell_shows_what_the_documents_say(item, table, part, city, year, expected):
    assert spans(cell_of(item, city, year, table, part)) == expected


def years_with_a_figure(item, city):
    return {
        year: value
        for year in YEARS
        for value, _, _ in spans(cell_of(item, city, year))
        if value not in ("未收录", "已取消", "不适用")
    }


CONTRIBUTIONS = {
    "太原市": {"2019": "220元", "2020": "250元", "2023": "350元", "2024": "380元"},
    "大同市": {"2023": "350元", "2024": "380元"},
    "忻州市": {"2023": "350元", "2024": "380元", "2025": "400元"},
}


@pytest.mark.parametrize("city", CONTRIBUTIONS)
def test_a_contribution_stands_only_in_the_years_that_a_document_gives(city):
    assert years_with_a_figure("premium", city) == CONTRIBUTIONS[city]


def test_a_value_of_one_year_stands_in_no_other():
    given = {(row["item"], row["year"]) for row in download("facts.csv") if row["year"]}
    yearly = {item for item, _ in given} - {row["item"] for row in download("facts.csv") if not row["year"]}
    assert "premium" in yearly
    carried = []
    for item in sorted(yearly):
        for address, cell in cells([pair for pair in year_tables() if pair[0].startswith(folder(item))]):
            year = cell["id"].rsplit("-", 1)[1]
            if values(cell) and (item, year) not in given:
                carried.append((address, cell["id"]))
    assert carried == []


def test_a_value_that_changes_within_a_year_shows_from_when_to_when_each_part_holds():
    undated = [
        (address, cell["id"])
        for address, cell in cells(year_tables())
        if len(spans(cell)) > 1 and not all(when for _, _, when in spans(cell))
    ]
    assert undated == []


# The cells and the model


def shown(value, unit):
    """A figure of the model (fen, ten-thousandths) in the words of the pages."""
    if value.kind in ("abolished", "not_applicable"):
        return {"abolished": "已取消", "not_applicable": "不适用"}[value.kind]
    if value.number is None:
        return value.text
    if unit == "ratio":
        return f"{value.number / 100:g}%"
    yuan = value.number / 100
    return value.text + (f"{yuan / 10000:g}万元" if yuan and yuan % 10000 == 0 else f"{yuan:g}元")


SAMPLE = [
    ("premium", {}, ""),
    ("outpatient_cap", {}, ""),
    ("annual_fund_cap", {}, ""),
    ("critical_illness_financing", {}, ""),
    ("inpatient_deductible", {"facility": "class_3", "location": "local"}, ""),
    ("inpatient_deductible", {"facility": "class_1", "location": "referred"}, ""),
    ("inpatient_ratio", {"facility": "class_1", "location": "local"}, "class-1/"),
    ("inpatient_ratio", {"facility": "class_2_county", "location": "unreferred"}, "class-2-county/"),
]


@pytest.mark.parametrize(
    ("item", "dimensions", "part"), SAMPLE, ids=["-".join([one[0], *one[1].values()]) for one in SAMPLE]
)
def test_the_cells_show_what_the_model_resolves(policy, item, dimensions, part):
    table = "-".join(dimensions.values()) or "all"
    unit = policy.items[item]["unit"]
    found, expected = {}, {}
    for city, (_, code) in CITIES.items():
        for year in YEARS:
            history = policy.history(code, item, dimensions, f"{year}-01-01", f"{year}-12-31")
            expected[city, year] = [shown(one.value, unit) if one else "未收录" for _, _, one in history]
            found[city, year] = [value for value, _, _ in spans(cell_of(item, city, year, table, part))]
    assert found == expected
