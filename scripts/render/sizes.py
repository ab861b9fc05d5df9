"""Pages that grow with what is collected, kept small enough for a phone: in full where that fits, else shorter."""

from collections.abc import Callable

#: the most bytes inside a page's frame; the whole page may have 150 kB (scripts/linkcheck.py)
MOST_BYTES = 137_000


def fitting(rendered: Callable[[int], str], briefest: int, first: int = 0) -> str:
    """The fullest of a page's forms that fits, from the `first` on: 0 is all of it, `briefest` the shortest there is."""
    for brevity in range(first, briefest):
        html = rendered(brevity)
        if len(html.encode()) <= MOST_BYTES:
            return html
    return rendered(briefest)
