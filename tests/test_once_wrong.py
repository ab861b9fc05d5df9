"""What the core once got wrong; each mistake by the reading that its name gives."""

import pytest

from some_care import case
from urrbmi.settle import settle
from years_of_care import critical, funds, outcomes, readings


def reported(name, given, check):
    return pytest.param(given, check, id=name)


BIG_STAY_2024 = {"kind": "inpatient", "date": "2024-05-01", "facility": "class_1", "costs": {"class_a": 42000}}
#: stays for 24600 paid and 17400 borne: the annual cap of 市政办发〔2017〕80号 is one of stays alone (A19)
OTHER_2024 = {
    "tcm": {"kind": "tcm", "cost": 80000},
    "a drug": {"kind": "dual_channel_drug", "first_batch": True, "cost": 80000},
    "a chronic disease": {"kind": "chronic_disease", "cost": 80000},
}
DISEASE = {"kind": "two_diseases", "date": "2025-02-01"}
BIRTH_2025 = {"kind": "childbirth", "date": "2025-01-01", "mode": "natural", "facility_level": "township"}
STAY_2025 = {"kind": "inpatient", "date": "2025-02-01", "facility": "class_1", "costs": {"class_a": 100000}}


@pytest.mark.parametrize(
    ("given", "check"),
    [
        *(
            reported(
                f"A19: until 2024 {name} did not use the cap of stays",
                case({**claim, "date": "2024-02-01"}, BIG_STAY_2024),
                lambda statement: funds(statement) == [None, 24600],
            )
            for name, claim in OTHER_2024.items()
        ),
        reported(
            "B1, B10: until 2023-08-15 only stays counted for critical illness",
            case(
                {"kind": "chronic_disease", "date": "2023-08-15", "cost": 50000},
                {"kind": "annual_self_pay", "date": "2023-12-31", "compliant": 20000},
            ),
            lambda statement: critical(statement) == [7500],
        ),
        reported(
            "C8: until 2024 critical-illness insurance itself paid the special drugs in Jinzhong",
            case(
                {"kind": "dual_channel_drug", "date": "2024-02-01", "first_batch": True, "cost": 50000},
                {"kind": "annual_self_pay", "date": "2024-12-31", "compliant": 20000},
            ),
            lambda statement: critical(statement) == [None],
        ),
        reported(
            "C12: a birth in hospital without a collected standard may count for critical illness",
            case(
                BIRTH_2025 | {"cost": 50000},
                {"kind": "annual_self_pay", "date": "2025-12-31", "compliant": 9000},
                place="太原市",
            ),
            lambda statement: critical(statement) == [None],
        ),
        reported(
            "A1, JZ17-85: a birth's standard does not pay for what is uncovered",
            case(BIRTH_2025 | {"costs": {"class_a": 300, "uncovered": 500}}),
            lambda statement: funds(statement) == [300],
        ),
        reported(
            "nothing in scope of a caesarean needs no rule",
            case(
                {
                    "kind": "childbirth",
                    "date": "2025-01-01",
                    "mode": "caesarean",
                    "facility": "class_1",
                    "costs": {"uncovered": 500},
                },
                place="太原市",
            ),
            lambda statement: funds(statement) == [0],
        ),
        reported(
            "C5: what is uncovered cannot be paid for elsewhere either",
            case(
                {
                    "kind": "outpatient",
                    "date": "2025-01-01",
                    "facility": "class_3",
                    "location": "in_province",
                    "costs": {"class_a": 50, "uncovered": 1000},
                },
                {"kind": "outpatient", "date": "2025-01-02", "facility": "class_3", "costs": {"class_a": 400}},
            ),
            lambda statement: funds(statement) == [None, 240],
        ),
        reported(
            "C3: what is known of a visit fills the limit",
            case(
                {
                    "kind": "outpatient",
                    "date": "2025-01-01",
                    "facility": "class_3",
                    "costs": {"class_a": 500, "blood": 10},
                }
            ),
            lambda statement: funds(statement) == [300],
        ),
        reported(
            "A19 is shown where a birth's payment takes from the cap",
            case(
                BIRTH_2025 | {"cost": 900},
                STAY_2025 | {"costs": {"class_a": 200000}},
            ),
            lambda statement: "A19" in readings(statement),
        ),
        reported(
            "B1 is shown where a drug's self-pay would count the other way",
            case({"kind": "dual_channel_drug", "date": "2025-02-01", "first_batch": False, "cost": 120000}),
            lambda statement: "B1" in readings(statement),
        ),
        reported(
            "B9 is shown where the drug bears the cap",
            case(
                STAY_2025,
                {"kind": "dual_channel_drug", "date": "2025-03-01", "first_batch": False, "cost": 20000},
            ),
            lambda statement: "B9" in readings(statement),
        ),
        reported(
            "C4 is not shown where it moved nothing",
            case({"kind": "outpatient", "date": "2025-02-01", "facility": "class_1", "costs": {"class_a": 180}}),
            lambda statement: "C4" not in readings(statement),
        ),
        reported(
            "C7 is shown where the excess does not pass to ordinary outpatient care",
            case(DISEASE | {"disease": "hypertension", "costs": {"class_a": 1000}}),
            lambda statement: "C7" in readings(statement),
        ),
        reported(
            "C7 is not shown where no limit is reached",
            case(
                DISEASE | {"disease": "hypertension", "costs": {"class_a": 100}},
                DISEASE | {"disease": "diabetes_other", "costs": {"class_a": 100}},
            ),
            lambda statement: "C7" not in readings(statement),
        ),
        reported(
            "C11 is shown where only the other reading pays",
            case(
                {"kind": "student_accident", "date": "2024-02-01", "cost": 90},
                {"kind": "student_accident", "date": "2024-02-02", "cost": 90},
                place="阳泉市",
            ),
            lambda statement: "C11" in readings(statement),
        ),
        reported(
            "C16 is shown where only the other reading pays",
            case({"kind": "childbirth", "date": "2025-02-01", "mode": "caesarean", "facility": "class_1", "cost": 800}),
            lambda statement: "C16" in readings(statement),
        ),
        reported(
            "D2 is shown where Jinzhong's standard of births goes on from 2025",
            case(BIRTH_2025 | {"cost": 900}),
            lambda statement: "D2" in readings(statement),
        ),
        reported(
            "a cap that is certainly used up is not said to be uncertain",
            case(
                {"kind": "tcm", "date": "2025-01-01", "cost": 200000},
                {"kind": "chronic_disease", "date": "2025-01-02", "cost": 5000},
                {"kind": "tcm", "date": "2025-01-03", "cost": 1000},
            ),
            lambda statement: outcomes(statement)[2]["steps"][-1]["amount"] == 0,
        ),
        reported(
            "a stay whose payment is known is not said to be beyond reckoning",
            case(STAY_2025 | {"costs": {"class_a": 200000, "blood": 100}}),
            lambda statement: (
                [
                    (claim["basic_fund"], claim["steps"][-1]["amount"], "算不出来" in str(claim["steps"]))
                    for claim in outcomes(statement)
                ]
                == [(70000, 70000, False)]
            ),
        ),
    ],
)
def test_what_was_once_wrong(policy, given, check):
    assert check(settle(given, policy))
