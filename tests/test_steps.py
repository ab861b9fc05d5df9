"""The steps of a settlement as a person reads them: what each is called, its figures filled in, and what comes of it in yuan."""

import pytest

from settling import self_pay, settled
from some_care import stay
from test_worked_cases import RULE_WORDS

NATURAL = {"kind": "childbirth", "mode": "natural", "facility_level": "township"}
CAESAREAN = {"kind": "childbirth", "mode": "caesarean", "facility": "class_2_county"}
DRUG = {"kind": "dual_channel_drug", "date": "2025-02-01"}


def visit(date, location="local", **costs):
    return {"kind": "outpatient", "date": date, "facility": "class_3", "location": location, "costs": costs}


def read(title, place, claims, *steps, **person):
    return pytest.param(place, claims, person, list(steps), id=title)


EXAMPLES = [
    read(
        "a stay",
        "晋中市",
        [stay(class_a=20000, class_b_drug=5000, uncovered=800)],
        ("政策范围内费用", "20000 + 5000 × (1 − 5%) = 24750", 24750),
        ("起付线", "1000", 1000),
        ("支付比例", "60%", None),
        ("按比例应付", "(24750 − 1000) × 60% = 14250", 14250),
        ("计入大病保险的合规自付", "24750 − 14250 = 10500", 10500),
    ),
    read(
        "one kind of cost with a first self-pay",
        "晋中市",
        [stay(class_b_drug=20000)],
        ("政策范围内费用", "20000 × (1 − 5%) = 19000", 19000),
        ("起付线", "1000", 1000),
        ("支付比例", "60%", None),
        ("按比例应付", "(19000 − 1000) × 60% = 10800", 10800),
        ("计入大病保险的合规自付", "19000 − 10800 = 8200", 8200),
    ),
    read(
        "a stay below the deductible",
        "太原市",
        [stay(class_a=500)],
        ("政策范围内费用", "500", 500),
        ("起付线", "1000", 1000),
        ("支付比例", "60%", None),
        ("按比例应付", "500 没有超过起付线 1000，不支付", 0),
        ("计入大病保险的合规自付", "500 − 0 = 500", 500),
    ),
    read(
        "a stay elsewhere that just reaches the deductible",
        "太原市",
        [stay(location="unreferred", class_a=1000)],
        ("政策范围内费用", "1000", 1000),
        ("起付线", "1000", 1000),
        ("支付比例", "60% − 15% = 45%", None),
        ("按比例应付", "1000 没有超过起付线 1000，不支付", 0),
        ("计入大病保险的合规自付", "1000 − 0 = 1000", 1000),
    ),
    read(
        "a stay elsewhere below the deductible",
        "太原市",
        [stay(location="unreferred", class_a=500)],
        ("政策范围内费用", "500", 500),
        ("起付线", "1000", 1000),
        ("支付比例", "60% − 15% = 45%", None),
        ("按比例应付", "500 没有超过起付线 1000，不支付", 0),
        ("计入大病保险的合规自付", "500 − 0 = 500", 500),
    ),
    read(
        "a stay that the annual cap cuts off",
        "太原市",
        [stay(location="unreferred", class_a=200000)],
        ("政策范围内费用", "200000", 200000),
        ("起付线", "1000", 1000),
        ("支付比例", "60% − 15% = 45%", None),
        ("按比例应付", "(200000 − 1000) × 45% = 89550", 89550),
        ("年度最高支付限额", "限额 70000 − 当年已付 0 = 还可付 70000", 70000),
        ("计入大病保险的合规自付", "200000 − 70000 − (200000 − 1000) × 15% = 100150", 100150),
    ),
    read(
        "a child's second stay",
        "晋中市",
        [stay("2018-03-01", class_a=100), stay("2018-05-01", "class_1", "unreferred", class_a=3000)],
        ("政策范围内费用", "3000", 3000),
        ("起付线", "1500 × (1 − 50%) × (1 − 50%) = 375", 375),
        ("支付比例", "55% − 10% = 45%", None),
        ("按比例应付", "(3000 − 375) × 45% = 1181.25", 1181.25),
        ("计入大病保险的合规自付", "3000 − 1181.25 = 1818.75", 1818.75),
        age=8,
    ),
    read(
        "a cost whose rate is unknown, under the cap",
        "太原市",
        [stay(class_a=20000, blood=1000)],
        ("起付线", "1000", 1000),
        ("支付比例", "60%", None),
        ("算不出来", "缺少规定，费用 21000 元无法计算", None),
    ),
    read(
        "a cost whose rate is unknown, over the cap",
        "太原市",
        [stay(class_a=200000, blood=100)],
        ("起付线", "1000", 1000),
        ("支付比例", "60%", None),
        ("不影响结果", "有 100 算几成不知道，怎么算基金都付 70000", 70000),
    ),
    read(
        "a natural birth",
        "晋中市",
        [NATURAL | {"date": "2025-05-01", "cost": 1500}],
        ("自然分娩支付标准", "费用 1500，标准 1000，付较少的一个", 1000),
    ),
    read(
        "a caesarean",
        "晋中市",
        [CAESAREAN | {"date": "2025-05-01", "cost": 5000}],
        ("政策范围内费用", "5000", 5000),
        ("起付线", "400", 400),
        ("支付比例", "75%", None),
        ("按比例应付", "(5000 − 400) × 75% = 3450", 3450),
        ("计入大病保险的合规自付", "5000 − 3450 = 1550", 1550),
        ("剖宫产、合并症按住院报销", "按所住医院的住院支付比例报销", None),
    ),
    read(
        "a natural birth over the annual cap",
        "晋中市",
        [DRUG | {"first_batch": True, "cost": 90000}] * 2 + [NATURAL | {"date": "2025-05-01", "cost": 1500}],
        ("自然分娩支付标准", "费用 1500，标准 1000，付较少的一个", 1000),
        ("年度最高支付限额", "限额 70000 − 当年已付 70000 = 还可付 0", 0),
    ),
    read("a caesarean that cost nothing", "晋中市", [CAESAREAN | {"date": "2025-05-01", "cost": 0}]),
    read(
        "a caesarean with nothing in scope",
        "晋中市",
        [CAESAREAN | {"date": "2025-05-01", "costs": {"uncovered": 500}}],
    ),
    read(
        "a visit that the year's limit cuts off",
        "晋中市",
        [visit("2025-01-15", class_a=355), visit("2025-02-15", class_a=560)],
        ("政策范围内费用", "560", 560),
        ("按比例应付", "560 × 60% = 336", 336),
        ("门诊年度支付限额", "限额 300 − 当年已付 213 = 还可付 87", 87),
    ),
    read(
        "a visit below the deductible",
        "晋中市",
        [visit("2025-01-15", class_a=30) | {"facility": "class_1"}],
        ("政策范围内费用", "30", 30),
        ("按比例应付", "30 没有超过起付线 80，不支付", 0),
    ),
    read(
        "a visit after one that cannot be settled",
        "晋中市",
        [visit("2025-01-15", "in_province", class_a=260), visit("2025-02-15", class_a=1060)],
        ("政策范围内费用", "1060", 1060),
        ("按比例应付", "1060 × 60% = 636", 636),
        ("门诊年度支付限额", "限额 300；前面有算不出来的费用，当年已付多少不确定", None),
    ),
    read(
        "a visit over a limit that is known only from below",
        "晋中市",
        [visit("2020-01-15", class_a=500)],
        ("政策范围内费用", "500", 500),
        ("按比例应付", "500 × 60% = 300", 300),
        ("门诊年度支付限额", "只知道不低于 200，超过的部分算不出来", None),
    ),
    read(
        "a visit with a cost whose rate is unknown, over the limit",
        "晋中市",
        [visit("2025-01-15", class_a=600, blood=10)],
        ("门诊年度支付限额", "已知的费用就付到 300", 300),
    ),
    read(
        "a stay that just uses up the annual cap",
        "太原市",
        [stay(class_a=117666.67)],
        ("政策范围内费用", "117666.67", 117666.67),
        ("起付线", "1000", 1000),
        ("支付比例", "60%", None),
        ("按比例应付", "(117666.67 − 1000) × 60% = 70000.002", 70000),
        ("计入大病保险的合规自付", "117666.67 − 70000 = 47666.67", 47666.67),
    ),
    read(
        "blood pressure",
        "太原市",
        [{"kind": "two_diseases", "date": "2025-04-04", "disease": "hypertension", "costs": {"class_a": 1000}}],
        ("政策范围内费用", "1000", 1000),
        ("按比例应付", "1000 × 60% = 600", 600),
        ("这种病的年度支付限额", "限额 260 − 当年已付 0 = 还可付 260", 260),
    ),
    read(
        "traditional treatment after a dear drug",
        "太原市",
        [DRUG | {"first_batch": True, "cost": 90000}, {"kind": "tcm", "date": "2025-02-02", "cost": 100000}],
        ("按比例应付", "100000 × 60% = 60000", 60000),
        ("年度最高支付限额", "限额 70000 − 当年已付 63000 = 还可付 7000", 7000),
    ),
    read(
        "a drug of the first batch",
        "太原市",
        [DRUG | {"first_batch": True, "cost": 1000}],
        ("按比例应付", "1000 × 70% = 700", 700),
    ),
    read(
        "an accident at school",
        "阳泉市",
        [{"kind": "student_accident", "date": "2024-03-10", "cost": 1000}],
        ("按比例应付", "(1000 − 100) × 60% = 540", 540),
    ),
    read(
        "an accident at school, below the deductible",
        "阳泉市",
        [{"kind": "student_accident", "date": "2024-03-10", "cost": 50}],
        ("按比例应付", "50 没有超过起付线 100，不支付", 0),
    ),
    read(
        "an accident at school after the benefit was withdrawn",
        "阳泉市",
        [{"kind": "student_accident", "date": "2026-03-10", "cost": 1000}],
        ("这项待遇已取消，可按普通门诊算", "0", 0),
    ),
    read(
        "a major disease",
        "太原市",
        [{"kind": "major_disease", "date": "2025-02-01", "list": "adult", "cost": 90000}],
        ("算不出来", "缺少规定，费用 90000 元无法计算", None),
    ),
    read("a year's self-pay", "太原市", [self_pay("2025-12-31", 30000)], ("计入大病保险的合规自付", "30000", 30000)),
]

