"""One folder takes another's place: at every moment one whole stands there, or the next build brings it back."""

from pathlib import Path

import pytest

import swap


@pytest.fixture(params=[True, False], ids=["in one step", "where the system cannot"])
def both(tmp_path, monkeypatch, request):
    """The last site and the next one."""
    if not request.param:
        monkeypatch.setattr(swap, "_exchanged", lambda one, other: False)
    for name, content in (("site", "old"), ("site.next", "new")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page").write_text(content, encoding="utf-8")
    return tmp_path / "site", tmp_path / "site.next"


def page(folder):
    return (folder / "page").read_text(encoding="utf-8")


def test_the_last_site_then_stands_where_the_next_one_was_made(both):
    site, following = both
    swap.replace(site, following)
    assert (page(site), page(following)) == ("new", "old")
    assert {path.name for path in site.parent.iterdir()} == {"site", "site.next"}


def test_the_first_site_leaves_nothing_else(both):
    site, following = both
    (site / "page").unlink()
    site.rmdir()
    swap.replace(site, following)
    assert page(site) == "new"
    assert [path.name for path in site.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("step", range(3))
def test_interrupted_between_its_steps_one_whole_site_comes_back(both, monkeypatch, step):
    site, following = both
    rename, left = Path.rename, iter(range(step))

    def interrupted(path, target):
        if next(left, None) is None:
            raise KeyboardInterrupt
        return rename(path, target)

    with monkeypatch.context() as changed:
        changed.setattr(swap, "_exchanged", lambda one, other: False)
        changed.setattr(Path, "rename", interrupted)
        with pytest.raises(KeyboardInterrupt):
            swap.replace(site, following)
    swap.recover(site)
    assert page(site) in ("old", "new")
    assert {path.name for path in site.parent.iterdir()} <= {"site", "site.next"}
