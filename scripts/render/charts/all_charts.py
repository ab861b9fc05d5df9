"""Every chart of the site, as files: the drawing and exactly its rows."""

from collections.abc import Iterator

from render.charts import case_steps, inpatient_curves, item_steps
from render.charts.chart import Chart
from render.items import parts_of
from render.site import Site


def files(site: Site) -> Iterator[tuple[str, dict[str, bytes]]]:
    """For each chart its title and its files: name below data/ -> content."""
    for chart in _charts(site):
        yield chart.title, {f"charts/{chart.id}.svg": chart.svg, f"charts/{chart.id}.csv": chart.csv}


def _charts(site: Site) -> Iterator[Chart]:
    for name in site.used_items:
        for part in parts_of(site, name) or [{}]:
            yield from item_steps.charts(site, name, tuple(part.items())).values()
    yield from inpatient_curves.charts(site)
    yield from case_steps.charts(site).values()
