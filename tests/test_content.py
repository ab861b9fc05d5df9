"""What the site is made from is made of the rules while they are checked: what is wrong with them is said first."""

import pytest

import content
from mutated_project import ROOT, mutated  # noqa: F401
from reading.problems import Problems

DOCUMENT = "rules/documents/yangquan/2024-32.yml"


def test_what_wrong_rules_lead_to_is_no_mistake_of_its_own(mutated, monkeypatch):  # noqa: F811
    monkeypatch.setattr(mutated, "mutated", DOCUMENT)
    file = mutated.root / DOCUMENT
    right = file.read_text(encoding="utf-8")
    file.write_text(right.replace("place: 阳泉市", "place: 上海市"), encoding="utf-8")
    try:
        with pytest.raises(Problems, match="没有 “上海市” 这个省或市"):
            content.read(mutated.root)
    finally:
        file.write_text(right, encoding="utf-8")


def test_what_fails_with_right_rules_is_not_hidden(monkeypatch):
    def failing(_):
        raise KeyError("premium")

    monkeypatch.setattr(content.compile_rules, "compile_rules", failing)
    with pytest.raises(KeyError, match="premium"):
        content.read(ROOT)
