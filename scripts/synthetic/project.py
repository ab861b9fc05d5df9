"""Writes a whole project of a synthetic country: this project's programs, with rules/ of that country.

It passes the same checks as the real one: every value is read in its document's text, and the lock is made from the texts.
"""

import shutil
from pathlib import Path
from typing import Any

import yaml

from content import schema_text
from reading import check, evidence
from reading.compile_rules import compile_rules
from reading.problems import Problems
from synthetic.documents import country, text, written
from synthetic.places import Place
from urrbmi.policy import Policy
from urrbmi.settle import settle

ROOT = Path(__file__).resolve().parent.parent.parent
#: what a project is built with, beside its rules
PROGRAMS = ("scripts", "calculator", "site_src", "mkdocs.yml", "package-lock.json", "requirements.txt")
_LEFT = shutil.ignore_patterns("__pycache__", "*.egg-info", "policy.json", "releases", "glossary.yml")
ITEMS = 100
STAY = {"kind": "inpatient", "date": "2025-03-10", "facility": "class_1", "costs": {"class_a": 42000}}


def write(folder: Path, where: list[Place], seed: int) -> None:
    """Writes the project of a country with these places into a folder that is not there yet."""
    folder.mkdir(parents=True)
    for name in PROGRAMS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=_LEFT)
        else:
            shutil.copy(source, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    (folder / "site_src" / "releases").mkdir()
    write_rules(folder, where, seed)


def write_rules(folder: Path, where: list[Place], seed: int) -> None:
    """Writes rules/, the texts and the glossary; raises Problems where an invented document is not valid."""
    rules = folder / "rules"
    parameters = _parameters()
    documents = country(where, parameters["items"], parameters["dimensions"], seed)
    _dump(rules / "parameters.yml", parameters)
    _dump(rules / "places.yml", {"places": where})
    _dump(rules / "readings.yml", {"readings": _readings()})
    shutil.copy(ROOT / "rules" / "standard_cases.yml", rules)
    _dump(rules / "corrections.yml", {"corrections": []})
    _dump(rules / "releases.yml", {"releases": []})
    _dump(folder / "site_src" / "glossary.yml", _glossary())
    texts = folder / "texts"
    texts.mkdir()
    for document in documents:
        file = rules / "documents" / document.place["pinyin"] / f"{document.year}-{document.number}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(written(document, parameters["items"])) + "\n", encoding="utf-8")
        (texts / document.file).write_text("\n".join(text(document, parameters["items"])) + "\n", encoding="utf-8")
    _verify(folder, texts, where)


def _verify(folder: Path, texts: Path, where: list[Place]) -> None:
    """Makes the lock, the schema and a worked case from what was written, as an editor would."""
    rules, problems = check.read_form(folder)
    lock, missing = evidence.verified(rules, texts, evidence.Lock({}, {}))
    problems += missing
    if problems:
        raise Problems(problems)
    evidence.write_lock(lock, folder / "rules")
    (folder / "rules" / "document.schema.json").write_text(schema_text(rules), encoding="utf-8")
    city = next(place["name"] for place in where if place["kind"] == "city")
    case = {"place": city, "claims": [STAY]}
    statement = settle(case, Policy(compile_rules(rules)))
    names = [name for name in ("cost", "basic_fund", "critical_illness", "self") if statement[name] is not None]
    worked = {
        "id": "stay-42000",
        "title": "示例：三甲医院住院花4.2万元",
        "example": True,
        "case": case,
        "expect": {"status": statement["status"], **{name: statement[name] for name in names}},
        "steps": ["示例，由规则核心算出"],
    }
    _dump(folder / "rules" / "cases" / "inpatient.yml", {"cases": [worked]})


def _parameters() -> dict[str, Any]:
    """The real items and as many invented ones as it takes to have a hundred."""
    parameters: dict[str, Any] = yaml.safe_load((ROOT / "rules" / "parameters.yml").read_text(encoding="utf-8"))
    items = parameters["items"]
    for number in range(1, ITEMS - len(items) + 1):
        items[f"synthetic_{number}"] = {
            "name": f"示例项目甲{number}",
            "plain": f"示例项目{number}",
            "section": "administration",
            "unit": "yuan" if number % 2 else "ratio",
            "better": "none",
            "meaning": "用来测量的示例项目。",
        }
    return parameters


def _readings() -> dict[str, Any]:
    """The real readings, resting on no provision."""
    readings: dict[str, Any] = yaml.safe_load((ROOT / "rules" / "readings.yml").read_text(encoding="utf-8"))["readings"]
    return {name: {**reading, "provisions": []} for name, reading in readings.items()}


def _glossary() -> dict[str, Any]:
    """The real words without their examples, which are settled by real rules."""
    glossary: dict[str, Any] = yaml.safe_load((ROOT / "site_src" / "glossary.yml").read_text(encoding="utf-8"))
    for group in glossary["groups"]:
        for entry in group["entries"]:
            entry.pop("example", None)
    return glossary


def _dump(file: Path, content: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
