"""A disk that is full at any stage, or closed to writing, is told in one line, and the last good site stays whole.

The disks are real ones in memory, mounted where only the build sees them; the kernel must allow that (as root it does).
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from copies import ROOT, copy

APART = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
ABOUT = "site_src/pages/about/index.md"
WORDS = "scripts/render/words.py"
UNTOUCHED = "上一次的网站没有动过"
FULL = "磁盘满了；请腾出空间再试"
CLOSED = "这里只能读，不能写；请换一个位置"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A project, built once; what it built is moved aside, and then the project is changed."""
    project = copy(tmp_path_factory.mktemp("projects") / "project", {})
    status, said = project.build()
    assert status == 0, said
    contents = project.contents()
    kept = (project.root / "build").rename(project.root.parent / "kept")
    project.edit(ABOUT, "# 关于本站", "# 关于本站\n\n这一句是新的。")
    project.edit(WORDS, '"""How', '"""Other programs take nothing of what is kept, so that all is stored anew. How')
    return project, kept, contents


@pytest.fixture
def on_a_disk(built):
    """Builds the project with so much space; gives what came of it, and what the site held before."""
    project, kept, before = built

    def build(space):
        program = Path(__file__).with_name("small_disk.py")
        command = [*APART, sys.executable, str(program), str(project.root), str(kept), space]
        paths = os.pathsep.join(str(ROOT / name) for name in ("tests", "scripts", "calculator"))
        environment = {**os.environ, "PYTHONPATH": paths}
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
        (project.root / "build").rmdir()
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout), before

    return build


@pytest.mark.parametrize(
    ("space", "reason"),
    [*[(str(megabytes), FULL) for megabytes in (0, 1, 4, 12, 25, 45, 65, 75, 85)], ("read-only", CLOSED)],
)
def test_a_disk_that_cannot_be_written_to_is_told_in_one_line(on_a_disk, space, reason):
    came, before = on_a_disk(space)
    assert came["contents"] == before
    assert came["status"] == 1
    [told] = [line for line in came["said"] if not line.endswith("秒）")]  # the stages that were done
    assert told.startswith("没有建成：")
    assert reason in told
    assert told.endswith(UNTOUCHED)


def test_with_space_enough_the_new_site_is_built(on_a_disk):
    came, before = on_a_disk("400")
    assert (came["status"], came["contents"] == before) == (0, False), came["said"]
