"""Ties: every value can be read in its fragment of evidence, or follows by arithmetic from values that can."""

import re
from fractions import Fraction

from reading import arithmetic, figures
from reading.evidence import normalised
from reading.problems import Problem, listed, quoted
from reading.ruleset import Provision, RuleSet, RuleValue
from reading.value_checks import is_number, misfit

SHORTEST, LONGEST = 2, 40
#: of which units the figures are that a value of a unit is derived from, where they are not of that unit alone
_OPERANDS = {"yuan": ("yuan", "ratio", "months"), "ratio": ("ratio", "points", "yuan"), "points": ("points", "ratio")}
_ABOLISHING = re.compile("取消|废止|不再")
_NEGATION = re.compile("不")


def tie_problems(rules: RuleSet) -> list[Problem]:
    """Values that cannot be read in their evidence."""
    problems = []
    for document, provision in rules.each_provision():
        for fragment in provision.evidence:
            length = len(normalised(fragment))
            if not SHORTEST <= length <= LONGEST:
                cure = (
                    f"最多 {LONGEST} 字，请只留带着数的那一小段"
                    if length > LONGEST
                    else f"至少要有 {SHORTEST} 个字，请多抄一点"
                )
                message = f"{provision.id} 的原文有 {length} 字；{cure}"
                problems.append(document.loaded.problem((*provision.path, "evidence"), message))
        for value in provision.values:
            reason = _untied(value, provision, rules)
            if reason:
                problems.append(document.loaded.problem(value.path, f"{provision.id}：{reason}"))
    return problems


def _untied(value: RuleValue, provision: Provision, rules: RuleSet) -> str:
    """Why a value does not follow from its evidence; empty if it does."""
    unit = rules.parameters["items"][value.item]["unit"]
    if value.kind not in ("formula", "abolished", "not_applicable") and misfit(value.content, unit):
        return ""  # said by the checks already
    if value.derived:
        return _wrongly_derived(value, unit, rules)
    if len(provision.evidence) > 1 and value.fragment is None:
        return f"有 {len(provision.evidence)} 段原文，请用 fragment: 1–{len(provision.evidence)} 写明 {value.item} 依据哪一段"
    if value.fragment is not None and value.fragment > len(provision.evidence):
        return f"fragment: {value.fragment}，但只有 {len(provision.evidence)} 段原文"
    if value.how or value.kind == "not_applicable":
        return ""
    fragment = normalised(provision.evidence[(value.fragment or 1) - 1])
    if value.kind == "abolished":
        return "" if _ABOLISHING.search(fragment) else f"原文 {quoted(fragment)} 里没有“取消、废止、不再”，读不出已取消"
    if unit == "yes_no":
        return (
            ""
            if bool(_NEGATION.search(fragment)) != bool(value.content)
            else f"原文 {quoted(fragment)} 与 {'true' if value.content else 'false'} 相反；false 的原文要有“不”，true 的没有"
        )
    if unit == "rule" or value.kind == "formula":
        absent = figures.numbers(str(value.content)) - figures.numbers(fragment)
        return f"{listed(map(_plain, absent))} 在原文 {quoted(fragment)} 里读不出来" if absent else ""
    readable = figures.READERS[unit](fragment)
    wanted = Fraction(value.content) if is_number(value.content) else _date_figure(str(value.content), fragment)
    if wanted in readable:
        return _ambiguous(wanted, readable, fragment, provision, rules)
    found = f"，能读出的是 {listed(sorted(map(_plain, readable)))}" if readable else ""
    return f"{value.item} 的值 {value.content} 在原文 {quoted(fragment)} 里读不出来{found}；请核对数值，或换一段带着它的原文"


def _ambiguous(
    wanted: figures.Figure, readable: set[figures.Figure], fragment: str, provision: Provision, rules: RuleSet
) -> str:
    """Why a fragment does not say which of several figures the value is; empty if the others are accounted for.

    They are where they are other values of the provision, stand in the arithmetic of a value that is derived from it, or
    share a ratio (6：4) with the wanted one.
    """
    if len(readable) == 1:
        return ""
    if isinstance(wanted, str):  # a day: the fragment gives it with its year and without
        readable = {_any_february(str(other)) for other in readable if len(str(other)) == len(wanted)}
        known: set[figures.Figure] = {
            _any_february(_date_figure(other.content, fragment))
            for other in provision.values
            if isinstance(other.content, str)
        }
        return "" if readable <= known else _too_many(readable)
    known = {Fraction(other.content) for other in provision.values if is_number(other.content)}
    for other in rules.derived_from.get(provision.id, ()):
        known |= set(arithmetic.numbers(other.derived))
    if wanted in figures.split(fragment):
        known |= figures.split(fragment)
    return "" if readable <= known else _too_many(readable)


def _any_february(day: str) -> str:
    """The end of February as one day, whatever its year."""
    return "02-28" if day == "02-29" else day


def _too_many(readable: set[figures.Figure]) -> str:
    shown = sorted(map(_plain, readable), key=lambda figure: (len(figure), figure))
    return f"这段原文里能读出 {listed(shown)} {'两' if len(shown) == 2 else len(shown)}个数，请截短到只剩一个"


def _wrongly_derived(value: RuleValue, unit: str, rules: RuleSet) -> str:
    if not is_number(value.content):
        return f"只有数可以推算；{value.item} 不是数，请删去 derived"
    try:
        result = arithmetic.evaluate(value.derived)
    except ValueError:
        return f"算式 {quoted(value.derived)} 不能计算；只用数字、% 和 + - * / ( )"
    if result != Fraction(value.content):
        return f"算式 {value.derived} = {_plain(result)}，与值 {value.content} 不符"
    known = rules.provisions
    readable: set[figures.Figure] = set()
    for source in value.sources:
        if source not in known:
            return ""  # said by the checks already
        for fragment in known[source][1].evidence:
            for operand in _OPERANDS.get(unit, (unit,)):
                readable |= figures.READERS[operand](normalised(fragment))
        readable |= {
            Fraction(other.content)
            for other in known[source][1].values
            if is_number(other.content) and not other.derived
        }
    absent = [number for number in arithmetic.numbers(value.derived) if number not in readable]
    return f"算式里的 {listed(map(_plain, absent))} 在 {listed(value.sources)} 的原文里读不出来" if absent else ""


def _date_figure(content: str, fragment: str) -> str:
    """A full date is compared without its year where the fragment leaves the year to the context."""
    return content[5:] if len(content) == 10 and not re.search(r"\d{4}年", fragment) else content


def _plain(figure: figures.Figure) -> str:
    return figure if isinstance(figure, str) else f"{float(figure):g}"
