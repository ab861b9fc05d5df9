"""All pages and all data files of the site."""

from typing import Any

from render import (
    calculator,
    case_pages,
    changes,
    cities,
    citing_files,
    compare,
    country,
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
from render.page import Page
from render.site import Site
from render.terms import explained

#: rooms whose pages each province has of its own
DIVIDED = (items, cities, case_pages, changes, documents, coverage)
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
    """Every generated page, its terms explained where they first stand; the downloads are written meanwhile."""
    exports.begin(site)
    return [explained(site, page) for room in ROOMS for page in of_room(room, site)]


def of_room(room: Any, site: Site) -> list[Page]:
    """A room's pages: of several provinces, those that lead to each one's, and then these."""
    if not site.divided:
        return list(room.pages(site))
    if room not in DIVIDED:
        return list(country.home(site) if room is home else room.pages(site))
    apart = {part.folder: room.pages(part) for part in site.by_province}
    leading = country.pages(site, apart)
    found = [items.index(site)] if room is items else []
    return [*found, *leading, *(country.below(page, leading) for pages in apart.values() for page in pages)]


def data_files(site: Site) -> dict[str, bytes]:
    """What page scripts read, by its name below data/; the downloads lie there already."""
    return citing_files.files(site) | shards.files(site)


def feed_files(site: Site) -> dict[str, bytes]:
    """The feeds, by their address below the site's top."""
    return feeds.files(site)
