"""A case or question worked by hand that the core answers otherwise is named with its place, what is wanted, what is found."""

import pytest

from reading.problems import Problems
from reading.worked_cases import case_problems, read_worked

PREMIUM = """\
cases:
  - id: xinzhou
    title: 忻州，2025年
    question: {place: 忻州, year: 2025}
    expect: {status: ok, premium: 400, paid_by: {self: 400}}
    provisions: [XZ24-08]
    steps: [380 + 20 = 400]
"""
STAY = """\
cases:
  - id: stay
    title: 住院
    case: {place: 晋中, claims: [{kind: inpatient, date: "2025-03-10", facility: class_3, costs: {class_a: 1100}}]}
    expect: {status: ok, basic_fund: 850}
    steps: [(1100 − 100) × 85% = 850]
"""


@pytest.fixture
def said(tmp_path, policy):
    """Writes a file of rules/cases; gives what is said of it."""

    def said(name, text):
        file = tmp_path / "rules" / "cases" / f"{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        try:
            cases, questions = read_worked(tmp_path)
            return [str(problem) for problem in case_problems([*cases, *questions], policy)]
        except Problems as problems:
            return [str(problem) for problem in problems.problems]

    return said


@pytest.mark.parametrize(("name", "text"), [("premium", PREMIUM), ("inpatient", STAY)])
def test_nothing_is_said_of_what_comes_out_as_worked(said, name, text):
    assert said(name, text) == []


SLIPS = [
    ("premium", "premium: 400", "premium: 380", "5:26: xinzhou 的 premium 应为 380，算出来是 400.0；"),
    ("premium", "self: 400", "self: 0", "5:50: xinzhou 的 self 应为 0，算出来是 400.0；"),
    ("premium", "self: 400", "slef: 400", "5:50: xinzhou 的结果里没有 slef；可用：self、"),
    ("premium", "XZ24-08", "XZ24-07", "6:18: xinzhou 没有引用 XZ24-07；引用了 XZ24-08"),
    (
        "premium",
        "provisions: [XZ24-08]",
        "missing: [premium]",
        '6:5: xinzhou 的 missing 应为 ["premium"]，算出来是 []；',
    ),
    ("premium", "year: 2025", "year: 20255", "4:5: xinzhou 不能算：year：“20255” 不是年度；"),
    ("premium", "question: ", "case: ", "2:5: cases：缺少 question；请补上"),
    ("premium", "status: ok, ", "", "5:5: expect：缺少 status；请补上"),
    ("inpatient", "basic_fund: 850", "basic_fund: 849.99", "5:26: stay 的 basic_fund 应为 849.99，算出来是 850.0；"),
    ("inpatient", "class_3", "class_4", "4:5: stay 不能算：claims[0].facility："),
    ("inpatient", "    steps", "    provisions: [SX24-26]\n    steps", "6:5: 没有 “provisions” 这个键；"),
]


@pytest.mark.parametrize(("name", "right", "wrong", "problem"), SLIPS, ids=[slip[2] for slip in SLIPS])
def test_a_slip_is_named_with_its_place(said, name, right, wrong, problem):
    text = {"premium": PREMIUM, "inpatient": STAY}[name].replace(right, wrong)
    assert said(name, text)[0].startswith(f"rules/cases/{name}.yml:{problem}")


def test_an_id_stands_once_among_cases_and_questions(said):
    assert said("inpatient", STAY.replace("id: stay", "id: xinzhou")) == []
    assert said("premium", PREMIUM) == ["rules/cases/premium.yml:2:5: 编号 xinzhou 用了两次"]
