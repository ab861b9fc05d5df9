"""Links to provisions, as they stand in the sentences of pages: the document, then the clause."""

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup, escape

from reading.ruleset import Document, Provision
from render.paths import document_path


class _Link(NamedTuple):
    """A provision's document (its code, and its number as HTML), its locator in that, and its address below the site's top."""

    document: str
    number: str
    locator: str
    address: str


class Links:
    """Links to the provisions (by their ids) of some documents; `root` leads to the site's top."""

    def __init__(self, provisions: dict[str, tuple[Document, Provision]]) -> None:
        self._links = {
            name: _Link(
                document.code,
                escape(document.number),
                escape(provision.locator),
                escape(f"{document_path(document)}#{name}"),
            )
            for name, (document, provision) in provisions.items()
        }

    def one(self, name: str, root: str) -> Markup:
        """晋医保发〔2024〕19号 二·表"""
        link = self._links[name]
        return Markup(f'<a href="{root}{link.address}">{link.number} {link.locator}</a>')

    def together(self, names: Iterable[str], root: str) -> Markup:
        """Each document named once, 晋医保发〔2024〕19号 二·表、二·2段③; of several clauses with one locator the first."""
        found: dict[str, dict[str, _Link]] = {}
        for name in names:
            link = self._links[name]
            found.setdefault(link.document, {}).setdefault(link.locator, link)
        documents = [list(own.values()) for own in found.values()]
        return Markup("，".join(f"{own[0].number} {self._clauses(own, root)}" for own in documents))

    @staticmethod
    def _clauses(links: list[_Link], root: str) -> str:
        return "、".join([f'<a href="{root}{one.address}">{one.locator}</a>' for one in links])
