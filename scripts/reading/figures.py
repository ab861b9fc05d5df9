"""Which figures can be read in a fragment of a document: 7万元, 85%, 5个百分点, 减半, 6：4, 五年, 12月25日 …

Every reader takes a fragment and gives the figures of its unit that stand there, so that a value can be tied to its words.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from fractions import Fraction

Figure = Fraction | str
_DIGITS = r"(?<![\d.])(\d+(?:\.\d+)?)"
_CHINESE = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SIGNS = "".join(_CHINESE)
_WRITTEN = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)((?:万|万元|元|%|个百分点|日|天|个月|年|岁|周岁|种|类|个|项|档)?)")
_NOTHING = "不设起付|不缴费|不再缴费|不补|不执行|免费|无起付"
_WHOLE = "全额|全覆盖|全部"


def yuan(fragment: str) -> set[Figure]:
    """Money: 400元, 7万元, and plain numbers that are no percentage, share, date, age or count of days."""
    found = {exact(number) * 10_000 for number in re.findall(_DIGITS + "万", fragment)}
    found |= {
        exact(number) for number in re.findall(r"(?<![：:])" + _DIGITS + r"(?![\d.万%年月日天岁：:]|个|周岁)", fragment)
    }
    return found | _words(fragment, _NOTHING, 0)


def ratio(fragment: str) -> set[Figure]:
    """Shares: 85%, 6：4, 减半, 全额."""
    found = {exact(number, 100) for number in re.findall(_DIGITS + "%", fragment)}
    return (
        found
        | split(fragment)
        | _words(fragment, "减半|一半|半数", Fraction(1, 2))
        | _words(fragment, _WHOLE, 1)
        | _words(fragment, _NOTHING, 0)
    )


def split(fragment: str) -> set[Figure]:
    """The two shares of 6：4."""
    found: set[Figure] = set()
    for left, right in re.findall(r"(\d+)[：:](\d+)", fragment):
        whole = Fraction(int(left) + int(right) or 1)
        found |= {int(left) / whole, int(right) / whole}
    return found


def points(fragment: str) -> set[Figure]:
    """Percentage points: 5个百分点."""
    return {exact(number, 100) for number in re.findall(_DIGITS + "个百分点", fragment)}


def days(fragment: str) -> set[Figure]:
    """Days: 30日, 90天; 之日起 is the same day (0), unless so many days must pass, and 次日 the next (1)."""
    found: set[Figure] = {exact(number) for number in re.findall("(?<!月)" + _DIGITS + "(?:日|天)", fragment)}
    return found | _words(fragment, "之日起(?!满)", 0) | _words(fragment, "次日", 1)


def months(fragment: str) -> set[Figure]:
    """Months: 3个月."""
    return _counted(fragment, "个月")


def years(fragment: str) -> set[Figure]:
    """Years: 5年, 五年, 14周岁, 60岁."""
    return _counted(fragment, "(?:年|周岁|岁)")


def count(fragment: str) -> set[Figure]:
    """Counts: 46 种, 22类, 29 项."""
    return _counted(fragment, "(?:种|类|个|项|档)")


def date(fragment: str) -> set[Figure]:
    """Days of the calendar: 2024年9月5日, 12月25日, 2月底, 2027年年底; with the year where it stands there."""
    found: set[Figure] = set()
    for year, month, day in re.findall(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日|底)", fragment):
        for last in [day] if day else _last_days(year, int(month)):
            found |= {f"{int(month):02d}-{int(last):02d}"} | (
                {f"{year}-{int(month):02d}-{int(last):02d}"} if year else set()
            )
    for year, month in re.findall(r"(\d{4})年(\d{1,2})月(?![\d底])", fragment):
        found.add(f"{year}-{int(month):02d}-01")
    for year in re.findall(r"(\d{4})年年?底", fragment):
        found.add(f"{year}-12-31")
    return found


def numbers(fragment: str) -> set[Figure]:
    """All plain numbers, for texts of rules."""
    return {exact(number) for number in re.findall(_DIGITS, fragment)}


#: unit -> the figures of that unit in a fragment
READERS: dict[str, Callable[[str], set[Figure]]] = {
    "yuan": yuan,
    "ratio": ratio,
    "points": points,
    "days": days,
    "months": months,
    "years": years,
    "count": count,
    "date": date,
}


def meant(text: str) -> str:
    """The number that a text such as 65%, 350元 or 7万 stands for, as it is written in a file; empty if it is none."""
    found = _WRITTEN.fullmatch(text.replace(" ", ""))
    if not found:
        return ""
    number, sign = Fraction(found[1]), found[2]
    number *= 10_000 if sign.startswith("万") else Fraction(1, 100) if sign in ("%", "个百分点") else 1
    return f"{float(number):.10g}"


def _last_days(year: str, month: int) -> list[int]:
    """The last day of a month; both that February may have where the year is not said."""
    years = [int(year)] if year else [2023, 2024]
    return sorted({monthrange(one, month)[1] for one in years}) if 1 <= month <= 12 else []


def _counted(fragment: str, unit: str) -> set[Figure]:
    found: set[Figure] = {exact(number) for number in re.findall(_DIGITS + unit, fragment)}
    for tens, ten, ones in re.findall(rf"(?<![{_SIGNS}十百])([{_SIGNS}]?)(十?)([{_SIGNS}]?){unit}", fragment):
        if ten:
            found.add(Fraction(_CHINESE.get(tens, 1) * 10 + _CHINESE.get(ones, 0)))
        elif tens + ones in _CHINESE:
            found.add(Fraction(_CHINESE[tens + ones]))
    return found


def exact(number: str, parts: int = 1) -> Fraction:
    """A number in digits as a share of so many parts; most are whole, and a fraction of these is made faster."""
    return Fraction(int(number), parts) if number.isdecimal() else Fraction(number) / parts


def _words(fragment: str, pattern: str, figure: int | Fraction) -> set[Figure]:
    return {Fraction(figure)} if re.search(pattern, fragment) else set()
