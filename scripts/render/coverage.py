"""The coverage page: how much is known of each city and year, and which documents are missing."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from reading.ruleset import Document
from render import citing
from render.citing import Citation
from render.grid import lines, origin, years_text
from render.page import Page
from render.references import newest_first, wanted
from render.site import Site
from render.sizes import fitting

PATH = "coverage/"
#: whose word an item rests on; of several the first says it, so that a city's own rules are never hidden
ORIGINS = {"stated": "本市", "inherited": "省级", "continued": "沿用"}


@dataclass
class Known:
    """The items of a section (or of all) that are known at a city in a year, by whose word."""

    total: int
    by_origin: Counter[str] = field(default_factory=Counter)

    @property
    def known(self) -> int:
        return self.by_origin.total()

    @property
    def missing(self) -> int:
        return self.total - self.known

    @property
    def main(self) -> str:
        """The origin that most of what is known rests on; missing where nothing is."""
        return max(ORIGINS, key=lambda name: self.by_origin[name]) if self.known else "missing"

    @property
    def words(self) -> list[str]:
        """Every origin with its count: 本市 3, 省级 10."""
        return [f"{name} {self.by_origin[key]}" for key, name in ORIGINS.items() if self.by_origin[key]]

    @property
    def names(self) -> str:
        """Every origin: 本市 省级."""
        return " ".join(name for key, name in ORIGINS.items() if self.by_origin[key])


@dataclass(frozen=True)
class Row:
    """A city and what is known of it, year by year."""

    place: dict[str, Any]
    cells: list[Known]


@dataclass(frozen=True)
class Section:
    """A section in which people think, its items, and its table."""

    id: str
    title: str
    items: list[str]
    rows: list[Row]


@dataclass(frozen=True)
class Own:
    """What is collected of a city's own documents: in which years they say something, only hold on, or say nothing."""

    place: dict[str, Any]
    documents: list[Document]
    stated: str
    continued: str
    nothing: str


def pages(site: Site) -> list[Page]:
    """The one page of this room."""
    table = overview(site)
    filled = sum(cell.known for row in table for cell in row.cells)
    total = sum(cell.total for row in table for cell in row.cells)
    share = round(100 * filled / total)
    told: dict[str, Any] = {
        "overview": table,
        "sections": sections(site),
        "items": len(site.used_items),
        "share": share,
        "origins": ORIGINS,
        "wanted": wanted(site),
        "citation": citing.collection(site, site.provisions, "收录情况"),
        "filled": citing.filled,
        "own": _own(site, _known(site)),
        "province": _own_years(site),
    }
    html = fitting(lambda brevity: site.render("coverage.html.jinja", PATH + site.folder, brevity=brevity, **told), 1)
    description = "哪个市、哪一年的居民医保规定已经收录，哪些还缺；被引用而没有收录的文件一览，怎么提供。"
    summary = f"{len(site.rules.documents)} 份文件，全部格子里有数的占 {share}%"
    return [
        Page(
            PATH + site.folder,
            f"收录情况{site.apart}",
            html,
            description,
            PATH,
            layout="wide",
            summary=summary,
            tables=_citations(site, told["own"]),
        )
    ]


def _citations(site: Site, own: list["Own"]) -> dict[str, Citation]:
    """How each of the tables is cited: by the documents that what it counts stands in."""
    behind: dict[str, set[str]] = {}
    for line in lines(site):
        found = (span.found for cell in line.cells for span in cell.spans if span.found)
        behind.setdefault(line.item, set()).update(source for one in found for source in one.value.sources)
    tables = {
        one.id: (f"收录情况：{one.title}", set().union(*(behind[item] for item in one.items))) for one in sections(site)
    }
    tables["overview"] = ("收录情况：各市各年知道几个项目", set().union(*behind.values()))
    named = {provision.id for one in own for document in one.documents for provision in document.provisions}
    tables["cities"] = ("各市自己的文件，还缺哪些年", named)
    return {id: citing.collection(site, site.ordered(names), title) for id, (title, names) in tables.items()}


Origins = dict[tuple[str, int], dict[str, set[str]]]


def overview(site: Site) -> list[Row]:
    """How much is known of all items."""
    return _rows(site, _known(site), site.used_items)


@cache
def sections(site: Site) -> list[Section]:
    """The same of the items of each section; for the page and its downloads."""
    found = []
    for name, title in site.rules.parameters["sections"].items():
        items = [item for item in site.used_items if site.item(item)["section"] == name]
        if items:
            found.append(Section(name, title, items, _rows(site, _known(site), items)))
    return found


@cache
def _known(site: Site) -> Origins:
    """(city, year) -> item -> the origins of its cells in that year."""
    found: Origins = {}
    for line in lines(site):
        for cell in line.cells:
            items = found.setdefault((cell.place, cell.year), {})
            items.setdefault(line.item, set()).update(origin(span, cell.place) for span in cell.spans)
    return found


def _rows(site: Site, known: Origins, items: list[str]) -> list[Row]:
    return [Row(place, [_cell(known[place["code"], year], items) for year in site.years]) for place in site.cities]


def _cell(known: dict[str, set[str]], items: list[str]) -> Known:
    cell = Known(len(items))
    for item in items:
        first = next((name for name in ORIGINS if name in known[item]), None)
        if first:
            cell.by_origin[first] += 1
    return cell


def _own(site: Site, known: Origins) -> list[Own]:
    """City by city: its own documents, and the years that they reach."""
    continued = _continued_own(site)
    found = []
    for place in site.cities:
        code = place["code"]
        stated = {year for year in site.years if any("stated" in names for names in known[code, year].values())}
        held = {year for year in site.years if (code, year) in continued} - stated
        found.append(
            Own(
                place,
                [document for document in newest_first(site) if document.place == place["name"]],
                years_text(stated),
                years_text(held),
                years_text(set(site.years) - stated - held),
            )
        )
    return found


def _continued_own(site: Site) -> set[tuple[str, int]]:
    """The cities and years in which a value of the city's own documents holds on."""
    return {
        (cell.place, cell.year)
        for line in lines(site)
        for cell in line.cells
        for span in cell.spans
        if span.found and span.found.continued and span.found.value.place == cell.place
    }


def _own_years(site: Site) -> str:
    """The years in which the province's documents say something of themselves, not merely hold on."""
    return years_text(
        {
            cell.year
            for line in lines(site)
            for cell in line.cells
            for span in cell.spans
            if origin(span, cell.place) == "inherited"
        }
    )
