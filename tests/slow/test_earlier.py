"""Files of a province's last volume are taken again where they would be the same, and never where they would not."""

# ruff: noqa: F811  a fixture that is imported is a name of the test, too

import os
from pathlib import Path

import pytest

import swap
import volumes
from render import volume
from render.earlier import Earlier
from render.made import Made
from two_provinces import GUANGXI, changed, fill, kept, read, written  # noqa: F401  two fixtures

CHANGES = {
    "a summary": [("summary: 示例，", "summary: 示例二，")],
    "a title": [("title: 关于居民医保若干待遇", "title: 关于居民医保各项待遇")],
    "the words of a clause": [("标准为820元", "标准是820元")],
    "a figure": [("标准为820元", "标准为830元"), ("value: 820}", "value: 830}")],
}


def downloads(project, folder, earlier=None):
    """The files of 广西 that can be downloaded, made in a folder."""
    site, whole = read(project)
    model = volumes.parts(site, whole)[GUANGXI]
    return volumes._first(volumes._narrowed(site, GUANGXI, model), folder, earlier or Earlier())


def contents(one):
    return {name: (one.folder / volume.SITE / name).read_bytes() for name in swap.names(one.folder / volume.SITE)}


def again(one, last):
    """The files of a volume that are those of the last one."""
    before, now = (dict(swap.stats(each.folder / volume.SITE)) for each in (last, one))
    return [name for name, said in now.items() if name in before and os.path.samestat(said, before[name])]


@pytest.fixture(scope="module")
def last(written, tmp_path_factory):
    return downloads(written, tmp_path_factory.mktemp("last"))


@pytest.mark.parametrize("words", CHANGES.values(), ids=CHANGES)
def test_a_volume_with_files_of_the_last_is_the_same_as_one_made_from_nothing(written, last, tmp_path, words):
    with changed(written, *words):
        found = downloads(written, tmp_path / "found", last.earlier)
        clean = downloads(written, tmp_path / "clean")
    assert [name for name in again(found, last) if name.startswith("data/documents/")]
    assert contents(found) == contents(clean)
    assert found.page_files == clean.page_files
    assert [made for *_, made in found.page_tables] == [made for *_, made in clean.page_tables]


def test_a_day_that_only_makes_a_value_presumed_counts_too(written, tmp_path):
    open_start = [("value: 820}", "value: 820, from: unknown}"), ("issued: 2017-06-10", "issued: unknown")]
    with changed(written, *open_start):
        before = downloads(written, tmp_path / "before")
    with changed(written, *open_start, ("from: 2017-07-01", "from: {day: 2018-07-01, basis: inferred}")):
        found = downloads(written, tmp_path / "found", before.earlier)
        clean = downloads(written, tmp_path / "clean")
    assert contents(found) == contents(clean)
    book = "items/inpatient-deductible/guangxi.xlsx"
    [was] = {(version, one.digest) for (_, name, version), one in before.earlier.made.items() if name == book}
    [now] = {(version, one.digest) for (_, name, version), one in found.earlier.made.items() if name == book}
    assert was[0] != now[0]
    assert was[1] != now[1]


@pytest.mark.parametrize(("frame", "taken"), [("frame", True), ("another frame", False)], ids=["the same", "others"])
def test_a_build_takes_again_what_the_same_programs_made(written, kept, frame, taken):
    def numbers(frame):
        return {name: said.st_ino for name, said in swap.stats(fill(written, kept, frame)[1][GUANGXI].folder)}

    before = numbers("frame")
    with changed(written):
        now = numbers(frame)
    assert any(before.get(name) == number for name, number in now.items()) == taken


@pytest.mark.parametrize(
    ("title", "version", "names"),
    [("住院", "2", ["a.csv"]), ("门诊", "1", ["a.csv"]), ("住院", "1", ["a.csv", "a.json"])],
    ids=["of another version", "of another title", "of which one was not there"],
)
def test_a_page_s_files_are_taken_together_or_not_at_all(tmp_path, title, version, names):
    (tmp_path / "a.csv").touch()
    earlier = Earlier(tmp_path, {("住院", "a.csv", "1"): Made("a.csv", 1, "")})
    assert earlier.again(tmp_path / "other", "住院", "1", ["a.csv"])
    assert earlier.again(tmp_path / "next", title, version, names) == []
    assert not (tmp_path / "next").exists()


def test_a_file_that_is_gone_is_made_anew(tmp_path):
    earlier = Earlier(tmp_path, {("住院", "a.csv", "1"): Made("a.csv", 1, "")})
    assert earlier.again(tmp_path / "next", "住院", "1", ["a.csv"]) == []


def test_there_are_none_at_first():
    assert Earlier().again(Path("nowhere"), "住院", "1", ["a.csv"]) == []
