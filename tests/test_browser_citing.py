"""A figure that is tapped: where it comes from, its permanent link, what is copied, how it is reported."""

import json
from datetime import date

import pytest
from playwright.sync_api import expect

import browser
from built_site import site
from real_browser import DESK, LOOKS, PHONE, accessibility

DEDUCTIBLE = "items/inpatient-deductible/"
CELL = "#class_1-local-140700-2025"


@pytest.fixture
def page(window, home):
    context = window()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    found = context.new_page()
    found.goto(home + DEDUCTIBLE)
    return found


def version():
    return json.loads((site() / "data" / "datapackage.json").read_text(encoding="utf-8"))["version"]


def panel(page, cell=CELL):
    page.locator(f"{cell} a").first.click()
    expect(page.locator("dialog")).to_be_visible()
    return page.locator("dialog")


def copied(page, part):
    part.get_by_role("button", name="复制").click()
    expect(part.get_by_role("status")).to_have_text("已复制")
    return page.evaluate("navigator.clipboard.readText()")


def test_a_tapped_figure_shows_its_value_state_document_clause_and_quotation(page):
    shown = panel(page)
    expect(shown.get_by_role("heading")).to_have_text("晋中市 · 2025")
    expect(shown.locator(".panel-figure")).to_have_text("1000元省级")
    expect(shown.locator(".panel-source")).to_contain_text("晋医保发〔2024〕19号 二·表·一类")
    expect(shown.locator(".panel-source q")).to_have_text("1000元")


def test_the_citations_of_a_figure_are_copied_with_one_tap(page, home):
    shown = panel(page)
    parts = shown.locator(".panel-part")
    expect(parts).to_have_count(3)
    today, address = date.today().isoformat(), home + DEDUCTIBLE + CELL
    assert copied(page, parts.nth(0)) == address
    plain, gbt = copied(page, parts.nth(1)), copied(page, parts.nth(2))
    assert plain.startswith("山西省医疗保障局等《")
    assert plain.endswith(f"，{address}，{today} 查看。")
    assert "晋医保发〔2024〕19号[A]. 2024-12-12: 二·表·一类. 居民医保政策对照[DS/OL]. 数据版本" in gbt
    assert gbt.endswith(f"[{today}]. {address}.")


def test_the_permanent_link_leads_back_to_the_cell(page):
    address = panel(page).locator(".panel-part a").get_attribute("href")
    page.goto(address)
    expect(page.locator(f"{CELL}:target")).to_be_in_viewport()


def test_the_panel_is_used_by_keyboard_alone(page):
    page.locator(f"{CELL} a.value").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="晋中市 · 2025")).to_be_visible()
    expect(page.locator("dialog :focus")).to_have_text("关闭")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator(f"{CELL} a.value")).to_be_focused()


def test_of_a_year_in_two_parts_the_tapped_one_is_shown(page):
    page.locator("#class_1-local-140700-2017 .part a.value").nth(1).click()
    expect(page.locator("dialog .panel-figure")).to_have_text("1000元7月1日至12月31日")
    expect(page.locator("dialog .panel-source")).to_contain_text("市政办发〔2017〕80号")


def test_a_figure_reckoned_from_several_clauses_cites_each(page, home):
    page.goto(home + "items/inpatient-ratio/class-3/")
    page.locator("td[id$='140700-2025']", has_text="推算").locator("a.value").first.click()
    text = page.locator("dialog .panel-text").first
    expect(text).to_be_visible()
    assert text.inner_text().count("据“居民医保政策对照”") == page.locator("dialog .panel-source q").count() > 1


def test_a_figure_of_today_reckoned_from_several_clauses_cites_each(page, home):
    page.goto(home + "items/inpatient-ratio/")
    shown = panel(page, "#now-class_3-referred")
    expect(shown.locator(".panel-source q")).to_have_text(["85%", "下调5个百分点"])
    expect(shown.locator(".panel-source")).to_contain_text("推算：85% - 5% = 80%；2025年1月1日至2029年12月31日（推定）")
    for at in (1, 2):
        text = copied(page, shown.locator(".panel-part").nth(at))
        assert "二·表·三类" in text
        assert "二·2段③" in text


def test_what_was_not_collected_says_so_and_cites_nothing(page):
    shown = panel(page, "#class_1-local-140100-2017")
    expect(shown.locator(".panel-figure")).to_have_text("未收录")
    expect(shown).to_contain_text("不等于没有规定")
    expect(shown.locator(".panel-part")).to_have_count(1)


def test_a_figure_of_a_citys_years_is_cited_too(page, home):
    page.goto(home + "cities/jinzhong/")
    shown = panel(page, "#premium-2023")
    expect(shown.locator(".panel-figure")).to_have_text("350元推算")
    assert "晋医保发〔2023〕13号[A]" in copied(page, shown.locator(".panel-part").nth(2))


