"""What claims of one calendar year share, and what one claim leaves behind for the next.

Where an earlier claim cannot be settled, what was paid so far lies between two bounds; a later claim keeps its amount if
both bounds lead to the same one.
"""

from dataclasses import dataclass, field

from urrbmi.claims import Earlier, Person
from urrbmi.money import exact
from urrbmi.statement import Trace
from urrbmi.values import Resolved


@dataclass(slots=True, eq=False)
class Paid:
    """One payment under a cap, in fen: the lowest and highest possible, and what it is at either bound of the counter."""

    least: int
    most: int
    at_low: int
    at_high: int


@dataclass(slots=True, eq=False)
class Counter:
    """What was paid so far under one cap, in fen: the lowest and the highest that is possible.

    A payment makes what was paid min(paid + due, cap), which grows with what was paid before: so the low bound goes on
    from the low bound, and the high one from the high one.
    """

    low: int = 0
    high: int = 0

    def take(self, least_due: int, most_due: int, cap: int) -> Paid:
        """Pays what is due (between two bounds, mostly equal) within what is left of the cap."""
        if self.low == self.high and least_due == most_due:  # as mostly: nothing that came before is uncertain
            due = min(most_due, max(0, cap - self.high))
            self.low = self.high = self.high + due
            return Paid(due, due, due, due)
        room_low, room_high = max(0, cap - self.low), max(0, cap - self.high)
        paid = Paid(
            min(least_due, room_high), min(most_due, room_low), min(least_due, room_low), min(most_due, room_high)
        )
        self.low += paid.at_low
        self.high += paid.at_high
        return paid

    def blur(self, most: int, cap: int | None = None) -> None:
        """Notes a claim that cannot be settled: between nothing and `most` was paid, within the cap if it is known."""
        highest = self.high + most
        self.high = highest if cap is None else max(self.high, min(highest, cap))


class Year:
    """A person's year so far.

    Admissions, and how many of them were births; payments under the annual cap, and under each cap of its own; the
    critical-illness pool (exact, lowest and highest possible), with its parts as far as they are known, what the rules
    keep out of it and the last day that added to it; the totals (exact) among these parts that were given as such; what
    else than stays in hospital used the annual cap (whether anything did), and what the cap left unpaid of stays (fen).
    `moved`: how much more (exact) the pool would hold if a reading were taken the other way; of each stay of which the rules
    keep a part out of the pool: what the fund owed, that part, and what was left of the annual cap (exact); the readings on
    which the pool rests, and those on which the values that it was added up with rest.
    """

    # Of the class until they change, for in most years they do not, and every settlement makes a year.
    births = 0
    pool_left_out = 0
    pool_day = ""
    critical_open = False
    accident_costs = 0
    totals = 0
    capped_elsewhere = False
    over_cap = 0

    def __init__(self, person: Person, earlier: Earlier) -> None:
        self.person = person
        self.admissions = earlier.admissions
        self.annual = Counter(earlier.basic_fund, earlier.basic_fund)
        self.own: dict[str, Counter] = {}
        self.pool_low = self.pool_high = exact(earlier.in_scope_self_pay)
        self.pool_parts: list[int] = []
        self.visits_with_deductible: dict[str, int] = {}
        self.moved: dict[str, int] = {}
        self.kept_out: list[tuple[int, int, int]] = []
        self.pool_readings: list[str] = []
        self.pool_value_readings: list[str] = []

    def counter(self, name: str) -> Counter:
        """The counter of a cap of its own: outpatient care, each of the two diseases, student accidents."""
        return self.own.setdefault(name, Counter())

    def moves(self, reading: str, more: int = 0, less: int = 0) -> None:
        """Notes what the pool would hold more or less (exact) if a reading were taken the other way."""
        self.moved[reading] = self.moved.get(reading, 0) + more - less

    def rests_on(self, reading: str | None, value: Resolved | None = None) -> None:
        """Notes what the pool was added up on; it becomes an assumption if critical illness has anything to pay."""
        if reading is not None:
            self.pool_readings.append(reading)
        if value is not None:
            self.pool_value_readings += value.readings


@dataclass(slots=True, eq=False)
class Settled:
    """The outcome of one claim: fen paid by the fund (None where unknown) out of its cost, and how it came about."""

    cost: int
    basic_fund: int | None
    trace: Trace = field(default_factory=Trace)
