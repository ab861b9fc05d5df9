"""All pages and all data files of the site."""

from render import (
    calculator,
    case_pages,
    changes,
    cities,
    citing_files,
    compare,
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
    shards,
)
from render.site import Page, Site
from render.terms import explained

ROOMS = (
    home,
    calculator,
    compare,
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
    """Every generated page, its terms explained where they first stand."""
    return [explained(site, page) for room in ROOMS for page in room.pages(site)]


def data_files(site: Site) -> dict[str, bytes]:
    """The downloads and what page scripts read, by their name below data/."""
    return exports.files(site) | citing_files.files(site) | shards.files(site)


def feed_files(site: Site) -> dict[str, bytes]:
    """The feeds, by their address below the site's top."""
    return feeds.files(site)
