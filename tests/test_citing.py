"""How figures, tables and pages are cited: the document and its clause first, then this site and its data version."""

import json
import re
from functools import cache
from gzip import compress

import pytest

from built_site import ROOT, pages, site, whole_pages
from reading.standard_cases import read_standard_cases
from render import citing
from render.site import Site
from render.statements import cited, steps
from render.templates import environment
from urrbmi.settle import settle


@cache
def shard(name):
    return json.loads((site() / "data" / "cite" / f"{name}.json").read_text(encoding="utf-8"))


def version():
    return json.loads((site() / "data" / "datapackage.json").read_text(encoding="utf-8"))["version"]


@pytest.fixture(scope="module")
def somewhere(rules, policy):
    """The site as it is built for an address of its own, on a day in January."""
    templates = environment(str(ROOT / "site_src" / "templates"))
    return Site(rules, policy, "2026-01-02", templates, url="https://example.org/yibao")


GBT = {
    "four issuers, a day": (
        "shanxi-2024-19",
        "SX24-26",
        "山西省医疗保障局, 山西省财政厅, 国家税务总局山西省税务局, 等. 关于进一步完善城乡居民基本医疗保险和大病保险有关政策的通知: "
        "晋医保发〔2024〕19号[A]. 2024-12-12: 二·表·一类. ",
    ),
    "a day that is inferred": (
        "xinzhou-2024-11",
        "XZ24-08",
        "忻州市医疗保障局, 忻州市财政局, 国家税务总局忻州市税务局. 关于做好2024年城乡居民基本医疗保障工作的通知: "
        "忻医保发〔2024〕11号[A]. [2024-09-05]: ",
    ),
    "no day": (
        "taiyuan-2019-27",
        "TY19-37",
        "太原市医疗保障局, 太原市财政局, 国家税务总局太原市税务局. 关于做好2019年城乡居民基本医疗保障工作的通知: "
        "并医保发〔2019〕27号[A]. [日期不详]: ",
    ),
}


@pytest.mark.parametrize(("document", "provision", "begins"), GBT.values(), ids=GBT)
def test_a_clause_is_cited_as_gbt_7714_cites_a_government_document(document, provision, begins):
    text = shard(f"documents/{document}")["clauses"][provision]["gbt"]
    assert text.startswith(begins)
    assert f". 居民医保政策对照[DS/OL]. 数据版本 {version()}. (" in text
    assert text.endswith(")[{day}]. {address}.")


def test_a_clause_is_cited_in_a_sentence():
    text = shard("documents/jinzhong-2017-80")["clauses"]["JZ17-37"]["plain"]
    begins = "晋中市人民政府办公厅《关于印发〈晋中市城乡居民基本医疗保险实施办法〉的通知》（市政办发〔2017〕80号），第12条⑤；"
    assert text.startswith(begins + "据“居民医保政策对照”")
    assert f"数据版本 {version()}（收录至 2024年12月24日）" in text
    assert text.endswith("，{address}，{day} 查看。")


def test_a_table_is_cited_by_all_its_documents_and_clauses():
    text = shard("items/outpatient-cap")["tables"]["all"]["plain"]
    for source in (
        "（市政办发〔2017〕80号），第12条⑤；",
        "（晋医保发〔2023〕13号），二·2段②；",
        "“普通门诊年度支付限额”",
    ):
        assert source in text


def test_of_many_clauses_the_first_six_are_named(somewhere):
    clauses = [name for name, (document, _) in somewhere.provisions.items() if document.code == "JZ17"]
    assert citing.cited(somewhere, clauses, "").plain.count("、") == 5
    places = {somewhere.provisions[name][1].locator for name in clauses}
    assert f"等{len(places)}处；" in citing.cited(somewhere, clauses, "").plain


def test_of_very_many_documents_the_latest_are_named_and_all_are_counted(somewhere, monkeypatch):
    monkeypatch.setattr(citing, "_DOCUMENTS", 2)
    citation = citing.collection(somewhere, somewhere.provisions, "文件")
    for text in (citation.gbt, citation.plain):
        assert text.index("晋医保发〔2024〕19号") < text.index("阳医保发〔2024〕32号") < text.index("等7份文件")
        assert text.index("等7份文件") < text.index("居民医保政策对照")
        assert "市政办发〔2017〕80号" not in text


def test_every_clause_that_a_figure_rests_on_can_be_cited(policy):
    known = {name for file in (site() / "data" / "cite" / "documents").glob("*.json") for name in clauses_of(file)}
    assert {source for value in policy.values for source in value.sources} <= known


def clauses_of(file):
    return json.loads(file.read_text(encoding="utf-8"))["clauses"]


def test_every_table_that_is_cited_has_its_citation_and_its_place():
    for address, page in pages().items():
        for link in page.select("a[data-cite]"):
            assert link["data-cite"] in shard(address.rstrip("/"))["tables"]
            assert page.find(id=link.find_parent(attrs={"data-piece": True})["data-piece"])


