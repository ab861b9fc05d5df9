"""The glossary: everyday words beside the official ones, with examples computed by the core.

The words are site_src/glossary.yml; its head says what each key means.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from load import load
from problems import Problems
from render.clauses import by_document
from render.site import Page, Site
from render.words import yuan
from urrbmi.money import RATIO, format_ratio
from urrbmi.settle import settle

PATH = "glossary/"
WORDS = Path(__file__).resolve().parents[2] / "site_src" / "glossary.yml"


@dataclass(frozen=True)
class Example:
    """An example in words, its figures filled in, and the provisions that they rest on."""

    text: str
    provisions: list[str]


@dataclass(frozen=True)
class Entry:
    """One word."""

    told: dict[str, Any]
    example: Example | None

    @property
    def names(self) -> list[str]:
        """All words for it."""
        return [name for name in (self.told["word"], self.told["official"], *self.told["also"]) if name]


class Figure(str):
    """A value in words; with a number as its format, that share of so many yuan: {ratio:100} is 60元."""

    ratio: int | None = None

    def __format__(self, spec: str) -> str:
        if not spec:
            return str(self)
        if self.ratio is None:
            raise ValueError(f"{self} is no ratio")
        return yuan(int(spec) * 100 * self.ratio // RATIO)


def pages(site: Site) -> list[Page]:
    """The one page of the glossary."""
    groups = entries(site)
    words = {entry.told["id"]: entry.told["word"] for _, members in groups for entry in members}
    html = site.render("glossary.html.jinja", PATH, groups=groups, heads=words, by_document=by_document)
    return [
        Page(
            path=PATH,
            title="名词解释",
            html=html,
            description="起付线就是门槛费，封顶线就是最高支付限额：医保文件里的说法和平常的说法对照，配上用现行标准算出来的例子。",
            section=PATH,
            keywords=" ".join(dict.fromkeys(name for _, members in groups for one in members for name in one.names)),
        )
    ]


def entries(site: Site) -> list[tuple[str, list[Entry]]]:
    """The words by group, with their examples."""
    loaded, problems = load(WORDS, "site_src/glossary.yml")
    if loaded is None or problems:
        raise Problems(problems)
    return [
        (group["name"], [Entry(told, _example(site, told)) for told in group["entries"]])
        for group in loaded.data["groups"]
    ]


def _example(site: Site, told: dict[str, Any]) -> Example | None:
    """The example of a word with its figures. Raises ValueError where one of them is not known."""
    given = told.get("example")
    if given is None:
        return None
    place = next(city["code"] for city in site.cities if city["name"] == given["place"])
    provisions: dict[str, None] = {}
    slots: dict[str, Any] = {}
    for name, (item, *dimensions) in given.get("values", {}).items():
        found = site.policy.rules(place, given["day"]).get(item, *dimensions)
        if found is None:
            raise ValueError(f"glossary.yml，{told['id']}：{item} 在这一天没有收录；请换一个例子")
        figure = Figure(site.text(found))
        figure.ratio = found.value.number if site.item(item)["unit"] == "ratio" else None
        slots[name] = figure
        provisions.update(dict.fromkeys(citation.provision for citation in found.citations))
    if "claims" in given:
        slots |= _settled(site, given, place, provisions, told["id"])
    try:
        return Example(given["text"].format(**slots), list(provisions))
    except (KeyError, ValueError) as error:
        raise ValueError(f"glossary.yml，{told['id']}：例子里的 {error} 填不出来") from None


def _settled(site: Site, given: dict[str, Any], place: str, provisions: dict[str, None], name: str) -> dict[str, Any]:
    """The figures of the example's stays, as the core settles them."""
    claims = [{"kind": "inpatient", "location": "local", "date": given["day"], **claim} for claim in given["claims"]]
    statement = settle({"place": place, "claims": claims}, site.policy)
    if statement["status"] != "ok":
        raise ValueError(f"glossary.yml，{name}：例子算不出来；缺 {statement['missing']}")
    parts = [part for year in statement["years"] for part in (*year["claims"], year["critical_illness"])]
    steps = [step for part in parts for step in part["steps"]]
    provisions.update(dict.fromkeys(citation["provision"] for step in steps for citation in step["citations"]))
    return {
        "cost": _yuan(statement["cost"]),
        "fund": _yuan(statement["basic_fund"]),
        "critical": _yuan(statement["critical_illness"]),
        "self": _yuan(statement["self"]),
        "rate": format_ratio(round((1 - statement["self"] / statement["cost"]) * RATIO)),
        "steps": {step["label"]: _yuan(step["amount"]) for step in steps if step["amount"] is not None},
    }


def _yuan(amount: float) -> str:
    return yuan(round(amount * 100))
