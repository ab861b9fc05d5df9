"""The standard cases: the same costs in every city and year, as the core settles them, on pages and in the download."""

import re

import pytest

from built_site import YEARS, anchors, download, pages
from reading.problems import Problems
from reading.standard_cases import read_standard_cases

CASES = ["county-5000", "city-10000", "class-1-42000", "unreferred-42000", "unreferred-200000", "two-diseases"]


def text(tag):
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()


def row(case, place, year):
    return next(
        one
        for one in download("standard_cases.csv")
        if (one["case"], one["place"], one["year"]) == (case, place, str(year))
    )


@pytest.mark.parametrize(
    ("case", "place", "year", "own", "share"),
    [
        ("county-5000", "临汾市", 2026, "1550.0", "0.31"),  # 5000 − (5000 − 400) × 75%
        ("city-10000", "太原市", 2026, "3350.0", "0.335"),  # 10000 − (10000 − 500) × 70%
        ("class-1-42000", "晋中市", 2025, "11850.0", "0.282"),  # worked by hand in rules/cases/inpatient.yml
    ],
)
def test_a_case_comes_to_what_it_comes_to_by_hand(case, place, year, own, share):
    found = row(case, place, year)
    assert (found["self"], found["self_share"]) == (own, share)


@pytest.mark.parametrize("case", CASES)
def test_every_case_has_a_page_with_every_city_and_year(case):
    cells = anchors(f"cases/{case}/")
    for one in download("standard_cases.csv"):
        if one["case"] == case:
            cell = text(cells[f"{one['place_code']}-{one['year']}"])
            assert ("未收录" in cell) == (one["status"] == "unknown")


def test_the_download_has_every_case_city_and_year_once():
    found = [(one["case"], one["place"], one["year"]) for one in download("standard_cases.csv")]
    assert len(found) == len(set(found)) == len(CASES) * 11 * len(YEARS)


def test_the_three_shares_come_to_the_cost_where_they_are_known():
    for one in download("standard_cases.csv"):
        paid = [one[name] for name in ("basic_fund", "critical_illness", "self")]
        assert (one["status"] == "ok") == all(paid) == (one["missing"] == "")
        assert one["status"] == "unknown" or sum(map(float, paid)) == float(one["cost"])


def test_the_hub_says_what_changed_where_both_years_are_known():
    assert "晋中市 ：2024年底 13443.75元 → 2025年底 18000元" in text(pages()["cases/"].main)


def test_where_a_case_changes_both_years_name_their_clauses_and_lead_to_the_calculator():
    turn = pages()["cases/unreferred-42000/"].select_one("#changed + dl")
    before, after = turn.select("dd.source:has(a[href*='calculator/#case='])")
    # the deductible outside the province, then the one of every stay
    assert re.match(r"2024年底依据 市政办发〔2017〕80号 .*第15条·表·一类省外", text(before))
    assert re.match(r"2025年底依据 晋医保发〔2024〕19号 .*二·表·一类", text(after))


def test_a_case_tells_what_comes_to_another_amount_under_another_reading():
    page = pages()["cases/unreferred-42000/"]
    changed = text(page.select_one("#changed + dl"))
    # were what is paid less outside the province left out of critical illness, nothing would have changed in 2025
    assert re.search(r"按本站理解 ：2024年底，换一种理解，自己付 .*18000元（ B8 ）", changed)
    assert "晋中市，2017–2024：13443.75元，换成 18000元" in text(page.select_one("#B8"))
    assert page.select_one("#B8 a")["href"] == "../../methods/#B8"


def test_the_chart_of_a_case_and_its_rows_name_the_readings_that_it_rests_on():
    assert "有的数按本站理解（A12、B2、B8）" in text(pages()["cases/unreferred-42000/"].figure).replace(" ", "")
    assert {row["readings"] for row in download("charts/case-unreferred-42000.csv")} == {"A12、B2、B8"}


def test_the_change_of_a_day_tells_the_same():
    impact = pages()["changes/2025-01-01/"].select_one("#impact-unreferred-42000 + dl")
    assert re.search(r"按本站理解 ：换一种理解，原来是 .*18000元（ B8 ）", text(impact))


def test_the_page_of_a_case_can_be_cited():
    said = text(pages()["cases/unreferred-42000/"].select_one("#cite"))
    assert "没有转诊，自己去省外三甲医院住院" in said
    assert {"市政办发〔2017〕80号", "晋医保发〔2024〕19号"} <= set(re.findall(r"\w+〔\d+〕\d+号", said))


def test_another_reading_is_told_of_the_cities_in_the_years_that_are_known():
    [line] = pages()["cases/class-1-42000/"].select("#B2 .small")
    assert text(line) == "10 个市，2025–2029；晋中市，2017–2029：11850元，换成 12600元"


def test_the_changes_of_a_year_show_the_standard_cases():
    headings = [text(heading) for heading in pages()["changes/2025/"].select("#impact ~ h3")]
    assert [text(pages()[f"cases/{case}/"].h1) for case in CASES] == headings[: len(CASES)]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("{kind: inpatient, facility: class_9, costs: {class_a: 1}}", "a 不能结算：claims[0].facility：没有"),
        ("{kind: inpatient, facility: class_1, costs: {class_a: -1}}", "a 不能结算：claims[0].costs.class_a："),
    ],
)
def test_a_case_that_cannot_be_settled_is_named_with_its_line(tmp_path, policy, wrong, message):
    (tmp_path / "rules").mkdir()
    lines = ["cases:", "  - id: a", "    title: 一次住院", "    claims:", f"      - {wrong}"]
    (tmp_path / "rules" / "standard_cases.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(Problems, match="^" + re.escape("rules/standard_cases.yml:4:5: " + message)):
        read_standard_cases(tmp_path, policy)


def test_an_id_used_twice_is_named_with_its_line(tmp_path, policy):
    (tmp_path / "rules").mkdir()
    case = ["  - id: a", "    title: 药费", "    claims: [{kind: tcm, cost: 1}]"]
    (tmp_path / "rules" / "standard_cases.yml").write_text("\n".join(["cases:", *case, *case]), encoding="utf-8")
    with pytest.raises(Problems, match=r"standard_cases\.yml:5:5: 编号 a 用了两次；请换一个"):
        read_standard_cases(tmp_path, policy)
