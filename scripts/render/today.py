"""What holds in a city today, item by item, as people would say it."""

from dataclasses import dataclass
from typing import Any

from reading.ruleset import Document
from render import words
from render.addresses import Addresses
from render.cells import Combination
from render.grouping import complete, label, needed, together
from render.site import Site
from urrbmi.values import Resolved, Value

#: with more different answers than this, an item of two dimensions becomes a small table
MOST_PARTS = 4
#: what a reader sees of a value: its text and its signs
Said = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Part:
    """One answer, and the cases it is for; "" where it is for all. `address` is the cell it is taken from."""

    label: str
    text: str
    signs: tuple[str, ...]
    address: str


@dataclass(frozen=True)
class Grid:
    """The answers of an item of two dimensions; equal lines and equal columns share one."""

    columns: list[str]
    lines: list[tuple[str, list[Part]]]


@dataclass(frozen=True)
class Source:
    """Provisions of one document that hold since one day: (id, locator)."""

    since: str
    document: Document
    provisions: list[tuple[str, str]]


@dataclass(frozen=True)
class Row:
    """One item of a city page. `missing` names the cases for which nothing was collected."""

    item: str
    asked: int  # the year of the day it was asked for
    year: int | None  # that year, where the item is set year by year
    parts: list[Part]
    grid: Grid | None
    sources: list[Source]
    missing: str
    own: bool  # whether a document of the city itself says it


@dataclass
class Today:
    """What is known of one city on the day of the pages."""

    site: Site
    place: dict[str, Any]
    addresses: Addresses

    def row(self, item: str, within: dict[str, str] | None = None, day: str = "") -> Row | None:
        """An item today, or on another day, in all cases or some; None where nothing was collected."""
        day = day or self.site.today
        every = {
            tuple(case.items()): self.site.policy.resolve(self.place["code"], item, day, case)
            for case in self.site.combinations_at(self.place["code"], item)
            if (within or {}).items() <= case.items()
        }
        found = [one for one in every.values() if one is not None]
        if not found:
            return None
        said = needed({case: _said(self.site, one) for case, one in every.items()})
        groups = together(said)
        missing = groups.pop(None, [])
        grid = (
            self._grid(item, said, day) if len(groups) > MOST_PARTS and _names(said) == 2 and complete(said) else None
        )
        parts = [
            Part(label(self.site, members, list(said)), *content, self._address(item, members[0], every, day))
            for content, members in groups.items()
            if content is not None
        ]
        return Row(
            item,
            int(day[:4]),
            int(day[:4]) if self.site.item(item).get("year_bound") else None,
            [] if grid else parts,
            grid,
            sources(self.site, found),
            label(self.site, missing, list(said)),
            any(one.value.place == self.place["code"] for one in found),
        )

    def latest(self, item: str, within: dict[str, str] | None = None) -> Row | None:
        """What was last known of an item of which nothing holds today."""
        days = [
            span.last
            for case in self.site.combinations_at(self.place["code"], item)
            for cell in self.site.cells(self.place["code"], item, case)
            for span in cell.spans
            if span.found and span.last < self.site.today
        ]
        return self.row(item, within, max(days)) if days else None

    def _grid(self, item: str, said: dict[Combination, Said | None], day: str) -> Grid:
        """The answers as a table: the first dimension down, the second across."""
        every = dict.fromkeys(said)
        downs = list(dict.fromkeys(case[0] for case in said))
        acrosses = list(dict.fromkeys(case[1] for case in said if len(case) == 2))
        columns = together({(across,): tuple(said.get((down, across)) for down in downs) for across in acrosses})
        chosen = [members[0][0] for members in columns.values()]
        lines = together({(down,): tuple(said.get((down, across)) for across in chosen) for down in downs})
        return Grid(
            [label(self.site, members, []) for members in columns.values()],
            [
                (
                    label(self.site, members, []),
                    [
                        self._part(item, (members[0][0], across), content, every, day)
                        for across, content in zip(chosen, contents, strict=True)
                    ],
                )
                for contents, members in lines.items()
            ],
        )

    def _part(self, item: str, case: Combination, content: Said | None, every: Any, day: str) -> Part:
        if content is None:
            return Part("", words.STATES["not_collected"], (), "")
        return Part("", *content, self._address(item, case, every, day))

    def _address(self, item: str, case: Combination, every: Any, day: str) -> str:
        """The cell on the item's page from which an answer is taken (of the first case that it stands for)."""
        whole = next((one for one in every if set(case) <= set(one)), case)
        return self.addresses.cell(item, dict(whole), self.place["code"], int(day[:4]))


def sources(site: Site, found: list[Resolved]) -> list[Source]:
    """Where some values stand, by the day since when and by document; a locator named once."""
    grouped: dict[tuple[str, str], dict[str, str]] = {}
    for one in found:
        for provision in one.value.sources:
            document, clause = site.provisions[provision]
            grouped.setdefault((since(one.value), document.code), {}).setdefault(clause.locator, provision)
    documents = {document.code: document for document in site.rules.documents}
    return [
        Source(begun, documents[code], [(provision, locator) for locator, provision in clauses.items()])
        for (begun, code), clauses in grouped.items()
    ]


def since(value: Value) -> str:
    """Since when a value holds: 2025年1月1日起, with a remark where the day is inferred."""
    if not value.first:
        return "起始日没有写明"
    return words.day(value.first) + ("（推定）起" if value.first_basis == "inferred" else "起")


def _said(site: Site, found: Resolved | None) -> Said | None:
    return None if found is None else (site.text(found), tuple(words.signs(found)))


def _names(said: dict[Combination, Said | None]) -> int:
    return len({name for case in said for name, _ in case})
