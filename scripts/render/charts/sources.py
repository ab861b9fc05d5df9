"""What a chart rests on: clauses, and the documents that they stand in."""

from collections.abc import Iterable

from render.site import Site
from render.standard_cases import Settled
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
    known = [outcome for year in years for outcome in one.of_year(year) if outcome.own is not None]
    statements = (settle(one.case.at(outcome.place["code"], f"{outcome.year}-12-31"), site.policy) for outcome in known)
    return ordered(site, (name for statement in statements for name in cited(steps(statement))))
