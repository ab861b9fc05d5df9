"""What other sites put into their pages: each table, each chart, the calculator alone, without the frame of this site.

The pages stand below embed/ at the path of the page that they are taken from; they are in no index and no site map. Those
of a province lie in its volume.
"""

from collections.abc import Iterable, Iterator

from render import calculator, compare, compare_address
from render.embed_tables import of_pages, page_alone
from render.page import Page
from render.site import Site


def files(site: Site, pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    """The embedded pages of all provinces, after their paths below the site's top."""
    yield from of_pages(site, pages)
    yield page_alone(site, compare_address.PATH, compare.TITLE, compare.description(site), laid=True)
    if site.bundle:
        form = calculator.form(site, f"embed/{calculator.PATH}")
        yield page_alone(site, calculator.PATH, calculator.TITLE, calculator.DESCRIPTION, form=form)
