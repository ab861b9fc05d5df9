"""The pages of the documents: every provision, the values it gives, and the cells that rest on it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache

from reading.ruleset import Day, Document, Provision
from render import citing, fulltext, versions, words
from render.cells import Given
from render.grid import lines, years_text
from render.page import Page
from render.paths import document_path
from render.references import by_number, cited, forwarders, newest_first, uncollected, wanted
from render.site import Site
from urrbmi.values import OPEN_END

HUB = "documents/"
HANDLED = {"value": "有数值", "rule": "规则", "narrative": "说明"}
#: up to this many cities are named; more are counted
NAMED_CITIES = 3


@dataclass
class Use:
    """The cells of one item that rest on a provision."""

    item: str
    places: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    cells: int = 0


@dataclass(frozen=True)
class Figure:
    """One value of a provision in words."""

    given: Given
    dimensions: str
    text: str
    sign: str
    period: str
    status: str


@dataclass(frozen=True)
class Clause:
    """One provision as its document's page shows it."""

    provision: Provision
    handled: str
    figures: list[Figure]
    readings: list[str]
    uses: list[Use]


def pages(site: Site) -> list[Page]:
    """The hub and a page for each document."""
    uses = _uses(site)
    found = [_hub(site)]
    for document in newest_first(site):
        found.append(_page(site, document, uses))
        if document.text_file in site.texts:
            found.append(fulltext.page(site, document))
    return found


def begins(document: Document) -> str:
    """The first day in force, in words, with its basis."""
    return _day(document.first)


def ends(document: Document) -> str:
    """The last day in force, in words; an open end says so."""
    return "没有写明" if document.last.day == OPEN_END else _day(document.last)


def cities_text(site: Site, codes: set[str]) -> str:
    """Cities in words: all are counted, a few are named."""
    if len(codes) > NAMED_CITIES:
        return f"{len(codes)} 个市"
    return "、".join(place["name"] for place in site.cities if place["code"] in codes)


def _hub(site: Site) -> Page:
    documents = newest_first(site)
    citation = citing.collection(site, site.provisions, "文件")
    lacking = wanted(site)
    naming = [clause.id for one in lacking for _, clauses in one.cited for clause in clauses]
    figures = sum(len(provision.values) for document in documents for provision in document.provisions)
    html = site.render(
        "documents.html.jinja",
        HUB + site.folder,
        documents=documents,
        provisions=len(site.provisions),
        figures=figures,
        handled=_handled,
        values=_value_count,
        forwarders=lambda document: forwarders(site, document),
        collected=by_number(site),
        wanted=lacking,
        begins=begins,
        ends=ends,
        citation=citation,
        filled=citing.filled,
    )
    description = f"本站收录的{len(documents)}份居民医保文件，逐条整理：{len(site.provisions)}条条款、{figures}个数值，每条附原文摘句。"
    keywords = " ".join(document.number for document in documents)
    summary = f"{len(documents)} 份，收录至 {words.day(site.collected_until)}"
    return Page(
        HUB + site.folder,
        f"文件{site.apart}",
        html,
        description,
        HUB,
        keywords=keywords,
        summary=summary,
        tables={"list": citation, "wanted": citing.collection(site, naming, "提到了，但还没有收录的文件")},
    )


def _page(site: Site, document: Document, uses: dict[str, list[Use]]) -> Page:
    path = document_path(document)
    own = site.given_by[document.code]
    names = [one.id for one in document.provisions]
    citation = citing.collection(site, names, "")
    by_provision: dict[str, list[Given]] = defaultdict(list)
    for value in own:
        by_provision[value.provision.id].append(value)
    clauses = [_clause(site, document, provision, by_provision, uses) for provision in document.provisions]
    html = site.render(
        "document.html.jinja",
        path,
        document=document,
        place=site.rules.place(document.place),
        clauses=clauses,
        sections=_sections(site, own),
        handled=_handled(document),
        figures=len(own),
        forwards=by_number(site).get(document.forwards),
        forwarders=forwarders(site, document),
        changed_by=_changes(site, own, document),
        changes=_changed(site, document),
        cited=cited(site, document),
        uncollected=uncollected(site, document),
        has_text=document.text_file in site.texts,
        issued=_day(document.issued),
        begins=begins(document),
        ends=ends(document),
        years_text=years_text,
        cities_text=lambda codes: cities_text(site, codes),
        handled_words=HANDLED,
        citation=citation,
        filled=citing.filled,
    )
    description = (
        f"{document.number}：{document.title}。{len(clauses)}条条款，{len(own)}个数值，每条附原文摘句和用在哪里。"
    )
    keywords = " ".join([document.place, *document.issuers])
    resting = [
        (clause.provision.id, use.item, sorted(use.places), sorted(use.years), use.cells)
        for clause in clauses
        for use in clause.uses
    ]
    version = versions.of_document(site, document, resting)
    tables = {"about": citation, "contents": citing.collection(site, names, f"{document.number}定了哪些数")}
    return Page(path, document.number, html, description, HUB, keywords=keywords, version=version, tables=tables)


