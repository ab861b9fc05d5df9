"""The one door of the build: reads and checks rules/, compiles them, renders the pages, bundles the calculator.

    build.py                      the whole site, into build/site
    build.py --check              only read and check rules/
    build.py --evidence           verify all evidence against the texts (--sources) and renew the lock and the schema
    build.py --release            add the present data to the releases

The site is built in a folder of its own and takes the place of the last one only when it is complete: a build that fails
or is interrupted leaves the last good site as it was.
"""

import argparse
import gc
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import Any

import bundle
import framing
import inputs
import linkcheck
import offline
import programs
import release
import searching
import swap
import volumes
from apart import apart, wait_for_all
from content import SCHEMA, Content, read, reading, schema_text
from reading import check, evidence
from reading.history import ARCHIVES, RELEASES, VERSIONS
from reading.pack import packed
from reading.problems import Problems
from render import answers, cards, embed, exports, security, spreadsheet
from render.page import Page
from render.pages import all_pages, data_files, feed_files
from render.site import Site
from render.templates import environment
from render.texts import compact
from urrbmi.errors import reason

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
SITE = BUILD / "site"
#: where the next site is made, of the last one or, where that has nothing for it, of what is kept
NEXT = BUILD / "site.next"
STAMP = BUILD / "site.stamp"
VOLUMES = BUILD / "cache" / "volumes"
POLICY = ROOT / inputs.POLICY
_ADDRESS = re.compile(r"https?://[^/\s?#@\"'<>\\]+(?:/[^\s?#\"'<>\\]*)?")


