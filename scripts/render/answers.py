"""What the search page knows by name: documents by 文号, items and their other names, provinces, cities, counties and the
site's rooms.

The search page alone reads it (site_src/pages/assets/search-answers.js), as search/answers.json.
"""

import re
from typing import Any

from render.extent import short
from render.page import Page
from render.paths import city_path, document_path, item_path
from render.references import newest_first, wanted
from render.site import Site
from render.texts import compact

#: the rooms of the site: what people call them
ROOMS = {
    "calculator/": ("算一算", "计算器", "算", "报多少", "能报多少", "报销多少", "报销", "自己付多少", "估算"),
    "compare/": ("比一比", "比较", "对照表", "对照", "对比"),
    "items/": ("全部项目", "项目"),
    "cities/": ("各市", "全省", "城市"),
    "changes/": ("变化", "调整", "新政策", "新规定", "涨了"),
    "documents/": ("文件", "通知", "原文", "政策文件", "文号"),
    "coverage/": ("收录情况", "收录", "缺什么"),
    "glossary/": ("名词解释", "名词", "什么意思"),
    "methods/": ("怎么做出来的", "方法", "准不准", "可靠", "四舍五入"),
    "data/": ("数据下载", "下载", "excel", "csv", "json"),
    "about/": ("关于本站", "联系", "举报错误"),
}


def text(site: Site, pages: list[Page]) -> str:
    """The table as JSON."""
    titles = {page.path: page.title for page in pages}
    of_city = {page.path: page for page in pages if page.section == "cities/"}
    table = {
        "items": [_item(site, name) for name in site.used_items],
        "sections": {title: key for key, title in site.rules.parameters["sections"].items()},
        "words": [
            {
                "word": entry.word,
                "note": entry.meaning,
                "path": f"glossary/#{entry.id}",
                "names": _split(entry.names),
                "items": [item for item in entry.items if item in site.used_items],
            }
            for entry in site.glossary
        ],
        "provinces": [_province(site, place, titles) for place in site.provinces],
        "cities": [_city(site, place, titles, of_city[city_path(place)].text) for place in site.cities],
        "documents": [
            {"number": one.number, "note": one.title, "path": document_path(one), "place": one.place}
            for one in newest_first(site)
        ],
        "wanted": [one.number for one in wanted(site)],
        "years": {path[8:12]: titles[path] for path in titles if re.fullmatch(r"changes/\d{4}/", path)},
        "rooms": [{"title": titles.get(path, names[0]), "path": path, "names": names} for path, names in ROOMS.items()],
    }
    return compact(table)


def _item(site: Site, name: str) -> dict[str, Any]:
    item = site.item(name)
    figures = dict.fromkeys(site.text_of(given.value) for given in site.given_to[name])
    return {
        "id": name,
        "title": item["plain"],
        "note": item["meaning"],
        "path": item_path(name),
        "names": _split([item["plain"], item["name"], *item.get("aliases", ())]),
        "section": site.rules.parameters["sections"][item["section"]],
        "figures": [figure for figure in figures if figure and len(figure) < 12],
    }


def _city(site: Site, place: dict[str, Any], titles: dict[str, str], html: str) -> dict[str, Any]:
    """A city, its counties, and the places of its page that an item or a section has."""
    counties = [one["name"] for one in site.rules.places if one.get("parent") == place["code"]]
    changes = f"changes/{place['pinyin']}/"
    return {
        "name": place["name"],
        "title": titles[city_path(place)],
        "path": city_path(place),
        "folder": place["pinyin"],
        "province": place["parent"],
        "changes": {"title": titles[changes], "path": changes} if changes in titles else None,
        # 城区 may be in one of two cities: such a name says nothing.
        "counties": [name for name in counties if name not in ("城区", "矿区", "郊区")],
        "anchors": re.findall(r'<(?:h2|div) id="(item-[\w-]+|[a-z_]+)"', html),
    }


def _province(site: Site, place: dict[str, Any], titles: dict[str, str]) -> dict[str, Any]:
    """A province, and the page of its cities."""
    path = f"cities/{site.of_province(place['code']).folder}"
    return {
        "code": place["code"],
        "name": place["name"],
        "folder": place["pinyin"],
        "names": [short(place), place["name"]],
        "title": titles[path],
        "path": path,
    }


def _split(names: list[str]) -> list[str]:
    """Names, those that are two in one (三甲、二甲) each for itself too."""
    return list(dict.fromkeys(part for name in names for part in (name, *name.split("、")) if part))
