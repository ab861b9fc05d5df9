"""What the calculator fetches of the rules: all at once where there is one province and its quick estimate has room in the
page, else what is national, and each province when somebody picks a city of it.

    policy              the packed model (calculator/urrbmi/packed.py), without its provinces where these come apart
    rules-<province>    the province's part of it
    details-<province>  what the page itself has to know of it: {"documents": {文号: address below the site's root},
                        "estimate": the quick estimate's table}; else they stand in the page

The texts behind the figures stay out: no page of the calculator shows them, for each clause is a link to its document.
"""

from collections.abc import Mapping
from typing import Any

from render.paths import document_address
from render.texts import compact

Json = dict[str, Any]

#: so long may the table of the quick estimate be (bytes of JSON) that stands in the page
IN_PAGE = 40_000


def without_evidence(packed: Mapping[str, Any]) -> Json:
    """The packed model without the documents' own words, of which a lookup then tells none."""
    parts = {
        code: {
            **part,
            "provisions": {name: column for name, column in part["provisions"].items() if name != "evidence"},
        }
        for code, part in packed["provinces"].items()
    }
    return {**packed, "provinces": parts}


def apart(packed: Json, estimates: Mapping[str, Json]) -> list[str]:
    """The provinces (codes) whose rules come apart; `estimates` are the quick estimate's tables by province (code)."""
    codes = list(packed["provinces"])
    return codes if len(codes) > 1 or len(compact(estimates)) > IN_PAGE else []


def files(packed: Json, estimates: Mapping[str, Json]) -> dict[str, bytes]:
    """The contents of the files, by their names."""
    if not apart(packed, estimates):
        return {"policy": compact(packed).encode()}
    parts = packed["provinces"].items()
    told = {
        "policy": {**packed, "provinces": {}, "absent": list(packed["provinces"])},
        **{f"rules-{code}": part for code, part in parts},
        **{f"details-{code}": _details(part, estimates[code]) for code, part in parts},
    }
    return {name: compact(content).encode() for name, content in told.items()}


def _details(part: Json, estimate: Json) -> Json:
    documents = {one["number"]: document_address(one["slug"]) for one in part["documents"].values()}
    return {"documents": documents, "estimate": estimate}
