"""What other sites put into their pages: each table, each chart, the calculator alone, without the frame of this site.

The pages stand below embed/ at the path of the page that they are taken from; they are in no index and no site map.
"""

from collections.abc import Callable
from typing import Any

from render import calculator, compare, compare_address
from render.charts.all_charts import charts
from render.grouping import merged
from render.items import matrix_of, now_of, part_path, parts_of
from render.security import content_policy
from render.site import Site
from render.tables import tables

#: from the name of a file (assets/site.css) to its address below the site's top
Asset = Callable[[str], str]

#: of what is not tables, by what it is given
_TEMPLATES = {
    "form": "embed_form.html.jinja",
    "chart": "embed_chart.html.jinja",
    "laid": "embed_compare.html.jinja",
}


def files(site: Site, asset: Asset) -> dict[str, str]:
    """Every embedded page, by its path below the site's top."""
    found: dict[str, str] = {}
    for province in site.by_province:
        found |= _of_province(province, asset)
    found |= _page(site, asset, compare_address.PATH, compare.TITLE, compare.description(site), laid=True)
    if site.bundle:
        form = calculator.form(site, f"embed/{calculator.PATH}")
        found |= _page(site, asset, calculator.PATH, calculator.TITLE, calculator.DESCRIPTION, form=form)
    return found


def _of_province(site: Site, asset: Asset) -> dict[str, str]:
    """The tables and the charts of a province."""
    found: dict[str, str] = {}
    for name in site.used_items:
        parts = parts_of(site, name)
        found |= _item(site, asset, name, {}, parts)
        for part in parts:
            found |= _item(site, asset, name, part, [])
    for page, chart in charts(site):
        own = f"charts/{site.folder}{chart.id}/"
        title, whole = f"图：{chart.title}", f"{page}#chart-{chart.id}"
        found |= _page(site, asset, own, title, chart.description, chart=chart, whole=whole)
    return found


def _item(site: Site, asset: Asset, name: str, part: dict[str, str], parts: list[dict[str, str]]) -> dict[str, str]:
    """An item, or a part of it: its tables of years; where these stand on the parts' pages, what holds today."""
    item = site.item(name)
    told: dict[str, Any] = {"name": name, "item": item, "merged": merged}
    if parts:
        matrix = matrix_of(site, name)
        told |= {"tables": [], "matrix": matrix, "now": [] if matrix else now_of(site, name, site.combinations(name))}
    else:
        told |= {"tables": tables(site, name, part)}
    title = f"{item['plain']}：{site.named(part)}" if part else item["plain"]
    return _page(site, asset, part_path(site, name, part) if part else site.item_path(name), title, item["meaning"], **told)


def _page(site: Site, asset: Asset, path: str, title: str, description: str, **told: Any) -> dict[str, str]:
    """A page at `path` below embed/; `whole` is where it is taken from, if that is another path."""
    own = f"embed/{path}"
    top = "../" * own.count("/")
    template = next((name for key, name in _TEMPLATES.items() if key in told), "embed_item.html.jinja")
    full = top + told.pop("whole", path)
    told |= {
        "title": title,
        "description": description,
        "full": full,
        "notes_on": full,
        "asset": asset,
        "policy": content_policy(own),
    }
    return {own: site.render(template, own, **told)}
