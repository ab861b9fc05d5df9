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
