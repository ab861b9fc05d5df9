"""A document's text as it is read: paragraphs and tables, and which of its words are the evidence of which provision."""

import re
from dataclasses import dataclass
from itertools import groupby, pairwise

from reading.evidence import located, normalised
from reading.ruleset import Document

#: what the texts mark that no document prints: the level of a heading, a line across the page
_HEADING = re.compile(r"#+ +")
_LINE = re.compile(r"-{3,}")


@dataclass(frozen=True)
class Piece:
    """Some words in a row; `used`: they are evidence. `begins`, `ends`: the provisions whose evidence does so here."""

    text: str
    used: bool
    begins: tuple[str, ...]
    ends: tuple[str, ...]


#: a line of a paragraph has one cell, a row of a table several
Row = list[list[Piece]]


@dataclass(frozen=True)
class Block:
    """A paragraph (kind p), a heading (h) or a table (table) with its rows."""

    kind: str
    rows: list[Row]


@dataclass(frozen=True)
class _Span:
    """Where a fragment of a provision stands: from its first character to the one after its last."""

    provision: str
    start: int
    end: int


def blocks(document: Document, text: str) -> list[Block]:
    """The lines of a text that are this document's, in blocks; what its evidence is not found in is plain."""
    low, high = document.text_lines
    body = "\n".join(text.split("\n")[low - 1 : high])
    spans = _spans(document, text, body)
    found = []
    for kind, lines in groupby(_lines(body), key=lambda line: line[0]):
        if kind:
            found.append(Block(kind, [[_pieces(body, *cell, spans) for cell in cells] for _, cells in lines]))
    return found


def _spans(document: Document, text: str, body: str) -> list[_Span]:
    """The evidence in the body; it is looked up without white space, and counted with it here."""
    places = [place for place, character in enumerate(body) if not character.isspace()]
    entries, _ = located(document, text)
    return [
        _Span(provision.id, places[start], places[start + len(normalised(fragment)) - 1] + 1)
        for provision in document.provisions
        for fragment, (_, start) in zip(provision.evidence, entries[provision.id]["fragments"], strict=True)
    ]


def _lines(body: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """Each line: its kind ("" for an empty one), and from where to where each of its cells goes."""
    found = []
    start = 0
    for line in body.split("\n"):
        heading = _HEADING.match(line)
        kind = "" if not line.strip() or _LINE.fullmatch(line.strip()) else "table" if "\t" in line else "p"
        first = start + (heading.end() if heading else 0)
        edges = [
            first - 1,
            *(first + place for place, one in enumerate(body[first : start + len(line)]) if one == "\t"),
        ]
        edges.append(start + len(line))
        found.append(("h" if heading else kind, [(one + 1, other) for one, other in pairwise(edges)]))
        start += len(line) + 1
    return found


def _pieces(body: str, start: int, end: int, spans: list[_Span]) -> list[Piece]:
    """The words from start to end, parted where evidence begins or ends."""
    edges = {edge for span in spans for edge in (span.start, span.end) if start < edge < end}
    return [
        Piece(
            body[one:other],
            any(span.start < other and one < span.end for span in spans),
            tuple(dict.fromkeys(span.provision for span in spans if span.start == one)),
            tuple(dict.fromkeys(span.provision for span in spans if span.end == other)),
        )
        for one, other in pairwise(sorted({start, end, *edges}))
    ]