CRITICAL_ILLNESS = [
    read(
        "no more than the deductible",
        "太原市",
        [self_pay("2025-12-31", 10000)],
        ("全年合规自付累计", "10000", 10000),
        ("没有超过大病保险起付线", "10000 ≤ 10000", 0),
    ),
    read(
        "what was borne of two stays",
        "太原市",
        [stay("2025-03-10", class_a=200000), stay("2025-05-01", class_a=1000)],
        ("全年合规自付累计", "130000 + 1000 = 131000", 131000),
        ("超过起付线的部分", "(131000 − 10000) × 75% = 90750", 90750),
    ),
    read(
        "just the cap",
        "太原市",
        [self_pay("2025-12-31", 490000)],
        ("全年合规自付累计", "490000", 490000),
        ("超过起付线的部分", "(490000 − 10000) × 75% = 360000", 360000),
        ("再次支付", "(490000 − 360000 − 50000) × 50% = 40000", 40000),
    ),
    read(
        "a little over the cap",
        "太原市",
        [self_pay("2025-12-31", 490001)],
        ("全年合规自付累计", "490001", 490001),
        ("超过起付线的部分", "(490001 − 10000) × 75% = 360000.75", 360000.75),
        ("再次支付", "(490001 − 360000.75 − 50000) × 50% = 40000.125", 40000.13),
        ("大病保险年度限额", "400000.875 超过限额 400000", 400000),
    ),
    read(
        "the second step, and the cap",
        "太原市",
        [self_pay("2025-12-31", 900000)],
        ("全年合规自付累计", "900000", 900000),
        ("超过起付线的部分", "(900000 − 10000) × 75% = 667500", 667500),
        ("再次支付", "(900000 − 667500 − 50000) × 50% = 91250", 91250),
        ("大病保险年度限额", "758750 超过限额 400000", 400000),
    ),
    read(
        "parts that cannot be told, but change nothing",
        "太原市",
        [CAESAREAN | {"date": "2025-05-01", "cost": 5000}],
        ("全年合规自付累计", "有算不出来的费用，但不影响结果", None),
        ("没有超过大病保险起付线", "最多 5000 ≤ 10000", 0),
    ),
    read(
        "parts that cannot be told, beside more than the cap needs",
        "太原市",
        [self_pay("2025-04-01", 900000), CAESAREAN | {"date": "2025-05-01", "cost": 5000}],
        ("全年合规自付累计", "有算不出来的费用，但不影响结果", None),
        ("超过起付线的部分", "至少 (900000 − 10000) × 75% = 667500", 667500),
        ("再次支付", "至少 (900000 − 667500 − 50000) × 50% = 91250", 91250),
        ("大病保险年度限额", "至少 758750 超过限额 400000", 400000),
    ),
]


