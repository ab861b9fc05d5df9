"""What all pages share: the rules, the model, every cell of every table, and the addresses of pages."""

import shutil
import tempfile
import weakref
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from reading.glossary_entries import Entry
from reading.history import History
from reading.ruleset import Document, Provision, RuleSet, RuleValue
from reading.standard_cases import StandardCase
from reading.worked_cases import WorkedCase, WorkedQuestion
from render import words
from render.cells import Combination, Given, Shown, Span, YearCell
from render.extent import Extent
from render.links import Links
from render.paths import item_path
from urrbmi.lookup import combinations, combinations_at
from urrbmi.policy import Policy
from urrbmi.settle import settle
from urrbmi.values import Resolved, Value


@dataclass(eq=False)
class Site(Extent):
    """The rules and the model, as pages are made of them; those of one province, where `whole` is the country's.

    `today` is the day that "now" means on the pages (ISO); `bundle` is the manifest of the calculator's files; `url` is
    where the site will stand, empty where that is not known.
    """

    rules: RuleSet
    policy: Policy
    today: str
    templates: jinja2.Environment
    cases: list[WorkedCase] = field(default_factory=list)
    questions: list[WorkedQuestion] = field(default_factory=list)
    bundle: dict[str, Any] = field(default_factory=dict)
    glossary: list[Entry] = field(default_factory=list)
    history: History = field(default_factory=lambda: History([], []))
    url: str = ""
    standards: list[StandardCase] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)  # by the names of their files; none where the build has none
    volumes: dict[str, Any] = field(default_factory=dict)  # of each province (code), once made: render/volume.py
    province_code: str = ""
    whole: "Site | None" = None
    combinations_kept: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    combinations_at_kept: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    cells_kept: dict[tuple[str, str, Combination], list[YearCell]] = field(default_factory=dict)

    #: by the identity of what was found, for one value in force stands in many cells
    shown_kept: dict[int, Shown] = field(default_factory=dict)

    @cached_property
    def downloads(self) -> Path:
        """Where the files to download are written; in a folder that goes with the program unless the build names one."""
        folder = tempfile.mkdtemp()
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return Path(folder)

    @cached_property
    def address(self) -> str:
        """Where the site will stand, with the last slash; empty where that is not known."""
        return f"{self.url.rstrip('/')}/" if self.url else ""

    @cached_property
    def by_province(self) -> list["Site"]:
        """The site of each province, which has its pages; itself where there is only one."""
        return [self._within(place["code"]) for place in self.provinces] if self.divided else [self]

    def of_city(self, place: str) -> "Site":
        """The site that has a city's (code) pages."""
        return self._by_code[self.policy.places[place]["parent"]]

    def of_province(self, code: str) -> "Site":
        """The site of a province (code)."""
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> dict[str, "Site"]:
        return {str(site.provinces[0]["code"]): site for site in self.by_province}

    def _within(self, code: str) -> "Site":
        """This site kept to one province (code): its cities, documents, worked cases and questions."""
        inside = [place for place in self.policy.places.values() if code in self.policy.ancestors(place["code"])]
        names = {place["name"] for place in inside}
        cities = {name for name, city in self.policy.city_codes.items() if city in {one["code"] for one in inside}}
        return replace(
            self,
            province_code=code,
            whole=self,
            rules=replace(self.rules, documents=[one for one in self.rules.documents if one.place in names]),
            cases=[one for one in self.cases if one.case["place"] in cities],
            questions=[one for one in self.questions if one.case["place"] in cities],
            combinations_kept={},
        )

    @cached_property
    def folder(self) -> str:
        """What the addresses of a province's pages have more than those of the country: shanxi/."""
        return f"{self.provinces[0]['pinyin']}/" if self.whole else ""

    @cached_property
    def apart(self) -> str:
        """What the names of a province's pages have more than those of the country: ，山西."""
        return f"，{self.region}" if self.whole else ""

    @property
    def version_name(self) -> str:
        """What the version of this site's data is called: 数据版本, of one of several provinces 山西数据版本."""
        return f"{self.region}数据版本" if self.whole else "数据版本"

    def item_path(self, item: str) -> str:
        """The path of an item's page with this site's tables."""
        return item_path(item) + self.folder

    @cached_property
    def legend(self) -> dict[str, str]:
        """What the legends of tables say of each state."""
        return words.meanings("本省" if self.divided else self.province)

    @cached_property
    def used_items(self) -> list[str]:
        """The items for which some document gives a value, in the order of parameters.yml."""
        return [name for name in self.rules.parameters["items"] if name in self.given_to]

    @cached_property
    def provisions(self) -> dict[str, tuple[Document, Provision]]:
        return self.rules.provisions

    @cached_property
    def _reading_order(self) -> dict[str, int]:
        """Where each provision stands among all, document by document."""
        return {name: index for index, name in enumerate(self.provisions)}

    def ordered(self, clauses: Iterable[str]) -> list[str]:
        """Clauses (provision ids), each once, in reading order."""
        return sorted(set(clauses), key=self._reading_order.__getitem__)

    @cached_property
    def collected_until(self) -> str:
        """The day of the latest document (ISO)."""
        return max(document.order for document in self.rules.documents)

    @cached_property
    def examples(self) -> list[tuple[WorkedCase, dict[str, Any]]]:
        """The worked cases that pages show, each with its statement as the core gives it."""
        return [(case, settle(case.case, self.policy)) for case in self.cases if case.example]

    @cached_property
    def asked(self) -> list[tuple[WorkedQuestion, dict[str, Any]]]:
        """The worked questions that pages show, each with its answer as the core gives it."""
        return [(question, question.answer(self.policy)) for question in self.questions if question.example]

    def item(self, name: str) -> dict[str, Any]:
        """An item as parameters.yml describes it."""
        item: dict[str, Any] = self.rules.parameters["items"][name]
        return item

    def combinations(self, item: str) -> list[dict[str, str]]:
        """Every combination of dimensions that any document gives the item a value for."""
        if item not in self.combinations_kept:
            self.combinations_kept[item] = list(
                {
                    tuple(one.items()): one
                    for province in self.provinces
                    for one in combinations(item, province["code"], self.policy)
                }.values()
            )
        return self.combinations_kept[item]

    def combinations_at(self, place: str, item: str) -> list[dict[str, str]]:
        """The combinations that mean something at a city (code)."""
        if (place, item) not in self.combinations_at_kept:
            self.combinations_at_kept[place, item] = combinations_at(place, item, self.policy)
        return self.combinations_at_kept[place, item]

    def cells(self, place: str, item: str, dimensions: dict[str, str]) -> list[YearCell]:
        """The item's cells at a place (code), one for each year of the tables."""
        key = (place, item, tuple(dimensions.items()))
        kept = self.cells_kept.get(key)
        if kept is None:
            kept = self.cells_kept[key] = [
                YearCell(
                    place,
                    year,
                    tuple(
                        Span(*span)
                        for span in self.policy.history(place, item, dimensions, f"{year}-01-01", f"{year}-12-31")
                    ),
                )
                for year in self.years
            ]
        return kept

    def now(self, place: str, item: str, dimensions: dict[str, str]) -> Resolved | None:
        """What is in force at a place today."""
        return self.policy.resolve(place, item, self.today, dimensions)

    def named(self, dimensions: dict[str, str], short: bool = True) -> str:
        """A combination of dimensions in words: 一类 · 省外转诊."""
        return " · ".join(self.option(name, value, short) for name, value in dimensions.items())

    def option(self, dimension: str, value: str, short: bool = True) -> str:
        """One value of a dimension in words (a county names itself)."""
        described = self.rules.parameters["dimensions"][dimension].get("values", {}).get(value)
        return value if described is None else str(described["short" if short else "name"])

    def text(self, found: Resolved) -> str:
        """A value in force, in words."""
        return self.text_of(found.value)

    def shown(self, found: Resolved | None) -> Shown:
        """How tables show a value in force."""
        kept = self.shown_kept.get(id(found))
        if kept is None:
            wordy = found is not None and (
                self.policy.items[found.value.item]["unit"] == "rule" or found.value.kind == "formula"
            )
            text = words.STATES["not_collected"] if found is None else self.text(found)
            style = f"{words.style(found)}{' text' if wordy else ''}".strip()
            kept = self.shown_kept[id(found)] = Shown(found, text, words.signs(found), style)
        return kept

    def text_of(self, value: Value) -> str:
        """A value in words."""
        return words.content(value, self.policy)

    @cached_property
    def given(self) -> list[Given]:
        """Every value of every document, in reading order."""
        if self.whole:
            return [one for one in self.whole.given if one.document.code in self._codes]
        standing = [
            (document, provision, rule)
            for document in self.rules.documents
            for provision in document.provisions
            for rule in provision.values
        ]
        return [Given(*place, value) for place, value in zip(standing, self.policy.values, strict=True)]

    @cached_property
    def _codes(self) -> set[str]:
        return {document.code for document in self.rules.documents}

    @cached_property
    def given_by(self) -> dict[str, list[Given]]:
        """Every document's (code) values, in reading order."""
        found: dict[str, list[Given]] = {document.code: [] for document in self.rules.documents}
        for value in self.given:
            found[value.document.code].append(value)
        return found

    @cached_property
    def given_to(self) -> dict[str, list[Given]]:
        """Every item's values, in reading order."""
        found: dict[str, list[Given]] = {}
        for value in self.given:
            found.setdefault(value.value.item, []).append(value)
        return found

    def rule(self, value: Value) -> RuleValue:
        """A value of the policy as its document's file gives it: with its arithmetic and its remarks."""
        return self._rules_of_values[id(value)]

    @cached_property
    def _rules_of_values(self) -> dict[int, RuleValue]:
        return {id(given.value): given.rule for given in self.given}

    def render(self, template: str, path: str, **context: Any) -> str:
        """A template's HTML; `root` leads from the page at `path` to the site's top."""
        root = "../" * path.strip("/").count("/") + "../" if path else ""
        told = {"site": self, "root": root, "path": path, "words": words, "item_path": self.item_path, **context}
        return self.templates.get_template(template).render(told)

    @cached_property
    def _links(self) -> Links:
        return Links(self.provisions)

    def cite(self, provision: str, root: str) -> Markup:
        """A link to a provision on its document's page."""
        return self._links.one(provision, root)

    def cited(self, provisions: Iterable[str], root: str) -> Markup:
        """Links to provisions, each document named once."""
        return self._links.together(provisions, root)

    def cited_documents(self, provisions: Iterable[str], root: str) -> Markup:
        """Links to the documents of provisions, each once."""
        return self._links.documents(provisions, root)
