"""Provisions by the documents that they stand in."""

from reading.ruleset import Document, Provision
from render.site import Site


def by_document(site: Site, names: list[str]) -> list[tuple[Document, list[Provision]]]:
    """Provisions under their documents, both in the order given; of several with one locator the first."""
    found: dict[str, tuple[Document, dict[str, Provision]]] = {}
    for name in names:
        document, provision = site.provisions[name]
        found.setdefault(document.code, (document, {}))[1].setdefault(provision.locator, provision)
    return [(document, list(provisions.values())) for document, provisions in found.values()]
