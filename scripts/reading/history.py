"""What became of the data over time: corrections (rules/corrections.yml) and releases (rules/releases.yml), read and checked."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from reading import schema
from reading.form import misfits
from reading.load import Loaded, load
from reading.problems import Problem, Problems, nearest, quoted, relative
from reading.ruleset import RuleSet

RELEASES = Path("rules") / "releases.yml"
CORRECTIONS = Path("rules") / "corrections.yml"
#: the files of the releases, one archive each, named by their data version
ARCHIVES = Path("site_src") / "releases"
#: the versions of pages and files up to the last release; a later one adds its own
VERSIONS = ARCHIVES / "versions.csv"
_VERSION = schema.text("数据版本，12 位十六进制数，如 0123456789ab", r"^[0-9a-f]{12}$")


@dataclass(frozen=True)
class Correction:
    """A mistake of the data that was put right: where, what it was and became (in words), and why."""

    day: str
    provision: str
    item: str
    before: str
    after: str
    why: str
    version_before: str
    version_after: str

    @property
    def id(self) -> str:
        """A name that never changes: 2026-03-01-SX24-26-inpatient-deductible."""
        return f"{self.day}-{self.provision}-{self.item.replace('_', '-')}"


@dataclass(frozen=True)
class Release:
    """A version of the data that was published: its day, the documents (文号) it held, and how much."""

    version: str
    day: str
    documents: list[str]
    provisions: int
    values: int
    note: str

    @property
    def archive(self) -> str:
        """The name of its file."""
        return f"{self.version}.zip"


@dataclass(frozen=True)
class History:
    """Corrections and releases, the oldest first, and which version each page and file had."""

    corrections: list[Correction]
    releases: list[Release]
    versions: list[dict[str, str]] = field(default_factory=list)  # of pages and files, as the last release listed them


def read_history(root: Path, rules: RuleSet) -> History:
    """The history of a project folder's data. Raises Problems."""
    corrections, problems = _read(root, CORRECTIONS, _corrections_form())
    releases, more = _read(root, RELEASES, _releases_form())
    problems += more
    if corrections is not None:
        problems += _correction_problems(corrections, rules)
    if releases is not None:
        problems += _release_problems(releases, root)
    versions = _listed(root / VERSIONS)
    if releases is not None:
        problems += _version_problems(versions, {data["version"] for data in releases.data["releases"]})
    if problems or corrections is None or releases is None:
        raise Problems(problems)
    return History(
        [_correction(data) for data in corrections.data["corrections"]],
        [_release(data) for data in releases.data["releases"]],
        versions,
    )


def _read(root: Path, file: Path, form: schema.Schema) -> tuple[Loaded | None, list[Problem]]:
    """A file of the right form, or None and what is wrong with it."""
    loaded, problems = load(root / file, relative(root / file, root))
    if loaded is not None:
        problems += [misfit.problem for misfit in misfits(loaded, form)]
    return (None, problems) if problems else (loaded, [])


