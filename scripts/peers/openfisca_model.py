"""One stay in hospital as OpenFisca's documentation would have it written: variables with vectorised formulas, parameters by date.

`numpy.select` finds what depends on a class of hospital or a place of care: OpenFisca's own way, indexing a parameter with
the variable, goes through all cases in Python and takes many times as long.
"""

from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import YEAR
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Person = build_entity(key="person", plural="persons", label="Person", is_person=True)


class Facility(Enum):
    class_3 = "三类"
    class_2_county = "二类（县）"
    class_2_city = "二类（市）"
    class_1 = "一类"


class Location(Enum):
    local = "本市"
    in_province = "省内"
    in_province_unreferred = "省内，没有转诊"
    long_term = "异地长期居住"
    referred = "省外，转诊"
    emergency = "省外，急诊"
    unreferred = "省外，没有转诊"


class facility(Variable):
    value_type = Enum
    possible_values = Facility
    default_value = Facility.class_1
    entity = Person
    definition_period = YEAR
    label = "Class of the hospital"


class location(Variable):
    value_type = Enum
    possible_values = Location
    default_value = Location.local
    entity = Person
    definition_period = YEAR
    label = "Where, and whether referred"


class in_scope(Variable):
    value_type = float
    entity = Person
    definition_period = YEAR
    label = "Cost in scope"


class deductible(Variable):
    value_type = float
    entity = Person
    definition_period = YEAR
    label = "Deductible"

    def formula(person: Any, period: Any, parameters: Any) -> Any:
        return by_option(parameters(period).deductible, person("facility", period), Facility)


class reduction(Variable):
    value_type = float
    entity = Person
    definition_period = YEAR
    label = "Points off the ratio for going elsewhere"

    def formula(person: Any, period: Any, parameters: Any) -> Any:
        return by_option(parameters(period).reduction, person("location", period), Location)


class above_deductible(Variable):
    value_type = float
    entity = Person
    definition_period = YEAR
    label = "Cost above the deductible"

    def formula(person: Any, period: Any, parameters: Any) -> Any:
        return np.maximum(0, person("in_scope", period) - person("deductible", period))


class basic_fund(Variable):
    value_type = float
    entity = Person
    definition_period = YEAR
    label = "Payment of the basic fund"

    def formula(person: Any, period: Any, parameters: Any) -> Any:
        ratio = by_option(parameters(period).ratio, person("facility", period), Facility)
        due = person("above_deductible", period) * (ratio - person("reduction", period))
        return np.minimum(to_the_fen(due), parameters(period).annual_fund_cap)


class critical_illness(Variable):
    value_type = float
    entity = Person
    definition_period = YEAR
    label = "Payment of critical illness insurance"

    def formula(person: Any, period: Any, parameters: Any) -> Any:
        terms = parameters(period).critical_illness
        kept_out = person("above_deductible", period) * person("reduction", period)
        pool = person("in_scope", period) - person("basic_fund", period) - kept_out
        first = np.maximum(0, pool - terms.deductible) * terms.ratio
        second = np.maximum(0, pool - first - terms.second_deductible) * terms.second_ratio
        return np.minimum(to_the_fen(first + second), terms.cap)


def by_option(node: Any, chosen: Any, options: type[Enum]) -> Any:
    """The value of each option for those who have it."""
    return np.select([chosen == one for one in options], [node[one.name] for one in options])


def to_the_fen(amount: Any) -> Any:
    """Half up."""
    return np.floor(amount * 100 + 0.5) / 100


def system(parameters: dict[str, Any]) -> TaxBenefitSystem:
    """The model with its parameters (yuan and ratios, nested by their names)."""
    found = TaxBenefitSystem([Person])
    found.parameters = ParameterNode("", data=_dated(parameters))
    for variable in (
        facility,
        location,
        in_scope,
        deductible,
        reduction,
        above_deductible,
        basic_fund,
        critical_illness,
    ):
        found.add_variable(variable)
    return found


def _dated(tree: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _dated(one) if isinstance(one, dict) else {"values": {"2025-01-01": {"value": one}}}
        for name, one in tree.items()
    }
