"""Where a table of the compare page stands, for links from other pages."""

from urllib.parse import urlencode

PATH = "compare/"


def compare_address(view: str, **chosen: str) -> str:
    """The address of the compare page, prefilled: compare/#view=city&cities=140700 (assets/compare-state.js reads it)."""
    return f"{PATH}#{urlencode({'view': view, **chosen}, safe=',')}"
