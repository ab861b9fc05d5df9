"""Which day "now" is on the pages, and what cannot be the address of the site."""

import pytest

import build
import inputs
from programs import ProgramError


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("0", "2017-01-01"),
        ("1763942400", "2025-11-24"),
        ("1893456000", "2029-12-31"),
        ("9" * 30, "2029-12-31"),
    ],
    ids=["before all tables", "within them", "after them", "after all calendars"],
)
def test_the_day_that_is_given_stays_within_the_years_of_the_tables(root, rules, policy, monkeypatch, given, day):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert inputs.reference_day(root, rules, policy.years) == day


def test_without_a_commit_it_is_that_of_the_newest_document(rules, policy, tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert inputs.reference_day(tmp_path, rules, policy.years) == "2024-12-24"


def test_a_commit_that_git_does_not_tell_is_no_reason_to_take_another_day(rules, policy, tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / ".git").touch()
    with pytest.raises(ProgramError, match="“问 git 提交的日期（也可以用 SOURCE_DATE_EPOCH 指定）”失败：fatal: "):
        inputs.reference_day(tmp_path, rules, policy.years)


@pytest.mark.parametrize(
    "address",
    [
        'https://a.example/"><script>',
        " https://a.example/",
        "https://a.example/?b",
        "https://a.example/#b",
        "https://who@a.example/",
        "javascript:alert(1)",
        "ftp://a.example/",
        "https:///b/",
    ],
)
def test_what_is_no_address_of_a_site_is_refused(capsys, address):
    with pytest.raises(SystemExit) as ended:
        build.main(["--check", "--site-url", address])
    assert ended.value.code == 2
    assert "不是网站的网址；请写成 https://example.org/yibao/" in capsys.readouterr().err
