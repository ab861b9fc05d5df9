"""The questions worked by hand in rules/cases are answered as worked: by the core, and by the command line."""

from command import encoded
from urrbmi.cli import QUESTIONS


def part(expected, found):
    """What is found of what is expected, part by part."""
    return {name: part(one, found[name]) if isinstance(one, dict) else found[name] for name, one in expected.items()}


def ask(worked_question, policy):
    return QUESTIONS[worked_question.programme][0](worked_question.case, policy)


def test_a_question_worked_by_hand_is_answered_as_worked(policy, worked_question):
    found = ask(worked_question, policy)
    assert part(worked_question.expect, found) == worked_question.expect


def test_the_answer_rests_on_the_clauses_that_it_was_worked_from(policy, worked_question):
    cited = {citation["provision"] for citation in ask(worked_question, policy)["citations"]}
    assert set(worked_question.provisions) <= cited


def test_the_answer_names_what_is_missing(policy, worked_question):
    assert [note["item"] for note in ask(worked_question, policy)["missing"]] == worked_question.missing


def test_the_command_line_gives_the_same_answer(answer, policy, worked_question):
    assert answer(worked_question.programme, stdin=encoded(worked_question.case)) == [ask(worked_question, policy)]
