"""How changes are cited: each change by the clauses before and after it, the pages of changes by all of theirs."""

from collections.abc import Iterable
from typing import Any

from render import citing, words
from render.citing import Citation
from render.differences import Topic, clauses
from render.impact import Impact
from render.site import Site


def of_page(site: Site, topics: Iterable[Topic], title: str, also: Iterable[str] = ()) -> Citation:
    """A page of changes, by the documents of these and of the clauses that it names beside."""
    return citing.collection(site, clauses(topics).union(also), title)


def told(site: Site, topics: list[Topic], impacts: list[Impact], of: str, where: str = "") -> dict[str, Any]:
    """What changes are cited with (assets/cite.js): by its id the title and the clauses of each.

    `of` says of when the impacts are (2025年), `where` of which city the changes are, if of one alone.
    """
    entries = {
        topic.id: [f"{where}{words.day(topic.day)}的变化，{site.item(topic.item)['name']}", sorted(clauses([topic]))]
        for topic in topics
    }
    entries |= {impact.id: [f"{of}的变化，标准案例，{impact.standard.title}", impact.provisions] for impact in impacts}
    named = {name for _, names in entries.values() for name in names}
    return {"entries": entries, "pieces": citing.pieces(site, named)}