CASES = sorted(address for address in pages() if re.fullmatch(r"cases/[a-z0-9-]+/", address))


@pytest.mark.parametrize("address", CASES)
def test_every_settled_figure_is_cited_by_the_clauses_of_its_settlement(address, policy):
    case = next(one for one in read_standard_cases(ROOT, policy) if f"cases/{one.id}/" == address)
    settled = shard(address.rstrip("/"))["settled"]
    for cell in pages()[address].select("#table-years td:not(.is-missing)"):
        place, year = cell["id"].split("-")
        clauses = settled["bases"][settled["cells"][cell["id"]]]
        assert set(clauses) == set(cited(steps(settle(case.at(place, f"{year}-12-31"), policy))))
        note = pages()[address].select_one(cell.a["href"])
        links = {link["href"].partition("#")[2] for link in note.select("a[href*='documents/']")}
        assert links <= set(clauses)
        readings = {link.get_text() for link in note.select("a[href*='methods/']")}
        assert readings == set(settled["readings"][settled["cells"][cell["id"]]])
        assert {settled["pieces"]["clauses"][one][1] for one in links} == {
            settled["pieces"]["clauses"][one][1] for one in clauses
        }


def test_every_figure_of_the_table_of_all_cases_leads_to_its_cell_on_the_cases_page():
    cells = pages()["cases/"].select("#table-now td a.value")
    assert len(cells) == len(CASES) * 11
    for link in cells:
        address, _, cell = link["data-cell"].partition("#")
        assert pages()[address].find(id=cell).a.get_text() == link.get_text()


def test_every_chart_can_be_cited_by_the_clauses_that_it_rests_on():
    links = [
        (address, link["data-cite-chart"])
        for address, page in pages().items()
        for link in page.select("a[data-cite-chart]")
    ]
    assert links
    for address, id in links:
        assert "〕" in shard(address.rstrip("/"))["charts"][id]["plain"]
    assert "并医保发〔2019〕27号[A]" in shard("items/subsidy")["charts"]["payers-taiyuan"]["gbt"]


def test_a_page_with_figures_ends_with_its_citation():
    for address, page in pages().items():
        if address.startswith(("items/", "cities/", "cases/")) and address.count("/") > 1:
            plain, gbt = (one.get_text() for one in page.select("#cite p > span"))
            assert f"，{address}，" in plain
            assert f"]. {address}." in gbt


def test_with_an_address_a_citation_is_whole_without_javascript(somewhere):
    text = citing.clause(somewhere, "SX24-26").gbt
    shown = citing.filled(somewhere, text, "items/premium/").striptags()
    assert shown.endswith("(2026-01-02)[2026-01-02]. https://example.org/yibao/items/premium/.")


def test_what_is_read_at_a_tap_is_small():
    files = (site() / "data" / "cite").rglob("*.json")
    assert max(len(compress(file.read_bytes())) for file in files) < 15_000


def test_every_table_of_figures_but_that_of_the_home_page_has_a_citation_of_its_own():
    tables = [
        (address, table)
        for address, page in whole_pages().items()
        for table in page.select("main table.figures")
        if address
    ]
    assert len(tables) > 150
    for address, table in tables:
        name = table.find_parent(attrs={"data-piece": True}).select_one("a[data-cite]")["data-cite"]
        for text in shard(address.rstrip("/"))["tables"][name].values():
            assert "居民医保政策对照" in text, (address, name)


def test_a_table_of_what_is_collected_is_cited_by_the_documents_of_what_it_counts():
    students = shard("coverage")["tables"]["student"]
    assert students["plain"].startswith("阳泉市医疗保障局等《")
    assert "（阳医保发〔2024〕32号）；据“居民医保政策对照”的“收录情况：在校学生”" in students["plain"]
    assert "晋市医保函〔2023〕13号" in shard("coverage")["tables"]["cities"]["plain"]
    assert "晋医保发" not in shard("coverage")["tables"]["cities"]["plain"]


def test_the_documents_that_are_wanted_are_cited_by_those_that_name_them():
    text = shard("documents")["tables"]["wanted"]["plain"]
    assert "“提到了，但还没有收录的文件”" in text
    lists = pages()["documents/"].select("[data-piece=wanted] li a")
    assert {link.get_text() for link in lists} == set(re.findall(r"（([^（）]+〔\d{4}〕\d+号)）", text))


def test_what_holds_today_is_cited_with_the_day():
    day = re.search(r"\d+年\d+月\d+日", pages()["items/inpatient-ratio/"].select_one(".updated").get_text())[0]
    assert f"“住院支付比例，{day}的规定”" in shard("items/inpatient-ratio")["tables"]["now"]["plain"]
    assert f"“晋中市，住院，{day}”" in shard("cities/jinzhong")["tables"]["inpatient"]["plain"]
    assert "市政办发〔2017〕80号" in shard("cities/jinzhong")["tables"]["inpatient"]["plain"]
    assert "市政办发〔2017〕80号" not in shard("cities/datong")["tables"]["inpatient"]["plain"]
