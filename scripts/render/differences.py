"""What changed, where and when: the values in force before and after each day, equal changes told once.

A change is a change of what holds, not of its state: a value that only goes on, or is said again, is none. A value
where there was none before is "first collected", never a rise from nothing; the end of a year-bound value is no change.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Any

from render import words
from render.grouping import Block, blocks
from render.site import Site
from urrbmi.money import format_ratio
from urrbmi.policy import Policy
from urrbmi.values import Resolved, day_before

#: a span of days as Policy.history gives it
Span = tuple[str, str, Resolved | None]

#: an item that each document counts from a table of its own: 10 points less of one table and 15 of another do not compare
NOT_COMPARED = ("inpatient_ratio_reduction",)
CHANGED, FIRST, AGAIN, GONE = "changed", "first", "again", "gone"
_ENTITLEMENTS = ("stated", "derived")


@dataclass(frozen=True)
class Change:
    """One change at one city for one combination of dimensions."""

    day: str
    place: str
    item: str
    dimensions: dict[str, str]
    kind: str
    before: Resolved | None
    after: Resolved | None

    @property
    def basis(self) -> str:
        """Whether the day is written in a document (express) or inferred."""
        if self.after is not None and self.after.value.first == self.day:
            return self.after.value.first_basis
        if self.before is not None and self.before.value.last == day_before(self.day):
            return self.before.value.last_basis
        return "inferred"


@dataclass
class Line:
    """Equal changes of an item on a day, for the combinations of dimensions in `blocks`."""

    before: Resolved | None
    after: Resolved | None
    before_text: str
    after_text: str
    difference: str
    verdict: str
    basis: str
    places: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)  # the readings that it rests on and that the texts cannot decide
    members: list[Change] = field(default_factory=list)  # the changes that it tells together

    @property
    def clauses(self) -> list[str]:
        """The provisions that it rests on: those that hold from then on, and those that held before or end these."""
        return [*self.begun, *self.ended]

    def within(self, place: str, block: Block) -> list[Change]:
        """The changes of one city for the combinations of a block: their clauses can be fewer than those of the line."""
        return [
            one
            for one in self.members
            if one.place == place and all(one.dimensions.get(name) in values for name, values in block.items())
        ]


@dataclass
class Topic:
    """What happened to one item on one day in some cities: one line, or several that differ by dimensions."""

    id: str
    day: str
    item: str
    kind: str
    places: tuple[str, ...]
    lines: list[Line]

    @property
    def basis(self) -> str:
        """Whether a document writes the day (express) or it is inferred throughout."""
        return agreed(line.basis for line in self.lines)


@cache
def topics(site: Site) -> list[Topic]:
    """All that changed in the years of the tables, the latest first, on one day in the order of parameters.yml.

    What changes in several provinces is told of each.
    """
    if site.divided:
        found = [topic for part in site.by_province for topic in _of_province(part)]
        return sorted(found, key=lambda topic: topic.day, reverse=True)
    return _grouped(site, [change for place in site.cities for change in changes_at(site, place["code"])])


def _of_province(site: Site) -> list[Topic]:
    """A province's topics, from its volume where it is made."""
    made = site.volumes.get(site.province_code)
    return list(made.topics) if made else topics(site)


def clauses(topics: Iterable[Topic]) -> set[str]:
    """The provisions that some changes rest on."""
    return {name for topic in topics for line in topic.lines for name in line.clauses}


def in_words(topic: Topic) -> Topic:
    """A topic without the values that its words are of."""
    return replace(topic, lines=[replace(line, before=None, after=None, members=[]) for line in topic.lines])


@cache
def topics_at(site: Site, place: str) -> list[Topic]:
    """The same for one city alone."""
    return _grouped(site, changes_at(site, place))


@cache
def changes_at(site: Site, place: str) -> list[Change]:
    """Every change at a city: the pages of all cities tell it, and its own."""
    first, last = f"{site.years[0]}-01-01", f"{site.years[-1]}-12-31"
    return [
        Change(day, place, item, dimensions, kind, before, after)
        for item in site.used_items
        for dimensions in site.combinations_at(place, item)
        for day, kind, before, after in _steps(
            site, site.policy.history(place, item, dimensions, first, last), bool(site.item(item).get("year_bound"))
        )
        if _tells(site, item, before, after)
    ]


def _tells(site: Site, item: str, before: Resolved | None, after: Resolved | None) -> bool:
    """Whether a change says something to the insured: not of a goal, nor of figures that do not compare."""
    if any(one and one.value.kind == "target" for one in (before, after)):
        return False
    if item not in NOT_COMPARED or before is None or after is None:
        return True
    first, second = (site.provisions[one.value.provision][0].code for one in (before, after))
    return first == second


def _steps(site: Site, history: list[Span], bound: bool) -> Iterator[tuple[str, str, Resolved | None, Resolved | None]]:
    """The days on which the content changes, with what was in force the day before and what is from then on."""
    known = False
    for (_, _, before), (day, _, after) in pairwise(history):
        known = known or before is not None
        if before is not None and after is not None:
            if site.text(before) != site.text(after):
                yield day, CHANGED, before, after
        elif after is not None:
            if after.state == "not_applicable":  # says only that nothing was taken away
                continue
            yield day, AGAIN if known else FIRST, None, after
        elif before is not None and not bound:
            yield day, GONE, before, None


