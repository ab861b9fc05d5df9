"""What the calculator fetches of the rules: all at once where there is one province, else what is national, and each
province when somebody picks a city of it.

    policy              the packed model (calculator/urrbmi/packed.py), without its provinces where there are several
    rules-<province>    the province's part of it
    details-<province>  what the page itself has to know of it: {"documents": {文号: address below the site's root},
                        "estimate": the quick estimate's table}; with one province they stand in the page
"""

from collections.abc import Mapping
from typing import Any

from render.paths import document_address
from render.texts import compact

Json = dict[str, Any]


def apart(packed: Json) -> list[str]:
    """The provinces (codes) whose rules come apart."""
    codes = list(packed["provinces"])
    return codes if len(codes) > 1 else []


def files(packed: Json, estimates: Mapping[str, Json]) -> dict[str, bytes]:
    """The contents of the files, by their names; `estimates` are the quick estimate's tables by province (code)."""
    if not apart(packed):
        return {"policy": compact(packed).encode()}
    parts = packed["provinces"].items()
    told = {
        "policy": {**packed, "provinces": {}, "absent": apart(packed)},
        **{f"rules-{code}": part for code, part in parts},
        **{f"details-{code}": _details(part, estimates[code]) for code, part in parts},
    }
    return {name: compact(content).encode() for name, content in told.items()}


def _details(part: Json, estimate: Json) -> Json:
    documents = {one["number"]: document_address(one["slug"]) for one in part["documents"].values()}
    return {"documents": documents, "estimate": estimate}
