"""A spreadsheet of single claims: each row a year with one claim, results added at the right, bad rows marked."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from urrbmi.claims import COSTS, amount, flag
from urrbmi.errors import BadInput, nearest
from urrbmi.policy import Policy
from urrbmi.settle import FIELDS, settle

PERSON = ("age", "group")
COLUMNS = (
    "place",
    *PERSON,
    "kind",
    "date",
    *sorted({name for fields in FIELDS.values() for name in fields} - {"costs"}),
    *COSTS,
)
REQUIRED = ("place", "kind", "date")
AMOUNTS = {name for fields in FIELDS.values() for name, field in fields.items() if field.read is amount} | {*COSTS}
FLAGS = {name for fields in FIELDS.values() for name, field in fields.items() if field.read is flag}
RESULTS = ("status", "cost", "basic_fund", "critical_illness", "self", "message")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else
#: also the full-width signs, which Excel in Chinese takes for plain ones, and what it skips before a sign
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_IN_A_CASE = re.compile(
    r"^(claims\[0\](：|\.(costs\.)?)|person\.)"
)  # in a spreadsheet a field goes by its column's name


class SettledRow(NamedTuple):
    """A row with its results at the right: its status (ok, unknown, error, "" for a blank row), and why if not ok."""

    cells: list[Any]
    status: str
    message: str


class Spreadsheet:
    """A spreadsheet, read whole and its columns checked, to be settled row after row.

    `raw` is the content of the file: UTF-8, with or without byte-order mark, or GB18030; `name` is what errors call it.
    Raises BadInput where the file itself cannot be used.
    """

    def __init__(self, raw: bytes | memoryview, name: str) -> None:
        try:
            lines = list(csv.reader(io.StringIO(_text(raw, name), newline="")))
        except csv.Error:
            raise BadInput(f"{name}：不是有效的 CSV 表格；请检查引号，并另存为 CSV UTF-8") from None
        if not lines:
            raise BadInput(f"{name}：表格是空的；第一行要写列名，例如 place,kind,date,facility,class_a")
        self.titles, *self.rows = lines
        self.header = [title.strip() for title in self.titles]
        _check_header(self.header, name)

    def head(self) -> str:
        """What the result begins with: the byte-order mark and the line of the columns' names."""
        return BYTE_ORDER_MARK + csv_text([[*map(safe_cell, self.titles), *RESULTS]])

    def settle(self, start: int, stop: int, policy: Policy) -> Iterator[SettledRow]:
        """The rows from `start` (0 is the first below the columns' names) up to `stop`; none is left out."""
        for row in self.rows[start:stop]:
            cells = row + [""] * (len(self.header) - len(row))
            filled = any(cell.strip() for cell in cells)
            results = settle_row(self.header, cells, policy) if filled else [""] * len(RESULTS)
            kept, surplus = cells[: len(self.header)], cells[len(self.header) :]
            yield SettledRow([*map(safe_cell, kept), *results, *map(safe_cell, surplus)], results[0], results[-1])


def settle_row(header: list[str], cells: list[str], policy: Policy) -> list[Any]:
    """The results of one row, in the order of RESULTS."""
    try:
        if len(cells) > len(header):
            raise BadInput(f"这一行有 {len(cells)} 格，列名只有 {len(header)} 个")
        found = settle(case_of(header, cells), policy)
    except BadInput as error:
        return ["error", "", "", "", "", _IN_A_CASE.sub("", str(error))]
    message = "缺少：" + "、".join(sorted({note["name"] for note in found["missing"]})) if found["missing"] else ""
    return [found["status"], *("" if found[name] is None else found[name] for name in RESULTS[1:5]), message]


def case_of(header: list[str], cells: list[str]) -> dict[str, Any]:
    """One row as a case; empty cells are as good as absent."""
    given: dict[str, Any] = {
        name: _read(name, cell.strip()) for name, cell in zip(header, cells, strict=True) if cell.strip()
    }
    person: dict[str, Any] = {name: given.pop(name) for name in PERSON if name in given}
    costs = {name: given.pop(name) for name in COSTS if name in given}
    case: dict[str, Any] = {"place": given.pop("place", ""), "person": person, "claims": [given]}
    if costs:
        given["costs"] = costs
    return case


def csv_text(rows: Iterable[list[Any]]) -> str:
    """Rows as the text of a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def safe_cell(cell: str) -> str:
    """A cell that no spreadsheet program runs as a formula."""
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell


def _read(name: str, cell: str) -> Any:
    """A cell as JSON would have it; what spreadsheets write otherwise (2025/3/15, 42,000, TRUE) is understood."""
    if name == "date" and (found := re.fullmatch(r"(\d{4})/(\d{1,2})/(\d{1,2})", cell, re.ASCII)):
        return f"{found[1]}-{found[2]:>02}-{found[3]:>02}"
    if name in FLAGS:
        return {"true": True, "false": False}.get(cell.lower(), cell)
    if name in AMOUNTS:
        return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", cell)
    return int(cell) if name == "age" and re.fullmatch(r"\d{1,4}", cell, re.ASCII) else cell


def _text(raw: bytes | memoryview, name: str) -> str:
    """The text of a file. 太原 in GB18030 is UTF-8 as well, for two letters that no claim has: so UTF-8 has to make sense."""
    readings = [text for text in (_decoded(raw, "utf-8-sig"), _decoded(raw, "gb18030")) if text is not None]
    if not readings:
        raise BadInput(f"{name}：既不是 UTF-8 也不是 GB18030 文本；请另存为 CSV UTF-8")
    return next((text for text in readings if text.isascii() or _CHINESE.search(text)), readings[0])


def _decoded(raw: bytes | memoryview, encoding: str) -> str | None:
    try:
        return str(raw, encoding)
    except UnicodeDecodeError:
        return None


def _check_header(header: list[str], name: str) -> None:
    for title in header:
        if title not in COLUMNS:
            raise BadInput(
                f"{name}：没有 {title or '（空）'} 这一列；可用：{'、'.join(COLUMNS)}{nearest(title, COLUMNS)}"
            )
        if header.count(title) > 1:
            raise BadInput(f"{name}：{title} 这一列写了两次")
    for title in REQUIRED:
        if title not in header:
            raise BadInput(f"{name}：缺少 {title} 这一列")