def _grouped(site: Site, changes: list[Change]) -> list[Topic]:
    """Changes as topics: equal ones of several cities and of several combinations together."""
    found: dict[tuple[str, ...], Topic] = {}
    for (day, item, kind), members in _by(changes, lambda change: (change.day, change.item, change.kind)).items():
        for line in _lines(site, members):
            key = (day, item, kind, *line.places)
            if key not in found:
                found[key] = Topic("", day, item, kind, line.places, [])
            found[key].lines.append(line)
    order = {name: number for number, name in enumerate(site.used_items)}
    kinds = (CHANGED, FIRST, AGAIN, GONE)
    result = sorted(
        found.values(), key=lambda topic: (order[topic.item], kinds.index(topic.kind), -len(topic.places), topic.places)
    )
    result.sort(key=lambda topic: topic.day, reverse=True)
    _name(site, result)
    return result


def _name(site: Site, found: list[Topic]) -> None:
    """Gives every topic an id by the first clause that it rests on.

    Documents that are collected later add topics to a day: an id that only counted them would come to name another.
    """
    used: dict[str, int] = {}
    for topic in found:
        lead = site.ordered(clauses([topic]))[0]
        name = f"{topic.item.replace('_', '-')}-{topic.day}-{lead.lower()}"
        used[name] = used.get(name, 0) + 1
        topic.id = name if used[name] == 1 else f"{name}-{used[name]}"


def _lines(site: Site, changes: list[Change]) -> list[Line]:
    """Lines of one item on one day: by before and after, then by the cities for which they are true."""
    lines = []
    for members in _by(changes, lambda change: (_text(site, change.before), _text(site, change.after))).values():
        places_of = {
            dimensions: tuple(change.place for change in same)
            for dimensions, same in _by(members, lambda change: tuple(change.dimensions.items())).items()
        }
        for places in dict.fromkeys(places_of.values()):
            alike = [dict(dimensions) for dimensions, where in places_of.items() if where == places]
            within = [change for change in members if change.dimensions in alike and change.place in places]
            lines.append(_line(site, within, places, alike))
    return lines


def _line(site: Site, members: list[Change], places: tuple[str, ...], alike: list[dict[str, str]]) -> Line:
    example = members[0]
    difference, verdict = compared(site, example.item, example.before, example.after)
    return Line(
        example.before,
        example.after,
        _text(site, example.before),
        _text(site, example.after),
        difference,
        verdict,
        agreed(change.basis for change in members),
        places,
        blocks(alike),
        begun(members),
        ended(members),
        _open(site, members),
        members,
    )


def begun(changes: list[Change]) -> list[str]:
    """The provisions that hold after equal changes."""
    return _provisions(change.after for change in changes)


def ended(changes: list[Change]) -> list[str]:
    """The provisions that held before them; where nothing is known to follow, also those that ended these."""
    return _provisions((change.before for change in changes), ended=changes[0].after is None)


def _open(site: Site, members: list[Change]) -> list[str]:
    """The readings rated open on which a side of some changes rests, each once."""
    sides = [one for change in members for one in (change.before, change.after) if one]
    names = dict.fromkeys(name for one in sides for name in one.value.readings)
    return [name for name in names if site.rules.readings[name]["certainty"] == "open"]


def compared(site: Site, item: str, before: Resolved | None, after: Resolved | None) -> tuple[str, str]:
    """The signed difference in words, and whether it is better or worse for the insured; empty where not plain."""
    if before is None or after is None or "formula" in (before.state, after.state):
        return "", ""
    old, new = before.value, after.value
    if old.number is None or new.number is None:
        return "新增" if old.kind == "not_applicable" else "", ""
    if old.text or new.text:
        return "只知道界限，算不出差多少", ""
    described = site.item(item)
    unit, better = described["unit"], described.get("better", "none")
    up, down = ("↑ 提高", "↓ 降低") if unit in ("ratio", "points") else ("↑ 增加", "↓ 减少")
    rises = new.number > old.number
    said = site.policy.items[item]["words"]
    in_words = str(old.number) in said or str(new.number) in said  # 缴费次日 less 缴费当日 is no amount
    difference = "" if in_words else (up if rises else down) + _amount(site.policy, new, abs(new.number - old.number))
    if better == "none" or {old.kind, new.kind} - set(_ENTITLEMENTS):
        return difference, ""
    return difference, "更有利" if rises == (better == "higher") else "更不利"


def agreed(bases: Iterable[str]) -> str:
    """One basis for several: express where at least one is."""
    return "express" if "express" in bases else "inferred"


def _amount(policy: Policy, value: Any, number: int) -> str:
    """A difference in the item's unit; that of two ratios is in points."""
    if policy.items[value.item]["unit"] == "ratio":
        return format_ratio(number).rstrip("%") + "个百分点"
    return words.content(value._replace(number=number, text="", kind="stated"), policy)


def _text(site: Site, found: Resolved | None) -> str:
    return words.STATES["not_collected"] if found is None else site.text(found)


def _provisions(values: Any, *, ended: bool = False) -> list[str]:
    """The provisions that values rest on, each once; `ended` adds those that a document names as their end."""
    found: dict[str, None] = {}
    for value in values:
        if value is not None:
            found.update(dict.fromkeys(citation.provision for citation in value.citations))
            if ended and value.value.ended_by:
                found[value.value.ended_by] = None
    return list(found)


def _by(changes: list[Change], key: Any) -> dict[Any, list[Change]]:
    groups: dict[Any, list[Change]] = {}
    for change in changes:
        groups.setdefault(key(change), []).append(change)
    return groups
