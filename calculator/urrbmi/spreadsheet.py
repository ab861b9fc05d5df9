"""A spreadsheet of single claims: each row a year with one claim, results added at the right, bad rows marked."""

import csv
import io
import re
from pathlib import Path
from typing import Any

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
AMOUNTS = {name for fields in FIELDS.values() for name, field in fields.items() if field.read is amount} | {*COSTS}
FLAGS = {name for fields in FIELDS.values() for name, field in fields.items() if field.read is flag}
RESULTS = ("status", "cost", "basic_fund", "critical_illness", "self", "message")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def settle_spreadsheet(source: Path, target: Path, policy: Policy) -> None:
    """Settles each row of a CSV file into another; raises BadInput where the file itself cannot be used."""
    try:
        rows = list(csv.reader(io.StringIO(read_text(source), newline="")))
    except csv.Error:
        raise BadInput(f"{source}：不是有效的 CSV 表格；请检查引号，并另存为 CSV UTF-8") from None
    if not rows:
        raise BadInput(f"{source}：表格是空的；第一行要写列名，例如 place,kind,date,facility,class_a")
    header = [name.strip() for name in rows[0]]
    _check_header(header, source)
    try:
        with target.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([*map(safe_cell, rows[0]), *RESULTS])
            for row in rows[1:]:
                cells = row + [""] * (len(header) - len(row))
                filled = any(cell.strip() for cell in cells)
                results = settle_row(header, cells, policy) if filled else [""] * len(RESULTS)
                kept, surplus = cells[: len(header)], cells[len(header) :]
                writer.writerow([*map(safe_cell, kept), *results, *map(safe_cell, surplus)])
    except OSError as error:
        raise BadInput(f"写不了 {target}：{error.strerror}") from None


def settle_row(header: list[str], cells: list[str], policy: Policy) -> list[Any]:
    """The results of one row, in the order of RESULTS."""
    try:
        if len(cells) > len(header):
            raise BadInput(f"这一行有 {len(cells)} 格，列名只有 {len(header)} 个")
        found = settle(case_of(header, cells), policy)
    except BadInput as error:
        return ["error", "", "", "", "", str(error)]
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


def _read(name: str, cell: str) -> Any:
    """A cell as JSON would have it; what spreadsheets write otherwise (2025/3/15, 42,000, TRUE) is understood."""
    if name == "date" and (found := re.fullmatch(r"(\d{4})/(\d{1,2})/(\d{1,2})", cell, re.ASCII)):
        return f"{found[1]}-{found[2]:>02}-{found[3]:>02}"
    if name in FLAGS:
        return {"true": True, "false": False}.get(cell.lower(), cell)
    if name in AMOUNTS:
        return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", cell)
    return int(cell) if name == "age" and re.fullmatch(r"\d{1,4}", cell, re.ASCII) else cell


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, with or without byte-order mark, or in GB18030. Raises BadInput."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadInput(f"读不了 {path}：{error.strerror}") from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(f"{path}：既不是 UTF-8 也不是 GB18030 文本；请另存为 CSV UTF-8")


def _check_header(header: list[str], source: Path) -> None:
    for name in header:
        if name not in COLUMNS:
            raise BadInput(
                f"{source}：没有 {name or '（空）'} 这一列；可用：{'、'.join(COLUMNS)}{nearest(name, COLUMNS)}"
            )
        if header.count(name) > 1:
            raise BadInput(f"{source}：{name} 这一列写了两次")
    for name in ("place", "kind", "date"):
        if name not in header:
            raise BadInput(f"{source}：缺少 {name} 这一列")


def safe_cell(cell: str) -> str:
    """A cell that no spreadsheet program runs as a formula."""
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell
