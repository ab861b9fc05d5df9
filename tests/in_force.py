"""What is in force at a place on a day, as the tests of the documents' values ask for it: row by row, read off the documents.

A row: place, item, dimensions, day -> content (yuan, a ratio as 0.6, words), state, continued, provisions.
"""

import pytest

from urrbmi.claims import city
from urrbmi.lookup import plain_number

NOT_COLLECTED = (None, "not_collected", False, "")


def in_force(policy, place, item, dimensions, day):
    """Content, state, whether continued, and the provisions of the value in force."""
    named = dict(pair.split("=") for pair in dimensions.split())
    assert list(named) == policy.items[item]["dimensions"]
    found = policy.resolve(city(place, "place", policy), item, day, named)
    if found is None:
        return NOT_COLLECTED
    figure = plain_number(found.value, policy)
    content = found.value.text + ("" if figure is None else f"{figure:g}")
    provisions = " ".join(citation.provision for citation in found.citations)
    return content or None, found.state, found.continued, provisions


def table(groups):
    """The rows of a table as parameters, each named by its group, place and day."""
    return [
        pytest.param(*row, id=f"{title}: {row[1]} {row[3]} {row[2]}".rstrip())
        for title, rows in groups.items()
        for row in rows
    ]


ROW = ("place", "item", "dimensions", "day", "expected")
CLASS_1_LOCAL = "facility=class_1 location=local"
CLASS_1_UNREFERRED = "facility=class_1 location=unreferred"
