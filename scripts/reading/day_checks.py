"""What must be true of days: they exist, are in order, and what ends a value begins when it ends."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from reading.load import Path_
from reading.problems import Problem, quoted
from reading.ruleset import Day, Document, RuleSet
from urrbmi.values import OPEN_END, UNKNOWN_START


def exists(day: str) -> bool:
    """Whether a day is one of the calendar, or stands for none."""
    if day in ("", UNKNOWN_START, OPEN_END):
        return True
    try:
        return len(day) == 10 and date.fromisoformat(day) is not None
    except ValueError:
        return False


def _days(rules: RuleSet) -> Iterator[Problem]:
    """Every day exists, and none ends before it begins."""
    for document in rules.documents:
        days = [(("issued",), document.issued.day), (("from",), document.first.day), (("ends",), document.last.day)]
        for path, day in [*days, (("published",), document.published)]:
            if not exists(day):
                yield document.loaded.problem(path, f"{quoted(day)} 这一天不存在；请写成 2025-01-31")
        if exists(document.published) and "" < document.published < document.issued.day:
            message = f"印发日期 {document.published} 早于成文日期 {document.issued.day}；请核对"
            yield document.loaded.problem(("published",), message)
        if exists(document.first.day) and exists(document.last.day) and document.last.day < document.first.day:
            yield document.loaded.problem(("ends",), f"终止日 {document.last.day} 早于起始日 {document.first.day}")
    for document, _, value in rules.each_value():
        if value.first == document.first and value.last == document.last:
            continue  # said of the document
        for key, own, inherited in (("from", value.first, document.first), ("ends", value.last, document.last)):
            if own != inherited and not exists(own.day):
                message = f"{quoted(own.day)} 这一天不存在；请写成 2025-01-31"
                yield document.loaded.problem((*value.path, key, "day"), message)
        if exists(value.first.day) and exists(value.last.day) and value.last.day < value.first.day:
            message = f"终止日 {value.last.day} 早于起始日 {value.first.day}"
            yield document.loaded.problem((*value.path, "ends"), message)


def _years(rules: RuleSet) -> Iterator[Problem]:
    """A year stands where the item is settled year by year, and nowhere else."""
    for document, _, value in rules.each_value():
        data = document.raw(value)
        year_bound = rules.parameters["items"][value.item].get("year_bound", False)
        if year_bound and value.year is None:
            yield document.loaded.problem(value.path, f"{value.item} 逐年确定，请写 year: 年度，不写 from、ends")
        if not year_bound and value.year is not None:
            yield document.loaded.problem(
                (*value.path, "year"), f"{value.item} 不是逐年确定的，请写 from、ends，不写 year"
            )
        if value.year is not None and {"from", "ends"} & data.keys():
            yield document.loaded.problem(value.path, "year 与 from、ends 不能并用")
        if "basis" in data and value.year is None:
            message = "basis 只和 year 一起写；推定的起止日期写成 from: {day: …, basis: inferred}"
            yield document.loaded.problem((*value.path, "basis"), message)
        elif data.get("basis") == "express":
            message = "basis: express 不起作用：不写就是文件写明；推定的写 inferred，否则请删去"
            yield document.loaded.problem((*value.path, "basis"), message)


def _endings(rules: RuleSet) -> Iterator[Problem]:
    """What ends a value begins on the day after: one of the provision's values, or its document."""
    if not rules.complete:
        return
    known = rules.provisions
    for document, path, last in _ends(rules):
        if last.by not in known:
            yield document.loaded.problem((*path, "by"), f"没有 {last.by} 这个条款")
            continue
        other, provision = known[last.by]
        begins = {value.first.day for value in provision.values} | {other.first.day}
        if exists(last.day) and last.day < OPEN_END:
            following = (date.fromisoformat(last.day) + timedelta(days=1)).isoformat()
            if following not in begins:
                message = f"{last.by} 不从 {following} 起，不能使它到 {last.day} 为止；请核对 day 和 by"
                yield document.loaded.problem((*path, "day"), message)


def _ends(rules: RuleSet) -> Iterator[tuple[Document, Path_, Day]]:
    """Every end that names a provision: of a document, or of a value of its own."""
    for document in rules.documents:
        if document.last.by:
            yield document, ("ends",), document.last
    for document, _, value in rules.each_value():
        if value.last.by and "ends" in document.raw(value):
            yield document, (*value.path, "ends"), value.last


CHECKS: list[Callable[[RuleSet], Iterator[Problem]]] = [_days, _years, _endings]
