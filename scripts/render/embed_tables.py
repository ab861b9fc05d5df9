"""The tables and the charts of a province as other sites put them into their pages (render/embed.py)."""

from collections.abc import Callable
from typing import Any

from render import parts
from render.charts.all_charts import charts
from render.grouping import merged
from render.items import matrix_of, now_of
from render.parts import Part
from render.security import content_policy
from render.site import Site

#: from the name of a file (assets/site.css) to its address below the site's top
Asset = Callable[[str], str]

#: of what is not tables, by what it is given
_TEMPLATES = {
    "form": "embed_form.html.jinja",
    "chart": "embed_chart.html.jinja",
    "laid": "embed_compare.html.jinja",
}


def of_province(site: Site, asset: Asset) -> dict[str, str]:
    """The tables and the charts of a province."""
    found: dict[str, str] = {}
    for name in site.used_items:
        whole = parts.whole(site, name)
        for part in [whole, *parts.below(whole)]:
            found |= _item(site, asset, part)
    for path, chart in charts(site):
        own = f"charts/{site.folder}{chart.id}/"
        title, stands = f"图：{chart.title}", f"{path}#chart-{chart.id}"
        found |= page(site, asset, own, title, chart.description, chart=chart, whole=stands)
    return found


def _item(site: Site, asset: Asset, part: Part) -> dict[str, str]:
    """An item, or a part of it: its tables of years; where these stand on the parts' pages, what holds today."""
    name = part.item
    item = site.item(name)
    told: dict[str, Any] = {"name": name, "item": item, "merged": merged}
    if part.parts:
        kept = dict(part.dimensions)
        matrix = None if kept else matrix_of(site, name)
        cases = [one for one in site.combinations(name) if kept.items() <= one.items()]
        told |= {"tables": [], "matrix": matrix, "now": [] if matrix else now_of(site, name, cases)}
    else:
        told |= {"tables": part.tables}
    title = f"{item['plain']}：{part.named(site)}" if part.dimensions or part.years else item["plain"]
    return page(site, asset, parts.path(site, part), title, item["meaning"], **told)


def page(site: Site, asset: Asset, path: str, title: str, description: str, **told: Any) -> dict[str, str]:
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
