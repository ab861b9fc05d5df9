"""A change of a day and a clause of a document, tapped: their permanent links and citations, copied."""

from datetime import date

import pytest
from playwright.sync_api import expect

from real_browser import DESK, PHONE
from test_browser_citing import copied

DAY = "changes/2025-01-01/"
DOCUMENT = "documents/shanxi-2024-19/"


@pytest.fixture
def page(window):
    context = window()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context.new_page()


def opened(page, address, link):
    """The parts of the panel that a tapped link opens."""
    page.goto(address)
    page.locator(link).click()
    parts = page.locator("dialog .panel-part")
    expect(parts).to_have_count(3)
    return parts


def test_a_change_is_cited_by_the_clauses_before_and_after_it(page, home):
    parts = opened(page, home + DAY, "#enrolment-closes-2025-01-01-jz17-15 [data-cite-entry]")
    expect(page.get_by_role("dialog", name="引用这项变化")).to_contain_text("12月20日 → 12月25日")
    link, plain, gbt = (copied(page, parts.nth(at)) for at in range(3))
    assert link == f"{home}{DAY}#enrolment-closes-2025-01-01-jz17-15"
    for text in (plain, gbt):
        documents, _, own = text.partition("居民医保政策对照")
        assert documents.index("市政办发〔2017〕80号") < documents.index("晋医保发〔2024〕19号")
        assert "第6条1款①" in documents
        assert "一·1段③" in documents
        assert "2025年1月1日的变化，集中缴费期截止" in own
        assert link in own
        assert date.today().isoformat() in own


def test_what_a_change_costs_is_cited_by_the_clauses_of_both_settlements(page, home):
    parts = opened(page, home + DAY, "#impact-unreferred-42000 ~ p [data-cite-entry][href='#impact-unreferred-42000']")
    assert copied(page, parts.nth(0)) == f"{home}{DAY}#impact-unreferred-42000"
    text = copied(page, parts.nth(1))
    assert {"市政办发〔2017〕80号", "晋医保发〔2024〕19号"} <= set(text.replace("（", " ").replace("）", " ").split())


def test_a_change_of_a_year_is_cited_where_its_day_has_it(page, home):
    parts = opened(page, f"{home}changes/2025/", "#enrolment-closes-2025-01-01-jz17-15 [data-cite-entry]")
    expect(page.get_by_role("dialog", name="引用这项变化")).to_contain_text("12月20日 → 12月25日")
    permanent, plain = copied(page, parts.nth(0)), copied(page, parts.nth(1))
    assert permanent == f"{home}{DAY}#enrolment-closes-2025-01-01-jz17-15"
    assert "第6条1款①" in plain
    assert "“2025年1月1日的变化，集中缴费期截止”" in plain
    page.goto(permanent)
    expect(page.locator("#enrolment-closes-2025-01-01-jz17-15:target")).to_contain_text("12月20日 → 12月25日")


def test_a_change_of_the_timeline_is_cited_where_its_day_has_it(page, home):
    parts = opened(page, f"{home}changes/", "[data-cite-entry][href$='2025-01-01/#premium-2025-01-01-xz24-08']")
    expect(page.get_by_role("dialog", name="引用这项变化")).to_contain_text("380元 → 400元")
    assert copied(page, parts.nth(0)) == f"{home}{DAY}#premium-2025-01-01-xz24-08"
    assert "忻医保发〔2024〕11号" in copied(page, parts.nth(1))


def test_a_change_of_a_city_is_cited_by_what_holds_there(page, home):
    """On the page of a day other cities' changes of the same item stand beside it; the city's own are one."""
    parts = opened(page, f"{home}changes/taiyuan/", "#critical-illness-cap-2025-01-01-ty19-34 [data-cite-entry]")
    permanent, plain = copied(page, parts.nth(0)), copied(page, parts.nth(1))
    assert permanent == f"{home}changes/taiyuan/#critical-illness-cap-2025-01-01-ty19-34"
    assert "“太原市2025年1月1日的变化，" in plain
    assert "并医保发〔2019〕27号" in plain
    assert "市政办发〔2017〕80号" not in plain  # Jinzhong's


def test_what_the_changes_of_a_year_cost_is_cited(page, home):
    parts = opened(page, f"{home}changes/2025/", "[data-cite-entry][href='#impact-unreferred-42000']")
    assert copied(page, parts.nth(0)) == f"{home}changes/2025/#impact-unreferred-42000"
    assert "“2025年的变化，标准案例，" in copied(page, parts.nth(1))


@pytest.mark.parametrize(
    ("clause", "place"), [("SX24-26", "二·表·一类"), ("SX24-02", "主送")], ids=["with a figure", "without"]
)
def test_every_clause_of_a_document_is_cited(page, home, clause, place):
    parts = opened(page, home + DOCUMENT, f"#{clause} [data-cite-clause]")
    expect(page.get_by_role("dialog", name="引用这一条")).to_contain_text(f"晋医保发〔2024〕19号 {place}")
    link, plain, gbt = (copied(page, parts.nth(at)) for at in range(3))
    assert link == f"{home}{DOCUMENT}#{clause}"
    assert plain.startswith("山西省医疗保障局等《")
    assert f"（晋医保发〔2024〕19号），{place}；据“居民医保政策对照”" in plain
    assert f"晋医保发〔2024〕19号[A]. 2024-12-12: {place}. 居民医保政策对照[DS/OL]. 数据版本" in gbt


def test_the_permanent_link_of_a_change_leads_to_it(page, home):
    address = opened(page, home + DAY, "#enrolment-closes-2025-01-01-jz17-15 [data-cite-entry]").locator("a").first
    page.goto(address.get_attribute("href"))
    expect(page.locator("#enrolment-closes-2025-01-01-jz17-15:target")).to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(
    ("address", "link"),
    [(DAY, "[data-cite-entry]"), (DOCUMENT, "[data-cite-clause]"), ("cases/", "#table-now a.value")],
    ids=["a change", "a clause", "a settled figure"],
)
def test_the_panel_fits_the_window(page, home, size, address, link):
    page.set_viewport_size(size)
    page.goto(home + address)
    page.locator(link).first.click()
    box = page.locator("dialog").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]


def test_without_javascript_a_change_and_a_clause_lead_to_themselves(chromium, home):
    context = chromium.new_context(java_script_enabled=False, reduced_motion="reduce")
    page = context.new_page()
    page.goto(home + DAY)
    page.locator("#enrolment-closes-2025-01-01-jz17-15 [data-cite-entry]").click()
    expect(page.locator("#enrolment-closes-2025-01-01-jz17-15:target")).to_be_visible()
    page.goto(f"{home}cases/county-5000/")
    page.locator("td[id='140700-2026'] a.value").click()
    expect(page.locator("li:target")).to_contain_text("晋医保发〔2024〕19号")
    context.close()
