"""The tables of hospital stays in force: one for all cities from 2025, Jinzhong's own before."""

import pytest

from urrbmi.claims import city

INPATIENT_TABLE = {  # 晋医保发〔2024〕19号, 二: facility -> deductible, ratio in the province
    "class_3": (100, 85),
    "class_2_county": (400, 75),
    "class_2_city": (500, 70),
    "class_1": (1000, 60),
}
POINTS_LOST = {
    "local": 0,
    "in_province": 0,
    "in_province_unreferred": 0,
    "long_term": 0,
    "referred": 5,
    "emergency": 5,
    "unreferred": 15,
}


@pytest.mark.parametrize("location", POINTS_LOST)
@pytest.mark.parametrize("facility", INPATIENT_TABLE)
@pytest.mark.parametrize("day", ["2025-01-01", "2029-12-31"])
def test_from_2025_one_table_of_hospital_stays_holds_in_all_cities(policy, day, facility, location):
    deductible, ratio = INPATIENT_TABLE[facility]
    expected = {(deductible * 100, (ratio - POINTS_LOST[location]) * 100)}
    found = set()
    for place in policy.cities():
        rules = policy.rules(place["code"], day)
        found.add(tuple(rules.get(f"inpatient_{name}", facility, location).number for name in ("deductible", "ratio")))
    assert found == expected


JINZHONG_TABLE = {  # 市政办发〔2017〕80号, 第15条 and 第24条: (facility, location) -> deductible, ratio
    ("class_3", "local"): (100, 85),
    ("class_3", "in_province"): (100, 85),
    ("class_3", "in_province_unreferred"): (100, 75),
    ("class_3", "long_term"): (100, 85),
    ("class_3", "referred"): (100, 85),
    ("class_3", "emergency"): (100, 85),
    ("class_3", "unreferred"): (100, 75),
    ("class_2_county", "local"): (400, 75),
    ("class_2_county", "in_province_unreferred"): (400, 65),
    ("class_2_county", "long_term"): (400, 75),
    ("class_2_county", "referred"): (400, 75),
    ("class_2_county", "unreferred"): (400, 65),
    ("class_2_city", "local"): (500, 70),
    ("class_2_city", "in_province_unreferred"): (500, 60),
    ("class_2_city", "long_term"): (500, 70),
    ("class_2_city", "emergency"): (500, 70),
    ("class_2_city", "unreferred"): (500, 60),
    ("class_1", "local"): (1000, 60),
    ("class_1", "in_province"): (1000, 60),
    ("class_1", "in_province_unreferred"): (1000, 50),
    ("class_1", "long_term"): (1000, 60),
    ("class_1", "referred"): (1500, 55),
    ("class_1", "emergency"): (1500, 55),
    ("class_1", "unreferred"): (1500, 45),
}


@pytest.mark.parametrize("day", ["2017-07-01", "2024-12-31"])
def test_until_2025_jinzhong_had_a_table_of_its_own(policy, day):
    rules = policy.rules(city("晋中", "place", policy), day)
    found = {
        where: tuple(rules.get(f"inpatient_{name}", *where).number // 100 for name in ("deductible", "ratio"))
        for where in JINZHONG_TABLE
    }
    assert found == JINZHONG_TABLE
