"""The next site begins with the files of the volumes that are kept, whatever was left where it is made."""

# ruff: noqa: F811  a fixture that is imported is a name of the test, too

import pytest

import programs
import swap
import volumes
from two_provinces import SHANXI, changed, contents, fill, kept, read, written  # noqa: F401  two fixtures


def inodes(site):
    """The files of a made site, each by its name, told apart by what the disk has of them."""
    return {name: said.st_ino for name, said in swap.stats(site)}


def test_whatever_the_last_site_had_the_next_begins_with_the_files_of_all_volumes_alone(written, kept, tmp_path):
    made = tmp_path / "site"
    fill(written, kept)
    volumes.prepare(kept, made)
    right = inodes(made)
    assert len(right) == sum(len(contents(one)[0]) for one in fill(written, kept)[1].values())

    cities = made / "data" / "cities"
    (cities / "taiyuan.csv").unlink()
    (cities / "nanning.csv").rename(made / "moved.csv")
    (cities / "taiyuan.json").unlink()
    (cities / "taiyuan.json").write_text("another file", encoding="utf-8")
    (cities / "nanning.json").unlink()
    (cities / "nanning.json").symlink_to(made / "moved.csv")
    (made / "folder").symlink_to(cities, target_is_directory=True)
    (made / "empty" / "inside").mkdir(parents=True)
    volumes.prepare(kept, made)
    assert inodes(made) == right
    assert [path for path in made.rglob("*") if path.is_symlink() or (path.is_dir() and not any(path.iterdir()))] == []


def test_what_somebody_has_linked_there_is_not_touched(kept, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine").touch()
    (tmp_path / "site").symlink_to(elsewhere)
    volumes.prepare(kept, tmp_path / "site")
    assert [file.name for file in elsewhere.iterdir()] == ["mine"]
    assert (tmp_path / "site" / "data").is_dir()


def test_a_file_in_its_place_goes(kept, tmp_path):
    (tmp_path / "site").touch()
    volumes.prepare(kept, tmp_path / "site")
    assert (tmp_path / "site" / "data").is_dir()


@pytest.mark.parametrize("frame", ["another frame", "a third frame"])
def test_after_one_province_of_two_was_made_the_next_site_has_all_files_of_both(
    written, kept, tmp_path, monkeypatch, frame
):
    def failing(site, code, *given):
        if code == SHANXI:
            raise programs.ProgramError("套版面失败")
        return make(site, code, *given)

    make, made = volumes._make, tmp_path / "site"
    fill(written, kept)
    volumes.prepare(kept, made)
    right = sorted(swap.names(made))
    site, whole = read(written)
    with monkeypatch.context() as changed:
        changed.setattr(volumes, "_make", failing)
        with pytest.raises(programs.ProgramError):
            volumes.fill(site, volumes.parts(site, whole), kept, "another frame", made)
    volumes.prepare(kept, made)
    volumes.fill(site, volumes.parts(site, whole), kept, frame, made)
    assert sorted(swap.names(made)) == right
    assert {
        name: (made / name).samefile(one.folder / "site" / name)
        for one in site.volumes.values()
        for name in contents(one)[0]
    } == dict.fromkeys(right, True)


def test_of_a_province_that_has_changed_the_next_site_has_the_new_files_alone(written, kept, tmp_path):
    made = tmp_path / "site"
    fill(written, kept)
    volumes.prepare(kept, made)
    with changed(written):
        site, whole = read(written)
        volumes.fill(site, volumes.parts(site, whole), kept, "frame", made)
        right = {name: content for one in site.volumes.values() for name, content in contents(one)[0].items()}
        assert {name: (made / name).read_bytes() for name in swap.names(made)} == right
