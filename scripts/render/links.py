"""Links to provisions, as they stand in the sentences of pages: the document, then the clause."""

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup, escape

from reading.ruleset import Document, Provision
from render.paths import document_path


class _Link(NamedTuple):
    """A provision's document (its number, and its page below the site's top), its locator in that, and its own address."""

    number: str
    page: str
    locator: str
    address: str


class Links:
    """Links to the provisions (by their ids) of some documents; `root` leads to the site's top."""

    def __init__(self, provisions: dict[str, tuple[Document, Provision]]) -> None:
        self._provisions = provisions
        self._links: dict[str, _Link] = {}

    def one(self, name: str, root: str) -> Markup:
        """晋医保发〔2024〕19号 二·表"""
        link = self._link(name)
        return Markup(f'<a href="{root}{link.address}">{link.number} {link.locator}</a>')

    def together(self, names: Iterable[str], root: str) -> Markup:
        """Each document named once, 晋医保发〔2024〕19号 二·表、二·2段③; of several clauses with one locator the first."""
        return Markup("，".join(f"{own[0].number} {self._clauses(own, root)}" for own in self._by_document(names)))

    def documents(self, names: Iterable[str], root: str) -> Markup:
        """The documents alone, each once."""
        firsts = [own[0] for own in self._by_document(names)]
        return Markup("、 ".join(f'<a href="{root}{one.page}">{one.number}</a>' for one in firsts))

    def _link(self, name: str) -> _Link:
        """The link to a provision, which is made when it is first asked for."""
        if name not in self._links:
            document, provision = self._provisions[name]
            page = document_path(document)
            self._links[name] = _Link(*map(escape, (document.number, page, provision.locator, f"{page}#{name}")))
        return self._links[name]

    def _by_document(self, names: Iterable[str]) -> list[list[_Link]]:
        found: dict[str, dict[str, _Link]] = {}
        for name in names:
            link = self._link(name)
            found.setdefault(link.page, {}).setdefault(link.locator, link)
        return [list(own.values()) for own in found.values()]

    @staticmethod
    def _clauses(links: list[_Link], root: str) -> str:
        return "、".join([f'<a href="{root}{one.address}">{one.locator}</a>' for one in links])
