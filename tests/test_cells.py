"""What single cells of the tables on the built pages say, and that they say what the model resolves."""

import pytest

from built_site import YEARS, download
from page_tables import CITIES, cell_of, cells, folder, spans, values, year_tables

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
