"""Reads rules/ and checks all of it: the form of each file, what the files say together, and the evidence."""

from collections.abc import Iterator
from pathlib import Path

import evidence
import schema
import ties
from checks import CHECKS
from form import misfits, without
from load import Loaded, load
from problems import Problem, Problems, listed, nearest, quoted, relative
from ruleset import Document, RuleSet, document_of


def read_rules(root: Path, sources: Path | None = None) -> RuleSet:
    """The content of rules/ in a project folder, checked; with a folder of texts the evidence is looked up there too.

    Raises Problems with all errors that were found.
    """
    rules, problems = read_form(root)
    problems += consistency_problems(rules)
    lock, lock_problems = evidence.read_lock(root / "rules")
    problems += lock_problems or evidence.locked_problems(rules, lock)
    if sources is not None:
        found, text_problems = evidence.verified(rules, sources, evidence.Lock({}, {}))
        problems += text_problems + evidence.changed_texts(found, lock)
    if problems:
        raise Problems(problems)
    return rules


def consistency_problems(rules: RuleSet) -> list[Problem]:
    """What the files say that cannot be: together, or against their evidence."""
    return [problem for check in CHECKS for problem in check(rules)] + ties.tie_problems(rules)


def read_form(root: Path) -> tuple[RuleSet, list[Problem]]:
    """The files of rules/, each held against its form, and what is wrong with that.

    What has the wrong form is left out, so that the rest can still be checked. Raises Problems where the files on which
    all others rest cannot be used.
    """
    problems: list[Problem] = []

    def read(file: Path, form: schema.Schema) -> Loaded | None:
        loaded, wrong = load(file, relative(file, root))
        problems.extend(wrong)
        if loaded is None:
            return None
        malformed = misfits(loaded, form)
        problems.extend(misfit.problem for misfit in malformed)
        return without(loaded, malformed)

    folder = root / "rules"
    parameters = read(folder / "parameters.yml", schema.parameters_schema())
    places = read(folder / "places.yml", schema.places_schema())
    readings = read(folder / "readings.yml", schema.readings_schema())
    if problems or parameters is None or places is None or readings is None:
        raise Problems(problems)
    problems += _parameter_problems(parameters)
    if problems:
        raise Problems(problems)
    form = document_schema(RuleSet(parameters.data, places.data["places"], readings.data["readings"], []))
    documents: list[Document] = []
    for file in sorted((folder / "documents").rglob("*.yml")):
        loaded = read(file, form)
        if loaded is not None:
            documents.append(document_of(loaded, f"{file.parent.name}-{file.stem}"))
    documents.sort(key=lambda document: (document.order, document.code))
    rules = RuleSet(parameters.data, places.data["places"], readings.data["readings"], documents, complete=not problems)
    return rules, problems


def document_schema(rules: RuleSet) -> schema.Schema:
    """The form of a document file, with the items, dimensions and readings that there are."""
    return schema.document_schema(rules.parameters["items"], rules.parameters["dimensions"], list(rules.readings))


def _parameter_problems(parameters: Loaded) -> Iterator[Problem]:
    """Names in parameters.yml that lead nowhere."""
    data = parameters.data
    for name, item in data["items"].items():
        for key, allowed in (("section", data["sections"]), ("unit", data["units"]), ("not_below", data["items"])):
            if key in item and item[key] not in allowed:
                message = f"{key}：没有 {quoted(item[key])}；可用：{listed(allowed, 20)}{nearest(item[key], allowed)}"
                yield parameters.problem(("items", name, key), message)
        for index, dimension in enumerate(item.get("dimensions", [])):
            if dimension not in data["dimensions"]:
                message = f"没有 {quoted(dimension)} 这个维度{nearest(dimension, data['dimensions'])}"
                yield parameters.problem(("items", name, "dimensions", index), message)