def test_a_table_is_cited_with_a_link_to_it(page, home):
    page.locator("a[data-cite='class_1-local']").click()
    parts = page.locator("dialog .panel-part")
    expect(parts).to_have_count(3)
    assert copied(page, parts.nth(0)) == f"{home}{DEDUCTIBLE}#table-class_1-local"
    assert "市政办发〔2017〕80号" in copied(page, parts.nth(1))


TABLES = {
    "what is collected": ("coverage/", "overview", "收录情况：各市各年知道几个项目"),
    "a section of it": ("coverage/", "inpatient", "收录情况：住院"),
    "all cities": ("cities/", "table", "11 个市的主要数字和收录的文件"),
    "a section of a city": ("cities/jinzhong/", "inpatient", "晋中市，住院"),
    "the years of a city": ("cities/jinzhong/", "years", "晋中市居民医保，2017 至 2029 年"),
    "the timeline": ("changes/", "timeline", "居民医保的变化，按生效日期"),
    "all documents": ("documents/", "list", "收录的文件"),
    "a document": ("documents/shanxi-2024-19/", "about", "晋医保发〔2024〕19号：谁发的，管到什么时候"),
    "what holds today": ("items/inpatient-ratio/", "now", "住院报销比例，现在"),
}


@pytest.mark.parametrize(("address", "place", "name"), TABLES.values(), ids=TABLES)
def test_every_table_is_cited_with_a_link_to_it(page, home, address, place, name):
    page.goto(home + address)
    page.locator(f"[data-piece={place}] a[data-cite]").click()
    panel = page.get_by_role("dialog", name="引用这张表")
    expect(panel).to_contain_text(name)
    expect(panel.locator(".panel-part")).to_have_count(3)
    link = copied(page, panel.locator(".panel-part").nth(0))
    assert link == f"{home}{address}#{place}"
    assert "居民医保政策对照" in copied(page, panel.locator(".panel-part").nth(1))
    page.goto(link)
    expect(page.locator(f"[id={place}]")).to_be_in_viewport()


def test_a_figure_of_the_page_of_all_cities_is_cited_by_its_clause_and_its_cell(page, home):
    page.goto(f"{home}cities/")
    shown = panel(page, "#jinzhong-inpatient_ratio")
    expect(shown.locator(".panel-source")).to_contain_text("晋医保发〔2024〕19号 二·表·一类")
    year = page.locator("#table + section th", has_text="年查得到").inner_text()[:4]
    link = copied(page, shown.locator(".panel-part").nth(0))
    assert link == f"{home}items/inpatient-ratio/class-1/#class_1-local-140700-{year}"


def test_a_chart_is_cited_with_a_link_to_it(page, home):
    page.goto(f"{home}cases/unreferred-42000/")
    page.locator("#chart-case-unreferred-42000 a[data-cite-chart]").click()
    parts = page.get_by_role("dialog", name="引用这张图").locator(".panel-part")
    expect(parts).to_have_count(3)
    assert copied(page, parts.nth(0)) == f"{home}cases/unreferred-42000/#chart-case-unreferred-42000"
    assert "晋医保发〔2024〕19号" in copied(page, parts.nth(1))


def test_the_table_of_a_standard_case_is_cited(page, home):
    page.goto(f"{home}cases/unreferred-42000/")
    page.locator("a[data-cite='years']").click()
    parts = page.get_by_role("dialog", name="引用这张表").locator(".panel-part")
    expect(parts).to_have_count(3)
    assert copied(page, parts.nth(0)) == f"{home}cases/unreferred-42000/#table-years"


@pytest.mark.parametrize(
    "address", ["cases/county-5000/#140700-2026", "cases/#county-5000-140700"], ids=["its own page", "all cases"]
)
def test_a_settled_figure_is_cited_by_the_clauses_of_its_settlement_then_by_this_site(page, home, address):
    page.goto(home + address)
    shown = panel(page, f"td[id='{address.partition('#')[2]}']")
    expect(shown.locator(".panel-figure")).to_have_text("1550元31%")
    expect(shown.locator(".panel-source")).to_have_text(
        "由计算程序按2026年最后一天的规定结算，依据：晋医保发〔2024〕19号 二·表·二类县级、四·1段③"
    )
    link, plain, gbt = (copied(page, shown.locator(".panel-part").nth(nth)) for nth in range(3))
    assert link == f"{home}cases/county-5000/#140700-2026"  # on the page of all cases another year will stand there
    for text in (plain, gbt):
        documents, _, own = text.partition("居民医保政策对照")
        assert "晋医保发〔2024〕19号" in documents
        assert "二·表·二类县级、四·1段③" in documents
        assert "标准案例，在县医院住院，花了5000元，晋中市2026年" in own
        assert f"数据版本 {version()}" in own
        assert link in own


