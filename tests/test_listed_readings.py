"""A statement lists each reading that moved money: what it leaves out would change nothing the other way."""

import pytest

from some_claims import caesarean, drug, listed, natural_birth
from urrbmi.claims import parse_case
from urrbmi.settle import CHECKS, FIELDS, settle_case
from years_of_care import ELSEWHERE, FACILITIES, KNOWN, invented, settled, yuan


def test_a_birth_beside_the_cap_would_leave_more_for_a_drug(policy):
    """1000 for the birth leave the drug 69000 of the 72000 due; beside it, 70000."""
    statement = settled(policy, [natural_birth("2025-01-01"), drug("2025-02-01", 120000)])
    assert listed(statement, "A19")["otherwise"]["difference"] == -1000


def test_a_caesarean_over_the_cap_may_be_beside_it(policy):
    """70000 are used up by the drug; beside it the caesarean has (8000 − 1000) × 60 % = 4200."""
    statement = settled(policy, [drug("2025-01-01", 120000), caesarean("2025-02-01", 8000)])
    assert listed(statement, "A19")["otherwise"]["difference"] == -4200


def stay_until_2024(chance, scale):
    kinds = chance.sample(["class_a", "implant_domestic", "implant_imported", "large_equipment"], 2)
    return {
        "kind": "inpatient",
        "facility": chance.choice(list(FACILITIES)),
        "location": chance.choice(["local", *ELSEWHERE]),
        "costs": {kind: yuan(chance, scale) for kind in kinds},
    }


def birth_until_2024(chance, scale):
    if chance.random() < 0.5:
        return {"kind": "childbirth", "mode": "natural", "facility_level": "township", "cost": yuan(chance, 3000)}
    return {"kind": "childbirth", "mode": "caesarean", "facility": "class_1", "cost": yuan(chance, scale)}


MAKERS = {2018: [stay_until_2024, birth_until_2024], 2025: KNOWN}


@pytest.mark.parametrize("year", MAKERS)
@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("person", [{}, {"age": 9}, {"group": "minimum_living"}], ids=str)
def test_a_reading_that_is_not_listed_would_change_nothing(policy, year, seed, person):
    case = {"place": "晋中市", "claims": invented(seed, MAKERS[year], (year,)), "person": person}
    statement = settled(policy, case["claims"], person=person)
    for settled_year in settle_case(parse_case(case, policy, FIELDS, CHECKS), policy):
        for name in policy.readings:
            if "otherwise" in policy.readings[name] and name not in settled_year.readings:
                other = settled_year.paid_otherwise(name, policy)
                assert statement["status"] == "unknown" or other in (None, settled_year.paid), name
