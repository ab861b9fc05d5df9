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
