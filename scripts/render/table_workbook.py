"""A page's table as a workbook for Excel and WPS: the rows, what their columns and codes mean, the sources."""

from collections.abc import Iterable, Iterator, Sequence

from render import words
from render.columns import Cell, Column, Row, Sheet
from render.ready_rows import DAY, PLAIN, Style, day_cell, number_cell, number_format, plain_cell, row_xml, text_cell
from render.site import Site
from render.workbook import About, Writer, written

#: columns with one unit throughout: the unit, and what stands behind the number
_UNITS = {
    **dict.fromkeys(("cost", "basic_fund", "critical_illness", "self"), ("yuan", "元")),
    "self_share": ("ratio", ""),
}
#: columns in the unit of the row's item
_FIGURES = ("value", "before", "after")
#: how wide a column is by its type, and those that are wider
_WIDTHS = {"date": 12, "integer": 8, "number": 14}
_WIDE = {"summary": 50, "evidence": 44, "title": 44, "dimensions": 32, "item_name": 24, "case_name": 36, "missing": 36}


def table_workbook(site: Site, about: About, sheet: Sheet, rows: Sequence[Row]) -> bytes:
    """The workbook's file; the same bytes for the same content."""

    def write(writer: Writer) -> None:
        heads = [(column.title, _WIDE.get(column.name, _WIDTHS.get(column.type, 16))) for column in sheet.columns]
        table = writer.sheet(sheet.title, heads, 1)
        table.add_rows(_rows(writer, sheet, rows))
        table.autofilter(0, 0, max(table.dim_rowmax, 1), len(heads) - 1)
        legend = writer.sheet("记号", (("列、状态、单位、条件", 22), ("编号", 26), ("意思", 80)), 0)
        legend.add_rows(writer.rows.texts(_legend(site, sheet, rows)))

    return written(site, about, write)


def _rows(writer: Writer, sheet: Sheet, rows: Iterable[Row]) -> Iterator[str]:
    """The rows below the header, each cell of its type; what is empty has no cell."""
    columns = [(chr(ord("A") + at), column, column.type == "string") for at, column in enumerate(sheet.columns)]
    columns = [(letter, column, plain and column.name not in _FIGURES) for letter, column, plain in columns]
    for number, row in enumerate(rows, start=2):
        cells = [
            plain_cell(letter, str(content))
            if plain
            else writer.rows.cell(letter, *_typed(writer.site, column, row, content))
            for letter, column, plain in columns
            if (content := row.get(column.name)) not in (None, "")
        ]
        yield row_xml(number, "".join(cells))


def _typed(site: Site, column: Column, row: Row, content: Cell) -> tuple[Style, str]:
    """How a content is written, and the cell: a number in its unit, a day, else a text."""
    of_item = column.name in _FIGURES
    if isinstance(content, int | float):
        unit, sign = _UNITS.get(column.name, ("", ""))
        if of_item:
            unit, sign = str(row["unit"]), site.policy.items[str(row["item"])]["sign"]
        return ((number_format(unit, content, sign), "") if unit else PLAIN), number_cell(content)
    is_day = column.type == "date" or (of_item and row["unit"] == "date" and len(str(content)) == len("2027-12-31"))
    return ((DAY, ""), day_cell(str(content))) if is_day else (PLAIN, text_cell(str(content)))


def _legend(site: Site, sheet: Sheet, rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    """What each column is, then the codes that occur: states, units, conditions."""
    yield from ((column.title, column.name, column.meaning) for column in sheet.columns)
    occurring = {name: {str(row[name]) for row in rows if row.get(name)} for name in ("state", "unit", "dimensions")}
    # Of a document's own values none is a city's rather than the province's.
    states = {state: f"{sign}：{site.legend[state]}" for state, sign in words.STATES.items()} | {
        "stated": "文件写明的数"
    }
    yield from (("状态", state, meaning) for state, meaning in states.items() if state in occurring["state"])
    units = site.rules.parameters["units"]
    yield from (("单位", name, unit["name"]) for name, unit in units.items() if name in occurring["unit"])
    cases = [pair.split("=") for text in occurring["dimensions"] for pair in text.split(";")]
    used = {(name, option) for name, options in cases for option in options.split("|")}
    for name, dimension in site.rules.parameters["dimensions"].items():
        for option, told in dimension.get("values", {}).items():
            if (name, option) in used:
                yield f"条件：{dimension['name']}", f"{name}={option}", told["name"]
