"""What other sites put into their pages: each table, each chart, the calculator alone, without the frame of this site.

The pages stand below embed/ at the path of the page that they are taken from; they are in no index and no site map.
"""

from render import calculator, compare, compare_address
from render.embed_tables import Asset, page
from render.site import Site


def files(site: Site, asset: Asset) -> dict[str, str]:
    """The embedded pages of all provinces, by their paths below the site's top."""
    found = page(site, asset, compare_address.PATH, compare.TITLE, compare.description(site), laid=True)
    if site.bundle:
        form = calculator.form(site, f"embed/{calculator.PATH}")
        found |= page(site, asset, calculator.PATH, calculator.TITLE, calculator.DESCRIPTION, form=form)
    return found
