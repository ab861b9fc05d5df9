"""Spreadsheets on the command line: each row settled by itself, the results at the right, bad rows with what is wrong."""

import csv

import pytest

from command import AMOUNTS

HEADER = "place,age,group,kind,date,facility,location,class_a,class_b_drug,compliant"
ROWS = {  # row -> status, cost, basic_fund, critical_illness, self
    "晋中市,,,inpatient,2025-03-10,class_1,,42000,,": ["ok", 42000, 24600, 5550, 11850],
    "晋中,14,,inpatient,2018-03-01,class_1,local,1500,,": ["ok", 1500, 600, 0, 900],  # (1500 − 500) × 60 %
    "140700, 40 ,ordinary,inpatient,2025-03-10,class_3,referred,1100,,": ["ok", 1100, 800, 0, 300],  # × 80 %
    "太原市,,other_poor,annual_self_pay,2019-12-31,,,,,600000": ["ok", 600000, 0, 400000, 200000],
    "大同市,,,inpatient,2024-12-31,class_3,,1100,,": ["unknown", 1100, None, None, None],
    "晋中市,,,inpatient,2025-02-30,class_1,,42000,,": ["error", None, None, None, None],
    "晋中市,forty,,inpatient,2025-03-10,class_1,,42000,,": ["error", None, None, None, None],
    "晋中市,,,inpatient,2025-03-10,class_1,,42000.001,,": ["error", None, None, None, None],
    ",,,inpatient,2025-03-10,class_1,,42000,,": ["error", None, None, None, None],
    "晋中市,,,inpatient,2025-03-10,class_1,,42000": ["ok", 42000, 24600, 5550, 11850],  # a short row
}


@pytest.fixture
def settle_csv(answer, tmp_path):
    """Settles a spreadsheet given as bytes; gives the rows of the result as mappings."""

    def settle_csv(raw):
        source, target = tmp_path / "费用.csv", tmp_path / "结果.csv"
        source.write_bytes(raw)
        assert answer("settle", "--csv", source, target) == []
        assert target.read_bytes().startswith(b"\xef\xbb\xbf")
        with target.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))

    return settle_csv


def results(row):
    numbers = [float(row[name]) if row[name] else None for name in AMOUNTS]
    return [row["status"], *numbers]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_settles_each_row_by_itself_whatever_the_encoding(settle_csv, encoding, line_end):
    rows = settle_csv(line_end.join([HEADER, *ROWS, ""]).encode(encoding))
    assert [results(row) for row in rows] == list(ROWS.values())


def test_csv_of_taiyuan_alone_in_gb18030_is_not_taken_for_utf_8(settle_csv):
    """太原 is CC AB D4 AD there: two letters in UTF-8."""
    row = "place,kind,date,facility,class_a\n太原,inpatient,2025-03-10,class_1,42000\n"
    assert [settle_csv(row.encode(encoding))[0]["basic_fund"] for encoding in ("utf-8", "gb18030")] == ["24600.0"] * 2


def test_csv_adds_the_results_at_the_right_and_keeps_the_rows(settle_csv):
    rows = settle_csv("\n".join([HEADER, *ROWS]).encode())
    assert list(rows[0]) == [*HEADER.split(","), "status", "cost", "basic_fund", "critical_illness", "self", "message"]
    kept = [[row[name] for name in HEADER.split(",")] for row in rows]
    assert [len(row) for row in kept] == [10] * len(ROWS)
    assert [",".join(cells).rstrip(",") for cells in kept] == [row.rstrip(",") for row in ROWS]


def test_csv_keeps_blank_rows_so_that_the_rows_line_up(settle_csv):
    first = next(iter(ROWS))
    rows = settle_csv(f"{HEADER}\n\n{first}\n,,,,,,,,,\n{first}\n".encode())
    assert [row["status"] for row in rows] == ["", "ok", "", "ok"]


