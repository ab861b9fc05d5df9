"""The same care in every city and year."""

import json

import pytest

from some_care import ALL_YEARS, CARE, CITIES, case, first_year, moved, shares, stay
from urrbmi.settle import settle


@pytest.fixture
def compare(interface):
    def compare(given, **more):
        return json.loads(interface.compare(json.dumps({"case": given, **more})))

    return compare


def cells(answer):
    return {(row["place"], cell["year"]): cell for row in answer["rows"] for cell in row["years"]}


@pytest.mark.parametrize("name", CARE)
def test_every_cell_is_what_the_case_moved_there_settles_to(compare, policy, name):
    given = CARE[name]
    found = cells(compare(given))
    assert list(found) == [(place, year) for place in CITIES for year in ALL_YEARS]
    for (place, year), cell in found.items():
        statement = settle(moved(given, place, year - (first_year(given) or year)), policy)
        expected = {"year": year, "status": statement["status"]}
        if statement["status"] == "ok":
            expected |= {share: statement[share] for share in ("basic_fund", "critical_illness", "self")}
        else:
            expected["missing"] = list(dict.fromkeys(note["item"] for note in statement["missing"]))
        assert cell == expected


def test_it_says_what_was_entered(compare):
    answer = compare(CARE["a stay"])
    assert [answer[name] for name in ("status", "cost", "place", "year")] == ["ok", 42000, "晋中市", 2025]
    assert answer["rows"][0]["code"] == "140100"


def test_one_may_ask_for_some_cities_and_years(compare):
    answer = compare(CARE["a stay"], places=["140700", "太原"], years=[2026, 2024])
    assert list(cells(answer)) == [("晋中市", 2026), ("晋中市", 2024), ("太原市", 2026), ("太原市", 2024)]


def test_the_29th_of_february_becomes_the_28th_and_settles_in_the_order_given(compare, policy):
    """Two stays, one a day before the other in 2028 and both on one day in 2027: the second halves its deductible."""
    given = case(stay("2028-02-29", class_a=9000), stay("2028-02-28", "class_3", class_a=9000))
    leap, other = cells(compare(given, places=["晋中"], years=[2028, 2027])).values()
    assert shares(leap) == shares(settle(given, policy))
    expected = settle(case(stay("2027-02-28", class_a=9000), stay("2027-02-28", "class_3", class_a=9000)), policy)
    assert shares(other) == shares(expected) != shares(leap)


def test_a_year_without_rules_is_unknown(compare):
    (cell,) = cells(compare(CARE["a stay"], places=["晋中"], years=[2030])).values()
    assert cell["status"] == "unknown"
    assert "inpatient_ratio" in cell["missing"]


BAD = {
    "no case": ({}, "case：缺少案例"),
    "no object": ([], "应当是"),
    "an unknown key": ({"case": CARE["a stay"], "place": "晋中"}, "是不是 places"),
    "a bad case": ({"case": {"place": "太园", "claims": []}}, "是不是 太原市"),
    "places no list": ({"case": CARE["a stay"], "places": "晋中"}, "places：“晋中” 不对；请写成列表"),
    "an unknown place": ({"case": CARE["a stay"], "places": ["晋中", "晋忠"]}, "places[1]：没有 “晋忠”"),
    "a bad year": ({"case": CARE["a stay"], "years": [2025, "2024"]}, "years[1]：“2024” 不是年度"),
    "days too far apart": (
        {"case": case(stay("0017-01-01", class_a=1), stay("9999-01-01", class_a=1))},
        "几项费用的日期相隔太远",
    ),
}


@pytest.mark.parametrize(("request_", "words"), BAD.values(), ids=BAD)
def test_a_bad_request_is_an_error_that_says_what_is_wrong(interface, request_, words):
    answer = json.loads(interface.compare(json.dumps(request_)))
    assert answer["status"] == "error"
    assert words in answer["message"]
