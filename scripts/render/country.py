"""What is said of all provinces together: for each page that every province has of its own, one that leads to them."""

from dataclasses import dataclass
from typing import Any

from render import citing, highlights, latest, moved, volume
from render.page import Page
from render.site import Site

MOST_CHANGES = 5
MOST_QUESTIONS = 10


@dataclass(frozen=True)
class Line:
    """A province on a page of all: where its own page is, and what that says in short."""

    province: dict[str, Any]
    path: str
    summary: str


@dataclass(frozen=True)
class Known:
    """A province, how many documents it has, and how many of the main items are known in each of its cities this year."""

    part: Site
    documents: int
    known: list[int]


def pages(site: Site, apart: dict[str, list[Page]]) -> list[Page]:
    """A page for each that some provinces have of their own (folder of a province -> its pages), in the order of the first."""
    found: dict[str, list[tuple[Site, Page]]] = {}
    for part in site.by_province:
        for page in apart[part.folder]:
            if page.path.endswith(f"/{part.folder}"):
                found.setdefault(page.path.removesuffix(part.folder), []).append((part, page))
    return [_leading(site, path, members) for path, members in found.items()]


def _leading(site: Site, path: str, members: list[tuple[Site, Page]]) -> Page:
    part, first = members[0]
    title = first.title.removesuffix(part.apart)
    lines = [Line(one.provinces[0], page.path, page.summary) for one, page in members]
    missing = [one["name"] for one in site.provinces if one not in [line.province for line in lines]]
    html = site.render("country.html.jinja", path, title=title, lines=lines, missing=missing)
    return Page(
        path,
        title,
        html,
        f"{title}：{site.scope}，按省分开。",
        first.section,
        keywords=first.keywords,
        head=moved.SCRIPT.format("../" * path.count("/")),
    )


def home(site: Site) -> list[Page]:
    """The home page of several provinces."""
    year = int(site.today[:4])
    main = [one.item for one in highlights.used(site)]
    html = site.render(
        "home_country.html.jinja",
        "",
        lines=[Known(part, len(part.rules.documents), volume.of(part).known) for part in site.by_province],
        changes=latest.changes(site, MOST_CHANGES),
        questions=main[:MOST_QUESTIONS],
        main=len(main),
        year=year,
        citation=citing.collection(site, site.provisions, "首页"),
        filled=citing.filled,
    )
    description = f"{site.where}的城乡居民医保：住院、门诊、大病保险报多少，每年交多少钱，每个数字注明文件和条款。"
    keywords = "居民医保 新农合 报销比例 起付线 门槛费 封顶线 大病保险 缴费 " + " ".join(
        part.region for part in site.by_province
    )
    return [Page("", "首页", html, description, "", keywords=keywords, layout="wide")]
