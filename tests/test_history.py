"""Corrections and releases of the data: what their files must say, and how a release is added."""

import csv
import io
import zipfile

import pytest

import release
from built_site import SHEETS
from reading.history import Correction, History, Release, read_history
from reading.problems import Problems
from small_project import make_mistake

CORRECTIONS = "rules/corrections.yml"
RELEASES = "rules/releases.yml"
CORRECTION = """\
corrections:
  - date: 2026-02-01
    provision: DT25-03
    item: annual_fund_cap
    before: 一年最多付6万元
    after: 一年最多付7万元
    why: 抄错了一行。
    data_version: {before: "0123456789ab", after: "ba9876543210"}
"""
NOTHING = "# 旧的在前\nreleases: []\n"


@pytest.fixture
def project(project):
    """The small project, with one correction and no release."""
    project.write(CORRECTIONS, CORRECTION)
    project.write(RELEASES, NOTHING)
    return project


def history(project):
    return read_history(project.root, project.site().rules)


def errors(project):
    with pytest.raises(Problems) as found:
        history(project)
    return [str(problem) for problem in found.value.problems]


def publish(project, day="2026-03-01"):
    site = project.site(history=history(project))
    site.today = day
    return release.add(project.root, site)


def edit_cap(project):
    """Another version of the data."""
    project.edit("基金一年最多付七万元。", "基金一年最多付7万元。")
    assert project.verify() == []


def test_a_correction_says_where_what_and_why(project):
    assert history(project).corrections == [
        Correction(
            day="2026-02-01",
            provision="DT25-03",
            item="annual_fund_cap",
            before="一年最多付6万元",
            after="一年最多付7万元",
            why="抄错了一行。",
            version_before="0123456789ab",
            version_after="ba9876543210",
        )
    ]


def test_there_need_not_be_any(project):
    project.write(CORRECTIONS, "corrections: []\n")
    assert history(project) == History([], [])


MISTAKES = [
    ("date: 2026-02-01", "▸date: 2026-02-30", "没有 2026-02-30 这一天；请核对"),
    ("provision: DT25-03", "▸provision: DT25-33", "没有 DT25-33 这个条款；是不是 DT25-03？"),
    ("item: annual_fund_cap", "▸item: annual_cap", "没有 “annual_cap” 这个项目；是不是 annual_fund_cap？"),
    ("after: 一年最多付7万元", "▸after: 一年最多付6万元", "before 和 after 一样；请写明改了什么"),
    ("why: 抄错了一行。", "▸why: 抄错了一行", "why：“抄错了一行” 的写法不对；应为：为什么，以“。”结尾"),
    (
        '{before: "0123456789ab"',
        '{▸before: "0123"',
        "before：“0123” 的写法不对；应为：数据版本，12 位十六进制数，如 0123456789ab",
    ),
    (
        "    why: 抄错了一行。",
        "    ▸because: 抄错了一行。",
        "没有 “because” 这个键；可用：date、provision、item、before、after、why、data_version",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "message"), MISTAKES, ids=[one[1].strip() for one in MISTAKES])
def test_a_mistake_in_a_correction_is_told_with_its_place(project, right, wrong, message):
    where = make_mistake(project, right, wrong, CORRECTIONS)
    assert f"{where}: {message}" in errors(project)


def test_one_clause_is_corrected_once_a_day(project):
    project.write(CORRECTIONS, CORRECTION + CORRECTION.partition("\n")[2])
    assert errors(project) == [f"{CORRECTIONS}:9:5: 同一天、同一条款、同一项目已经写过；请合成一条"]


def test_corrections_stand_in_the_order_of_their_days(project):
    earlier = CORRECTION.partition("\n")[2].replace("2026-02-01", "2026-01-01")
    project.write(CORRECTIONS, CORRECTION + earlier)
    assert errors(project) == [f"{CORRECTIONS}:9:5: 2026-01-01 早于上一条的 2026-02-01；请按日期排，新的在最后"]


def test_a_release_says_which_documents_and_how_much_there_was(project):
    added = publish(project)
    assert added == Release(project.site().policy.data_version, "2026-03-01", ["同医保发〔2025〕1号"], 6, 9, "")
    assert history(project).releases == [added]


