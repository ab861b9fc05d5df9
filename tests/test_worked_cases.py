"""The cases worked by hand in rules/cases come out as worked, and every step of their statements shows its figures and its sources."""

import re
from fractions import Fraction

from urrbmi.settle import settle

AMOUNTS = ("cost", "basic_fund", "critical_illness", "self")

#: a step with one of these words in its label or formula applies a rule of a document
RULE_WORDS = ("起付线", "比例", "限额", "再次支付", "%")
SIGNS = str.maketrans({"×": "*", "−": "-"})


def steps(statement):
    """All steps of a statement: those of the claims and those of critical illness."""
    for year in statement["years"]:
        for claim in year["claims"]:
            yield from claim["steps"]
        yield from year["critical_illness"]["steps"]


def reckoned(side):
    """One side of an equation, its words left out, reckoned exactly."""
    bare = re.sub(r"[^\d.()+*/-]", "", re.sub(r"([\d.]+)%", r"(\1/100)", side.translate(SIGNS)))
    return eval(re.sub(r"\d+(\.\d+)?", r"Fraction('\g<0>')", bare), {"Fraction": Fraction})


def test_a_case_worked_by_hand_comes_out_as_worked(policy, worked):
    statement = settle(worked.case, policy)
    found = {name: statement[name] for name in worked.expect}
    assert found == worked.expect


def test_a_known_case_gives_all_four_amounts_and_an_unknown_one_only_its_cost(policy, worked):
    statement = settle(worked.case, policy)
    known = {name for name in AMOUNTS if statement[name] is not None}
    assert known == (set(AMOUNTS) if worked.expect["status"] == "ok" else {"cost"})
    assert bool(statement["missing"]) == (worked.expect["status"] == "unknown")


def test_a_step_that_applies_a_rule_cites_it(policy, worked):
    uncited = [
        step["label"]
        for step in steps(settle(worked.case, policy))
        if any(word in step["label"] + step["formula"] for word in RULE_WORDS) and not step["citations"]
    ]
    assert uncited == []


def test_a_citation_names_the_document_and_the_place_in_it(policy, worked):
    def cited(provision):
        found = policy.provisions[provision]
        return policy.documents[found["document"]]["number"], found["locator"]

    wrong = [
        citation
        for step in steps(settle(worked.case, policy))
        for citation in step["citations"]
        if (citation["document"], citation["locator"]) != cited(citation["provision"])
    ]
    assert wrong == []


def test_no_slot_of_a_formula_is_left_unfilled(policy, worked):
    formulas = [step["formula"] for step in steps(settle(worked.case, policy))]
    assert [formula for formula in formulas if re.search(r"[{}]|None", formula)] == []
    assert all(formulas)


def test_the_arithmetic_shown_is_right(policy, worked):
    equations = [s["formula"].split("=") for s in steps(settle(worked.case, policy)) if "=" in s["formula"]]
    assert [(left, right) for left, right in equations if reckoned(left) != reckoned(right)] == []


def test_the_steps_of_a_stay_end_at_its_payment(policy, worked):
    for year in settle(worked.case, policy)["years"]:
        for claim in year["claims"]:
            if claim["kind"] == "inpatient" and claim["basic_fund"]:
                amounts = {step["label"]: step["amount"] for step in claim["steps"]}
                assert amounts.get("年度最高支付限额", amounts["按比例应付"]) == claim["basic_fund"]
