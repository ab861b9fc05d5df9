"""Settles many single stays at once, on arrays of integers: to the fen what the rules core makes of each of them alone.

No rule stands here: the pieces (weights, thresholds, shares, caps) are those that the core itself worked out for the quick
estimate (render/estimate.py). Nothing is rounded before the one rounding of a payment: a fen is cut into so many parts that
every share of it comes out even.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import gcd, lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from render.estimate import HIGHEST, OLDEST, table
from urrbmi.claims import COSTS, parse_case
from urrbmi.money import RATIO, format_fen
from urrbmi.policy import Policy
from urrbmi.settle import CHECKS, FIELDS, settle_case

Ints = npt.NDArray[np.int64]
#: indexes into one of the lists of names of Pieces
Codes = npt.NDArray[np.integer[Any]]

#: stands for a payment that the rules do not settle
UNKNOWN = -1
#: rows that are worked through at once: few enough to stay in a processor's cache
_CHUNK = 1 << 14
_HIGHEST_INT = int(np.iinfo(np.int64).max)
_NO_TIER = (0, 0)


@dataclass(frozen=True)
class Stays:
    """Single stays in hospital, one a row, in arrays of one length: days, ages in years, `costs` in fen by their kind.

    Each stay is settled for itself, as if nothing came before it in its year.
    """

    places: Codes
    days: npt.NDArray[np.datetime64]
    facilities: Codes
    locations: Codes
    groups: Codes
    ages: Codes
    costs: dict[str, Ints]

    def __len__(self) -> int:
        return len(self.places)

    def rows(self, part: slice) -> "Stays":
        """Some of the rows."""
        costs = {kind: fen[part] for kind, fen in self.costs.items()}
        where = (self.facilities[part], self.locations[part])
        return Stays(self.places[part], self.days[part], *where, self.groups[part], self.ages[part], costs)


@dataclass(frozen=True)
class Payments:
    """What fund and critical illness pay of each stay, in fen; both UNKNOWN where the rules do not settle it."""

    basic_fund: Ints
    critical_illness: Ints


class Pieces:
    """What the core worked out for some cities (by their names; for all of them unless given), as arrays to look things up in.

    `places`, `facilities`, `locations` and `groups` are the names that the codes of Stays stand for. Raises OverflowError
    where the shares have so many digits that the amounts do not fit into the integers of an array.
    """

    def __init__(self, policy: Policy, cities: Iterable[str] | None = None) -> None:
        self.policy = policy
        made = table(policy, cities)
        eras, funds = made["eras"], made["funds"]
        self.places = list(made["places"])
        self.facilities, self.locations, self.groups = (
            list(policy.dimensions[name]["values"]) for name in ("facility", "location", "group")
        )
        self._begin, self._era = _eras([made["spans"][index] for index in made["places"].values()])
        self._fund = _array(row for era in eras for row in self._funds(era["stays"], made["rows"], funds))
        self._insurance = _array(_index(era["groups"].get(group)) for era in eras for group in self.groups)

        pays = [(_tier(pays), _tier(kept), _most(fund)) for fund in funds for _, pays, kept in fund["ages"]]
        steps = [(_tier(one["tiers"]), _tier(one["tiers"][1:]), _most(one)) for one in made["critical"]]
        weights = {kind: [era["costs"].get(kind, [UNKNOWN] * 2)[:2] for era in eras] for kind in COSTS}
        scope = _parts(share for rows in weights.values() for row in rows for share in row if share != UNKNOWN)
        basic = _parts(share for (_, ratio), (_, kept), _ in pays for share in (ratio, kept))
        first, second = _parts(ratio for (_, ratio), _, _ in steps), _parts(ratio for _, (_, ratio), _ in steps)
        #: into how many parts a fen is cut: for what is in scope, and each of these again by the next share of it
        self._parts = scope, basic, first, second
        if 2 * HIGHEST * len(COSTS) * scope * basic * first * second > _HIGHEST_INT:
            raise OverflowError("比例的位数太多，整数数组装不下；请改用 urrbmi settle --csv")
        self._weights = {
            kind: [_array(_cut(row[at], scope) for row in rows) for at in (0, 1)] for kind, rows in weights.items()
        }
        # Each has an entry more, which an index of -1 finds: it pays nothing.
        self._fund_terms = _columns(
            (begins * scope, _cut(ratio, basic), _cut(kept, basic), most) for (begins, ratio), (_, kept), most in pays
        )
        self._insurance_terms = _columns(
            (begins * scope * basic, _cut(ratio, first), again * scope * basic * first, _cut(more, second), most)
            for (begins, ratio), (again, more), most in steps
        )

    def settle(self, stays: Stays) -> Payments:
        """What is paid of each stay."""
        paid = Payments(np.empty(len(stays), np.int64), np.empty(len(stays), np.int64))
        for first in range(0, len(stays), _CHUNK):
            rows = slice(first, first + _CHUNK)
            self._settle(stays.rows(rows), paid.basic_fund[rows], paid.critical_illness[rows])
        return paid

    def _settle(self, stays: Stays, basic_fund: Ints, critical_illness: Ints) -> None:
        era = self._era[stays.places, self._days(stays)]
        fund, insurance = self._fund[self._stay(era, stays)], self._insurance[era * len(self.groups) + stays.groups]
        in_scope, counted, undecided = self._scope(era, stays.costs)
        scope, basic, first, second = self._parts

        deductible, ratio, kept, most = (column[fund] for column in self._fund_terms)
        above = np.maximum(in_scope - deductible, 0)
        np.minimum(_rounded(above * ratio, scope * basic), most, out=basic_fund)

        begins, ratio, begins_again, ratio_again, most = (column[insurance] for column in self._insurance_terms)
        pool = (counted - basic_fund * scope) * basic - above * kept
        benefit = np.maximum(pool - begins, 0) * ratio
        again = np.maximum(pool * first - benefit - begins_again, 0) * ratio_again
        np.minimum(_rounded(benefit * second + again, scope * basic * first * second), most, out=critical_illness)

        unknown = (in_scope > 0) & ((fund < 0) | (insurance < 0))
        basic_fund[unknown] = critical_illness[unknown] = UNKNOWN
        for row in np.flatnonzero(undecided):
            basic_fund[row], critical_illness[row] = self._by_the_core(stays, row)

    def _days(self, stays: Stays) -> Ints:
        """The days as indexes into the days on which anything may change, and those between them."""
        days = (stays.days.astype("datetime64[D]") - self._begin).astype(np.int64)
        return np.clip(days, 0, self._era.shape[1] - 1)

    def _stay(self, era: Ints, stays: Stays) -> Ints:
        row = (era * len(self.facilities) + stays.facilities) * len(self.locations) + stays.locations
        return row * (OLDEST + 1) + stays.ages

    def _funds(self, stays: dict[str, int], rows: list[Any], funds: list[dict[str, Any]]) -> Iterable[int]:
        """The row of the fund's terms for every stay of an era: by facility, location and age."""
        before = [sum(len(fund["ages"]) for fund in funds[:index]) for index in range(len(funds))]
        for facility in self.facilities:
            for fund in rows[stays[facility]] if stays else [None] * len(self.locations):
                index = _index(fund)
                for age in range(OLDEST + 1):
                    older = sum(oldest < age for oldest, _, _ in funds[index]["ages"])
                    yield UNKNOWN if index == UNKNOWN else before[index] + older

    def _scope(self, era: Ints, costs: dict[str, Ints]) -> tuple[Ints, Ints, npt.NDArray[np.bool_]]:
        """What is in scope, and what counts for critical illness; and in which rows the rules leave a kind of cost open."""
        in_scope, counted = np.zeros(len(era), np.int64), np.zeros(len(era), np.int64)
        undecided = np.zeros(len(era), np.bool_)
        for kind, fen in costs.items():
            inside, counts = (shares[era] for shares in self._weights[kind])
            undecided |= (inside < 0) & (fen > 0)
            in_scope += fen * inside
            counted += fen * counts
        return in_scope, counted, undecided

    def _by_the_core(self, stays: Stays, row: Any) -> tuple[int, int]:
        """A stay with a kind of cost that the rules leave open: the core knows whether it matters."""
        claim = {
            "kind": "inpatient",
            "date": str(stays.days[row].astype("datetime64[D]")),
            "facility": self.facilities[stays.facilities[row]],
            "location": self.locations[stays.locations[row]],
            "costs": {kind: format_fen(int(fen[row])) for kind, fen in stays.costs.items()},
        }
        person = {"age": int(stays.ages[row]), "group": self.groups[stays.groups[row]]}
        case = {"place": self.places[stays.places[row]], "person": person, "claims": [claim]}
        [year] = settle_case(parse_case(case, self.policy, FIELDS, CHECKS), self.policy)
        [(_, settled)] = year.claims
        if settled.basic_fund is None or year.critical_illness is None:
            return UNKNOWN, UNKNOWN
        return settled.basic_fund, year.critical_illness


