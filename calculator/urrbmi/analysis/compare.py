"""The same year of care in each city and each year.

Most cities and years share their rules. So a settlement notes what it asked the rules and what they answered; where the
same questions have the same answers the outcome is the same, for nothing else about a place or a day moves money.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from urrbmi.analysis.asked import Asked, AskedRules, same_figure
from urrbmi.analysis.outcome import Outcome, outcome
from urrbmi.analysis.request import case_of, first_year, in_order, later, request_object
from urrbmi.claims import Case, city
from urrbmi.errors import BadInput
from urrbmi.money import show, yuan
from urrbmi.policy import Policy, Rules
from urrbmi.questions.answer import year_field


class Precedent(NamedTuple):
    """An outcome, the order of claims it was reached in, and all that was asked of the rules on the way."""

    order: list[int]
    asked: Asked
    outcome: Outcome


class Elsewhere:
    """The rules of another place (code) and other years, asked for with the days of the case as it was entered."""

    def __init__(self, policy: Policy, place: str, years: int) -> None:
        self.policy = policy
        self.place = place
        self.years = years
        self.asked: Asked = {}
        self._by_day: dict[str, Rules] = {}

    def moved(self, day: str) -> str:
        return later(day, self.years)

    def on(self, day: str) -> Rules:
        found = self._by_day.get(day)
        if found is None:
            found = self._by_day[day] = self.policy.rules(self.place, self.moved(day))
        return found

    def rules(self, _place: str, day: str) -> Rules:
        return AskedRules(self.on(day), day, self.asked)

    def agrees(self, asked: Asked) -> bool:
        """Whether it answers everything that was asked elsewhere with the same figures."""
        return all(same_figure(self.on(day).get(*question), answer) for (day, question), answer in asked.items())


class Table:
    """The outcomes of one case, cell by cell."""

    def __init__(self, case: Case, policy: Policy) -> None:
        self.case = case
        self.policy = policy
        self.precedents: list[Precedent] = []

    def outcome(self, place: str, years: int) -> Outcome:
        """The outcome at a place (code), the case moved by whole years."""
        there = Elsewhere(self.policy, place, years)
        case = in_order(self.case, there.moved)
        order = [claim.index for claim in case.claims]
        for precedent in self.precedents:
            if precedent.order == order and there.agrees(precedent.asked):
                return precedent.outcome
        found = outcome(case, there)
        self.precedents.append(Precedent(order, there.asked, found))
        return found


def compare(data: object, policy: Policy) -> dict[str, Any]:
    """Settles a case in cities and years, all of them unless the request names some. Raises BadInput."""
    request = request_object(data, "places", "years")
    case = case_of(request, policy)
    places = _list(request, "places", lambda value, path: city(value, path, policy))
    years = _list(request, "years", year_field)
    places = places or [place["code"] for place in policy.cities()]
    years = years or list(range(policy.years[0], policy.years[1] + 1))
    begin = first_year(case)
    table = Table(case, policy)
    here = table.outcome(case.place, 0)

    def cell(place: str, year: int) -> dict[str, Any]:
        found = table.outcome(place, 0 if begin is None else year - begin)
        if found.shares is None:
            return {"year": year, "status": "unknown", "missing": found.missing_items()}
        return {"year": year, "status": "ok", **found.as_json()}

    return {
        "status": "ok",
        "cost": yuan(here.cost),
        "place": policy.places[case.place]["name"],
        "year": begin,
        "rows": [
            {"place": policy.places[place]["name"], "code": place, "years": [cell(place, year) for year in years]}
            for place in places
        ],
        "data_version": policy.data_version,
    }


def _list(request: dict[str, Any], name: str, read: Callable[[object, str], Any]) -> list[Any]:
    """A list of the request, each entry read and kept once; empty where it was left out. Raises BadInput."""
    given = request.get(name, [])
    if not isinstance(given, list):
        raise BadInput(f"{name}：{show(given)} 不对；请写成列表 […]，不填就是全部")
    return list(dict.fromkeys(read(value, f"{name}[{index}]") for index, value in enumerate(given)))