def as_read(steps):
    return [(step["label"], step["formula"], step["amount"]) for step in steps]


@pytest.mark.parametrize(("place", "claims", "person", "steps"), EXAMPLES)
def test_the_steps_of_the_last_claim(policy, place, claims, person, steps):
    statement = settled(policy, *claims, place=place, **person)
    assert as_read(statement["years"][-1]["claims"][-1]["steps"]) == steps


@pytest.mark.parametrize(("place", "claims", "person", "steps"), [*EXAMPLES, *CRITICAL_ILLNESS])
def test_a_step_with_a_rule_in_it_cites_it(policy, place, claims, person, steps):
    statement = settled(policy, *claims, place=place, **person)
    year = statement["years"][-1]
    shown = [*year["claims"][-1]["steps"], *year["critical_illness"]["steps"]]
    assert [step for step in shown if any(word in str(step) for word in RULE_WORDS) and not step["citations"]] == []


@pytest.mark.parametrize(("place", "claims", "person", "steps"), CRITICAL_ILLNESS)
def test_the_steps_of_critical_illness(policy, place, claims, person, steps):
    statement = settled(policy, *claims, place=place, **person)
    assert as_read(statement["years"][-1]["critical_illness"]["steps"]) == steps


def test_what_was_already_paid_for_earlier_self_pay_is_taken_off(policy):
    earlier = {"admissions": 1, "in_scope_self_pay": 20000, "basic_fund": 5000}
    statement = settled(policy, stay(class_a=100000), earlier=earlier)
    assert as_read(statement["years"][0]["critical_illness"]["steps"]) == [
        ("全年合规自付累计", "20000 + 40300 = 60300", 60300),
        ("超过起付线的部分", "(60300 − 10000) × 75% = 37725", 37725),
        ("减去此前自付已得的大病保险", "37725 − 7500", 30225),
    ]


def test_what_is_missing_is_named_with_what_it_would_depend_on(policy):
    statement = settled(policy, stay(class_a=20000, blood=1000, large_equipment=10))
    named = {"item": "first_self_pay", "place": "太原市", "date": "2025-03-10", "name": "先行自付比例"}
    assert statement["missing"] == [named | {"dimension": kind} for kind in ("large_equipment", "blood")]
    statement = settled(policy, stay("2020-05-01", class_a=500))
    assert [note.get("dimension") for note in statement["missing"]] == ["class_1·local", "class_1·local", None]
