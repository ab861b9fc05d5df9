"""Standard cases (rules/standard_cases.yml): the same costs, to be settled in every city and every year."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reading import schema
from reading.form import misfits
from reading.load import Loaded, load
from reading.problems import Problem, Problems, relative
from reading.worked_cases import plain
from urrbmi.errors import BadInput
from urrbmi.policy import Policy
from urrbmi.settle import settle


@dataclass(frozen=True)
class StandardCase:
    """What it is in words, and its claims, which have no day yet."""

    id: str
    title: str
    claims: list[dict[str, Any]]

    def at(self, place: str, day: str) -> dict[str, Any]:
        """The case in the form of the contract, at a place (code), on a day (ISO)."""
        return {"place": place, "claims": [{**claim, "date": day} for claim in self.claims]}


def read_standard_cases(root: Path, policy: Policy) -> list[StandardCase]:
    """All standard cases of a project folder, which the core can settle. Raises Problems."""
    file = root / "rules" / "standard_cases.yml"
    loaded, problems = load(file, relative(file, root))
    if loaded is not None:
        problems += [misfit.problem for misfit in misfits(loaded, _form())]
    if loaded is None or problems:
        raise Problems(problems)
    found = [StandardCase(data["id"], data["title"], plain(data["claims"])) for data in loaded.data["cases"]]
    problems = list(_problems(loaded, found, policy))
    if problems:
        raise Problems(problems)
    return found


def _problems(loaded: Loaded, cases: list[StandardCase], policy: Policy) -> Iterator[Problem]:
    """Ids used twice, and cases that the core does not take."""
    for index, case in enumerate(cases):
        if any(case.id == other.id for other in cases[:index]):
            yield loaded.problem(("cases", index, "id"), f"编号 {case.id} 用了两次；请换一个")
        try:
            settle(case.at(policy.cities()[0]["code"], f"{policy.years[1]}-12-31"), policy)
        except BadInput as error:
            yield loaded.problem(("cases", index, "claims"), f"{case.id} 不能结算：{error}")


def _form() -> schema.Schema:
    claim = {"type": "object", "description": "一笔费用，写法与命令行相同，不写 date"}
    case = schema.mapping(
        {
            "id": schema.address("编号，也是网址的一部分"),
            "title": schema.text("一句话，说明这个案例", longest=60),
            "claims": schema.listing(claim, "一年里的各笔费用", 1),
        },
        ["id", "title", "claims"],
        "一个案例",
    )
    return schema.mapping({"cases": schema.listing(case, "案例", 1)}, ["cases"], "标准案例")
