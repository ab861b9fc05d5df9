"""Terms explained in place: where a word of the glossary first stands in a page's sentences, it leads to its meaning.

assets/terms.js opens the meaning under the sentence; without it the link leads to the glossary.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from render import glossary
from render.page import Page
from render.site import Site

#: sentences stand in these
SENTENCES = {"p", "li"}
#: but not in these: what leads elsewhere already, names, and the documents' own words; none stands in another of its kind
UNTOUCHED = {"a", "strong", "button", "summary", "label", "q", "code", "table", "svg", "script", "noscript", "form"}
#: a page of a document's own text
TEXT = re.compile(r"documents/.*/text/")
#: here begins what stands at the end of a page to be copied as it is
CITATION = '<div id="cite"'
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
#: the tags that mean something outside of sentences; most of a page lies there
OUTSIDE = re.compile(rf"<(/?)({'|'.join(sorted(SENTENCES | UNTOUCHED))})\b[^>]*>")


def explained(site: Site, page: Page) -> Page:
    """The page with its terms explained; the glossary itself, the calculator's form and a document's text as they are."""
    if page.path in (glossary.PATH, "calculator/") or TEXT.fullmatch(page.path):
        return page
    words = {word: entry.id for entry in site.glossary for word in entry.explains}
    if not words:
        return page
    root = "../" * page.path.count("/")
    return replace(page, html="".join(_linked(page.html, words, f"{root}{glossary.PATH}")))


def _linked(html: str, words: dict[str, str], address: str) -> Iterator[str]:
    """The pieces of a page; `words` leads from a term to the id of its entry, `address` to the glossary."""
    longest_first = re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
    seen: set[str] = set()

    def link(term: re.Match[str]) -> str:
        entry = words[term[0]]
        if entry in seen:
            return term[0]
        seen.add(entry)
        return f'<a class="term" href="{address}#{entry}">{term[0]}</a>'

    body, begins, citation = html.partition(CITATION)
    for text, inside in _texts(body):
        yield longest_first.sub(link, text) if inside else text
    yield begins + citation


def _texts(html: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a page, in order, and whether each is text of a sentence; what is left untouched is passed over whole."""
    sentences = done = 0
    while tag := (TAG if sentences else OUTSIDE).search(html, done):
        yield html[done : tag.start()], sentences > 0
        done = tag.end()
        if tag[2] in UNTOUCHED:
            end = f"</{tag[2]}>"
            done = html.index(end, done) + len(end)
        elif tag[2] in SENTENCES:
            sentences += -1 if tag[1] else 1
        yield html[tag.start() : done], False
    yield html[done:], False
