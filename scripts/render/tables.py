"""The tables of an item: cities down, years across, every cell with its citation."""

from dataclasses import dataclass, field
from typing import Any

from render.site import Site, YearCell
from urrbmi.policy import Resolved


@dataclass
class Note:
    """A citation at the foot of a table: the value it is for, and its number in the table."""

    number: int
    found: Resolved


@dataclass
class Row:
    """One city, or one city's group of counties."""

    place: dict[str, Any]
    label: str
    cells: list[YearCell]


@dataclass
class Table:
    """One table: which combinations of dimensions it is true for, its rows, and its notes."""

    id: str
    combinations: list[dict[str, str]]
    rows: list[Row]
    notes: list[Note] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def note(self, found: Resolved) -> int:
        """The number of a value's note; the same provisions for the same content share one."""
        value = found.value
        key = f"{value.provision}|{value.kind}|{value.text}|{value.number}|{value.first}|{value.last}"
        if key not in self.numbers:
            self.numbers[key] = len(self.notes) + 1
            self.notes.append(Note(self.numbers[key], found))
        return self.numbers[key]

    @property
    def states(self) -> list[str]:
        """The states that occur, for the legend."""
        found = set()
        for row in self.rows:
            for cell in row.cells:
                for span in cell.spans:
                    found.add(span.found.state if span.found else "not_collected")
                    if span.found and span.found.continued:
                        found.add("continued")
                    if span.found and span.found.presumed:
                        found.add("presumed")
        return sorted(found)


def tables(site: Site, item: str, within: dict[str, str] | None = None) -> list[Table]:
    """The item's tables; combinations whose rows are the same share one. `within` keeps to some dimensions' values."""
    found: list[Table] = []
    by_content: dict[tuple[Any, ...], Table] = {}
    combinations = [
        combination
        for combination in site.combinations(item)
        if all(combination.get(name) == value for name, value in (within or {}).items())
    ]
    for group, members in _by_table(combinations).items():
        rows = _rows(site, item, members)
        content = tuple((row.place["code"], row.label, tuple(cell.signature for cell in row.cells)) for row in rows)
        if content in by_content:
            by_content[content].combinations.append(dict(group))
            continue
        table = Table("-".join(value for _, value in group) or "all", [dict(group)], rows)
        by_content[content] = table
        found.append(table)
    for table in found:
        for row in table.rows:
            for cell in row.cells:
                for span in cell.spans:
                    if span.found is not None:
                        table.note(span.found)
    return found


def _by_table(combinations: list[dict[str, str]]) -> dict[tuple[tuple[str, str], ...], list[dict[str, str]]]:
    """Combinations by table: counties make rows of a table, all other dimensions make tables."""
    groups: dict[tuple[tuple[str, str], ...], list[dict[str, str]]] = {}
    for combination in combinations:
        group = tuple((name, value) for name, value in combination.items() if name != "county")
        groups.setdefault(group, []).append(combination)
    return groups


def _rows(site: Site, item: str, members: list[dict[str, str]]) -> list[Row]:
    """A row for each city; where a document divides by county, one for each group of counties with the same cells."""
    counties = [member for member in members if "county" in member]
    plain = next(
        (member for member in members if "county" not in member), {k: v for k, v in members[0].items() if k != "county"}
    )
    rows: list[Row] = []
    for place in site.cities:
        groups: dict[tuple[Any, ...], tuple[list[str], list[YearCell]]] = {}
        for member in counties:
            if not _county_of(site, member["county"], place["code"]):
                continue
            cells = site.cells(place["code"], item, member)
            if any(span.found for cell in cells for span in cell.spans):
                names, _ = groups.setdefault(tuple(cell.signature for cell in cells), ([], cells))
                names.append(member["county"])
        for names, cells in groups.values():
            rows.append(Row(place, "、".join(names), cells))
        if not groups:
            rows.append(Row(place, "", site.cells(place["code"], item, plain)))
    return rows


def _county_of(site: Site, name: str, city: str) -> bool:
    return any(place["name"] == name and place.get("parent") == city for place in site.rules.places)
