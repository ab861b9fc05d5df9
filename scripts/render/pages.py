"""All pages and all data files of the site."""

from render import (
    calculator,
    case_pages,
    changes,
    cities,
    coverage,
    data,
    documents,
    exports,
    feeds,
    glossary,
    history,
    home,
    items,
    methods,
)
from render.charts import all_charts
from render.site import Page, Site

ROOMS = (
    home,
    calculator,
    items,
    cities,
    case_pages,
    changes,
    documents,
    coverage,
    glossary,
    methods,
    data,
    history,
)


def all_pages(site: Site) -> list[Page]:
    """Every generated page."""
    return [page for room in ROOMS for page in room.pages(site)]


def data_files(site: Site) -> dict[str, bytes]:
    """The downloads, by their name below data/."""
    return exports.files(site) | all_charts.files(site)


def feed_files(site: Site) -> dict[str, bytes]:
    """The feeds, by their address below the site's top."""
    return feeds.files(site)
