"""The glossary: everyday words beside the official ones, with examples computed by the core."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reading.glossary_entries import Entry, Example
from reading.problems import Problem, Problems, listed
from render.page import Page
from render.site import Site
from render.statements import cited, steps
from render.words import amount, yuan
from urrbmi.errors import BadInput
from urrbmi.money import RATIO, format_ratio
from urrbmi.settle import settle

PATH = "glossary/"


@dataclass(frozen=True)
class Told:
    """An example in words, its figures filled in, and the provisions that they rest on."""

    text: str
    provisions: list[str]


@dataclass(frozen=True)
class Word:
    """One word and its example."""

    entry: Entry
    told: Told | None


class Figure(str):
    """A value in words; with a number as its format, that share of so many yuan: {ratio:100} is 60元."""

    ratio: int | None = None

    def __format__(self, spec: str) -> str:
        if not spec:
            return str(self)
        if self.ratio is None:
            raise ValueError(f"{self} 不是比例")
        return yuan(int(spec) * 100 * self.ratio // RATIO)


def pages(site: Site) -> list[Page]:
    """The one page of the glossary. Raises Problems where an example cannot be computed."""
    html = site.render(
        "glossary.html.jinja",
        PATH,
        groups=groups(site),
        heads={entry.id: entry.word for entry in site.glossary},
    )
    return [
        Page(
            path=PATH,
            title="名词解释",
            html=html,
            description="起付线就是门槛费，封顶线就是最高支付限额：医保文件里的说法和平常的说法对照，配上用现行标准算出来的例子。",
            section=PATH,
            keywords=" ".join(dict.fromkeys(name for entry in site.glossary for name in entry.names)),
        )
    ]


def groups(site: Site) -> list[tuple[str, list[Word]]]:
    """The words by group, with their examples. Raises Problems."""
    problems: list[Problem] = []
    words = []
    for entry in site.glossary:
        try:
            words.append(Word(entry, _told(site, entry, entry.example) if entry.example else None))
        except Problems as wrong:
            problems += wrong.problems
    if problems:
        raise Problems(problems)
    return [(name, list(members)) for name, members in groupby(words, key=lambda word: word.entry.group)]


def _told(site: Site, entry: Entry, example: Example) -> Told:
    """The example of a word with its figures. Raises Problems where one of them is not known."""
    place = next(city["code"] for city in site.cities if city["name"] == example.place)
    provisions: dict[str, None] = {}
    slots: dict[str, Any] = {}
    for name, (item, *dimensions) in example.values.items():
        found = site.policy.rules(place, example.day).get(item, *dimensions)
        if found is None:
            message = f"{item} 在{example.place}这一天没有收录；请换一个例子"
            raise Problems([entry.problem(message, "example", "values", name)])
        figure = Figure(site.text(found))
        figure.ratio = found.value.number if site.item(item)["unit"] == "ratio" else None
        slots[name] = figure
        provisions.update(dict.fromkeys(citation.provision for citation in found.citations))
    if example.claims:
        statement = _settled(site, entry, example, place)
        provisions.update(dict.fromkeys(cited(steps(statement))))
        slots |= _figures(statement)
    try:
        return Told(example.text.format(**slots), list(provisions))
    except (LookupError, ValueError, AttributeError) as error:
        message = f"例子填不出来（{error}）；可用的空：{listed(slots)}"
        raise Problems([entry.problem(message, "example", "text")]) from None


def _settled(site: Site, entry: Entry, example: Example, place: str) -> dict[str, Any]:
    """The statement of the example's stays. Raises Problems."""
    claims = [{"kind": "inpatient", "location": "local", "date": example.day, **claim} for claim in example.claims]
    try:
        statement = settle({"place": place, "claims": claims}, site.policy)
    except BadInput as error:
        raise Problems([entry.problem(str(error), "example", "claims")]) from None
    if statement["status"] != "ok":
        missing = "、".join(dict.fromkeys(note["name"] for note in statement["missing"]))
        raise Problems([entry.problem(f"例子算不出来，缺少：{missing}", "example", "claims")])
    if not statement["cost"]:
        raise Problems([entry.problem("例子没有费用；请写上 costs", "example", "claims")])
    return statement


def _figures(statement: dict[str, Any]) -> dict[str, Any]:
    """What a statement fills slots with."""
    return {
        "cost": amount(statement["cost"]),
        "fund": amount(statement["basic_fund"]),
        "critical": amount(statement["critical_illness"]),
        "self": amount(statement["self"]),
        "rate": format_ratio(round((1 - statement["self"] / statement["cost"]) * RATIO)),
        "steps": {step["label"]: amount(step["amount"]) for step in steps(statement) if step["amount"] is not None},
    }
