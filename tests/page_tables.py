"""The tables of figures on the built pages, cell by cell, as their tests read them."""

import re
from functools import cache
from urllib.parse import urldefrag, urljoin, urlsplit

from built_site import anchors, pages

CITIES = {
    "太原市": ("taiyuan", "140100"),
    "大同市": ("datong", "140200"),
    "阳泉市": ("yangquan", "140300"),
    "长治市": ("changzhi", "140400"),
    "晋城市": ("jincheng", "140500"),
    "朔州市": ("shuozhou", "140600"),
    "晋中市": ("jinzhong", "140700"),
    "运城市": ("yuncheng", "140800"),
    "忻州市": ("xinzhou", "140900"),
    "临汾市": ("linfen", "141000"),
    "吕梁市": ("lvliang", "141100"),
}


DOCUMENTS = {
    "JZ17": "jinzhong-2017-80",
    "TY19": "taiyuan-2019-27",
    "SX23": "shanxi-2023-13",
    "JC23": "jincheng-2023-13",
    "XZ24": "xinzhou-2024-11",
    "SX24": "shanxi-2024-19",
    "YQ": "yangquan-2024-32",
}
SIGNS = {"省级", "沿用", "推算", "只知界限", "算法", "目标", "已取消", "不适用", "按理解", "未收录"}
WORDS = {"已取消", "不适用", "未收录"}


def document_of(provision):
    return f"documents/{DOCUMENTS[provision.rsplit('-', 1)[0]]}/"


def folder(item):
    return f"items/{item.replace('_', '-')}/"


@cache
def figure_tables(under):
    """The tables of figures on the pages below an address, each with the address of its page."""
    return [
        (address, table)
        for address, page in pages().items()
        if address.startswith(under)
        for table in page.select("main table.figures")
    ]


def year_tables():
    """The tables of cities over years on the item pages."""
    return [(address, table) for address, table in figure_tables("items/") if table.select_one("th[data-year]")]


def cells(tables):
    return [(address, cell) for address, table in tables for cell in table.find_all("td")]


def values(cell):
    """The links of a cell that lead to a note on its page, and the figures on them."""
    return [link for link in cell.find_all("a") if link["href"].startswith("#")]


def text(tag):
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()


def target(address, link):
    """Where a link leads: the address of the page and the anchor on it ("" for none)."""
    goal, anchor = urldefrag(urljoin(f"http://site/{address}", link))
    return urlsplit(goal).path.lstrip("/"), anchor


def note_of(address, link):
    return anchors(address).get(link["href"].removeprefix("#"))


@cache
def cited(address, note):
    """Whether a note names a document, the clause in it and the evidence."""
    clause = anchors(address)[note].select_one("a[href*='documents/'][href*='#']")
    return bool(clause and re.search(r"〔\d+〕\d+号 \S", text(clause)) and anchors(address)[note].select_one("q"))


def spans(cell):
    """What a cell says, part by part: its text, its signs, and from when to when it holds."""
    return [
        (
            text(part.find(class_="value")),
            [text(sign) for sign in part.find_all("i")],
            text(part.find(class_="when")) if part.find(class_="when") else "",
        )
        for part in cell.find_all(class_="part") or [cell]
    ]


def cell_of(item, city, year, table="all", part=""):
    return anchors(folder(item) + part)[f"{table}-{CITIES[city][1]}-{year}"]
