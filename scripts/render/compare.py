"""The compare page: what the tables are picked with, and without JavaScript a list of the items' own tables."""

from render.compare_address import PATH
from render.items import by_section
from render.page import Page
from render.site import Site

#: the ways to lay the table; what each takes one, two or many of is in assets/compare-state.js
VIEWS = {
    "item": "一个项目：各市 × 各年",
    "city": "一个城市：各项目 × 各年",
    "year": "一年：各项目 × 各市",
    "cities": "两个城市，差在哪里",
    "years": "两个年份，差在哪里",
}


TITLE = "比一比各市各年"


def description(site: Site) -> str:
    """What the page is for."""
    return f"挑项目、城市和年份，放在一张表里比：哪里不一样，差多少，出自哪份文件。{site.scope}。"


def pages(site: Site) -> list[Page]:
    """The one page of this room."""
    html = site.render(
        "compare.html.jinja",
        PATH,
        views=VIEWS,
        sections=by_section(site),
    )
    return [
        Page(
            PATH,
            TITLE,
            html,
            description(site),
            PATH,
            keywords="比较 对照表 各市 各年 差多少 哪个市报得多",
            layout="wide",
            head='<script type="module" src="../assets/compare.js"></script>',
        )
    ]
