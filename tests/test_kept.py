"""What a check keeps of the documents: the next one reads only what changed, and says exactly the same."""

import pytest

from reading import check
from reading.problems import Problems


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "kept"


def kept(cache):
    return {file.name for file in cache.iterdir()}


def test_what_was_kept_is_what_would_be_read(project, cache):
    first = check.read_rules(project.root, cache=cache)
    assert check.read_rules(project.root, cache=cache) == first == check.read_rules(project.root)


def test_a_document_is_kept_once(project, cache):
    check.read_rules(project.root, cache=cache)
    before = kept(cache)
    assert len(before) == 1
    check.read_rules(project.root, cache=cache)
    assert kept(cache) == before


def test_a_changed_document_is_read_anew_and_takes_the_place_of_the_old_one(project, cache):
    check.read_rules(project.root, cache=cache)
    before = kept(cache)
    project.edit("基金一年最多付七万元。", "基金一年最多付7万元。")
    (document,) = check.read_rules(project.root, cache=cache).documents
    assert "基金一年最多付7万元。" in [provision.summary for provision in document.provisions]
    assert len(kept(cache)) == 1
    assert kept(cache) != before


def test_a_changed_form_is_held_against_every_document(project, cache):
    check.read_rules(project.root, cache=cache)
    project.edit("\n  annual_fund_cap:", "\n  annual_cap:", "rules/parameters.yml")
    with pytest.raises(Problems, match="annual_fund_cap"):
        check.read_rules(project.root, cache=cache)


def test_a_document_without_the_right_form_is_not_kept(project, cache):
    project.edit("kind: rule", "kind: law")
    for _ in range(2):
        with pytest.raises(Problems, match="law"):
            check.read_rules(project.root, cache=cache)
    assert not cache.exists()
