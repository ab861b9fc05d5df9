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
    feeds,
    glossary,
    history,
    home,
    items,
    methods,
    shards,
    volume,
)
from render.page import Page
from render.site import Site
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
    return [page if page.file else explained(site, page) for room in ROOMS for page in of_room(room, site)]


def of_room(room: Any, site: Site) -> list[Page]:
    """A room's pages, those of a province from its volume: of several, what leads to each one's, and then these."""
    if room not in volume.ROOMS:
        return list(country.home(site) if room is home and site.divided else room.pages(site))
    apart = {part.folder: volume.of(part).pages[room.__name__] for part in site.by_province}
    if not site.divided:
        return apart[site.folder]
    leading = country.pages(site, apart)
    found = [items.index(site)] if room is items else []
    return [*found, *leading, *(page for pages in apart.values() for page in pages)]


def data_files(site: Site) -> dict[str, bytes]:
    """What page scripts read, by its name below data/, but for what lies in the provinces' volumes."""
    volumes = {part.folder: volume.of(part) for part in site.by_province}
    made = {folder: one.shards for folder, one in volumes.items()}
    most = max((one.pair for one in volumes.values()), key=lambda pair: (pair[0], len(set(pair[1]))))
    return citing_files.files(site) | shards.files(site, made, most)


def feed_files(site: Site) -> dict[str, bytes]:
    """The feeds, by their address below the site's top."""
    return feeds.files(site)
