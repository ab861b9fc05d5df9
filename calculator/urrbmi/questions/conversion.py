"""年限折算: how many years of employees' insurance some years of residents' insurance are (reading C15)."""

from math import floor
from typing import Any

from urrbmi.claims import checked_object, city, day
from urrbmi.errors import BadInput
from urrbmi.money import show
from urrbmi.policy import Policy
from urrbmi.questions.answer import Answer

MOST = 120


def conversion(data: object, policy: Policy) -> dict[str, Any]:
    """The exact quotient and the whole years, for the texts do not say which counts. Raises BadInput."""
    given = checked_object(
        data, "输入", ("place", "date", "resident_years"), required=("place", "date", "resident_years")
    )
    place, when = city(given["place"], "place", policy), day(given["date"], "date", policy)
    years = given["resident_years"]
    if not isinstance(years, int) or isinstance(years, bool) or not 0 <= years <= MOST:
        raise BadInput(f"resident_years：{show(years)} 不对；请填 0 至 {MOST} 的整数（实际缴费年数）")
    answer = Answer(policy, place, when)
    rate = answer.ask("conversion_years")
    if rate is None or not rate.settles:
        return answer.as_json(False, employee_years=None, whole_years=None)
    answer.use(rate)
    answer.readings.append("C15")
    return answer.as_json(True, employee_years=years / rate.number, whole_years=floor(years / rate.number))
