"""The same 1,000 pages, each with a table of this site: by plain jinja2, Eleventy, stock Material for MkDocs and this project.

The peers are given every cell in words, ready to be written; this project makes the words from its model, as for the site.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import jinja2

import build
import framing
import inputs
from calculations import processor_seconds
from content import read
from render import parts, words
from render.grouping import merged
from render.page import Page
from render.paths import city_path
from render.site import Site
from render.tables import Table
from render.templates import environment
from urrbmi.policy import Policy

TEMPLATES = Path(__file__).resolve().parent / "pages"
PAGES = 1000
ROUNDS = 3
#: the folders into which the makers of whole pages write
WRITTEN = {"jinja2": "jinja2", "ours": "ours", "eleventy": "eleventy", "material": "site"}
#: this project's page of one table
OURS = (
    '{% import "tables.html.jinja" as t with context %}<h1>{{ title }}</h1>'
    "{{ t.figure_table(site, table, item, title, root) }}"
)
FRONT = '---\npagination: {data: tables, size: 1, alias: table}\npermalink: "{{ table.slug }}/index.html"\n---\n'

Json = dict[str, Any]


class Makers:
    """Whoever makes the pages, each into a folder of its own below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.modules = folder / "pages", folder / "node_modules"
        content = read(build.ROOT)
        today = inputs.reference_day(build.ROOT, content.rules, content.policy.years)
        templates = environment(str(build.ROOT / "site_src" / "templates"))
        self.site = Site(content.rules, Policy(content.model), today, templates)
        shown = [
            (name, table)
            for name in self.site.used_items
            for part in parts.pages(self.site, name)
            for table in part.tables
        ]
        self.tables = list(islice(cycle(shown), PAGES))
        self.data = [_data(self.site, at, *one) for at, one in enumerate(self.tables)]
        self._prepare()

    def _prepare(self) -> None:
        """Writes what the peers make their pages of."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in ("input/_data", "docs"):
            (self.folder / name).mkdir(parents=True)
        template = (TEMPLATES / "table.html.jinja").read_text("utf-8")
        # `page` is a word of Eleventy's own.
        own = template.replace("page.", "table.")
        (self.folder / "input" / "tables.njk").write_text(FRONT + own, "utf-8")
        (self.folder / "input" / "_data" / "tables.json").write_text(json.dumps(self.data), "utf-8")
        (self.folder / "docs" / "index.md").write_text("# Tables\n", "utf-8")
        for one in self.data:
            (self.folder / "docs" / f"{one['slug']}.md").write_text(_markdown(one), "utf-8")
        for name in ("mkdocs.yml", "eleventy.config.mjs"):
            shutil.copy(TEMPLATES / name, self.folder)

    def jinja_tables(self) -> None:
        """Plain jinja2, the pages as texts alone."""
        self._jinja()

    def our_tables(self) -> None:
        """This project's tables, as texts alone."""
        self._ours()

    def jinja_pages(self) -> None:
        """Plain jinja2, into files."""
        for one, text in zip(self.data, self._jinja(), strict=True):
            _write(self.folder / "jinja2" / one["slug"] / "index.html", text)

    def our_pages(self) -> None:
        """This project's pages in its frame, as the site is built, into files."""
        pages = [
            Page(f"{one['slug']}/", one["title"], text, one["title"], "items/", layout="wide")
            for one, text in zip(self.data, self._ours(), strict=True)
        ]
        framing.run_mkdocs(pages, [], self.site, self.folder / "ours")

    def eleventy(self) -> None:
        """Eleventy, by its command."""
        program = self.modules / "@11ty" / "eleventy" / "cmd.cjs"
        _run(["node", str(program), "--config=eleventy.config.mjs"], self.folder)

    def material(self) -> None:
        """Stock Material for MkDocs, by its command."""
        _run([sys.executable, "-m", "mkdocs", "build", "--quiet"], self.folder)

    def _jinja(self) -> list[str]:
        templates = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)
        template = templates.get_template("table.html.jinja")
        return [template.render(page=one) for one in self.data]

    def _ours(self) -> list[str]:
        template = self.site.templates.from_string(OURS)
        return [
            template.render(
                site=self.site,
                words=words,
                root="../",
                path=f"{one['slug']}/",
                table=table,
                item=self.site.item(name),
                title=one["title"],
            )
            for one, (name, table) in zip(self.data, self.tables, strict=True)
        ]


