"""The files of the pages that have one table: cases, changes, cities, documents, coverage."""

import csv
import io
import json
import re
from datetime import datetime
from functools import cache

import openpyxl

from built_site import pages, site

KINDS = ("csv", "json", "xlsx")
#: address of a page -> what its files are called below data/
NAMES = {
    address: "coverage/known" if address == "coverage/" else address.rstrip("/")
    for address, page in pages().items()
    if re.match(r"(cases|changes|documents|coverage)/|cities/$", address) and page.select_one("#downloads")
}
CASES = [address for address in NAMES if re.fullmatch(r"cases/.+", address)]
DAYS = [address for address in NAMES if re.fullmatch(r"changes/[\d-]+/", address)]
PLACES = [address for address in NAMES if re.fullmatch(r"changes/[a-z]+/", address)]
DOCUMENTS = [address for address in NAMES if re.fullmatch(r"documents/.+", address)]


def data(address, kind):
    return site() / "data" / f"{NAMES[address]}.{kind}"


@cache
def rows(address):
    """The rows of a page's CSV file, every content as text."""
    content = data(address, "csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")  # else Excel takes it for GBK
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@cache
def table(address):
    return json.loads(data(address, "json").read_text(encoding="utf-8"))


@cache
def book(address):
    return openpyxl.load_workbook(data(address, "xlsx"))


def sheet(address, at):
    header, *below = book(address).worksheets[at].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in below]


@cache
def codes(address):
    """What the workbook's words stand for, as its sheet of signs says: (title of the column, word) -> code."""
    return {(row["哪一列"], row["这里写作"]): row["CSV、JSON 里写作"] for row in sheet(address, 1)}


def as_codes(address, title, content):
    """A cell of the workbook as the CSV file has it: each word by the code that the sheet of signs gives for it."""
    known = codes(address)
    if not any(column == title for column, _ in known) or not isinstance(content, str):
        return as_text(content)
    if title == "条件":
        return ";".join(_condition(known, one) for one in content.split("；"))
    if title in ("数值", "原来", "现在"):  # a figure; only yes and no are codes there
        return known.get((title, content), content)
    return ";".join(known[title, one] for one in content.split("；"))


def _condition(known, text):
    """医院类别：一类、三类 -> facility=class_1|class_3"""
    name, options = text.split("：")
    pairs = [known["条件", f"{name}：{option}"].split("=") for option in options.split("、")]
    assert len({dimension for dimension, _ in pairs}) == 1
    return f"{pairs[0][0]}={'|'.join(option for _, option in pairs)}"


def but(row, *left_out):
    return {name: content for name, content in row.items() if name not in left_out}


def as_text(content):
    """A content as the CSV file has it."""
    if isinstance(content, datetime):
        return content.date().isoformat()
    return "" if content is None else str(content)


def version(address):
    (found,) = {row["data_version"] for row in rows(address)}
    return found
