"""Reads rules/ and checks all of it: the form of each file, what the files say together, and the evidence."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from reading import checks, evidence, schema, tables, ties
from reading.form import misfits, without
from reading.kept import Kept
from reading.load import Loaded, listed_files, load
from reading.passed import Passed
from reading.problems import Problem, Problems, relative
from reading.ruleset import Document, RuleSet, document_of

#: more files than these are read by two processes, so many at a time
_MANY = 100

#: the document of a file, and what is wrong with the file
Found = tuple[Document | None, list[Problem]]


def all_problems(
    root: Path, rules: RuleSet, found: list[Problem], sources: Path | None, passed: Path | None = None
) -> list[Problem]:
    """What is wrong with a project folder's rules: what `read_form` found, and all else.

    With a folder of texts the evidence is looked up there too. `passed` is a file that tells with which provinces nothing
    was wrong, so that only those are checked whose rules have changed.
    """
    lock, lock_problems = evidence.read_lock(root / "rules")
    if not found and not lock_problems and sources is None and _pass(rules, lock, Passed(passed, rules, lock)):
        return []
    problems = [*found, *consistency_problems(rules), *lock_problems]
    if sources is not None:
        verified, text_problems = evidence.verified(rules, sources, evidence.Lock({}, {}))
        problems += text_problems + evidence.changed_texts(verified, lock)
    if not lock_problems:
        problems += evidence.locked_problems(rules, lock, {problem.path for problem in problems}) + evidence.lost(
            rules, lock
        )
    return problems


def _pass(rules: RuleSet, lock: evidence.Lock, passed: Passed) -> bool:
    """Whether nothing is wrong with what provinces say together, nor with any province by itself.

    One that rests on another's clauses does not pass by itself: then all of them have to be checked together.
    """
    if any(checks.unique(rules)) or evidence.lost(rules, lock):
        return False
    wrong = [
        digest
        for digest, part in passed.left().items()
        if consistency_problems(part) or evidence.locked_problems(part, lock, set())
    ]
    passed.keep(wrong)
    return not wrong


def consistency_problems(rules: RuleSet) -> list[Problem]:
    """What the files say that cannot be: together, or against their evidence."""
    return [problem for check in checks.CHECKS for problem in check(rules)] + ties.tie_problems(rules)


def read_form(root: Path, cache: Path | None = None) -> tuple[RuleSet, list[Problem]]:
    """The files of rules/ in a project folder, each held against its form, and what is wrong with that.

    `cache` is a folder that keeps the documents that had the right form, so that the next check reads only what changed.

    What has the wrong form is left out, so that the rest can still be checked. Raises Problems where the files on which
    all others rest cannot be used.
    """
    problems: list[Problem] = []

    def read(name: str, form: schema.Schema) -> Loaded | None:
        loaded, wrong = _loaded(root, form, folder / name)
        problems.extend(wrong)
        return loaded

    folder = root / "rules"
    parameters = read("parameters.yml", schema.parameters_schema())
    places = read("places.yml", schema.places_schema())
    readings = read("readings.yml", schema.readings_schema())
    if problems or parameters is None or places is None or readings is None:
        raise Problems(problems)
    problems += [*tables.parameter_problems(parameters), *tables.place_problems(places)]
    if problems:
        raise Problems(problems)
    form = document_schema(RuleSet(parameters.data, places.data["places"], readings.data["readings"], []))
    files, strays = listed_files(folder / "documents", root)
    problems += strays
    documents: list[Document] = []
    for document, wrong in _documents(root, form, files, Kept(cache, form)):
        problems += wrong
        if document is not None:
            documents.append(document)
    documents.sort(key=lambda document: (document.order, document.code))
    rules = RuleSet(parameters.data, places.data["places"], readings.data["readings"], documents, complete=not problems)
    return rules, [*problems, *tables.reading_problems(readings, rules)]


def _documents(root: Path, form: schema.Schema, files: list[Path], kept: Kept) -> list[Found]:
    """What is found in each file, in their order."""
    known = {file: kept.get(file, relative(file, root)) for file in files}
    kept.forget()
    missing = [file for file in files if known[file] is None]
    read = dict(zip(missing, _read_all(partial(_document, root, form, kept), missing), strict=True))
    return [read[file] if file in read else (known[file], []) for file in files]


def _read_all(read: Callable[[Path], Found], files: list[Path]) -> list[Found]:
    """What is found in each file, many of them read by two processes."""
    if len(files) <= _MANY:
        return list(map(read, files))
    with ProcessPoolExecutor(2, get_context("fork")) as pool:
        return list(pool.map(read, files, chunksize=_MANY))


def _document(root: Path, form: schema.Schema, kept: Kept, file: Path) -> Found:
    """The document of a file, which is kept if nothing is wrong with it."""
    loaded, problems = _loaded(root, form, file)
    if loaded is None:
        return None, problems
    document = document_of(loaded, f"{file.parent.name}-{file.stem}")
    if not problems:
        kept.keep(document)
    return document, problems


def _loaded(root: Path, form: schema.Schema, file: Path) -> tuple[Loaded | None, list[Problem]]:
    """What of a file has the right form, and what is wrong with the rest."""
    loaded, problems = load(file, relative(file, root))
    if loaded is None:
        return None, problems
    malformed = misfits(loaded, form)
    return without(loaded, malformed), [*problems, *(misfit.problem for misfit in malformed)]


def document_schema(rules: RuleSet) -> schema.Schema:
    """The form of a document file, with the items, dimensions and readings that there are."""
    return schema.document_schema(rules.parameters["items"], rules.parameters["dimensions"], list(rules.readings))
