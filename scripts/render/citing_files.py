"""The citations of single figures and of tables, as the page's script (assets/cite.js) asks for them when one is tapped."""

import json
from typing import Any

from render import citing
from render.citing import Citation
from render.items import pages_of_tables
from render.site import Site, document_path


def files(site: Site) -> dict[str, bytes]:
    """Name below data/ -> content: the clauses of each document, and the tables of each page of an item."""
    made = {
        f"cite/{document_path(document).rstrip('/')}.json": {
            "title": document.title,
            "clauses": {
                one.id: _texts(citing.clause(site, one.id)) for one in document.provisions if one.handled == "value"
            },
        }
        for document in site.rules.documents
    }
    for path, item, shown in pages_of_tables(site):
        made[f"cite/{path.rstrip('/')}.json"] = {
            "tables": {table.id: _texts(citing.table(site, item, table)) for table in shown}
        }
    return {name: _json(content) for name, content in made.items()}


def _texts(citation: Citation) -> dict[str, str]:
    return {"gbt": citation.gbt, "plain": citation.plain}


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
