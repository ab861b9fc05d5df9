"""A page's table as a workbook for Excel and WPS: the rows, what their columns and codes mean, the sources."""

from collections.abc import Iterable, Iterator, Sequence

from render.code_words import FIGURES, CodeWords
from render.columns import Cell, Column, Row, Sheet
from render.ready_rows import DAY, PLAIN, Style, day_cell, number_cell, number_format, plain_cell, row_xml, text_cell
from render.site import Site
from render.workbook import About, Writer, written

#: columns with one unit throughout: the unit, and what stands behind the number
_UNITS = {
    **dict.fromkeys(("cost", "basic_fund", "critical_illness", "self"), ("yuan", "元")),
    "self_share": ("ratio", ""),
}
#: how wide a column is by its type, and those that are wider
_WIDTHS = {"date": 12, "integer": 8, "number": 14}
_WIDE = {"summary": 50, "evidence": 44, "title": 44, "dimensions": 32, "item_name": 24, "case_name": 36, "missing": 36}


def table_workbook(site: Site, about: About, sheet: Sheet, rows: Sequence[Row]) -> bytes:
    """The workbook's file; the same bytes for the same content."""

    def write(writer: Writer) -> None:
        heads = [(column.title, _WIDE.get(column.name, _WIDTHS.get(column.type, 16))) for column in sheet.columns]
        codes = CodeWords(site, sheet.columns)
        table = writer.sheet(sheet.title, heads, 1)
        table.add_rows(_rows(writer, sheet, rows, codes))
        table.autofilter(0, 0, max(table.dim_rowmax, 1), len(heads) - 1)
        explained = writer.sheet("记号", (("哪一列", 14), ("这里写作", 26), ("CSV、JSON 里写作", 30), ("意思", 80)), 0)
        explained.add_rows(writer.rows.texts(codes.legend()))

    return written(site, about, write)


def _rows(writer: Writer, sheet: Sheet, rows: Iterable[Row], codes: CodeWords) -> Iterator[str]:
    """The rows below the header, each cell of its type and codes as words; what is empty has no cell."""
    columns = [(chr(ord("A") + at), column, column.type == "string") for at, column in enumerate(sheet.columns)]
    columns = [(letter, column, plain and column.name not in FIGURES) for letter, column, plain in columns]
    for number, row in enumerate(rows, start=2):
        cells = [
            plain_cell(letter, codes.word(column.name, str(content), row))
            if plain
            else writer.rows.cell(letter, *_typed(codes, column, row, content))
            for letter, column, plain in columns
            if (content := row.get(column.name)) not in (None, "")
        ]
        yield row_xml(number, "".join(cells))


def _typed(codes: CodeWords, column: Column, row: Row, content: Cell) -> tuple[Style, str]:
    """How a content is written, and the cell: a number in its unit, a day, else a text."""
    of_item = column.name in FIGURES
    if isinstance(content, int | float):
        unit, sign = _UNITS.get(column.name, ("", ""))
        if of_item:
            unit, sign = str(row["unit"]), codes.site.policy.items[str(row["item"])]["sign"]
        return ((number_format(unit, content, sign), "") if unit else PLAIN), number_cell(content)
    is_day = column.type == "date" or (of_item and row["unit"] == "date" and len(str(content)) == len("2027-12-31"))
    if is_day:
        return (DAY, ""), day_cell(str(content))
    return PLAIN, text_cell(codes.word(column.name, str(content), row))
