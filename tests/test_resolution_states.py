"""In which state a value is in force, and which of several documents wins; each row is read off the documents."""

import copy

import pytest

from in_force import CLASS_1_LOCAL, CLASS_1_UNREFERRED, NOT_COLLECTED, ROW, in_force, table
from urrbmi.policy import Policy

STATES = {
    "stated: a document of the place, in its year": [
        ("晋中", "annual_fund_cap", "", "2017-12-31", ("70000", "stated", False, "JZ17-70")),
        ("阳泉", "childbirth_covered", "", "2025-01-01", ("yes", "stated", False, "YQ-08")),
    ],
    "inherited: a document of the province, for as long as it says": [
        ("临汾", "repeat_deductible_reduction", "", "2025-01-01", ("0.5", "inherited", False, "SX24-19")),
        ("临汾", "repeat_deductible_reduction", "", "2028-06-01", ("0.5", "inherited", False, "SX24-19")),
    ],
    "continued: open-ended, and no later document changes it": [
        ("晋中", "annual_fund_cap", "", "2018-01-01", ("70000", "continued", True, "JZ17-70")),
        ("晋中", "birth_standard", "facility_level=township", "2025-06-01", ("1000", "continued", True, "JZ17-71")),
        ("晋中", "observation_days", "", "2025-06-01", ("7", "continued", True, "JZ17-49")),
        ("大同", "outpatient_cap", "", "2025-06-01", ("300", "continued", True, "SX23-16")),
    ],
    "derived: with every provision it follows from": [
        ("晋中", "inpatient_ratio", CLASS_1_UNREFERRED, "2017-07-01", ("0.45", "derived", False, "JZ17-59 JZ17-94")),
        ("晋中", "inpatient_ratio", CLASS_1_UNREFERRED, "2024-12-31", ("0.45", "derived", True, "JZ17-59 JZ17-94")),
        ("晋中", "inpatient_ratio", CLASS_1_UNREFERRED, "2025-01-01", ("0.45", "derived", False, "SX24-27 SX24-31")),
        (
            "长治",
            "inpatient_ratio",
            "facility=class_2_city location=referred",
            "2025-01-01",
            ("0.65", "derived", False, "SX24-25 SX24-30"),
        ),
        (
            "太原",
            "premium_assistance",
            "assisted_group=registered_poor payer=province",
            "2020-06-01",
            ("175", "derived", False, "TY19-10 TY19-18"),
        ),
    ],
    "bound: at least or at most": [
        ("晋中", "outpatient_cap", "", "2017-12-31", ("≥200", "bound", False, "JZ17-37")),
        ("晋中", "outpatient_cap", "", "2023-12-31", ("≥200", "bound", True, "JZ17-37")),
        ("晋中", "service_deposit", "", "2017-12-31", ("≤0.05", "bound", False, "JZ17-91")),
    ],
    "target: a goal for the government": [
        ("大同", "inpatient_share_target", "", "2023-12-31", ("0.7", "target", False, "SX23-13")),
        ("太原", "inpatient_share_target", "", "2019-12-31", ("0.75", "target", False, "TY19-25")),
        ("太原", "inpatient_share_target", "", "2020-01-01", NOT_COLLECTED),
    ],
    "abolished: stood, then withdrawn": [
        ("太原", "critical_illness_cap", "group=registered_poor", "2019-01-01", (None, "abolished", False, "TY19-35")),
        (
            "太原",
            "critical_illness_cap",
            "group=registered_poor",
            "2025-01-01",
            ("400000", "inherited", False, "SX24-67"),
        ),
        ("阳泉", "student_accident_ratio", "", "2025-01-01", (None, "abolished", False, "YQ-07")),
    ],
    "not applicable: has no meaning here": [
        ("晋中", "critical_illness_second_ratio", "", "2017-12-31", (None, "not_applicable", False, "JZ17-75")),
        ("太原", "critical_illness_second_deductible", "", "2019-12-31", (None, "not_applicable", False, "TY19-29")),
        ("晋中", "child_deductible_reduction", "", "2024-12-31", ("0.5", "continued", True, "JZ17-61")),
        ("晋中", "child_deductible_reduction", "", "2025-01-01", (None, "not_applicable", False, "SX24-17")),
    ],
    "not collected: no document for this place and day": [
        ("大同", "inpatient_ratio", CLASS_1_LOCAL, "2019-06-01", NOT_COLLECTED),
        ("大同", "student_accident_cap", "", "2024-12-31", NOT_COLLECTED),
        ("太原", "birth_standard", "facility_level=township", "2025-06-01", NOT_COLLECTED),
        ("晋中", "first_self_pay", "cost=class_b_drug", "2024-12-31", NOT_COLLECTED),
        ("晋中", "first_self_pay", "cost=blood", "2025-01-01", NOT_COLLECTED),
        ("晋中", "first_self_pay", "cost=large_equipment", "2025-01-01", NOT_COLLECTED),
        ("晋中", "first_self_pay", "cost=consumable_disposable", "2025-01-01", NOT_COLLECTED),
    ],
}


