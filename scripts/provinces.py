"""What the calculator fetches of the rules: all at once where there is one province, else what is national, and each
province when somebody picks a city of it.

    policy              the packed model (calculator/urrbmi/packed.py), without its provinces where there are several
    rules-<province>    the province's part of it
    details-<province>  what the page itself has to know of it: {"documents": {文号: address below the site's root},
                        "estimate": the quick estimate's table}; with one province they stand in the page
"""

from typing import Any

from render.estimate import table
from render.paths import document_address
from render.texts import compact
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
        return {"policy": compact(packed).encode()}
    policy = Policy(unpacked(packed))
    parts = packed["provinces"].items()
    told = {
        "policy": {**packed, "provinces": {}, "absent": apart(packed)},
        **{f"rules-{code}": part for code, part in parts},
        **{f"details-{code}": _details(policy, code, part) for code, part in parts},
    }
    return {name: compact(content).encode() for name, content in told.items()}


def _details(policy: Policy, province: str, part: Json) -> Json:
    documents = {one["number"]: document_address(one["slug"]) for one in part["documents"].values()}
    cities = [place["name"] for place in policy.cities() if place["parent"] == province]
    return {"documents": documents, "estimate": table(policy, cities)}
