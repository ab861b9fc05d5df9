"""Which provisions the steps of a settlement cite: those whose figures they use, and no others."""

import pytest

from settling import self_pay, settled
from some_care import stay

VISIT = {"kind": "outpatient", "date": "2025-01-01"}
ACCIDENT = {"kind": "student_accident", "date": "2024-03-10"}
BIRTH = {"kind": "childbirth", "date": "2025-05-01"}
CITED = {
    "a stay with class B drugs, elsewhere on one's own": (
        "晋中",
        stay(location="unreferred", class_a=20000, class_b_drug=5000),
        {
            "政策范围内费用": "SX24-32",
            "起付线": "SX24-26",
            "支付比例": "SX24-27 SX24-31",
            "按比例应付": "SX24-26 SX24-27 SX24-31",
            "计入大病保险的合规自付": "SX24-63 SX24-69 SX24-31 SX24-70",
            "全年合规自付累计": "",
            "超过起付线的部分": "SX24-63 SX24-64",
        },
    ),
    "a stay below the deductible": (
        "晋中",
        stay(class_a=500),
        {
            "政策范围内费用": "",
            "起付线": "SX24-26",
            "支付比例": "SX24-27",
            "按比例应付": "SX24-26 SX24-27",
            "计入大病保险的合规自付": "SX24-63",
            "全年合规自付累计": "",
            "没有超过大病保险起付线": "SX24-63",
        },
    ),
    "a stay elsewhere below the deductible": (
        "晋中",
        stay(location="unreferred", class_a=500),
        {
            "政策范围内费用": "",
            "起付线": "SX24-26",
            "支付比例": "SX24-27 SX24-31",
            "按比例应付": "SX24-26 SX24-27 SX24-31",
            "计入大病保险的合规自付": "SX24-63",
            "全年合规自付累计": "",
            "没有超过大病保险起付线": "SX24-63",
        },
    ),
    "a stay of which one cost has no rate": (
        "晋中",
        stay(class_a=200000, blood=100),
        {"起付线": "SX24-26", "支付比例": "SX24-27", "不影响结果": "SX24-27 SX24-18"},
    ),
    "a year's self-pay that reaches the cap of critical illness": (
        "太原",
        self_pay("2025-12-31", 900000),
        {
            "计入大病保险的合规自付": "",
            "全年合规自付累计": "",
            "超过起付线的部分": "SX24-63 SX24-64",
            "再次支付": "SX24-65 SX24-66",
            "大病保险年度限额": "SX24-67",
        },
    ),
    "critical illness of what cannot be told": (
        "太原",
        BIRTH | {"mode": "caesarean", "facility": "class_2_county", "cost": 5000},
        {"算不出来": "", "全年合规自付累计": "SX24-63", "没有超过大病保险起付线": "SX24-63"},
    ),
    "a visit over the year's limit": (
        "晋中",
        VISIT | {"facility": "class_3", "costs": {"class_a": 1000, "class_b_drug": 10}},
        {"政策范围内费用": "SX24-32", "按比例应付": "SX24-40", "门诊年度支付限额": "SX23-16"},
    ),
    "a visit of which one cost has no rate": (
        "晋中",
        VISIT | {"facility": "class_1", "costs": {"class_a": 1000, "blood": 10}},
        {"门诊年度支付限额": "SX24-41 SX24-42 SX23-16"},
    ),
    "a visit below the deductible": (
        "晋中",
        VISIT | {"facility": "class_1", "costs": {"class_a": 10}},
        {"政策范围内费用": "", "按比例应付": "SX24-41 SX24-42"},
    ),
    "blood pressure": (
        "晋中",
        {"kind": "two_diseases", "date": "2025-01-01", "disease": "hypertension", "costs": {"class_a": 1000}},
        {"政策范围内费用": "", "按比例应付": "SX24-46", "这种病的年度支付限额": "SX24-48"},
    ),
    "traditional treatment over the annual cap": (
        "晋中",
        {"kind": "tcm", "date": "2025-01-01", "cost": 1000000},
        {"按比例应付": "SX24-57", "年度最高支付限额": "SX24-18"},
    ),
    "a drug of the first batch": (
        "晋中",
        {"kind": "dual_channel_drug", "date": "2025-01-01", "first_batch": True, "cost": 1000},
        {"按比例应付": "SX24-54 SX24-55"},
    ),
    "an accident at school": (
        "阳泉",
        ACCIDENT | {"cost": 100000},
        {"按比例应付": "YQ-04 YQ-05", "年度支付限额": "YQ-06"},
    ),
    "a natural birth": (
        "晋中",
        BIRTH | {"mode": "natural", "facility_level": "township", "cost": 1500},
        {"自然分娩支付标准": "JZ17-71"},
    ),
    "a caesarean": (
        "晋中",
        BIRTH | {"mode": "caesarean", "facility": "class_2_county", "cost": 5000},
        {
            "政策范围内费用": "",
            "起付线": "SX24-22",
            "支付比例": "SX24-23",
            "按比例应付": "SX24-22 SX24-23",
            "计入大病保险的合规自付": "SX24-63",
            "剖宫产、合并症按住院报销": "JZ17-73",
            "全年合规自付累计": "",
            "没有超过大病保险起付线": "SX24-63",
        },
    ),
}


@pytest.mark.parametrize(("place", "claim", "cited"), CITED.values(), ids=CITED)
def test_each_step_cites_the_provisions_that_it_applies(policy, place, claim, cited):
    year = settled(policy, claim, place=place)["years"][0]
    steps = [*year["claims"][0]["steps"], *year["critical_illness"]["steps"]]
    found = {step["label"]: " ".join(citation["provision"] for citation in step["citations"]) for step in steps}
    assert found == cited


def test_a_lower_deductible_cites_what_lowers_it(policy):
    """A child's later stay in Jinzhong until 2024: the table, half for a child, half for a later stay."""
    claims = [stay("2018-03-01", class_a=100), stay("2018-05-01", class_a=3000)]
    last = settled(policy, *claims, place="晋中", age=8)["years"][0]["claims"][-1]
    cited = {step["label"]: [one["provision"] for one in step["citations"]] for step in last["steps"]}
    assert cited["起付线"] == ["JZ17-56", "JZ17-61", "JZ17-62"]
