"""What is made of each province and kept: never of other rules than those it says, and the same as if it were made now."""

# ruff: noqa: F811  a fixture that is imported is a name of the test, too

import errno
import os
import signal
import time
from concurrent.futures import BrokenExecutor

import pytest

import build
import inputs
import programs
import volumes
from render.columns import LARGE
from two_provinces import GUANGXI, SHANXI, changed, contents, fill, kept, read, written  # noqa: F401  two fixtures
from urrbmi.policy import NotHere

#: what is changed of all that the provinces share
SHARED = (
    "rules/parameters.yml",
    "rules/readings.yml",
    "rules/standard_cases.yml",
    "scripts/render/items.py",
    "calculator/urrbmi/settle.py",
    "site_src/templates/item.html.jinja",
    "site_src/glossary.yml",
)
#: what of a project is a province's own, or is made from that
OWN = ("rules/documents/shanxi/2025-1.yml", "rules/evidence.lock.json", "calculator/urrbmi/policy.json")


def test_what_is_kept_is_not_made_again(written, kept):
    made, found = fill(written, kept)
    assert (made, set(found)) == (0, {SHANXI, GUANGXI})


def test_a_change_in_one_document_makes_its_province_anew_and_the_same_as_from_nothing(written, kept, tmp_path):
    before = fill(written, kept)[1]
    with changed(written):
        made, found = fill(written, kept)
        clean = fill(written, tmp_path / "volumes")[1]
    assert made == 1
    assert found[SHANXI].folder == before[SHANXI].folder
    assert found[GUANGXI].folder != before[GUANGXI].folder
    assert {code: one.version for code, one in found.items()} == {
        SHANXI: before[SHANXI].version,
        GUANGXI: clean[GUANGXI].version,
    }
    assert found[GUANGXI].version != before[GUANGXI].version
    assert {code: contents(one) for code, one in found.items()} == {code: contents(one) for code, one in clean.items()}


def test_what_happened_to_a_site_did_not_happen_to_what_is_kept(written, kept, tmp_path):
    site, whole = read(written)
    volumes.fill(site, volumes.parts(site, whole), kept, "frame")
    before = {code: contents(one) for code, one in site.volumes.items()}
    for one in site.volumes.values():
        volumes.lay(one, tmp_path)
    (tmp_path / "data" / "cities" / "taiyuan.csv").write_text("overwritten", encoding="utf-8")
    made, found = fill(written, kept)
    assert made == 1
    assert {code: contents(one) for code, one in found.items()} == before


def test_what_fails_in_one_half_is_said_once_the_other_has_ended_and_nothing_is_left(written, kept, monkeypatch):
    def failing(*_):
        raise programs.ProgramError("套版面失败")

    def slow(_, folder, __):
        for number in range(20):
            (folder / "site" / str(number)).mkdir(parents=True)
            time.sleep(0.02)

    fill(written, kept)
    monkeypatch.setattr(volumes.volume, "second_half", failing)
    monkeypatch.setattr(volumes, "_first", slow)
    before = set(kept.iterdir())
    with changed(written), pytest.raises(programs.ProgramError, match="套版面失败"):
        fill(written, kept)
    assert set(kept.iterdir()) == before
    assert list(kept.parent.iterdir()) == [kept]


def test_what_fails_as_the_halves_are_joined_is_said_once_all_else_has_ended_and_nothing_is_left(
    written, kept, monkeypatch
):
    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    def slow(folder):
        for number in range(20):
            (folder / str(number)).mkdir()
            time.sleep(0.02)

    fill(written, kept)
    monkeypatch.setattr(volumes.volume, "joined", full)
    monkeypatch.setattr(volumes, "_survey", slow)
    before = set(kept.iterdir())
    with changed(written), pytest.raises(OSError, match="full"):
        fill(written, kept)
    assert set(kept.iterdir()) == before
    assert list(kept.parent.iterdir()) == [kept]


