"""A small project in a folder of its own: the real parameters, places and readings, and one invented document."""

import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from checked_rules import read_rules
from reading import check, evidence
from reading.compile_rules import compile_rules
from reading.problems import Problems
from render.site import Site
from render.templates import environment
from urrbmi.policy import Policy

ROOT = Path(__file__).resolve().parent.parent

DOCUMENT = "rules/documents/datong/2025-1.yml"

#: the words of the invented document, broken into lines as printed documents are
TEXT = """\
大同市医疗保障局文件
同医保发〔2025〕1号
关于居民医保若干待遇的通知
一、三类收费价格医院住院起付标准1
00元，支付比例85%；一类收费价格医院
住院起付标准1000元，支付比例60%。
二、统筹基金年度最高支付限额7万元。
三、跨省转诊的，支付比例下调5个百分点。
四、新荣区财政每人补助26元。2026年
个人缴费标准提高20元，达到420元。
五、本通知自2025年3月1日起执行。2025年2月20日
"""

YAML = """\
# yaml-language-server: $schema=../../document.schema.json
number: 同医保发〔2025〕1号
code: DT25
title: 关于居民医保若干待遇的通知
issuers: [大同市医疗保障局]
place: 大同市
issued: 2025-02-20
from: 2025-03-01
text: {file: datong.txt, lines: 1-11}
provisions:
  - id: DT25-01
    locator: 一
    summary: 三类收费价格医院住院的起付线和报销比例。
    evidence: [三类收费价格医院住院起付标准100元, "支付比例85%"]
    values:
      - {item: inpatient_deductible, dimensions: {facility: class_3}, value: 100, fragment: 1}
      - {item: inpatient_ratio, dimensions: {facility: class_3, location: local}, value: 0.85, fragment: 2}
  - id: DT25-02
    locator: 一
    summary: 一类收费价格医院住院的起付线和报销比例。
    evidence: [一类收费价格医院住院起付标准1000元, "支付比例60%"]
    values:
      - {item: inpatient_deductible, dimensions: {facility: class_1}, value: 1000, fragment: 1}
      - {item: inpatient_ratio, dimensions: {facility: class_1, location: local}, value: 0.6, fragment: 2}
  - id: DT25-03
    locator: 二
    summary: 基金一年最多付七万元。
    evidence: 年度最高支付限额7万元
    values:
      - {item: annual_fund_cap, value: 70000}
  - id: DT25-04
    locator: 三
    summary: 跨省转诊的人少报5个百分点。
    evidence: 下调5个百分点
    values:
      - {item: inpatient_ratio, dimensions: {facility: class_1, location: referred}, value: 0.55, derived: 60% - 5%,
         sources: [DT25-02, DT25-04]}
  - id: DT25-05
    locator: 四
    summary: 新荣区为每人补助26元；2026年个人缴费420元，比上年多20元。
    evidence: [财政每人补助26元, 达到420元, 提高20元]
    values:
      - {item: subsidy_part, dimensions: {payer: county, county: 新荣区}, value: 26, year: 2025, fragment: 1}
      - {item: premium, value: 420, year: 2026, fragment: 2}
      - {item: premium, value: 400, year: 2025, basis: inferred, derived: 420 - 20}
  - id: DT25-06
    locator: 五
    kind: rule
    summary: 从2025年3月1日起施行。
    evidence: 自2025年3月1日起执行
"""


@dataclass(frozen=True)
class SmallProject:
    """The project's folder and the folder of its texts."""

    root: Path
    sources: Path

    def read(self, file: str = DOCUMENT) -> str:
        return (self.root / file).read_text(encoding="utf-8")

    def write(self, file: str, content: str | bytes) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def edit(self, old: str, new: str, file: str = DOCUMENT) -> None:
        """Replaces what stands once in a file."""
        before = self.read(file)
        assert before.count(old) == 1, f"{old!r} stands {before.count(old)} times in {file}"
        self.write(file, before.replace(old, new))

    def edit_text(self, old: str, new: str) -> None:
        """Replaces what stands once in the text of the document."""
        text = self.sources / "datong.txt"
        before = text.read_text(encoding="utf-8")
        assert before.count(old) == 1, f"{old!r} stands {before.count(old)} times in the text"
        text.write_text(before.replace(old, new), encoding="utf-8")

    def verify(self) -> list[str]:
        """Verifies the evidence against the texts and writes the lock; gives what was not found, as lines."""
        rules, _ = check.read_form(self.root)
        lock, problems = evidence.verified(rules, self.sources, evidence.Lock({}, {}))
        evidence.write_lock(lock, self.root / "rules")
        return [str(problem) for problem in problems]

    def errors(self, with_texts: bool = False) -> list[str]:
        """The lines that a check of the project prints; none if all is well."""
        try:
            read_rules(self.root, self.sources if with_texts else None)
        except Problems as problems:
            return [str(problem) for problem in problems.problems]
        return []

    def site(self, **more: Any) -> Site:
        """What the pages of the project are made of, on a day on which its document is in force."""
        rules = read_rules(self.root)
        templates = environment(str(ROOT / "site_src" / "templates"))
        return Site(rules, Policy(compile_rules(rules)), "2026-03-01", templates, **more)

    def mistakes(self) -> list[str]:
        """The same without the lines that ask to verify the evidence again, as any change of a provision does."""
        return [line for line in self.errors() if "make evidence" not in line]


def make_small_project(folder: Path) -> SmallProject:
    """The small project, whole and verified."""
    shutil.copytree(_verified().name, folder, dirs_exist_ok=True)
    return SmallProject(folder / "project", folder / "texts")


@cache
def _verified() -> TemporaryDirectory[str]:
    """A folder with the small project and its text, to be copied: to verify it each time would take as long as a test."""
    folder = TemporaryDirectory()
    project = SmallProject(Path(folder.name, "project"), Path(folder.name, "texts"))
    (project.root / "rules").mkdir(parents=True)
    for name in ("parameters.yml", "places.yml"):
        shutil.copy(ROOT / "rules" / name, project.root / "rules" / name)
    readings = (ROOT / "rules" / "readings.yml").read_text(encoding="utf-8")
    # they rest on provisions of the real documents, which are not here
    project.write("rules/readings.yml", re.sub(r"(?m)^( +provisions:) \[.*\]$", r"\1 []", readings))
    project.write(DOCUMENT, YAML)
    project.sources.mkdir()
    (project.sources / "datong.txt").write_text(TEXT, encoding="utf-8")
    assert project.verify() == []
    assert project.errors(with_texts=True) == []
    return folder


def make_mistake(project: SmallProject, right: str, wrong: str, file: str = DOCUMENT) -> str:
    """Puts the wrong words in the place of the right ones; gives the file, line and column where ▸ stood."""
    project.edit(right, wrong, file)
    content = project.read(file)
    before = content[: content.index("▸")]
    project.write(file, content.replace("▸", ""))
    return f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
