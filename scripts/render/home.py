"""The home page: choose a city, two doors, what changed last, what people ask, what is not known."""

from dataclasses import dataclass
from typing import Any

from render import citing, latest
from render.addresses import Addresses
from render.highlights import Common, Known, common, known, used
from render.page import Page
from render.site import Site
from render.today import Part, Today

#: the figures of the answers: a name for the template, the item and the case
FIGURES: dict[str, tuple[str, dict[str, str]]] = {
    **{
        f"{short}_{facility}": (item, {"facility": facility, **location})
        for short, item, location in (
            ("deductible", "inpatient_deductible", {"location": "local"}),
            ("ratio", "inpatient_ratio", {"location": "local"}),
            ("visit", "outpatient_ratio", {}),
        )
        for facility in ("class_3", "class_2_county", "class_2_city", "class_1")
    },
    **{
        f"away_{location}": ("inpatient_ratio_reduction", {"location": location})
        for location in ("long_term", "referred", "emergency", "unreferred")
    },
    "visit_deductible": ("outpatient_deductible", {"facility": "class_1"}),
    "visit_cap": ("outpatient_cap", {}),
    "critical": ("critical_illness_deductible", {"group": "ordinary"}),
    "critical_ratio": ("critical_illness_ratio", {"group": "ordinary"}),
    "critical_cap": ("critical_illness_cap", {"group": "ordinary"}),
    "critical_second": ("critical_illness_second_deductible", {}),
    "critical_second_ratio": ("critical_illness_second_ratio", {}),
    "drug_ratio": ("two_diseases_ratio", {}),
    "pressure_cap": ("two_diseases_cap", {"disease": "hypertension"}),
    "sugar_1_cap": ("two_diseases_cap", {"disease": "diabetes_type_1"}),
    "sugar_cap": ("two_diseases_cap", {"disease": "diabetes_other"}),
}
MOST_CHANGES = 5
INSIDE = ("in_province", "in_province_unreferred")


@dataclass(frozen=True)
class Premium:
    """What people of some cities paid in the last year that was collected."""

    year: int
    part: Part
    cities: list[dict[str, Any]]


def pages(site: Site) -> list[Page]:
    """The home page."""
    year = int(site.today[:4])
    html = site.render(
        "home.html.jinja",
        "",
        year=year,
        now={name: _figure(site, *asked) for name, asked in FIGURES.items()},
        province_alike=_province_alike(site),
        premiums=_premiums(site),
        changes=latest.changes(site, MOST_CHANGES),
        coverage=_coverage(site),
        main=len(used(site)),
        citation=citing.collection(site, site.provisions, "首页"),
        filled=citing.filled,
    )
    return [
        Page(
            "",
            "首页",
            html,
            f"{site.where}的城乡居民医保：住院、门诊、大病保险报多少，每年交多少钱，各市各年放在一起比，每个数字注明文件和条款。",
            "",
            keywords=f"{site.region} 居民医保 新农合 报销比例 起付线 门槛费 封顶线 大病保险 缴费",
            layout="wide",
        )
    ]


def _province_alike(site: Site) -> bool:
    """Whether a stay in another city of the province is paid like one at home, in every city and hospital."""
    at_home = [case for case in site.combinations("inpatient_ratio") if case["location"] == "local"]
    return all(
        _text(site, place, case) == _text(site, place, other)
        for place in site.cities
        for case in at_home
        for other in ({**case, "location": location} for location in INSIDE)
    )


def _text(site: Site, place: dict[str, Any], case: dict[str, str]) -> str:
    found = site.now(place["code"], "inpatient_ratio", case)
    return site.text(found) if found else ""


def _figure(site: Site, item: str, case: dict[str, str]) -> Common:
    return common(site, item, **case)


def _premiums(site: Site) -> list[Premium]:
    """What a year costs, cities with the same answer together, the latest year first."""
    addresses = Addresses(site)
    found: dict[tuple[int, str], Premium] = {}
    for place in site.cities:
        today = Today(site, place, addresses)
        row = today.row("premium") or today.latest("premium")
        if row:
            part = row.parts[0]
            found.setdefault((row.asked, part.text), Premium(row.asked, part, [])).cities.append(place)
    return sorted(found.values(), key=lambda premium: (-premium.year, len(premium.cities)))


def _coverage(site: Site) -> list[tuple[dict[str, Any], list[Known]]]:
    """For each city and year, how many of the main items are known."""
    return [(place, [known(site, place["code"], year) for year in site.years]) for place in site.cities]
