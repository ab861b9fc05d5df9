"""Item pages: what an item means, its tables over cities and years, where every figure comes from."""

from dataclasses import astuple, dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from reading.ruleset import Document, Provision
from reading.worked_cases import WorkedCase
from render import citing, moved, parts, question_examples, structured, versions, words
from render.charts import item_steps
from render.charts.sections import sections
from render.citing import Citation
from render.compare_address import compare_address
from render.grouping import merged
from render.highlights import today_in_short
from render.item_now import matrix_of, now_of
from render.page import Page
from render.parts import Part
from render.site import Site
from render.sizes import fitting
from render.statements import cited, steps

#: worked cases on the page of an item
MOST_EXAMPLES = 2


@dataclass(frozen=True)
class Example:
    """A worked case, its statement, the steps of it that rest on the item, and what the calculator is opened with."""

    case: WorkedCase
    statement: dict[str, Any]
    steps: list[dict[str, Any]]
    fragment: str


def pages(site: Site) -> list[Page]:
    """A page for each item that a document gives values for, the parts of large ones, and, of the country, the list of all."""
    found = [] if site.whole else [index(site)]
    for name in site.used_items:
        whole = parts.whole(site, name)
        found.append(_item_page(site, whole))
        found += [_part_page(site, part) for part in parts.below(whole)]
    return found


def by_section(site: Site) -> dict[str, list[str]]:
    """The items by the sections in which people think, by the section's title."""
    found = {
        title: [name for name in site.used_items if site.item(name)["section"] == section]
        for section, title in site.rules.parameters["sections"].items()
    }
    return {title: names for title, names in found.items() if names}


def index(site: Site) -> Page:
    """The list of all items."""
    html = site.render("items.html.jinja", "items/", sections=by_section(site))
    return Page(
        "items/",
        "全部项目",
        html,
        f"住院起付线、报销比例、门诊限额、大病保险、每年缴费：每一项一张表，{site.scope}放在一起比。",
        "items/",
        keywords="比较 对照表 各市 各年 " + " ".join(site.item(name)["plain"] for name in site.used_items),
    )


def _item_page(site: Site, whole: Part) -> Page:
    name = whole.item
    item = site.item(name)
    provisions = {given.value.provision for given in site.given_to[name]}
    examples = _examples(site, name, provisions)
    asked = question_examples.resting_on(site, provisions)
    drawn = sections(site, name)
    title, others = next((title, names) for title, names in by_section(site).items() if name in names)
    known = [other for other in others if _is_known(site, other)]
    beside = [
        [*map(_shown, examples), *map(astuple, asked)],
        [chart.rows for section in drawn for chart in section.charts],
        [] if name in known else known,
    ]
    version = versions.of_item(site, name, beside)
    matrix, documents = matrix_of(site, name), _documents(site, name)
    cited_here = [provision.id for _, provisions in documents for provision in provisions]
    told: dict[str, Any] = {
        "name": name,
        "merged": merged,
        "item": item,
        "whole": whole,
        "part_path": partial(parts.path, site),
        "sections": drawn,
        "charts": item_steps.charts(site, whole),
        "drawable": item_steps.drawable(site, whole),
        "matrix": matrix,
        "now": [] if matrix else now_of(site, name, site.combinations(name)),
        "section": title,
        "others": [other for other in others if other != name],
        "instead": [] if name in known else known,
        "examples": examples,
        "asked": asked,
        "compare": compare_address("item", items=name),
        "readings": _readings(site, name),
        "documents": documents,
        "citation": citing.cited(site, cited_here, item["name"]),
        "filled": citing.filled,
    }
    path = site.item_path(name)
    html = fitting(lambda brevity: site.render("item.html.jinja", path, brevity=brevity, **told), 1)
    return Page(
        path,
        (f"{item['plain']}（{item['name']}）" if item["plain"] != item["name"] else item["name"]) + site.apart,
        html,
        f"{item['meaning']}{site.scope}对照，每个数字注明文件和条款。",
        "items/",
        keywords=_keywords(site, name),
        layout="wide",
        head=_head(path, whole),
        version=version,
        structured=(structured.item_data(site, name, version),),
        summary=today_in_short(site, name),
        tables=_citations(site, whole, item["name"]),
    )


def _is_known(site: Site, item: str) -> bool:
    """Whether anything of an item was collected that holds today."""
    return any(
        site.now(place["code"], item, case)
        for place in site.cities
        for case in site.combinations_at(place["code"], item)
    )


