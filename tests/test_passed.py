"""Of a country only the provinces are checked again whose rules have changed; what is wrong is told as if all were."""

import json
import shutil
from multiprocessing import get_context

import pytest

from checked_rules import read_rules
from reading import check, evidence
from reading.passed import Passed
from reading.problems import Problems
from two_provinces import changed, written  # noqa: F401  a fixture


@pytest.fixture
def country(written, tmp_path):  # noqa: F811
    """A copy of the country, to be changed."""
    return shutil.copytree(written, tmp_path / "country")


@pytest.fixture
def passed(country, tmp_path):
    """What tells that all of it has passed."""
    read_rules(country, passed=tmp_path / "passed.json")
    return tmp_path / "passed.json"


@pytest.fixture
def checked(monkeypatch):
    """The places whose documents are checked, check by check."""
    found = []
    check_all = check.consistency_problems

    def watched(rules):
        found.append({document.place for document in rules.documents})
        return check_all(rules)

    monkeypatch.setattr(check, "consistency_problems", watched)
    return found


SHANXI, GUANGXI = {"山西省", "太原市"}, {"广西壮族自治区", "南宁市"}


def document(country, place):
    """The first document of a place (pinyin)."""
    return sorted((country / "rules" / "documents" / place).glob("*.yml"))[0]


def edit(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def told(country, passed=None):
    """What a check of the country says is wrong."""
    with pytest.raises(Problems) as raised:
        read_rules(country, passed=passed)
    return [str(problem) for problem in raised.value.problems]


def test_at_first_each_province_is_checked_by_itself(country, tmp_path, checked):
    read_rules(country, passed=tmp_path / "passed.json")
    assert checked in ([SHANXI, GUANGXI], [GUANGXI, SHANXI])


def test_what_has_passed_is_not_checked_again(country, passed, checked):
    read_rules(country, passed=passed)
    assert checked == []


def test_a_changed_document_has_its_province_checked_alone(country, passed, checked):
    with changed(country):
        read_rules(country, passed=passed)
    assert checked == [GUANGXI]


def test_so_does_what_was_verified_of_its_evidence(country, passed):
    lock = country / "rules" / evidence.LOCK
    text = json.loads(lock.read_text("utf-8"))
    name = next(name for name in text["provisions"] if name in document(country, "nanning").read_text("utf-8"))
    text["provisions"][name]["fragments"][0][0] = "0" * 64
    lock.write_text(json.dumps(text), "utf-8")
    assert [name in problem and "与核对时不同" in problem for problem in told(country, passed)] == [True]


def test_what_all_documents_rest_on_has_every_province_checked(country, passed, checked):
    edit(country / "rules" / "parameters.yml", "plain: ", "plain: 又叫")
    read_rules(country, passed=passed)
    assert len(checked) == 2


def test_a_document_that_was_moved_is_told(country, passed):
    file = document(country, "nanning")
    file.rename(file.with_name("2017-999.yml"))
    assert any("请移动或改名" in problem for problem in told(country, passed))


def test_so_is_one_whose_place_is_spelt_otherwise_now(country, passed):
    edit(country / "rules" / "places.yml", "pinyin: nanning", "pinyin: yongzhou")
    assert any("请移动或改名" in problem for problem in told(country, passed))


def test_so_is_one_that_rests_on_a_reading_of_another_name(country, passed, checked):
    edit(country / "rules" / "readings.yml", "certainty: likely", "certainty: open")
    read_rules(country, passed=passed)
    assert len(checked) == 2


def test_other_programs_check_everything_again(country, passed, checked, monkeypatch):
    monkeypatch.setattr("reading.passed.programs", lambda: b"others")
    read_rules(country, passed=passed)
    assert len(checked) == 2


def test_a_mistake_in_one_province_is_told_as_if_none_had_passed(country, passed):
    edit(document(country, "nanning"), "value: ", "value: 9")
    wrong = told(country, passed)
    assert wrong == told(country)
    assert {problem.split(":")[0] for problem in wrong} == {
        document(country, "nanning").relative_to(country).as_posix()
    }


def test_a_mistake_is_told_again_until_it_is_mended(country, passed):
    file = document(country, "nanning")
    right = file.read_text("utf-8")
    edit(file, "value: ", "value: 9")
    assert told(country, passed) == told(country, passed)
    file.write_text(right, "utf-8")
    read_rules(country, passed=passed)


def test_what_has_passed_beside_a_mistake_is_not_checked_again(country, tmp_path, checked):
    file = document(country, "nanning")
    right = file.read_text("utf-8")
    edit(file, "value: ", "value: 9")
    told(country, tmp_path / "passed.json")
    checked.clear()
    file.write_text(right, "utf-8")
    read_rules(country, passed=tmp_path / "passed.json")
    assert checked == [GUANGXI]


def _keep_often(root, file):
    rules, _ = check.read_form(root)
    lock, _ = evidence.read_lock(root / "rules")
    for _ in range(300):
        Passed(file, rules, lock).keep([])
        file.unlink(missing_ok=True)


def test_two_checks_at_once_do_not_get_in_each_others_way(project, tmp_path):
    begin = get_context("fork").Process
    processes = [begin(target=_keep_often, args=(project.root, tmp_path / "passed.json")) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]


def test_a_number_of_a_document_that_two_provinces_use_is_told(country, passed):
    of_shanxi = document(country, "shanxi").read_text("utf-8")
    number = next(line for line in of_shanxi.splitlines() if line.startswith("number: "))
    file = document(country, "guangxi")
    own = next(line for line in file.read_text("utf-8").splitlines() if line.startswith("number: "))
    edit(file, own, number)
    assert any("已经在" in problem for problem in told(country, passed))


def test_a_clause_that_was_verified_and_is_no_longer_there_is_told(country, passed):
    shutil.rmtree(document(country, "guangxi").parent)
    assert any("不见了" in problem for problem in told(country, passed))


def test_what_rests_on_another_province_s_clause_is_right_and_has_all_checked_together(country, passed, checked):
    file = document(country, "guangxi")
    other = next(
        line.split()[-1] for line in document(country, "shanxi").read_text("utf-8").splitlines() if "- id: " in line
    )
    edit(file, "    evidence: ", f"    repeats: [{other}]\n    evidence: ")
    read_rules(country, passed=passed)
    assert checked[-1] == SHANXI | GUANGXI


@pytest.mark.parametrize("left", ["", "[", "7", "{}", "[" * 100_000])
def test_what_tells_of_them_may_be_damaged(country, passed, checked, left):
    passed.write_text(left, "utf-8")
    read_rules(country, passed=passed)
    assert len(checked) == 2
    read_rules(country, passed=passed)
    assert len(checked) == 2


def test_a_text_that_is_at_hand_is_looked_through_whatever_has_passed(country, passed):
    text = sorted((country / "texts").glob("*.txt"))[0]
    text.write_text("别的话", "utf-8")
    with pytest.raises(Problems):
        read_rules(country, country / "texts", passed=passed)


def test_provinces_together_are_all_documents(country):
    rules = read_rules(country)
    parts = rules.by_province
    assert [{document.place for document in part.documents} for part in parts] in ([SHANXI, GUANGXI], [GUANGXI, SHANXI])
    assert sorted(one.code for part in parts for one in part.documents) == sorted(one.code for one in rules.documents)
