"""What changed last: the newest days on which a figure that was known became another."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from render.grouping import Combination, label
from render.highlights import MAIN
from render.site import Site

#: what changed, from what, to what, by which provision
_Key = tuple[str, str, str, str, str]


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
    """The latest changes up to today, one an item and the widest of it, those that most people feel first."""
    groups = _groups(site)
    rank = {one.item: index for index, one in enumerate(MAIN)}
    # What was not collected before is new to this site, not to the people: that is no change.
    ordered = sorted(
        (key for key in groups if key[1] in rank),
        key=lambda key: (key[0], -rank[key[1]], len(groups[key])),
        reverse=True,
    )
    chosen: dict[str, Change] = {}
    for key in ordered:
        if key[1] not in chosen and len(chosen) < most:
            chosen[key[1]] = _change(site, key, groups[key])
    return list(chosen.values())


def _groups(site: Site) -> dict[_Key, dict[tuple[str, Combination], None]]:
    """Every change between two figures that are both known, with the cities and cases it is for."""
    found: dict[_Key, dict[tuple[str, Combination], None]] = {}
    start = f"{site.years[0]}-01-01"
    for item in site.used_items:
        for case in site.combinations(item):
            for place in site.cities:
                spans = site.policy.history(place["code"], item, case, start, site.today)
                for (_, _, before), (day, _, after) in pairwise(spans):
                    if before and after and site.text(before) != site.text(after):
                        key = (day, item, site.text(before), site.text(after), after.value.provision)
                        found.setdefault(key, {})[place["code"], tuple(case.items())] = None
    return found


def _change(site: Site, key: _Key, members: dict[tuple[str, Combination], None]) -> Change:
    day, item, before, after, provision = key
    codes = {code for code, _ in members}
    cities = [place for place in site.cities if place["code"] in codes]
    cases = list(dict.fromkeys(case for _, case in members))
    every = [tuple(case.items()) for case in site.combinations(item)]
    return Change(
        day,
        item,
        label(site, cases, every),
        before,
        after,
        provision,
        [] if len(cities) == len(site.cities) else cities,
    )
