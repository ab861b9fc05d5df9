"""Every chart of a province: the page each stands on, and its files, the drawing and exactly its rows."""

from collections.abc import Iterator

from render import parts
from render.charts import case_dots, case_steps, item_steps, sections
from render.charts.chart import Chart
from render.site import Site
from render.standard_cases import HUB, path, settled


def files(site: Site) -> Iterator[tuple[str, dict[str, bytes]]]:
    """For each chart its title and its files: name below data/ -> content."""
    for _, chart in charts(site):
        name = f"charts/{site.folder}{chart.id}"
        yield chart.title, {f"{name}.svg": chart.svg, f"{name}.csv": chart.csv}


def charts(site: Site) -> Iterator[tuple[str, Chart]]:
    """Every chart of a province, after the path of its page."""
    for name in site.used_items:
        whole = parts.whole(site, name)
        for part in [whole, *parts.below(whole)]:
            for chart in item_steps.charts(site, part).values():
                yield parts.path(site, part), chart
        for section in sections.sections(site, name):
            for chart in section.charts:
                yield site.item_path(name), chart
    by_case = case_steps.charts(site)
    for one in settled(site):
        if one.case.id in by_case:
            yield path(site, one.case), by_case[one.case.id]
    hub = case_dots.chart(site)
    if hub is not None:
        yield HUB + site.folder, hub