def test_csv_reads_days_and_amounts_as_spreadsheets_write_them(settle_csv):
    row = 'place,kind,date,facility,class_a\n晋中市,inpatient,2025/3/1,class_1,"42,000"\n'
    assert settle_csv(row.encode())[0]["basic_fund"] == "24600.0"


def test_csv_says_in_the_message_what_is_wrong_or_missing(settle_csv):
    rows = settle_csv("\n".join([HEADER, *ROWS]).encode())
    messages = [row["message"] for row in rows]
    assert [bool(message) for message in messages] == [status != "ok" for status, *_ in ROWS.values()]
    assert "住院起付标准" in messages[4]
    assert "2025-02-30" in messages[5]
    assert "forty" in messages[6]
    assert "42000.001" in messages[7]


def test_csv_a_row_with_more_cells_than_columns_is_an_error_in_the_column_of_errors(settle_csv):
    first = next(iter(ROWS))
    rows = settle_csv(f"{HEADER}\n{first},surplus\n{first}\n".encode())
    assert [row["status"] for row in rows] == ["error", "ok"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)", "＝1+1", "＋1", "－1", "＠SUM(A1)"])
def test_csv_never_hands_a_formula_on(settle_csv, cell):
    (row,) = settle_csv(f"{HEADER}\n晋中市,,{cell},inpatient,2025-03-10,class_1,,{cell},,\n".encode())
    assert row["status"] == "error"
    assert row["group"] == row["class_a"] == "'" + cell
    assert not any(value.startswith(tuple("=+-@＝＋－＠")) for value in row.values())


STRANGE = {
    "age of 5,000 digits": f"晋中市,{'9' * 5000},,inpatient,2025-03-10,class_1,,1,,",
    "quote never closed": '"晋中市,,,inpatient,2025-03-10,class_1,,1,,',
    "null character": "晋中\x00市,,,inpatient,2025-03-10,class_1,,1,,",
}


@pytest.mark.parametrize("row", STRANGE.values(), ids=STRANGE)
def test_csv_a_strange_row_is_an_error_of_its_own(settle_csv, row):
    good = next(iter(ROWS))
    rows = settle_csv(f"{HEADER}\n{good}\n{row}\n".encode())
    assert [row["status"] for row in rows] == ["ok", "error"]


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"", "空"),
        (b"place,kind,date,klass_a\n", "是不是 class_a"),
        (b"place,kind,date,date\n", "date"),
        (b"kind,date\n", "place"),
        (b"place,kind,date,\n", "空"),
        (b"place,kind,date\n" + b"x" * 200_000, "in.csv"),
        (b"\xff\xff\xff\xff", "GB18030"),
    ],
    ids=[
        "empty",
        "unknown column",
        "column twice",
        "no place",
        "column without a name",
        "a cell without end",
        "no text",
    ],
)
def test_csv_a_file_that_cannot_be_used_is_refused_and_nothing_written(refused, tmp_path, raw, word):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(raw)
    assert word in refused("settle", "--csv", source, target)
    assert not target.exists()


def test_csv_a_file_is_never_written_over_itself(refused, tmp_path):
    source = tmp_path / "费用.csv"
    source.write_bytes(HEADER.encode())
    assert "另取一个名字" in refused("settle", "--csv", source, tmp_path / "." / "费用.csv")
    assert source.read_bytes() == HEADER.encode()


def test_csv_what_is_wrong_with_a_row_is_said_by_the_names_of_its_columns(settle_csv):
    [row] = settle_csv("place,kind,date,cost\n晋中市,inpatient,2025-03-10,5\n".encode())
    assert row["message"].startswith("没有 “cost” 这一项")
    [row] = settle_csv("place,kind,date\n晋中市,,2025-03-10\n".encode())
    assert row["message"].startswith("kind：缺少")


def test_csv_a_target_that_cannot_be_written_is_refused(refused, tmp_path):
    source = tmp_path / "in.csv"
    source.write_text(HEADER, encoding="utf-8")
    assert "out.csv" in refused("settle", "--csv", source, tmp_path / "no such folder" / "out.csv")
