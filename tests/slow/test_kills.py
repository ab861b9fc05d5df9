"""A build that is killed at any moment, with all that it has started, leaves one whole site: the last, or the new one."""

import random
import time

import pytest

from copies import copy

ABOUT = "site_src/pages/about/index.md"
KILLS = 42
#: seconds after the last check, when the new site takes the place of the last
EXCHANGE = (0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.4)


class Toggled:
    """A project that is built in turn without and with one more sentence, so that each build has something to do."""

    def __init__(self, project):
        self.project = project
        self.words = (project.root / ABOUT).read_text(encoding="utf-8")
        began = time.monotonic()
        self.states = [self.built(added) for added in (False, True)]
        self.seconds = (time.monotonic() - began) / 2

    def write(self, added):
        (self.project.root / ABOUT).write_text(self.words + added * "\n这一句是新的。\n", encoding="utf-8")

    def built(self, added):
        """What the site holds once it is built so."""
        self.write(added)
        status, said = self.project.build()
        assert status == 0, said
        return self.project.contents()

    def turn(self):
        """Has the next build make what does not stand there now."""
        self.write(self.project.contents() == self.states[0])

    def whole(self):
        return self.project.contents() in self.states


@pytest.fixture(scope="module")
def toggled(tmp_path_factory):
    return Toggled(copy(tmp_path_factory.mktemp("projects") / "killed", {}))


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_kill_at_any_moment_leaves_one_whole_site(toggled, kill):
    toggled.turn()
    # 0: it was done before; anything else says that what the kills before have left stood in its way
    assert toggled.project.killed_after(random.Random(kill).uniform(0, toggled.seconds)) in (0, -9)
    assert toggled.whole()


@pytest.mark.parametrize("later", EXCHANGE)
def test_a_kill_while_the_sites_are_exchanged_leaves_one_whole_site(toggled, later):
    toggled.turn()
    toggled.project.killed_at("搜索", later)
    assert toggled.whole()


@pytest.mark.parametrize("stage", ["各省", "计算器", "写页面"])
def test_an_interrupted_build_leaves_the_last_site_and_does_not_keep_the_next_from_building(toggled, stage):
    toggled.turn()
    assert toggled.project.interrupted_at(stage) == 130
    assert toggled.whole()
    status, said = toggled.project.build()
    assert (status, "另一次建站正在进行" in said) == (0, False)


@pytest.mark.parametrize("added", [False, True])
def test_after_all_kills_a_build_makes_the_site_as_ever_and_leaves_nothing_else(toggled, added):
    assert toggled.built(added) == toggled.states[added]
    build = toggled.project.root / "build"
    # The last site may have been left by a build that was killed once it was replaced: the next one is made in its folder.
    assert {file.name for file in build.iterdir()} - {"site.next"} == {"site", "site.stamp", "cache", ".lock"}
    assert list((build / "cache").glob("work-*")) == []
