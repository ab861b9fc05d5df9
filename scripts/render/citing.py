"""How a figure, a table or a page is cited: the original document and clause first, then this site and its data version.

The numbered form is GB/T 7714-2015's. A government document stands in it as in the standard's own example: its number is
part of the title, its kind is [A]; a day that is inferred stands in brackets. In every text `{address}` is the permanent
link and `{day}` the day of citing: the first the browser knows where the build does not, the second the browser alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from reading.ruleset import Document
from render import words
from render.charts.sources import of_case
from render.grouping import merged
from render.paths import document_path
from render.site import Site
from render.standard_cases import Settled
from render.tables import Table

NAME = "居民医保政策对照"
#: up to this many responsible bodies are named (GB/T 7714-2015, 8.1.2)
_NAMED = 3
#: up to this many clauses of one document are named
_CLAUSES = 6
#: up to this many documents are named; of a large province a page rests on hundreds
_DOCUMENTS = 12
#: between clauses of a document, and what stands for those that are not named
_AND, _MORE = "、", "{named}等{count}处"
#: a title inside a title
_INNER = str.maketrans("《》", "〈〉")


@dataclass(frozen=True)
class Citation:
    """What is copied: the form of GB/T 7714 and a plain sentence; the documents (文号) behind it, the latest first."""

    gbt: str
    plain: str
    documents: tuple[str, ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """The two forms by their names."""
        return {"gbt": self.gbt, "plain": self.plain}


#: between the parts of a citation: its documents, and this site
_JOINED = Citation(" ", "；")


def clause(site: Site, provision: str) -> Citation:
    """A figure by the clause that it stands in."""
    return cited(site, [provision], "")


def cited(site: Site, provisions: Iterable[str], title: str) -> Citation:
    """What rests on some clauses; `title` says what of this site is cited (empty: a single figure)."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in site.ordered(provisions):
        document, provision = site.provisions[name]
        if provision.locator not in found[document.number]:
            found[document.number].append(provision.locator)
    return _together(site, {number: _where(locators) for number, locators in found.items()}, title)


def collection(site: Site, provisions: Iterable[str], title: str) -> Citation:
    """A page that rests on very many clauses, by the documents that they stand in."""
    return _together(site, dict.fromkeys((site.provisions[name][0].number for name in provisions), ""), title)


def _together(site: Site, where: dict[str, str], title: str) -> Citation:
    """Documents (文号) with the places in them, in reading order, then this site; of very many documents the latest."""
    documents = [one for one in site.rules.documents if one.number in where]
    latest = sorted(documents, key=lambda one: one.order, reverse=True)
    named = [one for one in documents if one in latest[:_DOCUMENTS]]
    more = [f"等{len(documents)}份文件"] if len(documents) > len(named) else []
    own = _own(site, title)
    gbt = [*(_gbt(one, where[one.number]) for one in named), *(f"{one}." for one in more), own.gbt]
    plain = [*(_plain(one, where[one.number]) for one in named), *more, own.plain]
    return Citation(_JOINED.gbt.join(gbt), _JOINED.plain.join(plain), tuple(one.number for one in latest))


def all_pieces(site: Site) -> dict[str, Any]:
    """What citations of any figures are put together from: the compare page lays its tables in the browser."""
    return pieces(site, {name for name, (_, provision) in site.provisions.items() if provision.handled == "value"})


def pieces(site: Site, names: Set[str]) -> dict[str, Any]:
    """What `cited` puts a citation together from, for citations of some of these clauses that are made in the browser.

    Of each clause (provision id), in reading order, the document's path and the place in it; `{where}`, `{title}`,
    `{named}` and `{count}` are filled in there.
    """
    standing = {name: site.provisions[name] for name in site.ordered(names)}
    documents = {document_path(document): document for document, _ in standing.values()}
    return {
        "clauses": {
            name: [document_path(document), provision.locator] for name, (document, provision) in standing.items()
        },
        "documents": {
            path: {
                "number": document.number,
                **Citation(_gbt(document, "{where}"), _plain(document, "{where}")).texts,
            }
            for path, document in documents.items()
        },
        "site": _own(site, "{title}").texts,
        "joined": _JOINED.texts,
        "and": _AND,
        "named": _CLAUSES,
        "more": _MORE,
    }


def table(site: Site, item: str, shown: Table) -> Citation:
    """A table of an item's page."""
    cases = merged(site, item, shown.combinations)
    name = str(site.item(item)["name"])
    return cited(site, sources(shown), f"{name}，{cases}" if cases else name)


def case(site: Site, one: Settled) -> Citation:
    """A standard case in every city and year."""
    return cited(site, of_case(site, one, site.years), case_title(one))


def case_title(one: Settled) -> str:
    """What a standard case is called in citations."""
    return f"标准案例，{one.case.title}"


def all_cases(site: Site, found: Iterable[Settled], year: int) -> Citation:
    """The table of all standard cases in a year."""
    return cited(site, (name for one in found for name in of_case(site, one, [year])), f"标准案例，{year}年")


def sources(*shown: Table) -> set[str]:
    """The clauses that the figures of some tables rest on."""
    return {source for one in shown for note in one.notes for source in note.found.value.sources}


def filled(site: Site, text: str, path: str) -> Markup:
    """A text as a page shows it: with the address and the day as the build knows them, marked for the browser to mend."""
    address = Markup('<span data-address="{}">{}</span>').format(path, site.address + path)
    day = Markup("<span data-day>{}</span>").format(site.today)
    return escape(text).replace("{address}", address).replace("{day}", day)


def _gbt(document: Document, where: str) -> str:
    """山西省医疗保障局, 山西省财政厅, 等. 关于……的通知: 晋医保发〔2024〕19号[A]. 2024-12-12: 二·表."""
    bodies = ", ".join([*document.issuers[:_NAMED], *(["等"] if len(document.issuers) > _NAMED else [])])
    place = f": {where}" if where else ""
    return f"{bodies}. {document.title}: {document.number}[A]. {_issued(document)}{place}."


def _where(locators: list[str]) -> str:
    """Clauses by their places in a document; of many the first."""
    named = _AND.join(locators[:_CLAUSES])
    return _MORE.format(named=named, count=len(locators)) if len(locators) > _CLAUSES else named


def _issued(document: Document) -> str:
    day = document.issued.day
    if not day:
        return "[日期不详]"
    return f"[{day}]" if document.issued.basis == "inferred" else day


def _plain(document: Document, where: str) -> str:
    """山西省医疗保障局等《关于……的通知》（晋医保发〔2024〕19号），二·表"""
    bodies = document.issuers[0] + ("等" if len(document.issuers) > 1 else "")
    title = document.title.translate(_INNER)
    return f"{bodies}《{title}》（{document.number}）" + (f"，{where}" if where else "")


def _own(site: Site, title: str) -> Citation:
    """This site, after the documents."""
    return Citation(_site_gbt(site, title), _site_plain(site, title))


def _site_gbt(site: Site, title: str) -> str:
    """居民医保政策对照: 住院起付线[DS/OL]. 数据版本 0123. (2026-01-01)[2026-02-02]. https://……."""
    named = f"{NAME}: {title}" if title else NAME
    return f"{named}[DS/OL]. {site.version_name} {site.policy.data_version}. ({site.today})[{{day}}]. {{address}}."


def _site_plain(site: Site, title: str) -> str:
    named = f"“{NAME}”的“{title}”" if title else f"“{NAME}”"
    collected = words.day(site.collected_until)
    return (
        f"据{named}，{site.version_name} {site.policy.data_version}（收录至 {collected}），{{address}}，{{day}} 查看。"
    )