@pytest.mark.parametrize(ROW, table(STATES))
def test_a_value_is_in_the_state_that_its_document_gives_it(policy, place, item, dimensions, day, expected):
    assert in_force(policy, place, item, dimensions, day) == expected


LATER_DOCUMENT = {
    "a later provincial document replaces a local one": [
        ("晋中", "outpatient_cap", "", "2023-12-31", ("≥200", "bound", True, "JZ17-37")),
        ("晋中", "outpatient_cap", "", "2024-01-01", ("300", "inherited", False, "SX23-16")),
        ("晋中", "outpatient_deductible", "facility=class_3", "2025-01-01", ("0", "inherited", False, "SX24-40")),
    ],
    "a later local document goes before the provincial one": [
        ("晋城", "subsidy", "", "2023-06-01", ("640", "stated", False, "JC23-03")),
        ("忻州", "outpatient_cap", "", "2024-06-01", ("300", "stated", False, "XZ24-15")),
        ("忻州", "premium", "", "2024-06-01", ("380", "derived", False, "XZ24-08")),
    ],
    "what one document says of some groups only stands for those": [
        ("太原", "critical_illness_ratio", "group=ordinary", "2019-06-01", ("0.75", "stated", False, "TY19-29")),
        ("太原", "critical_illness_ratio", "group=other_poor", "2019-06-01", ("0.78", "stated", False, "TY19-33")),
        (
            "太原",
            "critical_illness_ratio",
            "group=rural_extreme_poverty",
            "2019-06-01",
            ("0.8", "stated", False, "TY19-32"),
        ),
        (
            "太原",
            "critical_illness_cap",
            "group=urban_extreme_poverty",
            "2019-06-01",
            ("400000", "stated", False, "TY19-30"),
        ),
    ],
    "a rule without a figure ends what stood before it": [
        (
            "太原",
            "premium_assistance_share",
            "assisted_group=minimum_living",
            "2023-08-15",
            ("1", "continued", True, "TY19-11"),
        ),
        ("太原", "premium_assistance_share", "assisted_group=minimum_living", "2023-08-16", NOT_COLLECTED),
        (
            "太原",
            "premium_assistance_share",
            "assisted_group=extreme_poverty",
            "2023-08-16",
            ("1", "inherited", False, "SX23-25"),
        ),
    ],
    "the province's closing day is first for the premium of 2026, so Xinzhou's for that of 2025 runs out (reading D7)": [
        ("忻州", "enrolment_closes", "", "2024-12-31", ("2025-02-28", "stated", False, "XZ24-22")),
        ("忻州", "enrolment_closes", "", "2025-02-28", ("2025-02-28", "stated", False, "XZ24-22")),
        ("忻州", "enrolment_closes", "", "2025-03-01", ("12-25", "inherited", False, "SX24-06")),
    ],
}


@pytest.mark.parametrize(ROW, table(LATER_DOCUMENT))
def test_the_later_document_wins(policy, place, item, dimensions, day, expected):
    assert in_force(policy, place, item, dimensions, day) == expected


@pytest.mark.parametrize(
    ("local_day", "provision"),
    [("2024-12-11", "SX24-36"), ("2024-12-12", "YQ-08"), ("2024-12-13", "YQ-08")],
    ids=["the province's is later", "both of one day", "the city's is later"],
)
def test_of_two_documents_of_one_day_the_more_specific_place_wins(model, local_day, provision):
    model = copy.deepcopy(model)
    model["documents"]["SX24"]["order"] = "2024-12-12"
    model["documents"]["YQ"]["order"] = local_day
    found = in_force(Policy(model), "阳泉", "childbirth_covered", "", "2025-01-01")
    assert found[3] == provision
