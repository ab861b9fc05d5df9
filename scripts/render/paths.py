"""Where the pages stand, below the site's top."""

from typing import Any

from reading.ruleset import Document

#: the kinds of files that a page with figures has
KINDS = ("csv", "xlsx", "json")
#: pages whose name below data/ is that of a table of all data with other rows
_TAKEN = {"coverage": "coverage/known"}


def item_path(item: str) -> str:
    """The path of an item's page; of several provinces, of what it says of all of them."""
    return f"items/{item.replace('_', '-')}/"


def city_path(place: dict[str, Any]) -> str:
    """The path of a city's page."""
    return f"cities/{place['pinyin']}/"


def download_path(page: str) -> str:
    """What the files of a page are called below data/, but for their kind: items/premium."""
    name = page.rstrip("/")
    return _TAKEN.get(name, name)


def document_path(document: Document) -> str:
    """The path of a document's page."""
    return document_address(document.slug)


def document_address(slug: str) -> str:
    """The same, by what the document's files are called."""
    return f"documents/{slug}/"
