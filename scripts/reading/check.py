"""Reads rules/ and checks all of it: the form of each file, what the files say together, and the evidence."""

from pathlib import Path

from reading import evidence, schema, tables, ties
from reading.checks import CHECKS
from reading.form import misfits, without
from reading.kept import Kept
from reading.load import Loaded, listed_files, load
from reading.problems import Problem, Problems, relative
from reading.ruleset import Document, RuleSet, document_of


def read_rules(root: Path, sources: Path | None = None, cache: Path | None = None) -> RuleSet:
    """The content of rules/ in a project folder, checked; with a folder of texts the evidence is looked up there too.

    `cache` is a folder that keeps the documents that had the right form, so that the next check reads only what changed.
    Raises Problems with all errors that were found.
    """
    rules, problems = read_form(root, cache)
    problems += consistency_problems(rules)
    lock, lock_problems = evidence.read_lock(root / "rules")
    problems += lock_problems
    if sources is not None:
        found, text_problems = evidence.verified(rules, sources, evidence.Lock({}, {}))
        problems += text_problems + evidence.changed_texts(found, lock)
    if not lock_problems:
        problems += evidence.locked_problems(rules, lock, {problem.path for problem in problems})
    if problems:
        raise Problems(problems)
    return rules


def consistency_problems(rules: RuleSet) -> list[Problem]:
    """What the files say that cannot be: together, or against their evidence."""
    return [problem for check in CHECKS for problem in check(rules)] + ties.tie_problems(rules)


def read_form(root: Path, cache: Path | None = None) -> tuple[RuleSet, list[Problem]]:
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
    problems += [*tables.parameter_problems(parameters), *tables.place_problems(places)]
    if problems:
        raise Problems(problems)
    form = document_schema(RuleSet(parameters.data, places.data["places"], readings.data["readings"], []))
    documents: list[Document] = []
    files, strays = listed_files(folder / "documents", root)
    problems += strays
    kept = Kept(cache, form)
    for file in files:
        shown, before = relative(file, root), len(problems)
        document = kept.get(file, shown)
        if document is None:
            loaded = read(file, form)
            if loaded is None:
                continue
            document = document_of(loaded, f"{file.parent.name}-{file.stem}")
            if len(problems) == before:
                kept.keep(file, shown, document)
        documents.append(document)
    kept.forget()
    documents.sort(key=lambda document: (document.order, document.code))
    rules = RuleSet(parameters.data, places.data["places"], readings.data["readings"], documents, complete=not problems)
    return rules, [*problems, *tables.reading_problems(readings, rules)]


def document_schema(rules: RuleSet) -> schema.Schema:
    """The form of a document file, with the items, dimensions and readings that there are."""
    return schema.document_schema(rules.parameters["items"], rules.parameters["dimensions"], list(rules.readings))