def _listed(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file; none where nothing was released yet."""
    if not file.exists():
        return []
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


def _version_problems(versions: list[dict[str, str]], released: set[str]) -> Iterator[Problem]:
    """Versions of pages and files since releases that there are not."""
    first = {row.get("since"): line for line, row in reversed(list(enumerate(versions, start=2)))}
    for version, line in first.items():
        if version not in released:
            message = f"{quoted(version)} 不是发布过的版本；请改回，那次发布撤掉了的，删去写着它的各行"
            yield Problem(VERSIONS.as_posix(), line, 1, message)


def _correction(data: dict[str, Any]) -> Correction:
    versions = data["data_version"]
    return Correction(
        data["date"],
        data["provision"],
        data["item"],
        data["before"],
        data["after"],
        data["why"],
        versions["before"],
        versions["after"],
    )


def _release(data: dict[str, Any]) -> Release:
    return Release(
        data["version"], data["date"], data["documents"], data["provisions"], data["values"], data.get("note", "")
    )


def _correction_problems(corrections: Loaded, rules: RuleSet) -> Iterator[Problem]:
    """Days in their order, provisions and items that exist, no correction twice, and none that corrects nothing."""
    yield from _day_problems(corrections, "corrections")
    entries, known, items = corrections.data["corrections"], rules.provisions, rules.parameters["items"]
    for index, data in enumerate(entries):
        path = ("corrections", index)
        if data["provision"] not in known:
            message = f"没有 {data['provision']} 这个条款{nearest(data['provision'], known)}"
            yield corrections.problem((*path, "provision"), message)
        if data["item"] not in items:
            message = f"没有 {quoted(data['item'])} 这个项目{nearest(data['item'], items)}"
            yield corrections.problem((*path, "item"), message)
        if any(_correction(data).id == _correction(other).id for other in entries[:index]):
            yield corrections.problem(path, "同一天、同一条款、同一项目已经写过；请合成一条")
        if data["before"] == data["after"]:
            yield corrections.problem((*path, "after"), "before 和 after 一样；请写明改了什么")


def _release_problems(releases: Loaded, root: Path) -> Iterator[Problem]:
    """Days in their order, no version twice, and the archive of each."""
    yield from _day_problems(releases, "releases")
    entries = releases.data["releases"]
    for index, data in enumerate(entries):
        where = ("releases", index, "version")
        if data["version"] in [other["version"] for other in entries[:index]]:
            yield releases.problem(where, f"版本 {data['version']} 写了两次；只能留一个")
        archive = ARCHIVES / _release(data).archive
        if not (root / archive).is_file():
            yield releases.problem(where, f"没有 {archive.as_posix()}；请用 make release 发布，不要手写版本")
            continue
        for key, was in _archived(root / archive).items():
            if data[key] != was:
                message = f"{key} 是 {quoted(data[key])}，与 {archive.as_posix()} 里的 {quoted(was)} 不同；请改回"
                yield releases.problem(("releases", index, key), message)


def _archived(archive: Path) -> dict[str, Any]:
    """What the archive of a release says of itself; no version fits where it is damaged."""
    try:
        with zipfile.ZipFile(archive) as packed:
            readme = packed.read("README.txt").decode("utf-8-sig")
            tables = {
                name: packed.read(f"{name}.csv").decode("utf-8-sig") for name in ("documents", "coverage", "facts")
            }
        said = dict(line.split("：", 1) for line in readme.splitlines() if "：" in line)
        rows = {name: list(csv.DictReader(io.StringIO(text))) for name, text in tables.items()}
        return {
            "version": said["数据版本"],
            "date": said["发布日期"],
            "documents": [row["document"] for row in rows["documents"]],
            "provisions": len(rows["coverage"]),
            "values": len(rows["facts"]),
        }
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, csv.Error):
        return {"version": "损坏的文件"}


def _day_problems(loaded: Loaded, key: str) -> Iterator[Problem]:
    """Days that are none, or earlier than the one before."""
    latest = ""
    for index, data in enumerate(loaded.data[key]):
        where = (key, index, "date")
        try:
            date.fromisoformat(data["date"])
        except ValueError:
            yield loaded.problem(where, f"没有 {data['date']} 这一天；请核对")
            continue
        if data["date"] < latest:
            yield loaded.problem(where, f"{data['date']} 早于上一条的 {latest}；请按日期排，新的在最后")
        latest = max(latest, data["date"])


def _corrections_form() -> schema.Schema:
    versions = schema.mapping({"before": _VERSION, "after": _VERSION}, ["before", "after"], "改正前后的数据版本")
    correction = {
        "date": schema.DAY_TEXT,
        "provision": schema.text("条款编号，如 SX24-26", schema.PROVISION),
        "item": schema.text("项目编号，如 premium"),
        "before": schema.text("原来怎样"),
        "after": schema.text("改成怎样"),
        "why": schema.text("为什么，以“。”结尾", r"。$"),
        "data_version": versions,
    }
    entry = schema.mapping(correction, list(correction), "一处更正")
    return schema.mapping({"corrections": schema.listing(entry, "各处更正")}, ["corrections"], "数据的更正")


def _releases_form() -> schema.Schema:
    count: schema.Schema = {"type": "integer", "minimum": 0, "description": "有多少"}
    release = {
        "version": _VERSION,
        "date": schema.DAY_TEXT,
        "documents": schema.listing(schema.text("文号"), "收录的文件的文号"),
        "provisions": count,
        "values": count,
        "note": schema.text("一句话，说明这一版有什么，以“。”结尾", r"。$"),
    }
    entry = schema.mapping(release, [name for name in release if name != "note"], "一次发布")
    return schema.mapping({"releases": schema.listing(entry, "各次发布")}, ["releases"], "发布过的数据版本")
