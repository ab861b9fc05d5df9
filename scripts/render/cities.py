"""City pages: what holds today, by year, by which documents, and what is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from reading.ruleset import Document
from render import citing, moved, structured, words
from render.addresses import Addresses
from render.citing import Citation
from render.compare_address import compare_address
from render.grid import Line
from render.highlights import Common, Known, common, known, used
from render.page import Page
from render.paths import city_path
from render.rows import Filled, filled
from render.site import Site
from render.sizes import fitting
from render.today import Row, Today
from render.years import Years, sources_by_year, years

HUB = "cities/"
#: what the row of a city on the page of all cities says: the heading, the item and the case
KEY_FIGURES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("个人缴费（最近收录的一年）", "premium", {}),
    ("三甲住院起付线", "inpatient_deductible", {"facility": "class_1", "location": "local"}),
    ("三甲住院报销", "inpatient_ratio", {"facility": "class_1", "location": "local"}),
    ("门诊一年最多报", "outpatient_cap", {}),
)


#: section -> its items: what holds today, or what was last collected
Sections = dict[str, list[tuple[str, Row | None, Row | None]]]


@dataclass(frozen=True)
class Counts:
    """How many items are known of a city today: `all` = `alike` + `own` + `province`; `going_on` of all are 沿用."""

    all: int
    alike: int
    own: int
    province: int
    going_on: int


@dataclass(frozen=True)
class Gap:
    """An item of which nothing holds today; `until` is the last year for which something was collected."""

    item: str
    until: int | None


@dataclass(frozen=True)
class Run:
    """Years in a row that are known in the same way: by documents of the city, of the province, of both or of none."""

    first: int
    last: int
    own: bool
    province: bool


@dataclass(frozen=True)
class Summary:
    """A city's line on the page of all cities."""

    place: dict[str, Any]
    figures: list[Row | None]
    documents: list[Document]
    now: Known


def pages(site: Site) -> list[Page]:
    """The page of all cities, and one for each."""
    addresses = Addresses(site)
    todays = [Today(site, place, addresses) for place in site.cities]
    alike = _alike(site, todays)
    return [_hub(site, todays), *(page for today in todays for page in _city(site, today, alike))]


def _hub(site: Site, todays: list[Today]) -> Page:
    year = int(site.today[:4])
    summaries = [_summary(site, today, year) for today in todays]
    named = _clauses(row for summary in summaries for row in summary.figures)
    citation = citing.cited(site, named, f"{site.region}各市的主要数字，{words.day(site.today)}")
    html = site.render(
        "cities.html.jinja",
        HUB + site.folder,
        summaries=summaries,
        headings=KEY_FIGURES,
        now=_now(site),
        year=year,
        citation=citation,
        filled=citing.filled,
    )
    return Page(
        HUB + site.folder,
        f"各市{site.apart}",
        html,
        f"{site.where}的居民医保：每个市今天的起付线、报销比例、封顶线和缴费，收录了哪些文件，还缺什么。",
        HUB,
        keywords=" ".join(place["name"] for place in site.cities),
        layout="wide",
        summary="、".join(place["name"] for place in site.cities),
        tables={"table": citation},
    )


def _summary(site: Site, today: Today, year: int) -> Summary:
    place = today.place
    figures = [today.row(item, case) or today.latest(item, case) for _, item, case in KEY_FIGURES]
    own = [document for document in _newest_first(site) if document.place == place["name"]]
    return Summary(place, figures, own, known(site, place["code"], year))


def key_figures(site: Site) -> Iterator[Filled]:
    """The same figures as rows of a table: what holds today; else what was last collected; else that nothing was."""
    for place in site.cities:
        for _, item, case in KEY_FIGURES:
            line = Line(place, item, case, site.cells(place["code"], item, case))
            begun = [one for one in filled([line]) if one.span.first <= site.today]
            yield next((one for one in reversed(begun) if one.span.found), begun[-1])


def _now(site: Site) -> dict[str, Common]:
    """The figures of the sentence that says what the cities share."""
    return {
        "deductible": common(site, "inpatient_deductible", facility="class_1", location="local"),
        "ratio": common(site, "inpatient_ratio", facility="class_1", location="local"),
        "cap": common(site, "annual_fund_cap"),
        "critical": common(site, "critical_illness_deductible", group="ordinary"),
    }


def _city(site: Site, today: Today, alike: set[str]) -> list[Page]:
    """The page of a city, and that of its years where one has no room for both."""
    place = today.place
    rows = {name: row for name in site.used_items if (row := today.row(name))}
    sections = _sections(site, today, rows)
    by_year = years(today)
    name = place["name"]
    above = [site.policy.places[code]["name"] for code in site.policy.ancestors(place["code"])]
    told: dict[str, Any] = {
        "compare": compare_address,
        "place": place,
        "sections": sections,
        "counts": _counts(rows, alike),
        "own": [item for item, row in rows.items() if row.own and item not in alike],
        "years": by_year,
        "signs_said": by_year.signs | _signs(sections),
        "documents": [one for one in _newest_first(site) if one.place in above],
        "gaps": _gaps(site, today, rows),
        "runs": _runs(site, place),
        "citation": citing.cited(site, by_year.provisions, f"{name}居民医保"),
        "filled": citing.filled,
    }
    path = city_path(place)
    html = fitting(lambda brevity: site.render("city.html.jinja", path, brevity=brevity, **told), 1)
    page = Page(
        path,
        f"{name}居民医保",
        html,
        f"{name}居民医保今天怎么规定：交多少钱，看门诊、住院、去外地看病各报多少，大病保险、生孩子怎么报；每个数字注明文件和条款。",
        HUB,
        keywords=_keywords(site, name),
        layout="wide",
        structured=(structured.city_service(site, place, path),),
        tables=_citations(site, name, sections),
    )
    of_years = citing.cited(site, by_year.provisions, f"{name}，{site.years[0]}至{site.years[-1]}年")
    if 'class="figures city-years"' in html:
        return [replace(page, tables={**page.tables, "years": of_years})]
    return [replace(page, head=moved.SCRIPT.format("../../")), _years_page(site, place, by_year, of_years)]