def _clause(
    site: Site, document: Document, provision: Provision, own: dict[str, list[Given]], uses: dict[str, list[Use]]
) -> Clause:
    figures = [_figure(site, document, value) for value in own.get(provision.id, [])]
    touching = {*provision.readings, *(name for value in provision.values for name in value.readings)}
    readings = [
        name
        for name, reading in site.rules.readings.items()
        if name in touching or provision.id in reading.get("provisions", [])
    ]
    return Clause(provision, HANDLED[provision.handled], figures, readings, uses.get(provision.id, []))


def _figure(site: Site, document: Document, found: Given) -> Figure:
    value = found.value
    dimensions = " · ".join(
        "、".join(site.option(name, option) for option in options) for name, options in value.dimensions.items()
    )
    own_name = value.kind in ("stated", "abolished", "not_applicable")
    return Figure(
        given=found,
        dimensions=dimensions,
        text=words.content(value, site.policy),
        sign="" if own_name else words.STATES[value.kind],
        period=_period(document, found),
        status=_status(site, found),
    )


def _period(document: Document, found: Given) -> str:
    """The days a value holds; empty where they are those of the whole document."""
    rule = found.rule
    if rule.year is not None:
        return f"{rule.year}年度" + ("（推定）" if rule.first.basis == "inferred" else "")
    if (rule.first.day, rule.last.day) == (document.first.day, document.last.day):
        return ""
    return words.period(found.value)


def _status(site: Site, found: Given) -> str:
    """Whether a value is of the past or of the future; a year says that by itself."""
    if found.rule.year is not None:
        return ""
    if found.value.last < site.today:
        return "已结束"
    return "还没开始" if found.value.first > site.today else ""


def _uses(site: Site) -> dict[str, list[Use]]:
    """Provision -> the items whose cells rest on it."""
    found: dict[str, dict[str, Use]] = {}
    for line in lines(site):
        for cell in line.cells:
            # A cell that cites a provision twice rests on it once.
            cited = {citation.provision for span in cell.spans if span.found for citation in span.found.citations}
            for provision in cited:
                use = found.setdefault(provision, {}).setdefault(line.item, Use(line.item))
                use.places.add(cell.place)
                use.years.add(cell.year)
                use.cells += 1
    return {provision: list(items.values()) for provision, items in found.items()}


def _sections(site: Site, own: list[Given]) -> dict[str, dict[str, str]]:
    """Section -> item -> the first provision of the document that gives it a value."""
    found: dict[str, dict[str, str]] = {title: {} for title in site.rules.parameters["sections"].values()}
    for value in own:
        title = site.rules.parameters["sections"][site.item(value.rule.item)["section"]]
        found[title].setdefault(value.rule.item, value.provision.id)
    return {title: items for title, items in found.items() if items}


def _changes(site: Site, own: list[Given], document: Document) -> list[tuple[Document, int]]:
    """The later documents that end values of this one, and how many values each."""
    ended = Counter(site.provisions[found.rule.last.by][0].code for found in own if found.rule.last.by)
    return _counted(site, ended, document)


def _changed(site: Site, document: Document) -> list[tuple[Document, int]]:
    """The earlier documents whose values this one ends, and how many."""
    ended = Counter(found.document.code for one in document.provisions for found in _ended_by(site).get(one.id, ()))
    return _counted(site, ended, document)


def _counted(site: Site, ended: Counter[str], document: Document) -> list[tuple[Document, int]]:
    """Other documents with their counts, the latest first."""
    order = _rank(site)
    others = sorted((code for code in ended if code != document.code), key=lambda code: order[code])
    return [(newest_first(site)[order[code]], ended[code]) for code in others]


@cache
def _rank(site: Site) -> dict[str, int]:
    """Where each document stands among all, the latest first."""
    return {document.code: index for index, document in enumerate(newest_first(site))}


@cache
def _ended_by(site: Site) -> dict[str, list[Given]]:
    """Provision -> the values that it ends."""
    found: dict[str, list[Given]] = defaultdict(list)
    for value in site.given:
        if value.rule.last.by:
            found[value.rule.last.by].append(value)
    return dict(found)


def _handled(document: Document) -> dict[str, int]:
    """How many provisions are handled in which way, in words."""
    counted = Counter(provision.handled for provision in document.provisions)
    return {name: counted[key] for key, name in HANDLED.items() if counted[key]}


def _value_count(document: Document) -> int:
    return sum(len(provision.values) for provision in document.provisions)


def _day(found: Day) -> str:
    if not found.day:
        return "没有写明"
    return words.day(found.day) + ("（推定）" if found.basis == "inferred" else "")
