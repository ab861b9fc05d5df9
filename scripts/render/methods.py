"""The page that says how the site is made: from documents to data, time, and every reading with the money at stake."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from reading.ruleset import Document, Provision, RuleValue
from render.page import Page
from render.site import Site
from urrbmi.values import Resolved, day_before

PATH = "methods/"
#: the first letter of a reading's id -> what it is about
GROUPS = {"A": "住院", "B": "大病保险", "C": "门诊和其他", "D": "时间和地点"}
CERTAINTY = {
    "settled": ("有把握", "原文写明，或者两种理解结果一样"),
    "likely": ("较有把握", "从上下文或另一份文件看应当如此"),
    "open": ("拿不准", "收录的文件定不下来，按写明的办法算，并告诉您"),
}


@dataclass(frozen=True)
class Reading:
    """One reading as the page shows it."""

    id: str
    told: dict[str, Any]
    certainty: str
    open: bool


@dataclass(frozen=True)
class Handover:
    """A value before and after a later document took over: an example of how resolution works."""

    place: str
    day: str
    before: Resolved
    after: Resolved


def pages(site: Site) -> list[Page]:
    """The one page of the methods."""
    html = site.render(
        "methods.html.jinja",
        PATH,
        counts=_counts(site),
        derived=_derived(site),
        handover=_handover(site),
        groups=readings(site),
        certainty=CERTAINTY,
    )
    return [
        Page(
            path=PATH,
            title="怎么做出来的",
            html=html,
            description="政策文件怎样变成数据，每种记号是什么意思，有歧义的条文怎样理解、牵涉多少钱，数字怎样核对，哪些没有包括。",
            section=PATH,
            keywords="方法 歧义 理解 假设 准不准 可靠 核对 推定 沿用 四舍五入",
        )
    ]


def readings(site: Site) -> list[tuple[str, str, list[Reading]]]:
    """The readings by what they are about: letter, heading, readings."""
    groups: dict[str, list[Reading]] = {}
    for name, told in site.rules.readings.items():
        reading = Reading(name, told, CERTAINTY[told["certainty"]][0], told["certainty"] == "open")
        groups.setdefault(name[0], []).append(reading)
    return [(letter, GROUPS[letter], members) for letter, members in groups.items()]


def _counts(site: Site) -> dict[str, int]:
    """How much there is of what."""
    provisions = [provision for document in site.rules.documents for provision in document.provisions]
    certainty = Counter(reading["certainty"] for reading in site.rules.readings.values())
    return {
        "documents": len(site.rules.documents),
        "provisions": len(provisions),
        "evidence": sum(len(provision.evidence) for provision in provisions),
        "values": len(site.policy.values),
        "items": len(site.used_items),
        "readings": len(site.rules.readings),
        **{f"readings_{name}": certainty[name] for name in CERTAINTY},
    }


def _derived(site: Site) -> tuple[Document, Provision, RuleValue, str] | None:
    """A value that follows by arithmetic, as an example: of the premium if there is one."""
    found = [
        (document, provision, value)
        for document in site.rules.documents
        for provision in document.provisions
        for value in provision.values
        if value.derived
    ]
    found.sort(key=lambda one: (one[2].item != "premium", one[2].item, one[1].id))
    if not found:
        return None
    document, provision, value = found[0]
    compiled = next(one for one in site.policy.values if one.provision == provision.id and one.kind == "derived")
    return document, provision, value, site.text_of(compiled)


def _handover(site: Site) -> Handover | None:
    """Where a province's later document took the place of a city's own, for a hospital deductible."""
    item = "inpatient_deductible"
    for value in site.policy.values:
        if value.item != item or not value.ended_by:
            continue
        place = value.place
        for dimensions in site.combinations(item):
            if not value.covers(dimensions):
                continue
            for day, _, after in site.policy.history(place, item, dimensions, value.first, f"{site.years[-1]}-12-31"):
                before = day > value.first and site.policy.resolve(place, item, day_before(day), dimensions)
                if before and after and site.text(before) != site.text(after):
                    return Handover(
                        f"{site.policy.places[place]['name']}，{site.named(dimensions)}", day, before, after
                    )
    return None
