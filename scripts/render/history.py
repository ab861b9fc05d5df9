"""The pages of what became of the data over time: its corrections, and its releases with their files."""

from dataclasses import dataclass

from reading.history import Correction, Release
from reading.ruleset import Document
from render.page import Page
from render.site import Site

CORRECTIONS = "corrections/"
RELEASES = "releases/"


@dataclass(frozen=True)
class Told:
    """A release as the page tells it: against the one before, and what was corrected in between."""

    release: Release
    came: list[str]  # 文号
    gone: list[str]
    more_provisions: int
    more_values: int
    corrections: list[Correction]


def pages(site: Site) -> list[Page]:
    """Both pages."""
    return [_corrections(site), _releases(site)]


def released(site: Site) -> Release | None:
    """The release of the data that the site is made from; None where it has not been released."""
    return next((one for one in site.history.releases if one.version == site.policy.data_version), None)


def known_since(site: Site, document: Document) -> str:
    """The day on which a document's data were first released; until then that of the document itself (ISO)."""
    found = (one.day for one in site.history.releases if document.number in one.documents)
    return next(found, document.order)


def _corrections(site: Site) -> Page:
    found = site.history.corrections[::-1]
    html = site.render("corrections.html.jinja", CORRECTIONS, corrections=found)
    return Page(
        CORRECTIONS,
        "数据的更正",
        html,
        "收录错了、后来改了的每一个数：原来是多少，改成多少，为什么，哪天改的。",
        "methods/",
        keywords="更正 勘误 错误 改正",
    )


def _releases(site: Site) -> Page:
    html = site.render(
        "releases.html.jinja",
        RELEASES,
        told=_told(site),
        released=released(site),
        by_number={document.number: document for document in site.rules.documents},
    )
    return Page(
        RELEASES,
        "数据的版本",
        html,
        "数据发布过哪些版本，什么时候知道了什么，每个版本的文件都可以下载；每一页的数据版本是什么意思。",
        "data/",
        keywords="版本 发布 历史 归档 以前的数据",
    )


def _told(site: Site) -> list[Told]:
    """The releases, the latest first."""
    found = []
    before = Release("", "", [], 0, 0, "")
    for release in site.history.releases:
        corrected = [one for one in site.history.corrections if before.day < one.day <= release.day]
        found.append(
            Told(
                release,
                [number for number in release.documents if number not in before.documents],
                [number for number in before.documents if number not in release.documents],
                release.provisions - before.provisions,
                release.values - before.values,
                corrected,
            )
        )
        before = release
    return found[::-1]
