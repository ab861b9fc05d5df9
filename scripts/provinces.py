"""What the calculator fetches of the rules: all at once where there is one province and its quick estimate has room in the
page, else what is national, and each province when somebody picks a city of it.

    policy              the packed model (calculator/urrbmi/packed.py), without its provinces where these come apart
    rules-<province>    the province's part of it
    details-<province>  what the page itself has to know of it: {"documents": {文号: address below the site's root},
                        "estimate": the quick estimate's table}; else they stand in the page

The files of a province that comes apart lie in its volume (scripts/volumes.py).

The texts behind the figures stay out: no page of the calculator shows them, for each clause is a link to its document.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import compress
from render.paths import document_address
from render.texts import compact

Json = dict[str, Any]

#: so long may the table of the quick estimate be (bytes of JSON) that stands in the page
IN_PAGE = 40_000


def without_evidence(packed: Mapping[str, Any]) -> Json:
    """The packed model without the documents' own words, of which a lookup then tells none."""
    return {**packed, "provinces": {code: _without_evidence(part) for code, part in packed["provinces"].items()}}


def comes_apart(several: bool, estimate: Json) -> bool:
    """Whether the rules of a province, one of several or the only one, come apart; `estimate` is the quick estimate's table."""
    return several or len(compact(estimate)) > IN_PAGE


def policy(packed: Json, apart: Collection[str]) -> bytes:
    """The file with what all read: the packed model, without the rules of the provinces (codes) that come apart."""
    here = {code: part for code, part in packed["provinces"].items() if code not in apart}
    return compact({**packed, "provinces": here, **({"absent": list(apart)} if apart else {})}).encode()


def delivered(part: Json, estimate: Json, folder: Path) -> dict[str, Json]:
    """Writes the files of a province's packed rules into a folder; returns their entries: rules and details."""
    told = {"rules": _without_evidence(part), "details": _details(part, estimate)}
    return {
        name: compress.deliver(f"{name}-{part['province']}.json", compact(content).encode(), folder)
        for name, content in told.items()
    }


def _without_evidence(part: Json) -> Json:
    return {**part, "provisions": {name: column for name, column in part["provisions"].items() if name != "evidence"}}


def _details(part: Json, estimate: Json) -> Json:
    documents = {one["number"]: document_address(one["slug"]) for one in part["documents"].values()}
    return {"documents": documents, "estimate": estimate}
