"""The pages of what changed: the timeline of all days, a page per year, per city, and per day."""

from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import groupby
from typing import Any

from render import change_citing, citing, differences, words
from render.change_lines import lines
from render.differences import CHANGED, GONE, Topic
from render.impact import felt, in_year
from render.page import Page
from render.site import Site
from render.sizes import MOST_BYTES, fitting
from render.versions import of_topics
from urrbmi.values import OPEN_END, day_after

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
#: a change has more bytes than this in a list, and each of its lines, with its clauses, more than these
TOPIC_BYTES = 270
CHANGED_BYTES, LINE_BYTES = 230, 110


@dataclass(frozen=True)
class Day:
    """Everything that changed on one day, by kind, and the provisions with values that begin on it or ended before it."""

    day: str
    changed: list[Topic]
    first: list[Topic]
    gone: list[Topic]
    begun: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    @property
    def topics(self) -> list[Topic]:
        """All that changed."""
        return [*self.changed, *self.first, *self.gone]

    @property
    def places(self) -> set[str]:
        """The codes of the cities where something changed."""
        return {place for topic in self.topics for place in topic.places}

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
    """The overview, a page for each year in which something changed, for each city, and for each day."""
    every = effective_days(site)
    found = by_year(site)
    numbers = list(found)
    return [
        _hub(site, every, numbers),
        *(_year(site, year, members, numbers) for year, members in found.items()),
        *(_city(site, place, numbers) for place in site.cities),
        *(_day_page(site, every, index, numbers) for index in range(len(every))),
    ]


def year_path(site: Site, year: int) -> str:
    """The path of a year's page."""
    return f"{HUB}{year}/{site.folder}"


def city_changes_path(place: dict[str, Any]) -> str:
    """The path of the page of a city's changes."""
    return f"{HUB}{place['pinyin']}/"


def day_path(site: Site, day: str) -> str:
    """The path of a day's page: changes/2025-01-01/."""
    return f"{HUB}{day}/{site.folder}"


def by_year(site: Site) -> dict[int, list[Topic]]:
    """Year -> all that changed in it, the latest first."""
    return {
        int(year): list(members) for year, members in groupby(differences.topics(site), key=lambda topic: topic.day[:4])
    }


def effective_days(site: Site) -> list[Day]:
    """Every day in the years of the tables on which something changed, or a value began or had ended; the latest first."""
    changed = {day.day: day for day in days(differences.topics(site))}
    begun: dict[str, dict[str, None]] = {}
    ended: dict[str, dict[str, None]] = {}
    for value in (given.value for given in site.given):
        begun.setdefault(value.first, {})[value.provision] = None
        if value.last != OPEN_END:
            ended.setdefault(day_after(value.last), {})[value.provision] = None
    within = [day for day in {*changed, *begun, *ended} if day and site.years[0] <= int(day[:4]) <= site.years[-1]]
    return [
        replace(changed.get(day, Day(day, [], [], [])), begun=list(begun.get(day, ())), ended=list(ended.get(day, ())))
        for day in sorted(within, reverse=True)
    ]


def days(topics: list[Topic]) -> list[Day]:
    """Topics by day, in the order given."""
    return [_day(day, list(members)) for day, members in groupby(topics, key=lambda topic: topic.day)]


def _hub(site: Site, every: list[Day], years: list[int]) -> Page:
    days_by_year = [(int(year), list(members)) for year, members in groupby(every, key=lambda day: day.day[:4])]
    before_now = [day.day for day in every if day.changed and day.day <= site.today]
    citation = change_citing.of_page(site, differences.topics(site), "变化")
    html = _fitting(
        site,
        1,
        [],
        "changes.html.jinja",
        HUB + site.folder,
        by_year=days_by_year,
        years=years,
        citation=citation,
    )
    return Page(
        path=HUB + site.folder,
        title=f"变化{site.apart}",
        html=html,
        description="居民医保从哪天起变了什么：哪个市、哪一项、原来多少、现在多少、依据哪一条，按生效日期排列。",
        section=HUB,
        summary=f"最近一次：{words.day(before_now[0])}" if before_now else "没有收录到变化",
        keywords="变化 调整 新规定 新政策 涨了 降了 取消 前后对比",
        tables={"timeline": citation},
    )


