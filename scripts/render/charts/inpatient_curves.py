"""What a stay costs oneself against its bill, one chart for each class of hospital, before and after the rules of 2025."""

from functools import cache

from render.charts.chart import Chart
from render.charts.curve import Line, drawing
from render.charts.sources import sourced
from render.site import Site
from render.words import fen
from urrbmi.analysis.next_yuan import next_yuan
from urrbmi.settle import settle

#: the item on whose page they stand
ITEM = "inpatient_ratio"
#: 晋中市, the only city whose rules before 2025 are collected as a whole
PLACE = "140700"
BEFORE = 2024
#: the largest bill (fen); all that begins with a larger one is a cap
MOST = 30_000_000
LOCATIONS = ("local", "unreferred")
COLUMNS = ("series", "bill", "self", "begins")

Point = tuple[int, int, str]


@cache
def charts(site: Site) -> list[Chart]:
    """One for each class of hospital; none where the rules of the city are not collected, or not this site's."""
    inside = PLACE in (place["code"] for place in site.cities)
    facilities = site.rules.parameters["dimensions"]["facility"]["values"] if inside else ()
    found = (_chart(site, facility) for facility in facilities)
    return [chart for chart in found if chart is not None]


def _chart(site: Site, facility: str) -> Chart | None:
    place = site.policy.places[PLACE]["name"]
    lines: dict[tuple[Point, ...], list[tuple[str, int]]] = {}
    cited: list[str] = []
    for location in LOCATIONS:
        for year in (BEFORE, int(site.today[:4])):
            points, named = _points(site, facility, location, year)
            if not points:
                return None
            lines.setdefault(points, []).append((location, year))
            cited += named
    names = [_name(site, members) for members in lines.values()]
    drawn = drawing(
        [Line(name, tuple((bill, own) for bill, own, _ in points)) for name, points in zip(names, lines, strict=True)]
    )
    described = site.rules.parameters["dimensions"]["facility"]["values"][facility]
    return sourced(
        site,
        drawn,
        cited,
        id=f"inpatient-curve-{facility}".replace("_", "-"),
        title=f"{place}，{described['plain']}：住院总费用越高，自己付多少",
        unit="单位：元，费用都按甲类，当年第一次住院",
        description="；".join(f"{name}：{_said(points)}" for name, points in zip(names, lines, strict=True)) + "。",
        columns=COLUMNS,
        rows=(
            (name, bill / 100, own / 100, begins)
            for name, points in zip(names, lines, strict=True)
            for bill, own, begins in points
        ),
    )


def _points(site: Site, facility: str, location: str, year: int) -> tuple[tuple[Point, ...], list[str]]:
    """Where the way of sharing changes: bill and own share (fen), and what begins there; and the clauses.

    Nothing where a needed value is not collected.
    """
    claim = {"kind": "inpatient", "facility": facility, "location": location, "date": f"{year}-12-31"}

    def case(bill: int) -> dict[str, object]:
        return {"place": PLACE, "claims": [{**claim, "costs": {"class_a": bill / 100}}]}

    segments = next_yuan({"case": case(MOST)}, site.policy).get("segments", [])
    if not segments or any(segment["status"] != "ok" for segment in segments):
        return (), []
    found: list[Point] = []
    cited: list[str] = []
    for segment in segments:
        begins = segment["begins"] or {"text": "", "citations": []}
        if fen(segment["from"]) < MOST:
            found.append((fen(segment["from"]), fen(segment["self"]), begins["text"]))
            cited += [citation["provision"] for citation in begins["citations"]]
    return (*found, (MOST, fen(settle(case(MOST), site.policy)["self"]), "")), cited


def _name(site: Site, members: list[tuple[str, int]]) -> str:
    """Where and when a line holds: 本市：2024年底、2026年底."""
    years: dict[str, list[str]] = {}
    for location, year in members:
        years.setdefault(site.option("location", location), []).append(f"{year}年底")
    return "；".join(f"{location}：{'、'.join(told)}" for location, told in years.items())


def _said(points: tuple[Point, ...]) -> str:
    return "，".join(f"总费用{bill / 100:g}元付{own / 100:.2f}元" for bill, own, _ in points)
