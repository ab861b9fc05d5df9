"""Files of a province's last volume are taken again where they would be the same, and never where they would not."""

# ruff: noqa: F811  a fixture that is imported is a name of the test, too

from pathlib import Path

import pytest

import swap
from render import volume
from render.earlier import Earlier
from render.made import Made
from two_provinces import GUANGXI, changed, contents, fill, kept, read, written  # noqa: F401  two fixtures

CHANGES = {
    "a summary": [("summary: 示例，", "summary: 示例二，")],
    "a title": [("title: 关于居民医保若干待遇", "title: 关于居民医保各项待遇")],
    "an issuer": [("issuers: [广西壮族自治区医疗保障局]", "issuers: [广西壮族自治区人民政府]")],
    "a place in the document": [("locator: 第1条", "locator: 第一条")],
    "the words of a clause": [("标准为820元", "标准是820元")],
    "a figure": [("标准为820元", "标准为830元"), ("value: 820}", "value: 830}")],
    "a day": [("issued: 2017-06-10", "issued: 2017-06-11")],
}


def files(one):
    """The files of a volume that can be downloaded, each told apart by what the disk has of it."""
    return {name: said.st_ino for name, said in swap.stats(one.folder / volume.SITE / "data")}


@pytest.mark.parametrize("words", CHANGES.values(), ids=CHANGES)
def test_a_volume_with_files_of_the_last_is_the_same_as_one_made_from_nothing(written, kept, tmp_path, words):
    before = files(fill(written, kept)[1][GUANGXI])
    with changed(written, *words):
        found = fill(written, kept)[1][GUANGXI]
        clean = fill(written, tmp_path / "volumes")[1][GUANGXI]
    again = [name for name, inode in files(found).items() if before.get(name) == inode]
    assert [name for name in again if name.startswith("documents/")]
    assert contents(found) == contents(clean)


def test_a_day_that_only_makes_a_value_presumed_counts_too(written, kept, tmp_path):
    open_start = [("value: 820}", "value: 820, from: unknown}"), ("issued: 2017-06-10", "issued: unknown")]
    with changed(written, *open_start):
        before = fill(written, kept)[1][GUANGXI].earlier.made
    with changed(written, *open_start, ("from: 2017-07-01", "from: 2018-07-01")):
        found = fill(written, kept)[1][GUANGXI]
        clean = fill(written, tmp_path / "volumes")[1][GUANGXI]
    assert contents(found) == contents(clean)
    book = "items/inpatient-deductible/guangxi.xlsx"
    [was] = {(version, one.digest) for (_, name, version), one in before.items() if name == book}
    [now] = {(version, one.digest) for (_, name, version), one in found.earlier.made.items() if name == book}
    assert was[0] != now[0]
    assert was[1] != now[1]


def test_nothing_is_taken_of_what_other_programs_made(written, kept):
    before = files(fill(written, kept)[1][GUANGXI])
    found = files(fill(written, kept, "another frame")[1][GUANGXI])
    assert found.keys() == before.keys()
    assert not set(found.values()) & set(before.values())


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
