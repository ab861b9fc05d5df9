"""What changed last, for the home page: one change an item, the widest of it, those that most people feel first."""

from dataclasses import dataclass
from typing import Any

from render.change_lines import described
from render.differences import CHANGED, Line, topics
from render.highlights import MAIN
from render.site import Site


@dataclass(frozen=True)
class Change:
    """A figure that became another on a day, for some cities (none named: all) and some cases ("": all)."""

    day: str
    item: str
    case: str
    before: str
    after: str
    provision: str
    cities: list[dict[str, Any]]


def changes(site: Site, most: int) -> list[Change]:
    """The latest changes up to today between figures that are both known, at most so many; none that rests on an open reading."""
    rank = {one.item: index for index, one in enumerate(MAIN)}
    found = [
        topic
        for topic in topics(site)
        if topic.kind == CHANGED
        and topic.day <= site.today
        and topic.item in rank
        and site.item(topic.item)["unit"] != "date"
    ]
    # The latest day first; within a day what stands first among the main items.
    found.sort(key=lambda topic: rank[topic.item])
    found.sort(key=lambda topic: topic.day, reverse=True)
    chosen: dict[str, Change] = {}
    for topic in found:
        sure = [line for line in topic.lines if not line.open]
        if sure and topic.item not in chosen and len(chosen) < most:
            widest = max(sure, key=lambda line: len(line.places))
            chosen[topic.item] = _change(site, topic.day, topic.item, widest)
    return list(chosen.values())


def _change(site: Site, day: str, item: str, line: Line) -> Change:
    cities = [place for place in site.cities if place["code"] in line.places]
    return Change(
        day,
        item,
        "；".join(filter(None, (described(site, item, block) for block in line.blocks))),
        line.before_text,
        line.after_text,
        line.clauses[0],
        [] if len(cities) == len(site.cities) else cities,
    )
