"""The build as a whole: quick when nothing has changed, the same everywhere, and never leaving half a site behind."""

import shutil

import pytest

from copies import ROOT, copy

SHORT = "rules/documents/yangquan/2024-32.yml"

#: what there may be in build/ when nothing is built
LEFT = {"site", "site.next", "site.stamp", "cache", ".lock"}

#: where and how each of the two copies of the project is built
ELSEWHERE = {
    "one": {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    "two": {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
}


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Two copies of the project in different folders, time zones and locales, both built from nothing.

    What brotli has made of a content is there: it takes most of a build's time, and is asked for by that content.
    """
    top = tmp_path_factory.mktemp("projects")
    projects = [copy(top / name, environment) for name, environment in ELSEWHERE.items()]
    for project in projects:
        shutil.copytree(ROOT / "build" / "cache" / "brotli", project.root / "build" / "cache" / "brotli")
    running = [project.start() for project in projects]
    for build in running:
        said, _ = build.communicate()
        assert build.returncode == 0, said
    return projects


@pytest.fixture
def project(both):
    """A built copy of the project, to be changed and broken; mended after the test."""
    built = both[0]
    changed = [SHORT, "site_src/pages/about/index.md", "site_src/theme/main.html", "mkdocs.yml"]
    before = {name: (built.root / name).read_bytes() for name in changed}
    yield built
    for name, content in before.items():
        (built.root / name).write_bytes(content)


def test_two_builds_of_one_tree_are_the_same_to_the_byte(both):
    one, two = (project.contents() for project in both)
    assert sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name)) == []


def test_a_build_leaves_nothing_but_the_site_and_what_the_next_build_needs(both):
    left = {file.name for file in (both[1].root / "build").iterdir()}
    assert left <= LEFT
    assert [file.name for file in (both[1].root / "build" / "cache").glob("work-*")] == []


def test_a_second_build_says_that_nothing_has_changed_and_touches_no_file(both):
    before = both[1].times()
    status, said = both[1].build()
    assert (status, "没有变化" in said, both[1].times() == before) == (0, True, True)


def test_a_mistake_in_the_rules_is_told_with_its_place_and_leaves_the_last_site(project):
    before = project.times()
    project.edit(SHORT, "  - id: YQ-04\n", "  - id: YQ-04\n    colour: red\n")
    line = (project.root / SHORT).read_text(encoding="utf-8").splitlines().index("    colour: red") + 1
    status, said = project.build()
    assert status == 1
    assert any(told.startswith(f"{SHORT}:{line}:5: ") for told in said.splitlines()), said
    assert project.times() == before


def test_a_failure_in_a_late_stage_leaves_the_last_site(project):
    before = project.times()
    project.edit("site_src/pages/about/index.md", "# 关于本站", "# 关于本站\n\n[不存在](../nowhere/nowhere.md)")
    status, said = project.build()
    assert (status, "没有建成" in said) == (1, True), said
    assert project.times() == before


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("site_src/theme/main.html", "{% endcall", "{% endcal"),
        ("site_src/theme/main.html", "content_policy", "content_polcy"),
        ("site_src/theme/main.html", "{{- page.content }}", "{{- page.content + 1 }}"),
        ("mkdocs.yml", "nav:\n", "nav: [\n"),
        ("mkdocs.yml", "docs_dir: site_src/pages", "docs_dir: site_src/page"),
    ],
)
def test_a_mistake_in_the_frame_is_told_without_a_traceback_and_leaves_the_last_site(project, file, right, wrong):
    before = project.times()
    project.edit(file, right, wrong)
    status, said = project.build()
    assert (status, "没有建成：“套版面”失败：" in said, "Traceback" in said) == (1, True, False), said
    assert project.times() == before


def test_a_page_in_another_encoding_is_told_without_a_traceback(project):
    (project.root / "site_src/pages/about/index.md").write_bytes("# 关于本站\n".encode("gbk"))
    status, said = project.build()
    assert (status, "没有建成：“套版面”失败：" in said, "Traceback" in said) == (1, True, False), said


def test_of_a_build_that_is_killed_alone_nothing_works_on_and_keeps_the_next_one_waiting(project):
    project.edit("site_src/pages/about/index.md", "# 关于本站", "# 关于本站\n\n这一句是新的。")
    assert project.left_at("检查", seconds=60)


def test_a_build_that_is_killed_leaves_the_last_site_and_the_next_one_succeeds(project):
    before = project.times()
    project.edit("site_src/pages/about/index.md", "# 关于本站", "# 关于本站\n\n这一句是新的。")
    for stage in ("检查", "计算器", "写页面"):
        project.killed_at(stage)
        assert project.times() == before, stage
    status, said = project.build()
    assert status == 0, said
    assert "这一句是新的。" in (project.site / "about" / "index.html").read_text(encoding="utf-8")
    assert {file.name for file in (project.root / "build").iterdir()} <= LEFT


def test_a_file_that_cannot_be_written_whole_is_told_in_one_line_and_leaves_the_last_site(project):
    before = project.times()
    project.edit("site_src/pages/about/index.md", "# 关于本站", "# 关于本站\n\n这一句还没有写进去。")
    status, said = project.build(largest=1_000_000)
    assert status == 1
    told = [line for line in said.splitlines() if not line.startswith(("检查", "各省"))]
    assert [line.partition("：")[0] for line in told] == ["没有建成"]
    assert told[0].endswith("：文件超过了系统允许的大小；请放宽这个限制再试；上一次的网站没有动过")
    assert project.times() == before


def test_a_place_that_cannot_be_written_to_is_told_in_one_line(tmp_path):
    fresh = copy(tmp_path / "fresh", {})
    (fresh.root / "build").write_text("no folder")
    told = f"没有建成：{fresh.root / 'build'}：这里已经有一个同名的文件；请把它移到别处；上一次的网站没有动过\n"
    assert fresh.build() == (1, told)
