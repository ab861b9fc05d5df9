"""What the site is made from: all of rules/, the glossary and the texts, read and checked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apart import apart
from reading import check, compile_rules, evidence
from reading.glossary_entries import Entry, read_glossary
from reading.history import History, read_history
from reading.problems import Problem, Problems
from reading.ruleset import RuleSet
from reading.standard_cases import StandardCase, read_standard_cases
from reading.worked_cases import WorkedCase, WorkedQuestion, case_problems, read_worked
from urrbmi.policy import Policy

#: how editors' programs know the form of a document file
SCHEMA = Path("rules") / "document.schema.json"
#: documents that were read before and had the right form
_KEPT = Path("build") / "cache" / "documents"
#: provinces with whose rules nothing was wrong
_PASSED = Path("build") / "cache" / "passed.json"


@dataclass(frozen=True)
class Content:
    """Rules, model, the policy that it tells, worked and standard cases, glossary, history and texts."""

    rules: RuleSet
    model: dict[str, Any]
    policy: Policy
    cases: list[WorkedCase]
    questions: list[WorkedQuestion]
    glossary: list[Entry]
    history: History
    standards: list[StandardCase]
    texts: dict[str, str]

    @property
    def said(self) -> str:
        """How much it is, in words."""
        provisions = sum(len(document.provisions) for document in self.rules.documents)
        return f"{len(self.rules.documents)} 份文件，{provisions} 个条款"


def read(root: Path, sources: Path | None = None) -> Content:
    """The content of a project folder, checked; with a folder of texts the evidence is looked up there too. Raises Problems."""
    with reading(root, sources) as content:
        return content


@contextmanager
def reading(root: Path, sources: Path | None = None) -> Iterator[Content]:
    """The content of a project folder while it is being checked: what is done with it meanwhile must not outlast Problems, which
    come at its end.
    """
    rules, wrong = check.read_form(root, root / _KEPT)
    checked = apart(check.all_problems, root, rules, wrong, sources, root / _PASSED)
    try:
        yield _content(root, rules, sources)
    except Exception:
        if found := checked.result():  # what rules that are wrong lead to is no mistake of its own
            raise Problems(found) from None
        raise
    if found := checked.result():
        raise Problems(found)


def _content(root: Path, rules: RuleSet, sources: Path | None) -> Content:
    """What the site is made from, of rules that are being checked meanwhile. Raises Problems."""
    model = compile_rules.compile_rules(rules)
    cases, questions = read_worked(root)
    policy = Policy(model)
    wrong = case_problems([*cases, *questions], policy)
    if wrong:
        raise Problems(wrong)
    standards = read_standard_cases(root, policy)
    glossary = read_glossary(root, rules)
    if not (root / SCHEMA).exists() or (root / SCHEMA).read_bytes() != schema_text(rules).encode():
        message = "与 parameters.yml、readings.yml 不一致；请运行 make schema"
        raise Problems([Problem(SCHEMA.as_posix(), 1, 1, message)])
    texts = evidence.read_texts(rules, sources) if sources else {}
    return Content(rules, model, policy, cases, questions, glossary, read_history(root, rules), standards, texts)


def schema_text(rules: RuleSet) -> str:
    """rules/document.schema.json, made from the parameters and readings."""
    return json.dumps(check.document_schema(rules), ensure_ascii=False, indent=1) + "\n"
