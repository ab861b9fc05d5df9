"""Worked cases (rules/cases/*.yml): cases settled by hand, tests of the core and examples on the pages."""

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from reading import schema
from reading.form import misfits
from reading.load import Loaded, Path_, listed_files, load
from reading.problems import Problem, Problems, relative
from urrbmi.errors import BadInput
from urrbmi.policy import Policy
from urrbmi.settle import settle

AMOUNTS = ("cost", "basic_fund", "critical_illness", "self")


@dataclass(frozen=True)
class WorkedCase:
    """A case in the form of the contract, what it comes to, and how that was reckoned by hand."""

    id: str
    title: str
    programme: str
    case: dict[str, Any]
    expect: dict[str, Any]
    steps: list[str]
    example: bool
    loaded: Loaded = field(repr=False, compare=False)
    path: Path_


def read_cases(root: Path) -> list[WorkedCase]:
    """All worked cases of a project folder. Raises Problems."""
    found: list[WorkedCase] = []
    files, problems = listed_files(root / "rules" / "cases", root)
    for file in files:
        loaded, wrong = load(file, relative(file, root))
        problems += wrong
        if loaded is None:
            continue
        problems += [misfit.problem for misfit in misfits(loaded, _form())]
        if problems:
            continue
        for index, data in enumerate(loaded.data["cases"]):
            if any(data["id"] == other.id for other in found):
                problems.append(loaded.problem(("cases", index, "id"), f"编号 {data['id']} 用了两次"))
            found.append(
                WorkedCase(
                    data["id"],
                    data["title"],
                    file.stem,
                    plain(data["case"]),
                    plain(data["expect"]),
                    data["steps"],
                    data.get("example", False),
                    loaded,
                    ("cases", index),
                )
            )
    if problems:
        raise Problems(problems)
    return found


def case_problems(cases: list[WorkedCase], policy: Policy) -> list[Problem]:
    """Worked cases that the core settles otherwise, or not at all."""
    problems = []
    for case in cases:
        try:
            statement = settle(case.case, policy)
        except BadInput as error:
            problems.append(case.loaded.problem((*case.path, "case"), f"{case.id} 不能结算：{error}"))
            continue
        for name, expected in case.expect.items():
            if statement[name] != expected:
                message = f"{case.id} 的 {name} 应为 {expected}，算出来是 {statement[name]}；请核对手算，或核对规则"
                problems.append(case.loaded.problem((*case.path, "expect", name), message))
    return problems


def _form() -> schema.Schema:
    amount = {"type": "number", "description": "元"}
    case = schema.mapping(
        {
            "id": schema.address("编号"),
            "title": schema.text("一句话，说明这个例子"),
            "case": {"type": "object", "description": "案例，写法与命令行相同"},
            "expect": schema.mapping(
                {"status": schema.one_of(["ok", "unknown"], "ok 或 unknown"), **dict.fromkeys(AMOUNTS, amount)},
                ["status"],
                "结果",
            ),
            "steps": schema.listing(schema.text("一步手算"), "手算的步骤", 1),
            "example": {"type": "boolean", "description": "true 表示在页面上作为例子"},
        },
        ["id", "title", "case", "expect", "steps"],
        "一个例子",
    )
    return schema.mapping({"cases": schema.listing(case, "例子", 1)}, ["cases"], "手算的例子")


def plain(data: Any) -> Any:
    """Data as JSON has it: decimals as floats, which carry any amount of yuan to the fen."""
    if isinstance(data, Decimal):
        return float(data)
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    return [plain(value) for value in data] if isinstance(data, list) else data