def test_of_a_settlement_by_two_documents_both_are_cited(page, home):
    """Nobody has such a figure here, so the pieces are asked for one."""
    page.goto(f"{home}cases/unreferred-42000/")
    text = page.evaluate(
        """async () => {
          const { cited } = await import(new URL("../../assets/citation.js", location));
          const { pieces, bases } = (await (await fetch("../../data/cite/cases/unreferred-42000.json")).json()).settled;
          return cited(pieces, new Set(bases.flat()), "").plain;
        }"""
    )
    assert (
        text.index("（市政办发〔2017〕80号），")
        < text.index("（晋医保发〔2024〕19号），")
        < text.index("据“居民医保政策对照”")
    )


def test_a_settled_figure_names_the_readings_that_it_rests_on(page, home):
    page.goto(f"{home}cases/unreferred-200000/")
    shown = panel(page, "td[id='140700-2026']")
    expect(shown).to_contain_text("按本站理解：")
    expect(shown.get_by_role("link", name="B7")).to_have_attribute("href", f"{home}methods/#B7")


def test_a_share_that_could_not_be_settled_says_so_and_cites_nothing(page, home):
    page.goto(f"{home}cases/county-5000/")
    shown = panel(page, "td[id='140100-2017']")
    expect(shown).to_contain_text("不等于没有规定")
    expect(shown.locator(".panel-part")).to_have_count(1)


def test_the_table_of_all_standard_cases_is_cited(page, home):
    page.goto(f"{home}cases/")
    page.locator("a[data-cite='now']").click()
    parts = page.get_by_role("dialog", name="引用这张表").locator(".panel-part")
    expect(parts).to_have_count(3)
    assert copied(page, parts.nth(0)) == f"{home}cases/#table-now"
    assert "（晋医保发〔2024〕19号），" in copied(page, parts.nth(1))


def test_the_pages_own_citation_is_copied_as_it_stands(page, home):
    text = copied(page, page.locator("#cite p").first)
    assert text == page.locator("#cite p > span").first.inner_text()
    assert text.endswith(f"，{home}{DEDUCTIBLE}，{date.today().isoformat()} 查看。")


def test_without_a_connection_the_link_can_still_be_copied(page):
    page.context.set_offline(True)
    shown = panel(page)
    expect(shown).to_contain_text("引用文字没有取到")
    page.context.set_offline(False)
    shown.get_by_role("button", name="关闭").click()
    expect(panel(page).locator(".panel-part")).to_have_count(3)


def test_a_figure_is_reported_with_the_id_of_its_cell(page):
    panel(page).get_by_role("link", name="报告这个数字有误").click()
    box = page.locator("#report-cell")
    expect(box.locator("code")).to_contain_text(f"{DEDUCTIBLE}{CELL}（数据版本 ")
    assert copied(page, box) == box.locator("code").inner_text()


FORMS = {
    "a place for it": ("https://example.org/new?title=%s", "https://example.org/new?title={}"),
    "a form": ("https://example.org/form", "https://example.org/form?cell={}"),
    "a form with fields": ("https://example.org/form?a=1", "https://example.org/form?a=1&cell={}"),
    "mail": ("mailto:a@example.org", "mailto:a@example.org?subject={}"),
}


@pytest.mark.parametrize(("form", "expected"), FORMS.values(), ids=FORMS)
def test_a_form_for_reports_is_filled_with_the_id(page, form, expected):
    page.locator("[data-report]").evaluate("(link, form) => { link.dataset.report = form }", form)
    link = panel(page).get_by_role("link", name="报告这个数字有误")
    assert link.get_attribute("href") == expected.format("items%2Finpatient-deductible%2F%23class_1-local-140700-2025")


@pytest.mark.parametrize(("how", "type_size"), LOOKS.values(), ids=LOOKS)
def test_the_open_panel_is_accessible(window, home, how, type_size):
    context = window(**how)
    context.add_init_script(f"localStorage.setItem('urrbmi.type', '{type_size}')")
    page = context.new_page()
    page.goto(home + DEDUCTIBLE)
    expect(panel(page).locator(".panel-part")).to_have_count(3)
    assert accessibility(page) == {}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_panel_fits_the_window(page, size):
    page.set_viewport_size(size)
    box = panel(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["height"] <= size["height"]
    assert page.evaluate("document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth")


def test_without_a_secure_connection_copying_works_too(chromium, home):
    """A browser gives a page from http:// no clipboard to write to; another name for this machine makes it one."""
    options = browser.options(light=True)
    options["args"] = [*options.get("args", []), "--host-resolver-rules=MAP site.test 127.0.0.1"]
    elsewhere = home.replace("127.0.0.1", "site.test")
    running = chromium.browser_type.launch(**options)
    page = running.new_page(reduced_motion="reduce")
    page.goto(elsewhere + DEDUCTIBLE)
    assert page.evaluate("isSecureContext") is False
    part = panel(page).locator(".panel-part").first
    part.get_by_role("button", name="复制").click()
    expect(part.get_by_role("status")).to_have_text("已复制")
    page.keyboard.press("Escape")
    page.locator("#search-wide").focus()
    page.keyboard.press("Control+V")
    assert page.locator("#search-wide").input_value() == elsewhere + DEDUCTIBLE + CELL
    running.close()