def _part_page(site: Site, part: Part) -> Page:
    name, path = part.item, parts.path(site, part)
    item = site.item(name)
    kept = dict(part.dimensions)
    html = site.render(
        "item_part.html.jinja",
        path,
        name=name,
        merged=merged,
        item=item,
        part=part,
        part_path=partial(parts.path, site),
        citation=citing.cited(site, citing.sources(*part.tables), f"{item['name']}，{part.named(site)}"),
        filled=citing.filled,
        compare=compare_address("item", items=name, **kept),
        charts=item_steps.charts(site, part),
        drawable=item_steps.drawable(site, part),
        now=now_of(site, name, [one for one in site.combinations(name) if kept.items() <= one.items()]),
    )
    return Page(
        path,
        f"{item['plain']}：{part.named(site)}{site.apart}",
        html,
        f"{item['name']}，{part.named(site, short=False)}：{site.scope}对照。",
        "items/",
        crumbs=((item["plain"], site.item_path(name)),),
        keywords=_keywords(site, name),
        layout="wide",
        head=_head(path, part),
        version=versions.of_part(site, name, kept),
        summary=f"{len(site.cities)} 个市，{site.years[0]} 至 {site.years[-1]} 年",
        tables=_citations(site, part, f"{item['name']}，{part.named(site)}"),
    )


def _citations(site: Site, part: Part, title: str) -> dict[str, Citation]:
    """How each table is cited, and what holds today: another day it may be other figures, so the day is named."""
    cases = [one for one in site.combinations(part.item) if dict(part.dimensions).items() <= one.items()]
    found = (site.now(place["code"], part.item, one) for place in site.cities for one in cases)
    behind = {source for one in found if one for source in one.value.sources}
    now = citing.cited(site, behind, f"{title}，{words.day(site.today)}的规定")
    shown = [] if part.parts else part.tables
    return {"now": now, **{table.id: citing.table(site, part.item, table) for table in shown}}


def _head(path: str, part: Part) -> str:
    """What a page needs that leads on to the tables which once stood on it."""
    return moved.SCRIPT.format("../" * path.count("/")) if part.parts else ""


def _examples(site: Site, item: str, provisions: set[str]) -> list[Example]:
    """Up to two worked cases in which the item (given by these provisions) decides something, of its own programme first."""
    found = []
    for case, statement in site.examples:
        resting = [step for step in steps(statement) if provisions.intersection(cited([step]))]
        if resting:
            found.append(Example(case, statement, resting, _fragment(site, case.case)))
    return sorted(found, key=lambda example: not _own(site, item, example.case.programme))[:MOST_EXAMPLES]


def _shown(example: Example) -> list[Any]:
    """What the page shows of an example."""
    amounts = [example.statement[name] for name in ("cost", "basic_fund", "critical_illness", "self")]
    return [example.case.title, amounts, example.statement["assumptions"], example.steps]


def _own(site: Site, item: str, programme: str) -> bool:
    """Whether cases of a programme (dual_channel_drug) are those of an item (dual_channel_ratio, section special)."""
    return programme == site.item(item)["section"] or programme.split("_")[0] == item.split("_")[0]


def _fragment(site: Site, case: dict[str, Any]) -> str:
    """A case as the calculator's address has it (calculator/browser/prefill.js); of other than a plain stay nothing."""
    claims = case["claims"]
    if set(case) != {"place", "claims"} or len(claims) != 1:
        return ""
    claim = claims[0]
    if claim["kind"] != "inpatient" or set(claim) - {"kind", "date", "facility", "location", "costs"}:
        return ""
    if set(claim["costs"]) != {"class_a"}:
        return ""
    code = next(place["code"] for place in site.cities if case["place"] in (place["name"], place["code"]))
    told = {
        "place": code,
        "date": claim["date"],
        "facility": claim["facility"],
        "location": claim.get("location", "local"),
        "cost": claim["costs"]["class_a"],
    }
    return f"#{urlencode(told)}"


def _readings(site: Site, item: str) -> list[str]:
    return [name for name, reading in site.rules.readings.items() if item in reading["items"]]


def _documents(site: Site, item: str) -> list[tuple[Document, list[Provision]]]:
    """The documents that give this item a value, newest first, each with the provisions that do."""
    found: dict[str, tuple[Document, dict[str, Provision]]] = {}
    for given in reversed(site.given_to[item]):
        _, provisions = found.setdefault(given.document.code, (given.document, {}))
        provisions[given.provision.id] = given.provision
    return [(document, list(reversed(provisions.values()))) for document, provisions in found.values()]


def _keywords(site: Site, name: str) -> str:
    """Words people search for: everyday names, cities, and the figures that occur."""
    item = site.item(name)
    section = site.rules.parameters["sections"][item["section"]]
    figures = dict.fromkeys(site.text_of(given.value) for given in site.given_to[name])
    names = [place["name"].removesuffix("市") for place in site.cities]
    return " ".join([item["name"], item["plain"], *item.get("aliases", []), section, *names, *figures])