def _citations(site: Site, city: str, sections: Sections) -> dict[str, Citation]:
    """How each section is cited; another day other figures may stand there, so the day is named."""
    titles = site.rules.parameters["sections"]
    return {
        key: citing.cited(
            site,
            _clauses(row for _, now, latest in entries for row in (now, latest)),
            f"{city}，{titles[key]}，{words.day(site.today)}",
        )
        for key, entries in sections.items()
    }


def _clauses(rows: Iterable[Row | None]) -> set[str]:
    """The provisions that some rows rest on."""
    return {id for row in rows if row for source in row.sources for id, _ in source.provisions}


def _years_page(site: Site, place: dict[str, Any], by_year: Years, citation: Citation) -> Page:
    path, name = f"{city_path(place)}years/", place["name"]
    told = {"place": place, "years": by_year, "citation": citation, "filled": citing.filled}
    html = site.render("city_years_page.html.jinja", path, **told)
    return Page(
        path,
        f"{name}居民医保，逐年",
        html,
        f"{name}居民医保的主要规定，{site.years[0]}至{site.years[-1]}年，每个数字注明文件和条款。",
        HUB,
        crumbs=((f"{name}居民医保", city_path(place)),),
        keywords=_keywords(site, name),
        layout="wide",
        tables={"years": citation},
    )


def _counts(rows: dict[str, Row], alike: set[str]) -> Counts:
    """What is known today, each item in one number only."""
    others = [row for item, row in rows.items() if item not in alike]
    own = sum(row.own for row in others)
    going_on = sum(words.STATES["continued"] in _row_signs(row) for row in rows.values())
    return Counts(len(rows), len(rows) - len(others), own, len(others) - own, going_on)


def _signs(sections: Sections) -> set[str]:
    """The signs that stand beside what holds today."""
    rows = [row for entries in sections.values() for _, now, latest in entries for row in (now, latest) if row]
    missing = any(now is None or now.missing for entries in sections.values() for _, now, _ in entries)
    return {sign for row in rows for sign in _row_signs(row)} | ({words.STATES["not_collected"]} if missing else set())


def _row_signs(row: Row) -> set[str]:
    parts = [part for _, parts in row.grid.lines for part in parts] if row.grid else row.parts
    return {sign for part in parts for sign in part.signs}


def _sections(site: Site, today: Today, rows: dict[str, Row]) -> Sections:
    """By section: each item with what holds today, or, of a main item, the last year that was collected."""
    main = {one.item for one in used(site)}
    found: Sections = {key: [] for key in site.rules.parameters["sections"]}
    for name in site.used_items:
        if name in rows:
            found[site.item(name)["section"]].append((name, rows[name], None))
        elif name in main:
            found[site.item(name)["section"]].append((name, None, today.latest(name)))
    return found


def _alike(site: Site, todays: list[Today]) -> set[str]:
    """The items for which every city has the same today."""
    found = set()
    for item in site.used_items:
        rows = [today.row(item) for today in todays]
        first = rows[0]
        if first and all(row and _said(row) == _said(first) for row in rows):
            found.add(item)
    return found


def _said(row: Row) -> Any:
    """What a row says, whatever cell it is taken from."""
    grid = row.grid and [[(part.text, part.signs) for part in parts] for _, parts in row.grid.lines]
    return [(part.label, part.text, part.signs) for part in row.parts], grid, row.missing


def _gaps(site: Site, today: Today, rows: dict[str, Row]) -> dict[str, list[Gap]]:
    """By section the items of which nothing holds today."""
    found: dict[str, list[Gap]] = {}
    for name in site.used_items:
        if name not in rows:
            latest = today.latest(name)
            title = site.rules.parameters["sections"][site.item(name)["section"]]
            found.setdefault(title, []).append(Gap(name, latest.asked if latest else None))
    return found


def _runs(site: Site, place: dict[str, Any]) -> list[Run]:
    """The years, those together that are known in the same way."""
    by_year = sources_by_year(site, place)

    def kind(year: int) -> tuple[bool, bool]:
        return place["code"] in by_year[year], bool(by_year[year] - {place["code"]})

    return [Run(*_ends(group), *how) for how, group in groupby(site.years, key=kind)]


def _ends(found: Iterable[int]) -> tuple[int, int]:
    numbers = list(found)
    return numbers[0], numbers[-1]


def _newest_first(site: Site) -> list[Document]:
    return sorted(site.rules.documents, key=lambda document: document.order, reverse=True)


def _keywords(site: Site, name: str) -> str:
    """The city with what people ask about, and the everyday names of things."""
    aliases = [word for item in site.used_items for word in site.item(item).get("aliases", ())]
    sections = site.rules.parameters["sections"].values()
    return " ".join(dict.fromkeys([name, name.removesuffix("市"), *sections, *aliases]))
