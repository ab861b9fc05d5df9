"""What a check keeps of the documents: the next one reads only what changed, and says exactly the same."""

import shutil
from multiprocessing import get_context

import pytest

from checked_rules import read_rules
from reading import check
from reading.kept import Kept
from reading.problems import Problems


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "kept"


def kept(cache):
    return {file.name for file in cache.iterdir()}


def test_what_was_kept_is_what_would_be_read(project, cache):
    first = read_rules(project.root, cache=cache)
    assert read_rules(project.root, cache=cache) == first == read_rules(project.root)


def test_a_document_is_kept_once(project, cache):
    read_rules(project.root, cache=cache)
    before = kept(cache)
    assert len(before) == 1
    read_rules(project.root, cache=cache)
    assert kept(cache) == before


def test_a_changed_document_is_read_anew_and_takes_the_place_of_the_old_one(project, cache):
    read_rules(project.root, cache=cache)
    before = kept(cache)
    project.edit("基金一年最多付七万元。", "基金一年最多付7万元。")
    (document,) = read_rules(project.root, cache=cache).documents
    assert "基金一年最多付7万元。" in [provision.summary for provision in document.provisions]
    assert len(kept(cache)) == 1
    assert kept(cache) != before


def test_a_changed_form_is_held_against_every_document(project, cache):
    read_rules(project.root, cache=cache)
    project.edit("\n  annual_fund_cap:", "\n  annual_cap:", "rules/parameters.yml")
    with pytest.raises(Problems, match="annual_fund_cap"):
        read_rules(project.root, cache=cache)


def test_a_document_without_the_right_form_is_not_kept(project, cache):
    project.edit("kind: rule", "kind: law")
    for _ in range(2):
        with pytest.raises(Problems, match="law"):
            read_rules(project.root, cache=cache)
    assert not cache.exists()


def test_a_file_that_was_saved_while_it_was_read_is_read_again(project, cache):
    document = read_rules(project.root).documents[0]
    project.edit("基金一年最多付七万元。", "基金一年最多付7万元。")
    kept = Kept(cache, {})
    kept.keep(document)
    assert kept.get(document.loaded.file, document.loaded.shown) is None


def _check_often(root, cache):
    """What checks do with the cache, again and again; each clears away what the last one kept."""
    document = read_rules(root).documents[0]
    file = next((root / "rules/documents").rglob("*.yml"))
    for turn in range(300):
        kept = Kept(cache, {})
        document.loaded.shown = str(turn % 3)
        assert kept.get(file, document.loaded.shown) in (None, document)
        kept.keep(document)
        kept.forget()


def test_two_checks_at_once_do_not_get_in_each_others_way(project, cache):
    processes = [get_context("fork").Process(target=_check_often, args=(project.root, cache)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]


def test_what_is_kept_in_part_is_read_anew(project, cache):
    first = read_rules(project.root, cache=cache)
    (place,) = cache.iterdir()
    whole = place.read_bytes()
    place.write_bytes(whole[: len(whole) // 2])
    assert read_rules(project.root, cache=cache) == first
    assert place.read_bytes() == whole


def test_two_processes_read_what_one_reads_and_say_the_same_of_what_is_wrong(root, tmp_path, monkeypatch):
    shutil.copytree(root / "rules", tmp_path / "rules")
    wrong = tmp_path / "rules" / "documents" / "taiyuan" / "2019-27.yml"
    wrong.write_text(wrong.read_text("utf-8").replace("kind: rule", "kind: law").replace("TY19-02", "TY19-01"), "utf-8")

    def found(files):
        monkeypatch.setattr(check, "_MANY", files)
        rules, problems = check.read_form(tmp_path, tmp_path / f"kept-{files}")
        return (
            rules,
            [str(problem) for problem in problems + check.consistency_problems(rules)],
            len(kept(tmp_path / f"kept-{files}")),
        )

    by_one, by_two = found(100), found(1)
    assert by_one == by_two
    assert [problem.split(":")[0] for problem in by_two[1]] == ["rules/documents/taiyuan/2019-27.yml"] * len(by_two[1])
    assert len(by_two[1]) > 1
    assert by_two[2] == 6
