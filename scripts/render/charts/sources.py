"""What a chart rests on: clauses, and the documents that they stand in."""

from collections.abc import Iterable
from functools import cache

from render.site import Site
from render.standard_cases import Settled, settled
from render.statements import cited, steps
from urrbmi.settle import settle


def ordered(site: Site, clauses: Iterable[str]) -> tuple[str, ...]:
    """Clauses (provision ids), each once, in the order of the documents."""
    found = set(clauses)
    return tuple(name for name in site.provisions if name in found)


def documents(site: Site, clauses: Iterable[str]) -> tuple[str, ...]:
    """The documents (文号) that some clauses stand in, each once."""
    return tuple(dict.fromkeys(site.provisions[name][0].number for name in clauses))


def of_case(site: Site, one: Settled, years: Iterable[int]) -> tuple[str, ...]:
    """The clauses that the known outcomes of a standard case rest on in some years."""
    return ordered(site, (name for year in years for name in _of_cases(site)[one.case.id, year]))


@cache
def _of_cases(site: Site) -> dict[tuple[str, int], set[str]]:
    """The clauses by case and year; made once, for pages, charts and citations all ask for them."""
    found: dict[tuple[str, int], set[str]] = {}
    for one in settled(site):
        for outcome in (outcome for row in one.rows for outcome in row):
            clauses = found.setdefault((one.case.id, outcome.year), set())
            if outcome.own is not None:
                case = one.case.at(outcome.place["code"], f"{outcome.year}-12-31")
                clauses.update(cited(steps(settle(case, site.policy))))
    return found
