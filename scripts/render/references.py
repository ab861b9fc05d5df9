"""Which documents name which: what a document cites, what forwards it, and what is cited but not collected."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from reading.ruleset import Document, Provision
from render.site import Site


@dataclass(frozen=True)
class Wanted:
    """A document that is cited but not collected: who cites it, and in which provisions as far as these say so."""

    number: str
    cited: list[tuple[Document, list[Provision]]]


@cache
def newest_first(site: Site) -> list[Document]:
    """The documents, the latest first."""
    return sorted(site.rules.documents, key=lambda document: (document.order, document.code), reverse=True)


@cache
def wanted(site: Site) -> list[Wanted]:
    """Every 文号 that collected documents cite and that is not collected, in the order in which they name them."""
    collected = {document.number for document in site.rules.documents}
    cited: dict[str, list[tuple[Document, list[Provision]]]] = {}
    for document in newest_first(site):
        for number in document.cites:
            if number not in collected:
                cited.setdefault(number, []).append((document, _naming(document, number)))
    return [Wanted(number, places) for number, places in cited.items()]


def cited(site: Site, document: Document) -> list[Document]:
    """The collected documents that this one cites, but for the one that it forwards."""
    collected = by_number(site)
    return [collected[number] for number in document.cites if number in collected and number != document.forwards]


def uncollected(site: Site, document: Document) -> list[tuple[str, list[Provision]]]:
    """The 文号 that this document cites and that are not collected, each with the provisions that name it."""
    return _uncollected_by(site).get(document.code, [])


@cache
def _uncollected_by(site: Site) -> dict[str, list[tuple[str, list[Provision]]]]:
    """The same of every document (code)."""
    found: dict[str, list[tuple[str, list[Provision]]]] = defaultdict(list)
    for one in wanted(site):
        for citing, naming in one.cited:
            found[citing.code].append((one.number, naming))
    return dict(found)


def _naming(document: Document, number: str) -> list[Provision]:
    """The provisions whose evidence or summary names another document."""
    return [
        provision
        for provision in document.provisions
        if number in provision.summary or any(number in fragment for fragment in provision.evidence)
    ]


def forwarders(site: Site, document: Document) -> list[Document]:
    return _all_forwarders(site).get(document.number, [])


@cache
def _all_forwarders(site: Site) -> dict[str, list[Document]]:
    """文号 -> the documents that forward it, the latest first."""
    found: dict[str, list[Document]] = defaultdict(list)
    for other in newest_first(site):
        if other.forwards:
            found[other.forwards].append(other)
    return dict(found)


@cache
def by_number(site: Site) -> dict[str, Document]:
    return {document.number: document for document in site.rules.documents}
