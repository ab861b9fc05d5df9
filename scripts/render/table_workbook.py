"""A page's table as a workbook for Excel and WPS: the rows, what their columns and codes mean, the sources."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from render.columns import Sheet
from render.ready_rows import PLAIN, plain_cell, row_xml
from render.site import Site
from render.table_rows import Ready, table_rows
from render.workbook import About, Writer, written

#: how wide a column is by its type, and those that are wider
_WIDTHS = {"date": 12, "integer": 8, "number": 14}
_WIDE = {"summary": 50, "evidence": 44, "title": 44, "dimensions": 32, "item_name": 24, "case_name": 36, "missing": 36}


def table_workbook(site: Site, about: About, sheet: Sheet, rows: Sequence[Ready]) -> bytes:
    """The workbook's file; the same bytes for the same content."""

    def write(writer: Writer) -> None:
        heads = [(column.title, _WIDE.get(column.name, _WIDTHS.get(column.type, 16))) for column in sheet.columns]
        table = writer.sheet(sheet.title, heads, 1)
        version = plain_cell(chr(ord("A") + len(heads) - 1), about.version)
        table.add_rows(_rows(writer, rows, version))
        table.autofilter(0, 0, max(table.dim_rowmax, 1), len(heads) - 1)
        explained = writer.sheet("记号", (("哪一列", 14), ("这里写作", 26), ("CSV、JSON 里写作", 30), ("意思", 80)), 0)
        used = {code for piece in set(chain.from_iterable(rows)) for code in piece.codes}
        explained.add_rows(writer.rows.texts(table_rows(site, sheet).words.legend(used)))

    return written(site, about, write)


def _rows(writer: Writer, rows: Iterable[Ready], version: str) -> Iterator[str]:
    """The rows below the header, each with the cell of the version."""
    mark = writer.rows.mark
    for number, row in enumerate(rows, start=2):
        cells = [one.xml if one.style is PLAIN else one.xml + mark(one.style) + one.rest for one in row]
        yield row_xml(number, "".join(cells) + version)
