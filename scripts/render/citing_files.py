"""What the pages' script (assets/cite.js) asks for when something is tapped: citations of figures, tables and charts."""

from collections.abc import Iterable
from typing import Any

from reading.ruleset import Document, Provision
from render import case_basis, change_citing, citing, words
from render.changes import by_year, city_changes_path, day_path, effective_days, year_path
from render.charts.all_charts import charts
from render.compare_address import PATH as COMPARE
from render.differences import topics_at
from render.impact import felt, in_year
from render.page import Page
from render.paths import document_path
from render.site import Site
from render.standard_cases import path as case_path
from render.standard_cases import settled
from render.texts import compact_bytes


def files(site: Site) -> dict[str, bytes]:
    """Name below data/ -> content: the pieces that the compare page makes any citation of."""
    return {_name(COMPARE): compact_bytes(citing.all_pieces(site))}


def of_changes(site: Site, pages: Iterable[Page]) -> dict[str, bytes]:
    """The same of a province's pages of changes: their table, and the amounts of each day, year and city."""
    made: dict[str, dict[str, Any]] = {}
    _add_tables(made, pages)
    for day in effective_days(site):
        said = words.day(day.day)
        _named(made, day_path(site, day.day)).update(change_citing.told(site, day.topics, felt(site, day.day), said))
    for year in by_year(site):
        _named(made, year_path(site, year)).update(change_citing.told(site, [], in_year(site, year), f"{year}年"))
    for place in site.cities:
        own = topics_at(site, place["code"])
        _named(made, city_changes_path(place)).update(change_citing.told(site, own, [], "", place["name"]))
    return _packed(made)


def of_others(site: Site, pages: Iterable[Page]) -> dict[str, bytes]:
    """The same of its other pages: the clauses of each document, the tables, the standard cases, the charts."""
    made: dict[str, dict[str, Any]] = {
        _name(document_path(document)): {
            "title": document.title,
            "clauses": {one.id: _clause(site, document, one) for one in document.provisions},
        }
        for document in site.rules.documents
    }
    _add_tables(made, pages)
    for one in settled(site):
        _of(made, case_path(site, one.case), "settled").update(case_basis.told(site, one))
    for path, chart in charts(site):
        _of(made, path, "charts")[chart.id] = citing.cited(site, chart.clauses, chart.title).texts
    return _packed(made)


def _add_tables(made: dict[str, dict[str, Any]], pages: Iterable[Page]) -> None:
    """Adds how the tables of pages are cited."""
    for shown in pages:
        for name, citation in shown.tables.items():
            _of(made, shown.path, "tables")[name] = citation.texts


def _packed(made: dict[str, dict[str, Any]]) -> dict[str, bytes]:
    return {name: compact_bytes(content) for name, content in made.items()}


def _name(path: str) -> str:
    """What the file of a page is called below data/."""
    return f"cite/{path.rstrip('/')}.json"


def _clause(site: Site, document: Document, one: Provision) -> dict[str, str]:
    """How a clause is cited, where it stands, and its own words."""
    where = f"{document.number} {one.locator}"
    return citing.clause(site, one.id).texts | {"where": where, "quote": "……".join(one.evidence)}


def _named(made: dict[str, dict[str, Any]], path: str) -> dict[str, Any]:
    """What is read when something on a page is cited."""
    return made.setdefault(_name(path), {})


def _of(made: dict[str, dict[str, Any]], path: str, kind: str) -> dict[str, Any]:
    """The citations of the tables, or of the charts, of a page."""
    texts: dict[str, Any] = _named(made, path).setdefault(kind, {})
    return texts
