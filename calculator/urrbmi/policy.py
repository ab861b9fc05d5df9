"""The policy model: which values are in force at a place on a day, and by which clause.

Among the values of a place and of the places above it the later document wins; of two of one day, the more specific
place (晋医保发〔2024〕19号, 四·3段: earlier rules that differ yield to it).
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from urrbmi.values import OWN_STATES, UNKNOWN_START, Citation, Resolved, Value, day_after, day_before

Made = TypeVar("Made")


class Rules:
    """What is in force at one place on one day; answers are kept, for a year of care asks again and again.

    `otherwise`: the reading (id) that is taken the other way, "" for none; a programme asks for it where the reading bites.
    """

    def __init__(self, policy: "Policy", place: str, day: str, otherwise: str = "") -> None:
        self.policy = policy
        self.place = place
        self.day = day
        self.otherwise = otherwise
        self._found: dict[tuple[str, ...], Resolved | None] = {}
        self._made: dict[tuple[Any, ...], Any] = {}

    def get(self, item: str, *dimensions: str) -> Resolved | None:
        """The value of an item, its dimensions in the order of parameters.yml; None where nothing was collected."""
        key = (item, *dimensions)
        try:
            return self._found[key]
        except KeyError:
            names = self.policy.items[item]["dimensions"]
            found = self.policy.resolve(self.place, item, self.day, dict(zip(names, dimensions, strict=True)))
            self._found[key] = found
            return found

    def questions(self) -> list[tuple[str, ...]]:
        """All that has been asked for: items with their dimensions."""
        return list(self._found)

    def values_of(self, item: str) -> Sequence[Value]:
        """Every value of an item for this place, for any day."""
        return self.policy.values_of(self.place, item)

    def before(self, item: str, *dimensions: str) -> Resolved | None:
        """The value that was in force until the one in force now began; None where there was none."""
        found = self.get(item, *dimensions)
        if found is None or found.value.first == UNKNOWN_START:
            return None
        names = self.policy.items[item]["dimensions"]
        day = day_before(found.value.first)
        return self.policy.resolve(self.place, item, day, dict(zip(names, dimensions, strict=True)))

    def once(self, make: Callable[..., Made], *names: str) -> Made:
        """What a programme makes of these rules, for some names: made at the first asking, then kept."""
        key = (make, *names)
        try:
            return self._made[key]  # type: ignore[no-any-return]
        except KeyError:
            made = self._made[key] = make(self, *names)
            return made


class NotHere(Exception):
    """A question about a province (code) whose rules are not in the policy: they have to be added first."""

    def __init__(self, province: str) -> None:
        super().__init__(province)
        self.province = province


class Policy:
    """The compiled policy model, indexed for questions.

    `absent`: the codes of the provinces whose rules are not in it; a question about their cities raises NotHere.
    """

    def __init__(self, compiled: dict[str, Any]) -> None:
        self.data_version: str = compiled["data_version"]
        self.years: tuple[int, int] = tuple(compiled["years"])
        self.places: dict[str, dict[str, Any]] = {place["code"]: place for place in compiled["places"]}
        self.city_codes = {
            name: str(city["code"])
            for city in self.cities()
            for name in (city["name"], city["name"].removesuffix("市"), city["code"])
        }
        self.absent: set[str] = set(compiled.get("absent", ()))
        self.documents: dict[str, dict[str, Any]] = {}
        self.provisions: dict[str, dict[str, Any]] = {}
        self.items: dict[str, dict[str, Any]] = compiled["items"]
        self.dimensions: dict[str, dict[str, Any]] = compiled["dimensions"]
        self.readings: dict[str, dict[str, Any]] = compiled["readings"]
        self.assumptions = {
            name: (rank, *_assumption(name, reading)) for rank, (name, reading) in enumerate(self.readings.items())
        }
        self.values: list[Value] = []
        #: an item and a province (code) -> place (code) -> its values
        self._by_item: dict[tuple[str, str], dict[str, list[Value]]] = {}
        self._edges: dict[str, tuple[list[str], list[str]]] = {}
        self._standing: dict[tuple[str, str], tuple[list[str], dict[int, list[Value]]]] = {}
        self._rules: dict[tuple[str, int, int, str, str], Rules] = {}
        self._days: dict[tuple[str, str, str], Rules] = {}
        self._values_of: dict[tuple[str, str], list[Value]] = {}
        self._counties: dict[str, set[str]] = {}
        #: the combinations of dimensions of each item in each province, once they have been asked for (lookup.py)
        self.combined: dict[tuple[str, str], list[dict[str, str]]] = {}
        #: those that mean something at each city
        self.combined_at: dict[tuple[str, str], list[dict[str, str]]] = {}
        self._resolved: dict[tuple[int, bool, bool, bool], Resolved] = {}
        self._take(compiled)

    def add(self, province: str, part: dict[str, Any]) -> None:
        """Adds the rules of an absent province (code): its counties, documents, provisions and values."""
        self.absent.remove(province)
        self._take(part)

    def _take(self, part: dict[str, Any]) -> None:
        for place in part["places"]:
            self.places[place["code"]] = place
            if place["kind"] == "county":
                self._counties.setdefault(place["parent"], set()).add(place["name"])
        self.documents |= part["documents"]
        self.provisions |= part["provisions"]
        for given in part["values"]:
            value = Value(**given)
            self.values.append(value)
            key = (value.item, self.ancestors(value.place)[-1])
            self._by_item.setdefault(key, {}).setdefault(value.place, []).append(value)

    def _need(self, place: str) -> None:
        """Raises NotHere where the rules of a place (code) are not in the policy."""
        province = self.ancestors(place)[-1]
        if province in self.absent:
            raise NotHere(province)

    def cities(self) -> list[dict[str, Any]]:
        """The cities in the order of their codes."""
        return [place for place in self.places.values() if place["kind"] == "city"]

    def counties(self, place: str) -> set[str]:
        """The names of a city's (code) counties."""
        self._need(place)
        return self._counties.get(place, set())

    def given(self, item: str, province: str) -> list[Value]:
        """Every value of an item that a document of a province (code), or of a place in it, gives, for any day."""
        return [value for values in self._by_item.get((item, province), {}).values() for value in values]

    def ancestors(self, place: str) -> list[str]:
        """The codes of the place and of all places above it, itself first."""
        codes = [place]
        while parent := self.places[codes[-1]].get("parent"):
            codes.append(parent)
        return codes

    def rules(self, place: str, day: str, otherwise: str = "") -> Rules:
        """What is in force at a place (code) on a day (ISO), with one reading (id) taken the other way if it is named."""
        found = self._days.get((place, day, otherwise))
        if found is None:
            firsts, lasts = self._edges_of(place)
            key = (place, bisect_right(firsts, day), bisect_left(lasts, day), day[:4], otherwise)
            found = self._rules.setdefault(key, Rules(self, place, day, otherwise))
            self._days[place, day, otherwise] = found
        return found

    def _edges_of(self, place: str) -> tuple[list[str], list[str]]:
        """The first and the last days of all values for a place, in order: between two of them nothing changes there."""
        found = self._edges.get(place)
        if found is None:
            values = [value for item in self.items for value in self.values_of(place, item)]
            firsts, lasts = {value.first for value in values}, {value.last for value in values}
            found = self._edges[place] = (sorted(firsts), sorted(lasts))
        return found

    def _in_force(self, place: str, item: str, day: str) -> Sequence[Value]:
        """The values of an item that hold at a place on a day, the one that precedes all others first; which they are is settled
        once until the next of them begins.
        """
        found = self._standing.get((place, item))
        if found is None:
            values = self.values_of(place, item)
            days = sorted({value.first for value in values} | {day_after(value.last) for value in values})
            found = self._standing[place, item] = (days, {})
        days, standing = found
        index = bisect_right(days, day)
        holding = standing.get(index)
        if holding is None:
            holding = [value for value in self.values_of(place, item) if value.first <= day <= value.last]
            # Of equal ones the first stays the first.
            holding.sort(key=self._precedence, reverse=True)
            standing[index] = holding
        return holding

    def values_of(self, place: str, item: str) -> Sequence[Value]:
        """Every value of an item that a document of the place or of one above it gives, for any day."""
        found = self._values_of.get((place, item))
        if found is None:
            self._need(place)
            above = self.ancestors(place)
            by_place = self._by_item.get((item, above[-1]), {})
            found = [value for code in above for value in by_place.get(code, ())]
            self._values_of[place, item] = found
        return found

    def resolve(self, place: str, item: str, day: str, dimensions: dict[str, str]) -> Resolved | None:
        """The value of an item in force at a place on a day, or None where no collected document gives one.

        Outside the years of the model nothing is presumed to go on (reading D3).
        """
        if not self.years[0] <= int(day[:4]) <= self.years[1]:
            return None
        holding = self._in_force(place, item, day)
        found = next((value for value in holding if value.covers(dimensions)), None)
        if found is None:
            return None
        if found.yields_to:
            covering = [value for value in holding if value.covers(dimensions)]
            given = {value.provision for value in covering}
            found = next((value for value in covering if value.yields_to not in given), found)
        return self._applied(found, place, day)

    def history(
        self, place: str, item: str, dimensions: dict[str, str], first: str, last: str
    ) -> list[tuple[str, str, Resolved | None]]:
        """The days from first to last, cut where the value in force changes: (first day, last day, value or None)."""
        starts = {first}
        for value in self.values_of(place, item):
            if value.first <= last and value.last >= first and value.covers(dimensions):
                starts.add(value.first)
                starts.add(day_after(value.last))
        cuts = sorted(day for day in starts if first <= day <= last)
        spans: list[tuple[str, str, Resolved | None]] = []
        for start, end in zip(cuts, [day_before(day) for day in cuts[1:]] + [last], strict=True):
            found = self.resolve(place, item, start, dimensions)
            if spans and spans[-1][2] == found:
                spans[-1] = (spans[-1][0], end, found)
            else:
                spans.append((start, end, found))
        return spans

    def _precedence(self, value: Value) -> tuple[str, int]:
        document = self.documents[self.provisions[value.provision]["document"]]
        return document["order"], len(self.ancestors(value.place))

    def _applied(self, value: Value, place: str, day: str) -> Resolved:
        """The value as it applies at a place on a day; put together once for all places and days for which it is the same."""
        continued = value.continues and value.first != UNKNOWN_START and day[:4] > value.first[:4]
        order = self.documents[self.provisions[value.provision]["document"]]["order"]
        presumed = value.first == UNKNOWN_START and day[:4] < order[:4]
        key = (id(value), value.place == place, continued, presumed)
        found = self._resolved.get(key)
        if found is None:
            found = self._resolved[key] = self._resolve(value, value.place == place, continued, presumed)
        return found

    def _resolve(self, value: Value, own: bool, continued: bool, presumed: bool) -> Resolved:
        """`own`: a document of this very place gives it."""
        origin = "continued" if continued else "stated" if own else "inherited"
        state = value.kind if value.kind in OWN_STATES else origin
        cited_state = origin if state == "derived" else state
        citations = tuple(self._citation(provision, cited_state) for provision in value.sources)
        readings = tuple(value.readings)
        if continued:
            readings += tuple(name for name, reading in self.readings.items() if reading.get("continued"))
        cited = {each.provision: json.dumps(each.as_json(), ensure_ascii=False) for each in citations}
        return Resolved(value, state, continued, presumed, citations, readings, cited)

    def _citation(self, provision: str, state: str) -> Citation:
        found = self.provisions[provision]
        return Citation(provision, self.documents[found["document"]]["number"], found["locator"], state)


def _assumption(name: str, reading: dict[str, Any]) -> tuple[str, str]:
    """How a statement names a reading, as JSON text left open at its end, and its other way up to the figures."""
    text, otherwise = (json.dumps(reading.get(key, ""), ensure_ascii=False) for key in ("short", "otherwise"))
    return f'{{"reading": "{name}", "text": {text}', f', "otherwise": {{"text": {otherwise}, "self": '
