"""The tables and the charts of pages as other sites put them into theirs (render/embed.py), without the frame of this site.

The pages stand below embed/ at the path of the page that they are taken from; they are in no index and no site map. The
tables of a page stand on one, as the page has them (templates/piece.html.jinja); which is shown, the address says.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from render import assets
from render.charts.all_charts import charts
from render.page import Page
from render.security import content_policy
from render.site import Site

#: by what a page is given
_TEMPLATES = {
    "pieces": "embed_pieces.html.jinja",
    "form": "embed_form.html.jinja",
    "chart": "embed_chart.html.jinja",
    "laid": "embed_compare.html.jinja",
}
#: a piece of a page: where it stands there, its HTML without the line that offers it, and how it is cited
_PIECE = re.compile(
    r'<section data-piece="([^"]+)"[^>]*>(.*?)<p class="piece-end">(?:<a href="#cite" data-cite="([^"]+)">)?', re.DOTALL
)
#: so many documents are named below a piece
_NAMED = 5
#: the page around must not scroll to a place in the frame, so none has a name
_PLACE = re.compile(r' id="[^"]*"')
#: a link within the page, or to another one
_LINK = re.compile(r'href="(#|\.\./)')


def of_pages(site: Site, pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    """The tables of pages, after the paths of the embedded pages below the site's top."""
    for page in pages:
        pieces = [
            (id, _alone(page.path, html), _basis(page.tables[cited].documents if cited else ()))
            for id, html, cited in _PIECE.findall(page.html)
        ]
        if pieces:
            yield page_alone(site, page.path, page.title, page.description, pieces=pieces)


def of_charts(site: Site) -> Iterator[tuple[str, str]]:
    """The same of the charts of a province."""
    for path, chart in charts(site):
        own = f"charts/{site.folder}{chart.id}/"
        title, stands = f"图：{chart.title}", f"{path}#chart-{chart.id}"
        yield page_alone(site, own, title, chart.description, chart=chart, whole=stands)


def _basis(documents: Sequence[str]) -> str:
    """Documents (文号) as a piece names them: of many the latest; empty where there are none."""
    more = f"等{len(documents)}份文件" if len(documents) > _NAMED else ""
    return "、".join(documents[:_NAMED]) + more


def _alone(path: str, html: str) -> str:
    """A piece of the page at `path`, one folder further down: what it links to stands where it did."""
    full = f"../{'../' * path.count('/')}{path}"

    def moved(link: re.Match[str]) -> str:
        return f'href="{full}#' if link[1] == "#" else 'href="../../'

    return _LINK.sub(moved, _PLACE.sub("", html))


def page_alone(site: Site, path: str, title: str, description: str, **told: Any) -> tuple[str, str]:
    """A page at `path` below embed/; `whole` is where it is taken from, if that is another path."""
    own = f"embed/{path}"
    top = "../" * own.count("/")
    template = next(name for key, name in _TEMPLATES.items() if key in told)
    told |= {
        "title": title,
        "description": description,
        "full": top + told.pop("whole", path),
        "asset": assets.address,
        "policy": content_policy(own),
    }
    return own, site.render(template, own, **told)
