"""The calculator page: the form, and what the page's scripts have to know."""

from typing import Any

from markupsafe import Markup

from render import spreadsheet, structured, volume, words
from render.examples import examples
from render.page import Page
from render.paths import document_path, item_path
from render.site import Site
from render.texts import compact

PATH = "calculator/"
TITLE = "算一算"
DESCRIPTION = (
    "住院、看门诊、买药、生孩子要自己付多少钱：一笔或一年的几笔合起来，"
    "当场算出医保付多少、大病保险付多少，每一步注明依据的条款。"
)


def pages(site: Site) -> list[Page]:
    """The one page; without a bundle (site.bundle empty) there is none to show."""
    if not site.bundle:
        return []
    return [
        Page(
            PATH,
            TITLE,
            form(site, PATH),
            DESCRIPTION,
            PATH,
            keywords="计算器 估算 报销多少 自己付多少 住院费用 门诊费用 大病保险",
            structured=(structured.application(site, PATH, TITLE, DESCRIPTION),),
        )
    ]


def form(site: Site, path: str) -> str:
    """The calculator as it stands on the page at a path."""
    apart = bool(site.bundle["provinces"])
    return site.render(
        "calculator.html.jinja",
        path,
        provinces=_provinces(site),
        apart=apart,
        dimensions=site.rules.parameters["dimensions"],
        documents={document.number: document_path(document) for document in site.rules.documents if not apart},
        items={name: {"name": site.item(name)["name"], "url": item_path(name)} for name in site.used_items},
        readings={name: f"methods/#{name}" for name in site.rules.readings},
        coverage="coverage/",
        states={state: word for state, word in words.STATES.items() if state != "stated"},
        years=list(site.policy.years),
        manifest=site.bundle,
        spreadsheet=spreadsheet.description(site),
        estimate="" if apart else _estimate(site),
        examples=examples(site),
    )


def _provinces(site: Site) -> list[dict[str, Any]]:
    """The provinces with their cities, by code and name."""
    named = [{"code": one["code"], "name": one["name"], "parent": one["parent"]} for one in site.cities]
    codes = dict.fromkeys(city["parent"] for city in named)
    return [
        {
            "code": code,
            "name": site.policy.places[code]["name"],
            "cities": [city for city in named if city["parent"] == code],
        }
        for code in codes
    ]


def _estimate(site: Site) -> Markup:
    """The quick estimate's table as JSON text, small, and such that no text of it can end the script element."""
    text = compact(volume.of(site).estimate)
    return Markup(text.replace("<", "\\u003c"))