def _eras(spans: list[list[Any]]) -> tuple[np.datetime64, Ints]:
    """A day before any change, and for each place its era on every day from then on, the last one for ever."""
    changes = np.array([day for place in spans for day, _ in place if day], "datetime64[D]")
    begin = changes.min() - 1
    days = int((changes.max() - begin).astype(int)) + 1
    eras = np.zeros((len(spans), days), np.int64)
    for row, place in zip(eras, spans, strict=True):
        for day, era in place:
            row[int((np.datetime64(day) - begin).astype(int)) if day else 0 :] = era
    return begin, eras


def _parts(shares: Iterable[int]) -> int:
    """Into how many parts something is cut so that all shares of it (in ten-thousandths) come out even; an even number."""
    return lcm(2, *(RATIO // gcd(RATIO, share) for share in shares))


def _cut(share: int, parts: int) -> int:
    """A share, in such parts."""
    return share if share == UNKNOWN else share * parts // RATIO


def _rounded(amounts: Ints, parts: int) -> Ints:
    """Amounts in parts of a fen as whole fen, half up."""
    return (amounts + parts // 2) // parts


def _tier(tiers: list[Any]) -> tuple[int, int]:
    """The first tier's threshold (fen) and share; one that pays nothing where there is none."""
    return (tiers[0][0], tiers[0][1]) if tiers else _NO_TIER


def _most(pays: dict[str, Any]) -> int:
    return int(pays["most"][0]) if pays["most"] else _HIGHEST_INT


def _index(found: int | None) -> int:
    return UNKNOWN if found is None else found


def _array(values: Iterable[int]) -> Ints:
    return np.array(list(values), np.int64)


def _columns(rows: Iterable[tuple[int, ...]]) -> list[Ints]:
    given = list(rows)
    return [_array((*column, 0)) for column in zip(*given, strict=True)]
