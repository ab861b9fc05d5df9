"""A city's years side by side: the main items, and what is set year by year."""

from dataclasses import dataclass, field
from typing import Any

from render.cells import Combination, YearCell
from render.grouping import label, needed, together
from render.highlights import used
from render.site import Site
from render.tables import Note, Table, occurring
from render.today import Row, Today
from urrbmi.values import Resolved


@dataclass(frozen=True)
class YearRow:
    """An item, or some of its cases, over the years."""

    id: str
    item: str
    label: str
    cells: list[YearCell]


@dataclass
class Years:
    """The table of a city's years, by section; `unknown` are items of it for which no year was collected.

    `parts` are the amounts of a year that have many cases and few years: as lines, for most of a table would be empty.
    """

    sections: dict[str, list[YearRow]]
    parts: list[Row]
    unknown: list[str]
    table: Table = field(default_factory=lambda: Table("years", "n", [], []))

    def note(self, found: Resolved) -> int:
        return self.table.note(found)

    @property
    def signs(self) -> set[str]:
        """What occurs in the cells, for the legend."""
        return occurring(cell for rows in self.sections.values() for row in rows for cell in row.cells)

    @property
    def provisions(self) -> set[str]:
        """The clauses that the table rests on."""
        spans = [span for rows in self.sections.values() for row in rows for cell in row.cells for span in cell.spans]
        return {source for span in spans if span.found for source in span.found.value.sources}

    @property
    def notes(self) -> list[Note]:
        return self.table.notes


def years(today: Today) -> Years:
    """The main items of each section over the years, and every item that is set year by year."""
    site, place = today.site, today.place
    within = {one.item: one.within for one in used(site)}
    yearly = [name for name in site.used_items if site.item(name).get("year_bound")]
    split = [name for name in yearly if site.item(name).get("dimensions") and name not in within]
    shown = [name for name in site.used_items if name in within or (name in yearly and name not in split)]
    sections: dict[str, list[YearRow]] = {}
    unknown: list[str] = []
    for name in shown:
        rows = _rows(site, place, name, within.get(name, {}))
        if rows:
            sections.setdefault(str(site.item(name)["section"]), []).extend(rows)
        else:
            unknown.append(name)
    ordered = {key: sections[key] for key in site.rules.parameters["sections"] if key in sections}
    parts = [row for name in split for year in site.years if (row := today.row(name, day=f"{year}-12-31"))]
    return Years(ordered, parts, unknown)


def sources_by_year(site: Site, place: dict[str, Any]) -> dict[int, set[str]]:
    """For each year the places (codes) whose documents give this city a value."""
    found: dict[int, set[str]] = {year: set() for year in site.years}
    for item in site.used_items:
        for case in site.combinations_at(place["code"], item):
            for cell in site.cells(place["code"], item, case):
                found[cell.year] |= {span.found.value.place for span in cell.spans if span.found}
    return found


def _rows(site: Site, place: dict[str, Any], item: str, within: dict[str, str]) -> list[YearRow]:
    """A row for the cases whose years are the same; none for cases of which nothing was collected."""
    cells: dict[Combination, list[YearCell]] = {
        tuple(case.items()): site.cells(place["code"], item, case)
        for case in site.combinations_at(place["code"], item)
        if within.items() <= case.items()
    }
    said = needed({case: tuple(cell.signature for cell in row) for case, row in cells.items()})
    rows = []
    for members in together(said).values():
        row = next(row for case, row in cells.items() if set(members[0]) <= set(case))
        if any(span.found for cell in row for span in cell.spans):
            rows.append(
                YearRow("-".join([item, *dict(members[0]).values()]), item, label(site, members, list(said)), row)
            )
    return rows
