"""What the calculator fetches of the rules: all at once where there is one province, else what is national, and each
province when somebody picks a city of it.

    policy              the packed model (calculator/urrbmi/packed.py), without its provinces where there are several
    rules-<province>    the province's part of it
    details-<province>  what the page itself has to know of it: {"documents": {文号: address below the site's root},
                        "estimate": the quick estimate's table}; with one province they stand in the page
"""

import json
from typing import Any

from render.estimate import table
from render.paths import document_address
from urrbmi.packed import unpacked
from urrbmi.policy import Policy

Json = dict[str, Any]


def apart(packed: Json) -> list[str]:
    """The provinces (codes) whose rules come apart."""
    codes = list(packed["provinces"])
    return codes if len(codes) > 1 else []


def files(packed: Json) -> dict[str, bytes]:
    """The contents of the files, by their names."""
    if not apart(packed):
        return {"policy": text_of(packed)}
    policy = Policy(unpacked(packed))
    return {
        "policy": text_of({**packed, "provinces": {}, "absent": apart(packed)}),
        **{f"rules-{code}": text_of(part) for code, part in packed["provinces"].items()},
        **{f"details-{code}": text_of(_details(policy, code, part)) for code, part in packed["provinces"].items()},
    }


def _details(policy: Policy, province: str, part: Json) -> Json:
    documents = {one["number"]: document_address(one["slug"]) for one in part["documents"].values()}
    cities = [place["name"] for place in policy.cities() if place["parent"] == province]
    return {"documents": documents, "estimate": table(policy, cities)}


def text_of(data: Json) -> bytes:
    """JSON on one line."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
