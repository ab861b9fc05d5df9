"""The tables of an item: cities down, years across, every cell with its citation."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from render import words
from render.cells import Combination, YearCell
from render.site import Site
from urrbmi.lookup import without_county
from urrbmi.values import Resolved


@dataclass
class Note:
    """A citation at the foot of a table: the value it is for, and its number in the table."""

    number: int
    found: Resolved


@dataclass
class Row:
    """One city, or one city's group of counties."""

    place: dict[str, Any]
    counties: list[str]
    cells: list[YearCell]

    @property
    def label(self) -> str:
        """The counties it is for, in words; empty for the whole city."""
        return "、".join(self.counties)


@dataclass
class Table:
    """One table: which combinations of dimensions it is true for, its rows, and its notes."""

    id: str
    prefix: str  # before the numbers of its notes; the cells have the long id, which is what others link to
    combinations: list[dict[str, str]]
    rows: list[Row]
    notes: list[Note] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    numbers_of: dict[int, int] = field(
        default_factory=dict
    )  # by the identity of a value in force, which stands in many cells

    def note(self, found: Resolved) -> int:
        """The number of a value's note; the same provisions for the same content share one."""
        known = self.numbers_of.get(id(found))
        if known is not None:
            return known
        value = found.value
        key = f"{value.provision}|{value.kind}|{value.text}|{value.number}|{value.first}|{value.last}"
        if key not in self.numbers:
            self.numbers[key] = len(self.notes) + 1
            self.notes.append(Note(self.numbers[key], found))
        self.numbers_of[id(found)] = self.numbers[key]
        return self.numbers[key]

    @property
    def signs(self) -> set[str]:
        """What occurs in the cells, for the legend."""
        return occurring(cell for row in self.rows for cell in row.cells)

    @property
    def years(self) -> list[int]:
        """The years that stand across."""
        return [cell.year for cell in self.rows[0].cells]

    def within(self, years: Collection[int]) -> "Table":
        """The same for some years alone, with the notes that these need."""
        rows = [Row(row.place, row.counties, [cell for cell in row.cells if cell.year in years]) for row in self.rows]
        return noted(Table(self.id, self.prefix, self.combinations, rows))


def occurring(cells: Iterable[YearCell]) -> set[str]:
    """What a legend has to explain of some cells."""
    return {sign for cell in cells for span in cell.spans for sign in words.explained(span.found)}


def tables(site: Site, item: str, within: dict[str, str] | None = None) -> list[Table]:
    """The item's tables; combinations whose rows are the same share one. `within` keeps to some dimensions' values."""
    found: list[Table] = []
    by_content: dict[tuple[Any, ...], Table] = {}
    combinations = [
        combination
        for combination in site.combinations(item)
        if all(combination.get(name) == value for name, value in (within or {}).items())
    ]
    for group in dict.fromkeys(map(without_county, combinations)):
        rows = _rows(site, item, group)
        content = tuple((row.place["code"], row.label, tuple(cell.signature for cell in row.cells)) for row in rows)
        if content in by_content:
            by_content[content].combinations.append(dict(group))
            continue
        table = Table("-".join(value for _, value in group) or "all", f"t{len(found) + 1}-", [dict(group)], rows)
        by_content[content] = table
        found.append(table)
    return [noted(table) for table in found]


def noted(table: Table) -> Table:
    """The table with a note for every value in it."""
    for row in table.rows:
        for cell in row.cells:
            for span in cell.spans:
                if span.found is not None:
                    table.note(span.found)
    return table


def _rows(site: Site, item: str, group: Combination) -> list[Row]:
    """A row for each city; where a document divides by county, one for each group of counties with the same cells."""
    rows: list[Row] = []
    for place in site.cities:
        alike: dict[tuple[Any, ...], Row] = {}
        for combination in site.combinations_at(place["code"], item):
            if without_county(combination) != group:
                continue
            cells = site.cells(place["code"], item, combination)
            row = alike.setdefault(tuple(cell.signature for cell in cells), Row(place, [], cells))
            row.counties.extend(county for name, county in combination.items() if name == "county")
        rows += alike.values()
    return rows
