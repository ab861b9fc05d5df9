"""Ties: every value can be read in its fragment of evidence, or follows by arithmetic from values that can."""

import re
from decimal import Decimal
from fractions import Fraction

import arithmetic
import figures
from checks import misfit
from evidence import normalised
from problems import Problem, listed, quoted
from ruleset import Provision, RuleSet, RuleValue

LONGEST = 40
_ABOLISHING = re.compile("取消|废止|不再")
_NEGATION = re.compile("不")


def tie_problems(rules: RuleSet) -> list[Problem]:
    """Values that cannot be read in their evidence."""
    problems = []
    for document in rules.documents:
        for provision in document.provisions:
            for fragment in provision.evidence:
                if len(normalised(fragment)) > LONGEST:
                    message = f"{provision.id} 的原文有 {len(normalised(fragment))} 字；最多 {LONGEST} 字，请只留带着数的那一小段"
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
        return _wrongly_derived(value, rules)
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
    wanted = _date_figure(str(value.content), fragment) if unit == "date" else Fraction(str(value.content))
    if wanted in readable:
        return ""
    found = f"，能读出的是 {listed(sorted(map(_plain, readable)))}" if readable else ""
    return f"{value.item} 的值 {value.content} 在原文 {quoted(fragment)} 里读不出来{found}；请核对数值，或换一段带着它的原文"


def _wrongly_derived(value: RuleValue, rules: RuleSet) -> str:
    if not _is_number(value.content):
        return f"只有数可以推算；{value.item} 不是数，请删去 derived"
    try:
        result = arithmetic.evaluate(value.derived)
    except ValueError:
        return f"算式 {quoted(value.derived)} 不能计算；只用数字、% 和 + - * / ( )"
    if result != Fraction(str(value.content)):
        return f"算式 {value.derived} = {_plain(result)}，与值 {value.content} 不符"
    known = rules.provisions()
    readable: set[figures.Figure] = {Fraction(1)}
    for source in value.sources:
        if source not in known:
            return f"sources 里的 {source} 不存在"
        for fragment in known[source][1].evidence:
            for reader in figures.READERS.values():
                readable |= reader(normalised(fragment))
        readable |= {
            Fraction(str(other.content))
            for other in known[source][1].values
            if _is_number(other.content) and other is not value
        }
    absent = [number for number in arithmetic.numbers(value.derived) if number not in readable]
    return f"算式里的 {listed(map(_plain, absent))} 在 {listed(value.sources)} 的原文里读不出来" if absent else ""


def _is_number(content: object) -> bool:
    return isinstance(content, (int, Decimal)) and not isinstance(content, bool)


def _date_figure(content: str, fragment: str) -> str:
    """A full date is compared without its year where the fragment leaves the year to the context."""
    return content[5:] if len(content) == 10 and not re.search(r"\d{4}年", fragment) else content


def _plain(figure: figures.Figure) -> str:
    return figure if isinstance(figure, str) else f"{float(figure):g}"