def _year(site: Site, year: int, found: list[Topic], years: list[int]) -> Page:
    path = year_path(site, year)
    changed = [topic for topic in found if topic.kind == CHANGED]
    gone = [topic for topic in found if topic.kind == GONE]
    first = [topic for topic in found if topic.kind not in (CHANGED, GONE)]
    settled = in_year(site, year)
    html = _fitting(
        site,
        3,
        found,
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
        impacts=settled,
        days=sorted({topic.day for topic in found}, reverse=True),
        citation=change_citing.of_page(site, found, f"{year}年的变化"),
    )
    return Page(
        path=path,
        title=f"{year}年的变化{site.apart}",
        html=html,
        description=f"{year}年{site.region}居民医保有哪些变化：{len(changed)}项前后可以对照，逐项写明各市原来多少、现在多少、依据哪一条。",
        section=HUB,
        summary=f"{len(changed)} 项变了，{len(first)} 项首次收录",
        keywords=f"{year} 变化 调整 缴费 住院 门诊 大病保险",
        version=of_topics(site, found, list(map(asdict, settled))),
    )


def _city(site: Site, place: dict[str, Any], years: list[int]) -> Page:
    path = city_changes_path(place)
    found = differences.topics_at(site, place["code"])
    html = _fitting(
        site,
        2,
        found,
        "changes_city.html.jinja",
        path,
        place=place,
        days=days(found),
        years=years,
        told_apart=_told_apart(found),
        citation=change_citing.of_page(site, found, f"{place['name']}历年的变化"),
    )
    return Page(
        path=path,
        title=f"{place['name']}历年的变化",
        html=html,
        description=f"{place['name']}居民医保历年变了什么：原来多少、现在多少、从哪天起、依据哪一条。",
        section=HUB,
        keywords=f"{place['name']} {place['name'].removesuffix('市')} 变化 调整 历年",
        version=of_topics(site, found),
    )


def _day_page(site: Site, every: list[Day], index: int, years: list[int]) -> Page:
    day = every[index]
    path, year = day_path(site, day.day), int(day.day[:4])
    told = felt(site, day.day)
    said = words.day(day.day)
    html = _fitting(
        site,
        2,
        day.topics,
        "changes_day.html.jinja",
        path,
        day=day,
        earlier=every[index + 1].day if index + 1 < len(every) else "",
        later=every[index - 1].day if index else "",
        changed=_by_section(site, day.changed),
        first=_by_section(site, day.first),
        impacts=told,
        citation=change_citing.of_page(site, day.topics, f"{said}的变化", day.begun + day.ended),
    )
    return Page(
        path=path,
        title=f"{said}的变化{site.apart}",
        html=html,
        description=f"{said}起{site.region}居民医保变了什么：{len(day.changed)}项前后可以对照，哪些市，原来多少、现在多少、依据哪一条。",
        section=HUB,
        summary=f"{len(day.changed)} 项变了，{len(day.first)} 项首次收录",
        crumbs=((f"{year}年的变化", year_path(site, year)),) if year in years else (),
        keywords=f"{day.day} 生效 变化 新规定",
        version=of_topics(site, day.topics, [day.begun, day.ended, list(map(asdict, told))]),
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


def _fitting(site: Site, briefest: int, told: list[Topic], template: str, path: str, **context: Any) -> str:
    """A page that tells some topics; where they surely are too many for the full form, that is not tried."""
    first = int(sum(map(_least_bytes, told)) > MOST_BYTES)
    return fitting(lambda brevity: _render(site, template, path, brevity=brevity, **context), briefest, first)


def _least_bytes(topic: Topic) -> int:
    return TOPIC_BYTES + len(topic.lines) * (CHANGED_BYTES if topic.kind == CHANGED else LINE_BYTES)


def _render(site: Site, template: str, path: str, **context: Any) -> str:
    return site.render(
        template,
        path,
        lines=lines(site),
        weighed=weighed,
        year_path=partial(year_path, site),
        city_changes_path=city_changes_path,
        day_path=partial(day_path, site),
        filled=citing.filled,
        **{"told_apart": (), **context},
    )


def _day(day: str, members: list[Topic]) -> Day:
    changed = [topic for topic in members if topic.kind == CHANGED]
    gone = [topic for topic in members if topic.kind == GONE]
    first = [topic for topic in members if topic.kind not in (CHANGED, GONE)]
    return Day(day, changed, first, gone)


def _by_section(site: Site, found: list[Topic]) -> list[Group]:
    """Topics under the headings in which people think; a heading without topics is left out."""
    groups = {section: Group(name, [], []) for section, name in site.rules.parameters["sections"].items()}
    for topic in found:
        groups[site.item(topic.item)["section"]].topics.append(topic)
    return [group for group in groups.values() if group.topics]
