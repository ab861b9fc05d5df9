"""Worked cases (rules/cases/*.yml): cases and questions answered by hand, tests of the core and examples on the pages."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

from reading import schema
from reading.form import misfits
from reading.load import Loaded, Path_, listed_files, load
from reading.problems import Problem, Problems, listed, nearest, relative
from urrbmi.cli import QUESTIONS
from urrbmi.errors import BadInput
from urrbmi.policy import Policy
from urrbmi.settle import settle

AMOUNTS = ("cost", "basic_fund", "critical_illness", "self")
STATUS = schema.one_of(["ok", "unknown"], "ok 或 unknown")


@dataclass(frozen=True)
class WorkedCase:
    """A case in the form of the contract, what it comes to, and how that was reckoned by hand."""

    #: under which key of the file the case stands
    KEY: ClassVar[str] = "case"

    id: str
    title: str
    programme: str
    case: dict[str, Any]
    expect: dict[str, Any]
    steps: list[str]
    example: bool
    loaded: Loaded = field(repr=False, compare=False)
    path: Path_

    def answer(self, policy: Policy) -> dict[str, Any]:
        """What the core says to it. Raises BadInput."""
        return settle(self.case, policy)

    def differences(self, answer: dict[str, Any]) -> Iterator[tuple[Path_, str]]:
        """Where the core says otherwise: the key, and what is wanted and found there."""
        yield from _differences(self.expect, answer, ("expect",))


@dataclass(frozen=True)
class WorkedQuestion(WorkedCase):
    """The same of a question that is no claim: `case` is what is asked, `programme` the command that answers it.

    `expect` is a part of the answer, `provisions` are some that it must cite, `missing` all items that it must lack.
    """

    KEY: ClassVar[str] = "question"

    provisions: list[str]
    missing: list[str]

    def answer(self, policy: Policy) -> dict[str, Any]:
        """What the core says to it. Raises BadInput."""
        return QUESTIONS[self.programme][0](self.case, policy)

    def differences(self, answer: dict[str, Any]) -> Iterator[tuple[Path_, str]]:
        """Where the core says otherwise: the key, and what is wanted and found there."""
        yield from super().differences(answer)
        cited = [citation["provision"] for citation in answer["citations"]]
        for index, provision in enumerate(self.provisions):
            if provision not in cited:
                yield ("provisions", index), f"没有引用 {provision}；引用了 {listed(cited) or '（没有）'}"
        yield from _differences({"missing": self.missing}, {"missing": [one["item"] for one in answer["missing"]]}, ())


def read_cases(root: Path) -> list[WorkedCase]:
    """All worked cases of a project folder. Raises Problems."""
    return read_worked(root)[0]


def read_worked(root: Path) -> tuple[list[WorkedCase], list[WorkedQuestion]]:
    """All worked cases and questions of a project folder. Raises Problems."""
    cases: list[WorkedCase] = []
    questions: list[WorkedQuestion] = []
    ids: set[str] = set()
    files, problems = listed_files(root / "rules" / "cases", root)
    for file in files:
        loaded, wrong = load(file, relative(file, root))
        problems += wrong
        if loaded is None:
            continue
        kind = WorkedQuestion if file.stem in QUESTIONS else WorkedCase
        problems += [misfit.problem for misfit in misfits(loaded, _form(kind))]
        if problems:
            continue
        for index, data in enumerate(loaded.data["cases"]):
            if data["id"] in ids:
                problems.append(loaded.problem(("cases", index, "id"), f"编号 {data['id']} 用了两次"))
            ids.add(data["id"])
            told = (
                data["id"],
                data["title"],
                file.stem,
                plain(data[kind.KEY]),
                plain(data["expect"]),
                data["steps"],
                data.get("example", False),
                loaded,
                ("cases", index),
            )
            if kind is WorkedQuestion:
                questions.append(WorkedQuestion(*told, data.get("provisions", []), data.get("missing", [])))
            else:
                cases.append(WorkedCase(*told))
    if problems:
        raise Problems(problems)
    return cases, questions


def case_problems(cases: Iterable[WorkedCase], policy: Policy) -> list[Problem]:
    """Worked cases that the core answers otherwise, or not at all."""
    problems = []
    for case in cases:
        try:
            answer = case.answer(policy)
        except BadInput as error:
            problems.append(case.loaded.problem((*case.path, case.KEY), f"{case.id} 不能算：{error}"))
            continue
        for path, said in case.differences(answer):
            problems.append(case.loaded.problem((*case.path, *path), f"{case.id} {said}"))
    return problems


def _differences(expect: dict[str, Any], found: dict[str, Any], path: Path_) -> Iterator[tuple[Path_, str]]:
    """What is expected and not found, part by part."""
    for name, wanted in expect.items():
        here = (*path, name)
        if name not in found:
            yield here, f"的结果里没有 {name}；可用：{listed(list(found), 30)}{nearest(name, list(found))}"
        elif isinstance(wanted, dict) and isinstance(found[name], dict):
            yield from _differences(wanted, found[name], here)
        elif found[name] != wanted:
            yield here, f"的 {name} 应为 {_json(wanted)}，算出来是 {_json(found[name])}；请核对手算，或核对规则"


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def _form(kind: type[WorkedCase]) -> schema.Schema:
    """The form of a file of cases, or of one of questions."""
    entry = schema.mapping(
        {
            "id": schema.address("编号"),
            "title": schema.text("一句话，说明这个例子"),
            **(_question_form() if kind is WorkedQuestion else _case_form()),
            "steps": schema.listing(schema.text("一步手算"), "手算的步骤", 1),
            "example": {"type": "boolean", "description": "true 表示在页面上作为例子"},
        },
        ["id", "title", kind.KEY, "expect", "steps"],
        "一个例子",
    )
    return schema.mapping({"cases": schema.listing(entry, "例子", 1)}, ["cases"], "手算的例子")


def _case_form() -> dict[str, schema.Schema]:
    amounts: dict[str, schema.Schema] = {name: {"type": "number", "description": "元"} for name in AMOUNTS}
    return {
        "case": {"type": "object", "description": "案例，写法与命令行相同"},
        "expect": schema.mapping({"status": STATUS, **amounts}, ["status"], "结果"),
    }


def _question_form() -> dict[str, schema.Schema]:
    return {
        "question": {"type": "object", "description": "问题，写法与命令行相同"},
        "expect": {
            "type": "object",
            "properties": {"status": STATUS},
            "required": ["status"],
            "description": "结果，或其中一部分",
        },
        "provisions": schema.listing(schema.text("条款编号", schema.PROVISION), "必须引用的条款", 1),
        "missing": schema.listing(schema.text("rules/parameters.yml 里的项目"), "缺少的项目", 1),
    }


def plain(data: Any) -> Any:
    """Data as JSON has it: decimals as floats, which carry any amount of yuan to the fen."""
    if isinstance(data, Decimal):
        return float(data)
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    return [plain(value) for value in data] if isinstance(data, list) else data