def test_a_release_keeps_the_tables_as_they_were(project):
    added = publish(project)
    file = project.root / "site_src" / "releases" / added.archive
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as packed:
        assert packed.namelist() == ["README.txt", *SHEETS]
        facts = packed.read("facts.csv").decode("utf-8-sig").splitlines()
        assert f"数据版本：{added.version}" in packed.read("README.txt").decode("utf-8-sig")
    assert len(facts) == 1 + 9
    assert all(line.endswith(added.version) for line in facts[1:])


def test_the_same_data_are_not_released_twice(project):
    first = publish(project)
    with pytest.raises(release.ReleaseError, match=f"数据版本 {first.version} 已在 2026-03-01 发布"):
        publish(project)


def test_a_later_release_leaves_the_earlier_one_as_it_is(project):
    first = publish(project)
    kept = project.root / "site_src" / "releases" / first.archive
    content, listed = kept.read_bytes(), project.read(RELEASES)
    edit_cap(project)
    second = publish(project, "2026-04-01")
    assert [one.version for one in history(project).releases] == [first.version, second.version]
    assert kept.read_bytes() == content
    assert project.read(RELEASES).startswith(listed)


def test_a_release_is_not_dated_before_the_last_one(project):
    publish(project)
    edit_cap(project)
    with pytest.raises(release.ReleaseError, match="早于上一次发布的 2026-03-01"):
        publish(project, "2026-02-01")


def test_a_release_without_its_file_is_an_error(project):
    added = publish(project)
    (project.root / "site_src" / "releases" / added.archive).unlink()
    message = f"没有 site_src/releases/{added.archive}；请用 make release 发布，不要手写版本"
    assert errors(project) == [f"{RELEASES}:3:5: {message}"]


def test_what_is_listed_of_a_release_is_what_its_file_holds(project):
    added = publish(project)
    project.write(RELEASES, project.read(RELEASES).replace("values: 9", "values: 8"))
    archive = f"site_src/releases/{added.archive}"
    assert errors(project) == [f"{RELEASES}:7:5: values 是 “8”，与 {archive} 里的 “9” 不同；请改回"]


def test_a_damaged_file_of_a_release_is_an_error(project):
    added = publish(project)
    project.write(f"site_src/releases/{added.archive}", b"PK")
    [line] = errors(project)
    assert line.startswith(f"{RELEASES}:3:5: ")
    assert "损坏的文件" in line


def test_a_version_stands_once_in_the_list(project):
    added = publish(project)
    project.write(RELEASES, project.read(RELEASES) + project.read(RELEASES).partition("releases:\n")[2])
    assert errors(project) == [f"{RELEASES}:8:5: 版本 {added.version} 写了两次；只能留一个"]


def test_a_missing_file_is_told(project):
    (project.root / CORRECTIONS).unlink()
    assert errors(project) == [f"{CORRECTIONS}:1:1: 读不了这个文件：没有这个文件或文件夹；请检查名字和所在的位置"]


VERSIONS = "site_src/releases/versions.csv"


def files_listed(project):
    """Of which releases the files of the page of the cap are, by their version: version of all data, day."""
    rows = csv.DictReader(io.StringIO(project.read(VERSIONS).removeprefix("\ufeff")))
    return {
        row["version"]: (row["since"], row["released"]) for row in rows if row["path"] == "data/items/annual-fund-cap"
    }


def test_a_release_lists_the_versions_of_the_files_of_pages_and_forgets_none(project):
    first = publish(project)
    before = files_listed(project)
    assert list(before.values()) == [(first.version, "2026-03-01")]
    edit_cap(project)
    second = publish(project, "2026-04-01")
    after = files_listed(project)
    assert before.items() <= after.items()
    assert [since for version, since in after.items() if version not in before] == [(second.version, "2026-04-01")]


def test_a_file_that_a_release_did_not_change_stays_the_earlier_ones(project):
    first = publish(project)
    project.edit("三类收费价格医院住院的起付线和报销比例。", "三类医院住院的起付线和报销比例。")
    assert project.verify() == []
    publish(project, "2026-04-01")
    assert list(files_listed(project).values()) == [(first.version, "2026-03-01")]


def test_a_version_since_a_release_that_there_is_not_is_an_error(project):
    added = publish(project)
    project.write(VERSIONS, project.read(VERSIONS).replace(added.version, "0123456789ab"))
    message = "“0123456789ab” 不是发布过的版本；请改回，那次发布撤掉了的，删去写着它的各行"
    assert errors(project) == [f"{VERSIONS}:2:1: {message}"]
