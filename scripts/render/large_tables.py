"""The large tables, whose rows each province writes for itself, so that those of a country are only put together.

Below a province's volume, in the folder tables/, all with a mark for the version of all data:

    <table>.csv         the rows as people's CSV file has them
    <table>.parquet     the rows with typed columns (columns.COLUMNAR)
    facts.json          the rows of the values as JSON
    tables.sqlite       the tables of the database
"""

from collections.abc import Iterable
from pathlib import Path

from render import database
from render.columns import CELLS, COLUMNAR, COVERAGE, FACTS, LARGE, Row
from render.grid import lines
from render.made import save, save_parts
from render.pieces import csv_rows, typed_rows
from render.rows import coverage, facts
from render.site import Site
from render.texts import csv_text, ended, row_json, safe

FOLDER = "tables"
JSON, DATABASE = "facts.json", "tables.sqlite"
#: stands there for the version of all data
VERSION = "0v0e0r0s0i0n"


def write(site: Site, folder: Path) -> None:
    """Writes the rows of a province's site into the folder of its volume."""
    place = folder / FOLDER
    save_parts(place, CELLS.path, ended(csv_rows(site, lines(site)), VERSION))
    typed = {sheet: place / f"typed-{sheet.path}" for sheet in LARGE}
    save_parts(place, typed[CELLS].name, ended(typed_rows(site, lines(site)), VERSION))
    given, provisions = _marked(facts(site)), _marked(coverage(site))
    for sheet, rows in ((FACTS, given), (COVERAGE, provisions)):
        save(place, sheet.path, _below(csv_text(sheet.columns, rows, safe)))
        save(place, typed[sheet].name, "".join(database.typed(sheet, rows)).encode())
    save(place, JSON, ",\n".join(map(row_json, given)).encode())
    database.part(typed, place / DATABASE)
    for sheet in COLUMNAR:
        database.parquet_part(sheet, typed[sheet], place)
    for file in typed.values():
        file.unlink()


def _marked(rows: Iterable[Row]) -> list[Row]:
    return [{**row, "data_version": VERSION} for row in rows]


def _below(text: str) -> bytes:
    """The rows of a CSV file without its header."""
    return text.partition("\r\n")[2].encode()
