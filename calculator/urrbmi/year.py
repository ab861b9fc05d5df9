"""What claims of one calendar year share, and what one claim leaves behind for the next.

Where an earlier claim cannot be settled, the fund's payments so far lie between two bounds; a later claim keeps its amount
if both bounds lead to the same one.
"""

from dataclasses import dataclass, field

from urrbmi.claims import Earlier, Person
from urrbmi.money import exact
from urrbmi.policy import Resolved
from urrbmi.statement import Trace


@dataclass(slots=True)
class Year:
    """A person's year so far.

    Admissions; fen counted towards the annual cap (lowest and highest possible); the critical-illness pool (exact, lowest
    and highest possible), with what the rules keep out of it and the last day that added to it.
    """

    person: Person
    admissions: int
    capped_low: int
    capped_high: int
    pool_low: int
    pool_high: int
    pool_left_out: int = 0
    pool_day: str = ""
    total_given: bool = False
    pool_readings: list[str] = field(default_factory=list)
    pool_values: list[Resolved] = field(default_factory=list)

    @classmethod
    def begin(cls, person: Person, earlier: Earlier) -> "Year":
        borne = exact(earlier.in_scope_self_pay)
        return cls(person, earlier.admissions, earlier.basic_fund, earlier.basic_fund, borne, borne)

    def rests_on(self, reading: str | None, *values: Resolved | None) -> None:
        """Notes what the pool was added up on; it becomes an assumption if critical illness has anything to pay."""
        if reading is not None:
            self.pool_readings.append(reading)
        self.pool_values.extend(value for value in values if value is not None)


@dataclass(slots=True)
class Settled:
    """The outcome of one claim: fen paid by the fund (None where unknown) out of its cost, and how it came about."""

    cost: int
    basic_fund: int | None
    trace: Trace = field(default_factory=Trace)