def test_a_volume_that_a_power_cut_left_empty_is_made_again(written, kept):
    before = fill(written, kept)[1][GUANGXI]
    (before.folder / "volume").write_bytes(b"")
    made, found = fill(written, kept)
    assert (made, found[GUANGXI].folder) == (1, before.folder)


def test_what_is_no_volume_goes(written, kept):
    (kept / "half").mkdir()
    (kept / "half" / "site").touch()
    (kept / ".DS_Store").touch()
    (kept / "nowhere").symlink_to(kept / "gone")
    (kept / "elsewhere").symlink_to(written)
    assert fill(written, kept)[0] == 0
    assert len(list(kept.iterdir())) == 2
    assert written.is_dir()


@pytest.mark.parametrize("frame", ["frame", "another frame"], ids=["of one volume", "of several"])
def test_a_process_that_the_system_ends_is_heard_of(written, kept, monkeypatch, frame):
    monkeypatch.setattr(volumes.volume, "second_half", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with changed(written), pytest.raises(BrokenExecutor):
        fill(written, kept, frame)


def test_the_build_tells_of_it_in_one_line(monkeypatch, capsys, tmp_path):
    def ended(*_):
        raise BrokenExecutor

    monkeypatch.setattr(build, "build", ended)
    monkeypatch.setattr(build, "BUILD", tmp_path)
    assert build.main([]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("没有建成：建站的一个进程被系统中止；请看看内存和磁盘够不够")


def test_what_all_provinces_share_makes_each_anew(written, tmp_path):
    assert fill(written, tmp_path / "volumes", "one frame")[0] == 2
    assert fill(written, tmp_path / "volumes", "another frame")[0] == 2
    assert len(list((tmp_path / "volumes").iterdir())) == 2


def test_a_year_that_a_document_adds_to_all_tables_makes_each_anew(written, tmp_path):
    site, whole = read(written)
    first, last = whole["years"]
    assert volumes.fill(site, volumes.parts(site, whole), tmp_path, "frame") == 2
    assert volumes.fill(site, volumes.parts(site, {**whole, "years": [first - 1, last]}), tmp_path, "frame") == 2


@pytest.fixture
def short(tmp_path):
    """A project of a few short files, whose digest is asked."""
    for name in (*SHARED, *OWN, "mkdocs.yml", "package-lock.json", "requirements.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", SHARED)
def test_rules_programs_templates_and_words_are_shared(short, name):
    before = inputs.frame(short, "2026-03-01", "")
    (short / name).write_text("after", encoding="utf-8")
    assert inputs.frame(short, "2026-03-01", "") != before


def test_so_are_the_day_and_the_address_of_the_site(short):
    frames = {
        inputs.frame(short, *told)
        for told in (("2026-03-01", ""), ("2026-03-02", ""), ("2026-03-01", "https://example.org"))
    }
    assert len(frames) == 3


@pytest.mark.parametrize("name", OWN)
def test_a_document_is_its_province_s_alone(short, name):
    before = inputs.frame(short, "2026-03-01", "")
    (short / name).write_text("after", encoding="utf-8")
    assert inputs.frame(short, "2026-03-01", "") == before


def test_a_volume_can_rest_on_no_other_province(written):
    site, whole = read(written)
    alone = volumes._narrowed(site, SHANXI, volumes.parts(site, whole)[SHANXI])
    assert alone.policy.values_of("140100", "inpatient_ratio")
    with pytest.raises(NotHere):
        alone.policy.values_of("450100", "inpatient_ratio")


def test_a_province_names_its_own_version_and_its_rows_that_of_all_data(written, kept):
    whole = read(written)[0].policy.data_version
    for one in fill(written, kept)[1].values():
        assert not [name for name, content in contents(one)[0].items() if whole.encode() in content]
        assert f"数据版本 {one.version}".encode() in (one.folder / one.pages["render.cities"][0].file).read_bytes()
        for name in [sheet.path for sheet in LARGE]:
            rows = one.rows(name, whole).splitlines()
            assert rows
            assert all(row.endswith(whole.encode()) for row in rows)