def measure(folder: Path) -> dict[str, float]:
    """Seconds of the processor for 1,000 pages, the best of some rounds, in turn; each begins with an empty folder."""
    makers = Makers(folder)
    each: dict[str, Callable[[], None]] = {
        "jinja2 tables": makers.jinja_tables,
        "our tables": makers.our_tables,
        "jinja2": makers.jinja_pages,
        "ours": makers.our_pages,
        "eleventy": makers.eleventy,
        "material": makers.material,
    }
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, make in each.items():
            for written in WRITTEN.values():
                shutil.rmtree(makers.folder / written, ignore_errors=True)
            began = processor_seconds()
            make()
            taken = processor_seconds() - began
            best[name] = min(taken, best.get(name, taken))
            if name in WRITTEN and sum(1 for _ in (makers.folder / WRITTEN[name]).glob("t*/index.html")) != PAGES:
                raise RuntimeError(f"{name} did not make {PAGES} pages")
    return best


def _data(site: Site, at: int, name: str, table: Table) -> Json:
    """A table in words, as the peers get it."""
    named = merged(site, name, table.combinations)
    title = site.item(name)["name"] + (f"，{named}" if named else "")
    rows = [
        {
            "name": row.place["name"],
            "slug": city_path(row.place).split("/")[1],
            "cells": [
                {
                    "id": f"{cell.place}-{cell.year}",
                    "state": "is-missing" if cell.spans[-1].found is None else cell.spans[-1].found.state,
                    "spans": [
                        {
                            "text": "未收录" if span.found is None else site.text(span.found),
                            "note": "none" if span.found is None else f"n{table.note(span.found)}",
                            "signs": [] if span.found is None else words.signs(span.found),
                            "when": "" if len(cell.spans) == 1 else words.short_day(span.first),
                        }
                        for span in cell.spans
                    ],
                }
                for cell in row.cells
            ],
        }
        for row in table.rows
    ]
    notes = [
        {
            "id": f"n{note.number}",
            "text": site.text(note.found),
            "period": words.period(note.found.value),
            "sources": [_source(site, provision) for provision in note.found.value.sources],
        }
        for note in table.notes
    ]
    return {"slug": f"t{at}", "title": title, "caption": title, "years": site.years, "rows": rows, "notes": notes}


def _source(site: Site, provision: str) -> Json:
    document, found = site.provisions[provision]
    name = f"{document.number} {found.locator}"
    return {"href": f"../documents/{document.slug}/#{provision}", "name": name, "evidence": "".join(found.evidence)}


def _markdown(one: Json) -> str:
    """The same table as Markdown has it."""

    def cell(found: Json) -> str:
        return " ".join(
            f"[{span['text']}](#{span['note']}) {' '.join([*span['signs'], span['when']])}".strip()
            for span in found["spans"]
        ).replace("|", "\\|")

    lines = [f"# {one['title']}", "", "| 参保地 | " + " | ".join(map(str, one["years"])) + " |"]
    lines.append("|---" * (len(one["years"]) + 1) + "|")
    for row in one["rows"]:
        lines.append(f"| {row['name']} | " + " | ".join(map(cell, row["cells"])) + " |")
    lines.append("")
    for note in one["notes"]:
        cited = " ".join(f"[{source['name']}]({source['href']}) “{source['evidence']}”" for source in note["sources"])
        lines.append(f"1. **{note['text']}** {cited} {note['period']} {{: #{note['id']} }}")
    return "\n".join(lines) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def _run(command: list[str], folder: Path) -> None:
    told = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=folder, env=told, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command}: {(done.stderr or done.stdout).strip()}")
