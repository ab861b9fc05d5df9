"""The files of data/: every table in every form, the files of each page, their description, and all of it in one file."""

from functools import cache

from render import database, page_files
from render.charts import all_charts
from render.columns import CELLS, FACTS, SHEETS
from render.everything import everything
from render.package import LICENCE, package, title
from render.rows import tables
from render.site import Site
from render.texts import csv_bytes, json_bytes, rows_json


@cache
def files(site: Site) -> dict[str, bytes]:
    """Name below data/ -> content, for every download; made once, for the page of the downloads tells their sizes."""
    rows = tables(site)
    made = {sheet.path: csv_bytes(sheet.columns, rows[sheet]) for sheet in SHEETS}
    made["facts.json"] = rows_json(rows[FACTS])
    made |= database.parquet(rows, (FACTS, CELLS))
    made["insurance.sqlite"] = database.sqlite(rows, _about(site))
    groups = [*page_files.files(site), *all_charts.files(site)]
    described = json_bytes(package(site, made, groups))
    for _, found in groups:
        made |= found
    made["datapackage.json"] = described
    return made | {"everything.zip": everything(made)}


def _about(site: Site) -> dict[str, str]:
    """What a database says of itself."""
    return {
        "title": title(site),
        "data_version": site.policy.data_version,
        "collected_until": site.collected_until,
        "licence": f"{LICENCE['name']} {LICENCE['path']}",
    }
