"""参保: from which day benefits hold, for one who paid on a day in one of four situations (readings C14, D6, D7)."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from urrbmi.claims import checked_object, city, day
from urrbmi.errors import BadInput, unknown_name
from urrbmi.policy import Policy
from urrbmi.questions.answer import Answer

#: what a situation finds out: the first day of benefits (None where unknown), and the rule in words
Finding = tuple[date | None, str]


def enrolment(data: object, policy: Policy) -> dict[str, Any]:
    """The first day of benefits, the rule behind it, and its citations. Raises BadInput."""
    fields = ("place", "paid", "situation", "born", "left")
    given = checked_object(data, "输入", fields, required=("place", "paid", "situation"))
    place = city(given["place"], "place", policy)
    paid = date.fromisoformat(day(given["paid"], "paid", policy))
    situation = given["situation"]
    if not isinstance(situation, str) or situation not in SITUATIONS:
        raise unknown_name("situation", situation, SITUATIONS)
    find, since = SITUATIONS[situation]
    for name in ("born", "left"):
        if (name in given) != (name == since):
            needed = "必须填写" if name == since else "不用填写"
            raise BadInput(f"{name}：{situation} {needed}这一项")
    began = date.fromisoformat(day(given[since], since, policy)) if since else paid
    if began > paid:
        raise BadInput(f"{since}：{began} 晚于缴费日 {paid}")
    answer = Answer(policy, place, paid.isoformat())
    benefits_from, rule = find(answer, paid, began)
    text = benefits_from.isoformat() if benefits_from else None
    return answer.as_json(benefits_from is not None, benefits_from=text, rule=rule)


def _on_time(answer: Answer, paid: date, _: date) -> Finding:
    closes = answer.ask("enrolment_closes")
    if closes is None:
        return None, ""
    opens = answer.policy.rules(answer.place, answer.day).get("enrolment_opens")
    answer.use(closes, opens)
    last = _in_year(closes.value.text, paid.year)
    first = _in_year(opens.value.text, paid.year) if opens is not None else ""
    if not first <= paid.isoformat() <= last:
        season = f"{first} 至 {last}" if first else f"到 {last} 为止，从哪天开始未收录"
        return None, f"{paid} 不在集中缴费期（{season}）内"
    covered = date((int(first[:4]) if first else paid.year) + 1, 1, 1)
    if paid >= covered:
        return None, f"{paid} 在集中缴费期内，但当年已经开始，文件没有写从哪天起享受"
    return covered, "在集中缴费期内缴纳下一年的费用，从下一年1月1日起享受"


def _in_year(text: str, year: int) -> str:
    """A day of the calendar: itself, or every year's (12-25) in this one."""
    return text if len(text) == 10 else f"{year}-{text}"


def _late_renewal(answer: Answer, paid: date, _: date) -> Finding:
    rules = answer.policy.rules(answer.place, answer.day)
    waiting = rules.get("late_renewal_waiting")
    if waiting is not None and waiting.settles:
        answer.use(waiting)
        return paid + timedelta(days=waiting.number + 1), f"从缴费之日起满{waiting.number}日后享受，缴费当日不算"
    least = rules.get("interrupted_waiting")
    answer.use(least)
    answer.lacks("late_renewal_waiting")
    return None, f"等待期不低于{least.number}个月，没有写确数" if least is not None else ""


def _newborn(answer: Answer, paid: date, born: date) -> Finding:
    days, begins = answer.ask("newborn_enrolment_days"), answer.ask("newborn_benefits_from")
    if days is None or begins is None:
        return None, ""
    answer.use(days, begins)
    if paid > born + timedelta(days=days.number):
        return None, f"出生已超过{days.number}天，文件没有写从哪天起享受"
    return born, f"出生后{days.number}天内参保缴费，自出生之日起享受"


def _left_other_cover(answer: Answer, paid: date, left: date) -> Finding:
    months, after = answer.ask("left_cover_months"), answer.ask("left_cover_benefits_after")
    if months is None or after is None:
        return None, ""
    prior = answer.policy.rules(answer.place, answer.day).get("left_cover_prior_years")
    answer.use(months, after, prior)
    answer.readings.append("D6")
    if paid > _months_later(left, months.number):
        return None, f"退出其他保障已超过{months.number}个月，文件没有写从哪天起享受"
    begins = "缴费当日" if after.number == 0 else "缴费次日"
    condition = f"；职工医保中断的人此前须连续参保满{prior.number}年" if prior is not None and prior.settles else ""
    return paid + timedelta(days=after.number), f"退出其他保障{months.number}个月内补办，{begins}起享受{condition}"


def _months_later(start: date, months: int) -> date:
    """The same day some months later, or the last of that month."""
    year, month = divmod(start.month - 1 + months, 12)
    last = calendar.monthrange(start.year + year, month + 1)[1]
    return date(start.year + year, month + 1, min(start.day, last))


#: situation -> how it is found out, and which day besides the payment it needs
SITUATIONS: dict[str, tuple[Callable[[Answer, date, date], Finding], str]] = {
    "on_time": (_on_time, ""),
    "late_renewal": (_late_renewal, ""),
    "newborn": (_newborn, "born"),
    "left_other_cover": (_left_other_cover, "left"),
}
