"""The Atom feeds: what changed in the policy, day by day, and what was corrected in the data.

Their ids are the same wherever the site stands; links need an address (SITE_URL) and are left out without one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

from render import words
from render.change_lines import described
from render.changes import Day, day_path, effective_days, weighed
from render.differences import CHANGED, FIRST, GONE, Line, Topic, clauses
from render.history import CORRECTIONS, known_since
from render.site import Site

ATOM = "http://www.w3.org/2005/Atom"
#: the site has no name of its own on the web, so its ids stand under one that nobody can ever hold
TAG = "tag:urrbmi.invalid,2026:"
AUTHOR = "居民医保政策对照"
RIGHTS = "CC BY 4.0"
CHANGES_FEED = "feeds/changes.atom"
CORRECTIONS_FEED = "feeds/corrections.atom"
#: how many topics an entry spells out before it only names the rest, whose figures stand on the day's page
SPELT_OUT = 40


@dataclass(frozen=True)
class Entry:
    """One entry: its address below the site's top, which is its id as well, and the paragraphs that it says."""

    address: str
    title: str
    updated: str  # a day (ISO)
    paragraphs: list[str]


def files(site: Site) -> dict[str, bytes]:
    """Address below the site's top -> content."""
    changes = [_changed(site, day) for day in effective_days(site) if day.topics]
    return {
        CHANGES_FEED: _feed(site, CHANGES_FEED, "居民医保的变化", "changes/", changes),
        CORRECTIONS_FEED: _feed(site, CORRECTIONS_FEED, "居民医保数据的更正", CORRECTIONS, _corrected(site)),
    }


def _changed(site: Site, day: Day) -> Entry:
    """A day on which something changed. Its entry is renewed when a document or a correction adds to it."""
    cited = clauses(day.topics)
    documents = {document.code: document for document, _ in map(site.provisions.__getitem__, cited)}
    known = [known_since(site, document) for document in documents.values()]
    corrected = [one.day for one in site.history.corrections if one.provision in cited]
    counts = [(len(day.changed), "变了"), (len(day.first), "首次收录"), (len(day.gone), "不再有收录的规定")]
    said = "，".join(f"{count}项{what}" for count, what in counts if count)
    topics = [*weighed(day.changed), *day.gone, *day.first]
    paragraphs = [_in_words(site, topic) for topic in topics[:SPELT_OUT]]
    rest = list(dict.fromkeys(site.item(topic.item)["plain"] for topic in topics[SPELT_OUT:]))
    return Entry(
        day_path(site, day.day),
        f"{words.day(day.day)}起：{said}",
        max([*known, *corrected]),
        [*paragraphs, f"另有：{'、'.join(rest)}。"] if rest else paragraphs,
    )


def _in_words(site: Site, topic: Topic) -> str:
    """A topic as one paragraph: what, where, before and after."""
    concerned = set(topic.places)
    cities = [place["name"] for place in site.cities if place["code"] in concerned]
    province = site.of_city(topic.places[0])
    alone = f"{site.everywhere}{len(cities)}个市" if province is site else province.where
    where = alone if len(cities) == len(province.cities) else "、".join(cities)
    lines = []
    for line in topic.lines:
        case = "；".join(filter(None, (described(site, topic.item, block) for block in line.blocks)))
        told = f"{case}：{_moved(topic.kind, line)}" if case else _moved(topic.kind, line)
        lines.append(f"{told}，按本站理解（{'、'.join(line.open)}）" if line.open else told)
    return f"{site.item(topic.item)['plain']}（{where}）：{'。'.join(lines)}。"


def _moved(kind: str, line: Line) -> str:
    """What a value was and became, in words; one that was not known before did not rise from nothing."""
    if kind == CHANGED:
        return f"{line.before_text} → {line.after_text}"
    if kind == GONE:
        return f"{line.before_text} → 不再有收录的规定"
    return f"{line.after_text}（{'首次收录' if kind == FIRST else '前一段时间未收录'}）"


def _corrected(site: Site) -> list[Entry]:
    """The corrections, the latest first."""
    found = []
    for one in reversed(site.history.corrections):
        document, provision = site.provisions[one.provision]
        name = site.item(one.item)["plain"]
        told = [
            f"原来：{one.before}",
            f"改成：{one.after}",
            f"为什么：{one.why}",
            f"数据版本：{one.version_before} → {one.version_after}",
        ]
        title = f"更正：{name}（{document.number} {provision.locator}）"
        found.append(Entry(f"{CORRECTIONS}#{one.id}", title, one.day, told))
    return found


def _feed(site: Site, own: str, title: str, about: str, entries: list[Entry]) -> bytes:
    """A feed as RFC 4287 has it, the entry renewed last first."""
    entries = sorted(entries, key=lambda entry: entry.updated, reverse=True)
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "zh-CN"})
    _add(feed, "id", TAG + own.removesuffix(".atom"))
    _add(feed, "title", title)
    _add(feed, "updated", _time(max([entry.updated for entry in entries], default=_quiet_since(site))))
    _add(_add(feed, "author"), "name", AUTHOR)
    _add(feed, "rights", RIGHTS)
    _link(site, feed, "self", own)
    _link(site, feed, "alternate", about)
    for entry in entries:
        element = _add(feed, "entry")
        _add(element, "id", TAG + entry.address.replace("#", ""))
        _add(element, "title", entry.title)
        _add(element, "updated", _time(entry.updated))
        _link(site, element, "alternate", entry.address)
        _add(element, "content", _html(entry.paragraphs), type="html")
    ElementTree.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'.encode()


def _quiet_since(site: Site) -> str:
    """The day of a feed without entries: of the latest release, else of the latest document."""
    return site.history.releases[-1].day if site.history.releases else site.collected_until


def _link(site: Site, parent: ElementTree.Element, relation: str, address: str) -> None:
    if site.url:
        _add(parent, "link", rel=relation, href=f"{site.url.rstrip('/')}/{address}")


def _html(paragraphs: Iterable[str]) -> str:
    """Paragraphs as HTML, which the feed holds as text: escaped here once, and once more in the XML."""
    listed = ElementTree.Element("ul")
    for paragraph in paragraphs:
        _add(listed, "li", paragraph)
    return ElementTree.tostring(listed, encoding="unicode", method="html")


def _time(day: str) -> str:
    """A day as a point in time: its beginning in China."""
    return f"{day}T00:00:00+08:00"


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = text or None
    return child
