"""How the tables of an item are divided into pages: by its dimensions, and where that is not enough by the years.

A page that is divided stays where it was and leads on, so that every link to a cell goes on working (assets/moved.js).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from render.cells import Combination
from render.charts.sections import sections
from render.paths import item_path
from render.site import Site
from render.tables import Table, tables

#: more tables than this on one page, and the item is divided by its first dimension
MOST_TABLES = 5
#: about as many bytes as the tables of a page may have; of the 150 kB of a page the rest is for all else
MOST_BYTES = 135_000
#: about as many bytes as the sources and other charts may have before they are counted
ALLOWED = 5_000


@dataclass(frozen=True, eq=False)
class Part:
    """Some tables of an item, those for some dimensions' values and years (none: all); either their page or `parts` shows them."""

    item: str
    dimensions: Combination
    years: tuple[int, ...]
    tables: list[Table]
    parts: list["Part"] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """What links to its cells and charts begin with."""
        ids = ["-".join(one.values()) or "all" for table in self.tables for one in table.combinations]
        return [name for id in ids for name in (id, f"{self.item}-{id}".replace("_", "-"))]

    def named(self, site: Site, short: bool = True) -> str:
        """What it keeps to, in words."""
        years = f"{self.years[0]}至{self.years[-1]}年" if self.years else ""
        return " · ".join(filter(None, [site.named(dict(self.dimensions), short), years]))


@cache
def whole(site: Site, item: str, most: int = MOST_BYTES) -> Part:
    """All tables of an item; where they are too many, or have more than `most` bytes, divided."""
    found = Part(item, (), (), tables(site, item))
    if sum(_bytes(site, table) for table in found.tables) + _beside(site, item) > most:
        return _divided(site, found, most)
    return replace(found, parts=_by_dimension(site, found, most)) if len(found.tables) > MOST_TABLES else found


def path(site: Site, part: Part) -> str:
    """The path of its page: items/inpatient-ratio/class-1/."""
    words = [value for _, value in part.dimensions] + ([f"{part.years[0]}-{part.years[-1]}"] if part.years else [])
    own = "-".join(words).replace("_", "-")
    return item_path(part.item) + (f"{own}/" if own else "") + site.folder


def below(part: Part) -> Iterator[Part]:
    """Every part that a page leads to, those of its parts too."""
    for one in part.parts:
        yield one
        yield from below(one)


def pages(site: Site, item: str) -> Iterator[Part]:
    """The parts whose pages show their tables."""
    every = whole(site, item)
    yield from (one for one in [every, *below(every)] if not one.parts)


def standing(site: Site, item: str, case: dict[str, str]) -> Part:
    """The page on which the tables of a combination stand; that of all years, where these are divided."""
    found = whole(site, item)
    while found.parts and not found.parts[0].years:
        found = next(one for one in found.parts if dict(one.dimensions).items() <= case.items())
    return found


def of_year(part: Part, year: int) -> Part:
    """The part of it that has a year."""
    return next((one for one in part.parts if year in one.years), part)


def _divided(site: Site, part: Part, most: int) -> Part:
    return replace(part, parts=_by_dimension(site, part, most) or _by_years(part))


def _fitting(site: Site, part: Part, most: int) -> Part:
    """The part, divided as long as it has more than `most` bytes."""
    return _divided(site, part, most) if sum(_bytes(site, table) for table in part.tables) > most else part


def _by_dimension(site: Site, part: Part, most: int) -> list[Part]:
    """By the first dimension of which it has several values."""
    combinations = [one for one in site.combinations(part.item) if dict(part.dimensions).items() <= one.items()]
    for name in site.item(part.item).get("dimensions", []):
        values = dict.fromkeys(one[name] for one in combinations if name in one)
        if len(values) > 1 and name != "county":
            kept = [(*part.dimensions, (name, value)) for value in values]
            return [_fitting(site, Part(part.item, one, (), tables(site, part.item, dict(one))), most) for one in kept]
    return []


def _by_years(part: Part) -> list[Part]:
    """In two halves, which one table of more than a hundred rows needs."""
    years = part.tables[0].years
    half = (len(years) + 1) // 2
    return [
        Part(part.item, part.dimensions, tuple(some), [table.within(some) for table in part.tables])
        for some in (years[:half], years[half:])
    ]


def _bytes(site: Site, table: Table) -> int:
    """About how large a table is on a page, with its notes and its chart; rather too much than too little."""
    cells = [cell for row in table.rows for cell in row.cells]
    shown = [site.shown(span.found) for cell in cells for span in cell.spans]
    texts = sum(len(one.text.encode()) + 12 * len(one.signs) for one in shown)
    divided = sum(len(cell.spans) for cell in cells if len(cell.spans) > 1)
    notes = sum(1 + len(note.found.value.sources) for note in table.notes)
    lines = len({tuple(cell.signature for cell in row.cells) for row in table.rows})
    chart = 2000 + 1150 * lines
    return 1500 + 100 * len(table.rows) + (len(table.id) + 85) * len(cells) + texts + 95 * divided + 200 * notes + chart


def _beside(site: Site, item: str) -> int:
    """About how large that is which an item's own page has beside its tables and the parts' pages have not."""
    clauses = {given.provision.id: given.provision for given in site.given_to[item]}.values()
    quoted = sum(len("".join([one.summary, *one.evidence]).encode()) + 420 for one in clauses)
    drawn = sum(len(chart.body) for section in sections(site, item) for chart in section.charts)
    return max(0, quoted + drawn - ALLOWED)