class Progress:
    """Says which stage runs, how much it made and how long it took."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.stage_began = self.began

    def done(self, stage: str, what: str) -> None:
        now = time.monotonic()
        print(f"{stage:<6} {what}（{now - self.stage_began:.1f} 秒）", flush=True)
        self.stage_began = now

    def finished(self) -> None:
        print(f"完成：{SITE.relative_to(ROOT)}（共 {time.monotonic() - self.began:.1f} 秒）", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns the exit status: 0, or 1 with the errors on standard output."""
    options = _options(arguments)
    try:
        if options.evidence:
            renew_evidence(options.sources)
        elif options.check:
            content = read(ROOT, options.sources)
            print(f"没有问题：{content.said}，数据版本 {content.model['data_version']}", file=sys.stderr)
        elif options.release:
            add_release()
        else:
            with swap.alone(BUILD):
                build(options.sources, options.site_url)
    except Problems as problems:
        print(problems)
        print(f"共 {len(problems.problems)} 个问题", file=sys.stderr)
        return 1
    except programs.ProgramError as error:
        print(f"没有建成：{error}；上一次的网站没有动过", file=sys.stderr)
        return 1
    except BrokenExecutor:
        print(
            "没有建成：建站的一个进程被系统中止；请看看内存和磁盘够不够，再试一次；上一次的网站没有动过",
            file=sys.stderr,
        )
        return 1
    except (bundle.BundleError, linkcheck.LinkError, release.ReleaseError) as error:
        print(f"没有建成：{error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"没有建成：{error.filename2 or error.filename or BUILD}：{reason(error)}；上一次的网站没有动过",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("已中断；上一次的网站没有动过", file=sys.stderr)
        return 130
    return 0


def build(sources: Path | None, site_url: str) -> None:
    """Builds the whole site, unless it is there already and nothing has changed."""
    progress = Progress()
    swap.recover(SITE)
    prepared = apart(volumes.prepare, VOLUMES, NEXT)
    try:
        with reading(ROOT, sources) as content:
            today = inputs.reference_day(ROOT, content.rules, content.policy.years)
            whole = packed(content.model)
            policy = compact(whole)
            site = _site(content, today, site_url)
            parts = volumes.parts(site, whole)
    finally:
        wait([prepared])
    prepared.result()
    progress.done("检查", content.said + ("，已与原文核对" if sources else ""))
    if _write_if_changed(POLICY, policy):
        progress.done("编译", f"{len(content.model['values'])} 个数值，数据版本 {content.model['data_version']}")
    stamp = inputs.digest(ROOT, today, site_url, *content.texts.values())
    if STAMP.exists() and STAMP.read_text() == stamp and SITE.is_dir():
        print(f"没有变化：{SITE.relative_to(ROOT)} 是最新的", flush=True)
        return
    with tempfile.TemporaryDirectory(dir=BUILD, prefix="work-") as folder:
        site.downloads = NEXT / "data"
        made_anew = volumes.fill(site, parts, VOLUMES, inputs.frame(ROOT, today, site_url), NEXT)
        progress.done("各省", f"{len(site.volumes)} 个省，新做 {made_anew} 个")
        with exports.packing(site):
            make_shared(site, content, whole, NEXT, Path(folder), progress)
        STAMP.unlink(missing_ok=True)
        swap.replace(SITE, NEXT)
        STAMP.write_text(stamp)
        if made_anew == len(site.volumes):  # of the site before the next one has nothing
            with suppress(OSError, KeyboardInterrupt):  # this build is done: what is missing the next one lays itself
                volumes.prepare(VOLUMES, NEXT)
    progress.finished()


def make_shared(
    site: Site, content: Content, whole: dict[str, Any], made: Path, work: Path, progress: Progress
) -> None:
    """Makes all that is no province's own, in a site that has the files of all provinces, and follows its links.

    `whole` is the packed model.
    """
    brought = {code: one.calculator for code, one in site.volumes.items() if one.calculator}
    asked = [one.case for one in content.cases]
    with ThreadPoolExecutor(1) as beside:
        bundled = beside.submit(
            bundle.build, made / "calculator", whole, POLICY.parent, BUILD / "cache", brought, asked
        )
        for name, content_of in data_files(site).items():
            _write(site.downloads / name, content_of)
        site.bundle = bundled.result()
    progress.done("计算器", "已打包")
    feeds = feed_files(site)
    pages = all_pages(site)  # of which that of the downloads waits until they are packed
    for path, text in embed.files(site, [page for page in pages if not page.file]):
        _write(made / path / "index.html", text.encode())
    progress.done("写页面", f"{len(pages)} 页")
    framed = frame(pages, site, work, made)
    with ThreadPoolExecutor(1) as beside:
        indexed = beside.submit(searching.shared, made, searched(site, pages, framed), work)
        make_rest(site, content, pages, feeds, made)
        files = list(swap.names(made))
        data = sum(name.startswith("data/") for name in files)
        progress.done("套版面", f"{sum(name.endswith('.html') for name in files)} 个网页，{data} 个数据文件")
        links = linkcheck.check(made, files, volumes.surveys(site))
        indexed.result()
    (made / "_headers").write_text(security.headers(made, files), encoding="utf-8")
    progress.done("搜索", f"已建索引；{links} 个链接都有去处")


def make_rest(site: Site, content: Content, pages: list[Page], feeds: dict[str, bytes], made: Path) -> None:
    """Makes what is neither a page nor a table, beside the pages in their frame."""
    if site.url:  # a shared link has to give the whole address of its picture
        feeds = feeds | cards.files(f"{site.province} {len(site.cities)} 个市")
    for name, written in feeds.items():
        _write(made / name, written)
    for one in content.history.releases:
        shutil.copy(ROOT / ARCHIVES / one.archive, made / "releases" / one.archive)
    (made / "search" / "answers.json").write_text(answers.text(site, pages), encoding="utf-8")
    (made / "calculator" / spreadsheet.EXAMPLE).write_bytes(spreadsheet.example(site))
    offline.write(made / "calculator", site.bundle)


def frame(pages: list[Page], site: Site, work: Path, made: Path) -> list[str]:
    """Puts the pages into the site's frame that have none yet; returns the files that came with it."""
    framed = work / "framed"
    done = [page for page in pages if page.file]
    framing.run_mkdocs([page for page in pages if not page.file], done, site, framed)
    names = list(swap.names(framed))
    swap.move_into(made, framed)
    return names


def searched(site: Site, pages: list[Page], framed: list[str]) -> list[str]:
    """The pages that the shared index finds: all that stand in the frame, but for those of provinces, which have their own."""
    left = {f"{page.path}index.html" for page in pages if not page.search}
    before = [f"{page.path}index.html" for page in pages if page.file and not site.divided]
    return [name for name in (*framed, *before) if name.endswith(".html") and name not in left]


def renew_evidence(sources: Path | None) -> None:
    """Verifies all evidence against the texts and writes the lock and the schema."""
    rules, problems = check.read_form(ROOT)
    problems += check.consistency_problems(rules)
    if problems:
        raise Problems(problems)
    swap.write(ROOT / SCHEMA, schema_text(rules))
    if sources is not None:
        lock, missing = evidence.verified(rules, sources, evidence.read_lock(ROOT / "rules")[0])
        if missing:
            raise Problems(missing)
        evidence.write_lock(lock, ROOT / "rules")
        fragments = sum(len(entry["fragments"]) for entry in lock.provisions.values())
        print(f"核对过 {len(lock.texts)} 份原文、{len(lock.provisions)} 个条款、{fragments} 段出处；核对记录已更新")
    read(ROOT)


def add_release() -> None:
    """Adds the present data to the releases."""
    content = read(ROOT)
    site = _site(content, inputs.reference_day(ROOT, content.rules, content.policy.years), "")
    with swap.alone(BUILD):
        # A province's files have its own version in them, which only its volume knows.
        volumes.clear(VOLUMES)
        parts = volumes.parts(site, packed(content.model))
        volumes.fill(site, parts, VOLUMES, inputs.frame(ROOT, site.today, ""))
        added = release.add(ROOT, site)
    print(f"已发布 {added.version}（{added.day}）：{ARCHIVES.as_posix()}/{added.archive}")
    print(f"请和 {VERSIONS.as_posix()}、{RELEASES.as_posix()} 一起提交")


def _site(content: Content, today: str, site_url: str) -> Site:
    """What pages are made of."""
    templates = environment(str(ROOT / "site_src" / "templates"), BUILD / "cache" / "templates")
    return Site(
        content.rules,
        content.policy,
        today,
        templates,
        content.cases,
        content.questions,
        glossary=content.glossary,
        history=content.history,
        url=site_url,
        standards=content.standards,
        texts=content.texts,
    )


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _write_if_changed(file: Path, text: str) -> bool:
    if file.exists() and file.read_bytes() == text.encode():
        return False
    swap.write(file, text)
    return True


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="检查 rules/，建成网站。")
    parser.add_argument("--check", action="store_true", help="只读取并检查 rules/")
    parser.add_argument("--evidence", action="store_true", help="用原文核对全部出处，更新核对记录和格式说明")
    parser.add_argument("--release", action="store_true", help="把现在的数据加进发布过的版本")
    parser.add_argument("--sources", type=Path, metavar="DIR", help="原文所在的文件夹")
    parser.add_argument("--site-url", default="", metavar="URL", help="网站的网址，用于站点地图、订阅和引用")
    options = parser.parse_args(arguments)
    if options.sources is not None and not options.sources.is_dir():
        parser.error(f"--sources：没有 {options.sources} 这个文件夹")
    if options.site_url and not _ADDRESS.fullmatch(options.site_url):
        parser.error(
            f"--site-url：{options.site_url!r} 不是网站的网址；请写成 https://example.org/yibao/，不带 ?、#、空格和引号"
        )
    return options


if __name__ == "__main__":
    # Nearly all that a build makes stays to its end: looking for garbage takes a fifth of its time.
    gc.disable()
    status = main()
    if status:
        wait_for_all()
    sys.stdout.flush()
    sys.stderr.flush()
    # To take a country's rules apart object by object would take seconds, and nothing is left to be done.
    os._exit(status)
