"""Charts that an item's page has besides those of its tables, with a heading and a word on how to read them."""

from dataclasses import dataclass

from render.charts import inpatient_curves, payers
from render.charts.chart import Chart
from render.site import Site


@dataclass(frozen=True)
class Section:
    """Some charts together: the id of their heading, the heading, and how to read them."""

    id: str
    title: str
    lead: str
    charts: tuple[Chart, ...]


def sections(site: Site, item: str) -> list[Section]:
    """The sections on an item's page; none on most."""
    found = [
        Section(
            "curves",
            "花得越多，自己付多少",
            "每个圈是付法改变的地方：过了起付线、大病保险开始付、到了封顶线。画到总费用 30 万元。",
            tuple(inpatient_curves.charts(site) if item == inpatient_curves.ITEM else ()),
        ),
        Section(
            "payers",
            "每个人的医保钱谁出",
            "居民自己交一份，各级财政再补一份，合起来进医保基金。只画收录了的年份。",
            tuple(payers.charts(site, item)),
        ),
    ]
    return [section for section in found if section.charts]
