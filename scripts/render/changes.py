"""The pages of what changed: all days, one page per year, one per city."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from render import differences
from render.clauses import by_document
from render.differences import CHANGED, GONE, Topic
from render.grouping import Block
from render.impact import impacts
from render.site import Page, Site

HUB = "changes/"
#: what a household feels first: a heading and the items under it
HOUSEHOLD = (
    ("要交多少钱", ("premium",)),
    ("看门诊", ("outpatient_deductible", "outpatient_ratio", "outpatient_cap")),
    ("住院", ("inpatient_deductible", "inpatient_ratio", "annual_fund_cap")),
    (
        "大病保险",
        (
            "critical_illness_deductible",
            "critical_illness_ratio",
            "critical_illness_second_deductible",
            "critical_illness_second_ratio",
            "critical_illness_cap",
        ),
    ),
)
_HOUSEHOLD_ITEMS = tuple(item for _, items in HOUSEHOLD for item in items)
#: how many changes of a day the overview names before it points to the year's page
NAMED = 6


@dataclass(frozen=True)
class Day:
    """Everything that changed on one day, by kind."""

    day: str
    changed: list[Topic]
    first: list[Topic]
    gone: list[Topic]

    @property
    def leading(self) -> list[Topic]:
        """The changes that the overview names: first what a household feels, then what changed in the most cities."""
        return weighed(self.changed)[:NAMED]


@dataclass(frozen=True)
class Group:
    """Topics under one heading, and how many of its items were collected for the first time."""

    name: str
    topics: list[Topic]
    first: list[Topic]


def pages(site: Site) -> list[Page]:
    """The overview, a page for each year in which something changed, and a page for each city."""
    found = differences.topics(site)
    years = [(int(year), list(members)) for year, members in groupby(found, key=lambda topic: topic.day[:4])]
    numbers = [year for year, _ in years]
    return [
        _hub(site, found, numbers),
        *(_year(site, year, members, numbers) for year, members in years),
        *(_city(site, place, numbers) for place in site.cities),
    ]


def year_path(year: int) -> str:
    """The path of a year's page."""
    return f"{HUB}{year}/"


def city_changes_path(place: dict[str, Any]) -> str:
    """The path of the page of a city's changes."""
    return f"{HUB}{place['pinyin']}/"


def days(topics: list[Topic]) -> list[Day]:
    """Topics by day, in the order given."""
    return [_day(day, list(members)) for day, members in groupby(topics, key=lambda topic: topic.day)]


def described(site: Site, item: str, block: Block) -> str:
    """A block of dimensions in words: 一类 · 省外转诊、省外急诊; what it is true for throughout goes without saying."""
    parts = []
    for name, values in block.items():
        named = {combination[name] for combination in site.combinations(item) if name in combination}
        if len(values) < len(named) or len(named) == 1:
            parts.append("、".join(site.option(name, value) for value in values))
    return " · ".join(parts)


def _hub(site: Site, found: list[Topic], years: list[int]) -> Page:
    html = _render(site, "changes.html.jinja", HUB, days=days(found), years=years)
    return Page(
        path=HUB,
        title="变化",
        html=html,
        description="居民医保从哪天起变了什么：哪个市、哪一项、原来多少、现在多少、依据哪一条，按生效日期排列。",
        section=HUB,
        keywords="变化 调整 新规定 新政策 涨了 降了 取消 前后对比",
    )


def _year(site: Site, year: int, found: list[Topic], years: list[int]) -> Page:
    path = year_path(year)
    changed = [topic for topic in found if topic.kind == CHANGED]
    gone = [topic for topic in found if topic.kind == GONE]
    first = [topic for topic in found if topic.kind not in (CHANGED, GONE)]
    html = _render(
        site,
        "changes_year.html.jinja",
        path,
        year=year,
        years=years,
        changed=changed,
        household=[
            Group(name, [t for t in changed if t.item in items], [t for t in first if t.item in items])
            for name, items in HOUSEHOLD
        ],
        others=_by_section(site, [topic for topic in changed if topic.item not in _HOUSEHOLD_ITEMS]),
        first=_by_section(site, first),
        gone=gone,
        impacts=impacts(site, year),
    )
    return Page(
        path=path,
        title=f"{year}年的变化",
        html=html,
        description=f"{year}年山西居民医保有哪些变化：{len(changed)}项前后可以对照，逐项写明各市原来多少、现在多少、依据哪一条。",
        section=HUB,
        keywords=f"{year} 变化 调整 缴费 住院 门诊 大病保险",
    )


def _city(site: Site, place: dict[str, Any], years: list[int]) -> Page:
    path = city_changes_path(place)
    found = differences.topics_at(site, place["code"])
    html = _render(
        site, "changes_city.html.jinja", path, place=place, days=days(found), years=years, told_apart=_told_apart(found)
    )
    return Page(
        path=path,
        title=f"{place['name']}历年的变化",
        html=html,
        description=f"{place['name']}居民医保历年变了什么：原来多少、现在多少、从哪天起、依据哪一条。",
        section=HUB,
        keywords=f"{place['name']} {place['name'].removesuffix('市')} 变化 调整 历年",
    )


def _told_apart(found: list[Topic]) -> set[str]:
    """The items first collected on several days, for other cases each time: named with their cases."""
    days_of: dict[str, set[str]] = {}
    for topic in found:
        if topic.kind not in (CHANGED, GONE):
            days_of.setdefault(topic.item, set()).add(topic.day)
    return {item for item, days in days_of.items() if len(days) > 1}


def weighed(topics: list[Topic]) -> list[Topic]:
    """Topics in the order of their weight for a household."""
    return sorted(topics, key=_weight)


def _weight(topic: Topic) -> tuple[int, int]:
    """Where a change stands among those of its day."""
    if topic.item in _HOUSEHOLD_ITEMS:
        return 0, _HOUSEHOLD_ITEMS.index(topic.item)
    return 1, -len(topic.places)


def _render(site: Site, template: str, path: str, **context: Any) -> str:
    return site.render(
        template,
        path,
        described=described,
        by_document=by_document,
        weighed=weighed,
        year_path=year_path,
        city_changes_path=city_changes_path,
        **{"told_apart": (), **context},
    )


def _day(day: str, members: list[Topic]) -> Day:
    changed = [topic for topic in members if topic.kind == CHANGED]
    gone = [topic for topic in members if topic.kind == GONE]
    first = [topic for topic in members if topic.kind not in (CHANGED, GONE)]
    return Day(day, changed, first, gone)


def _by_section(site: Site, found: list[Topic]) -> list[Group]:
    """Topics under the headings in which people think; a heading without topics is left out."""
    groups = [
        Group(name, [topic for topic in found if site.item(topic.item)["section"] == section], [])
        for section, name in site.rules.parameters["sections"].items()
    ]
    return [group for group in groups if group.topics]
