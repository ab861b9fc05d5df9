"""The charts of the built site, read back from their drawings and their rows."""

import csv
import io
import re
from datetime import date
from functools import cache
from xml.etree import ElementTree

from built_site import site

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = {"yuan": 100, "ratio": 10_000, "points": 10_000}


@cache
def charts():
    """Every drawing, by its id."""
    files = sorted((site() / "data" / "charts").glob("*.svg"))
    return {file.stem: ElementTree.fromstring(file.read_text(encoding="utf-8")) for file in files}


@cache
def rows(id):
    text = (site() / "data" / "charts" / f"{id}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def steps():
    """The charts of steps over years: those that have levels from a day to a day."""
    return {id: drawn for id, drawn in charts().items() if "from" in rows(id)[0]}


def scale(points):
    """The straight line through two (value, coordinate) pairs."""
    (low, at_low), (high, at_high) = points
    return lambda value: at_low + (at_high - at_low) * (value - low) / (high - low)


def amounts(drawn):
    """Amount -> y, from the words beside the plot."""
    ticks = [
        (int(tick.get("data-value")), float(tick.get("y")) - 4) for tick in drawn.find(".//*[@class='muted ticks']")
    ]
    return scale([ticks[0], ticks[-1]])


def days(drawn):
    """Year and its part -> x, from the words under the plot, which stand under the middle of their years."""
    years = [(int(year.text) + 0.5, float(year.get("x"))) for year in drawn.find(".//*[@class='muted years']")]
    return scale([years[0], years[-1]])


def part_of_year(day, after=False):
    found = date.fromisoformat(day)
    begin, end = date(found.year, 1, 1), date(found.year + 1, 1, 1)
    return found.year + ((found - begin).days + after) / (end - begin).days


def levels(path):
    """The level pieces of a line: (left, right, y)."""
    found = []
    x = y = 0.0
    for sign, numbers in re.findall(r"([MVH])([\d. ]+)", path):
        values = [float(value) for value in numbers.split()]
        if sign == "H":
            found.append((x, values[0], y))
            x = values[0]
        elif sign == "V":
            y = values[0]
        else:
            x, y = values
    return found


def lines(drawn):
    """The lines of the plot, not those of the key."""
    return [
        path.get("d")
        for path in drawn.iter(f"{SVG}path")
        if path.get("class", "").startswith("line") and "H" in path.get("d")
    ]
