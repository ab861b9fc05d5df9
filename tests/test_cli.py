"""The command line as the contract gives it: cases and spreadsheets in, statements out, exit status 0 or 2, one line on bad input."""

import csv
import io
import json
import os
import re
import sys

import pytest

from urrbmi import cli

STAY = {"kind": "inpatient", "date": "2025-03-10", "facility": "class_1", "costs": {"class_a": 42000}}
CASE = {"place": "晋中市", "claims": [STAY]}
UNKNOWN = {"place": "大同市", "claims": [{**STAY, "date": "2024-12-31"}]}
AMOUNTS = {"cost": 42000, "basic_fund": 24600, "critical_illness": 5550, "self": 11850}  # (42000 − 1000) × 60 %, …


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs a command; gives its exit status, standard output and standard error."""

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = cli.main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


@pytest.fixture
def answer(run):
    """Runs a command that has an answer; gives the JSON of each line."""

    def answer(*arguments, stdin=b""):
        status, out, err = run(*arguments, stdin=stdin)
        assert (status, err) == (0, "")
        return [json.loads(line) for line in out.splitlines()]

    return answer


@pytest.fixture
def refused(run):
    """Runs a command that is bad input; gives its one line on standard error."""

    def refused(*arguments, stdin=b""):
        status, out, err = run(*arguments, stdin=stdin)
        assert (status, out) == (2, "")
        assert len(err.splitlines()) == 1
        return err

    return refused


def amounts(statement):
    return {name: statement[name] for name in AMOUNTS}


# --- settle


def encoded(case, encoding="utf-8"):
    return json.dumps(case, ensure_ascii=False).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_settle_reads_a_file(answer, tmp_path, encoding):
    file = tmp_path / "案例.json"
    file.write_bytes(encoded(CASE, encoding))
    (statement,) = answer("settle", file)
    assert amounts(statement) == AMOUNTS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_settle_reads_standard_input(answer, encoding):
    (statement,) = answer("settle", "-", stdin=encoded(CASE, encoding))
    assert amounts(statement) == AMOUNTS


def test_unknown_is_an_answer(answer):
    (statement,) = answer("settle", "-", stdin=encoded(UNKNOWN))
    assert (statement["status"], statement["self"]) == ("unknown", None)


def test_a_case_may_be_spread_over_lines(answer):
    (statement,) = answer("settle", "-", stdin=json.dumps(CASE, indent=2).encode())
    assert statement["status"] == "ok"


BAD_COMMANDS = {
    "no command": ([], "可用：settle、lookup、premium"),
    "options but no command": (["--fast"], "--fast"),
    "unknown command": (["setle", "-"], "是不是 settle"),
    "no file": (["settle"], "缺少 FILE"),
    "two files": (["settle", "a", "b"], "settle FILE"),
    "unknown option": (["settle", "--line", "-", "--fast"], "--fast"),
    "lines and csv at once": (["settle", "--lines", "--csv", "a", "b"], "--csv IN OUT"),
    "csv without OUT": (["settle", "--csv", "a"], "--csv IN OUT"),
    "file not there": (["settle", "/nowhere/case.json"], "/nowhere/case.json：没有这个文件或文件夹"),
    "lines not there": (["settle", "--lines", "/nowhere/cases.jsonl"], "/nowhere/cases.jsonl"),
    "csv not there": (["settle", "--csv", "/nowhere/in.csv", "/nowhere/out.csv"], "/nowhere/in.csv"),
    "a folder": (["settle", "/"], "/：这是一个文件夹"),
    "a folder for OUT": (["settle", "--csv", os.devnull, "/"], "表格是空的"),
    "a value for a switch": (["settle", "--lines=3", "-"], "选项的写法不对"),
    "lookup without a date": (["lookup", "太原"], "DATE"),
    "lookup in an unknown city": (["lookup", "北京", "2025-03-10"], "太原市"),
    "lookup on no day": (["lookup", "太原", "2025-3-10"], "2025-3-10"),
    "lookup of an unknown item": (["lookup", "太原", "2025-03-10", "premiums"], "是不是 premium"),
    "a line break in a command": (["set\ntle"], "settle"),
    "a line break in an option": (["lookup", "太原", "2025-03-10", "premium", "a\nb"], "urrbmi"),
    "a line break in a path": (["settle", "/no\nwhere"], "where"),
}


@pytest.mark.parametrize(("arguments", "word"), BAD_COMMANDS.values(), ids=BAD_COMMANDS)
def test_a_bad_command_is_one_line_and_status_2(refused, arguments, word):
    assert word in refused(*arguments)


@pytest.mark.parametrize("arguments", [given for given, _ in BAD_COMMANDS.values()], ids=BAD_COMMANDS)
def test_a_bad_command_is_refused_in_chinese_alone(refused, arguments):
    said = refused(*arguments)
    assert not re.search(r"required|argument|expected|No such|directory|denied", said), said


@pytest.mark.parametrize(
    ("stdin", "word"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b'{"place": "\xbd\xfa\xd6\xd0", "claims": []}', "UTF-8"),
        (b"\xff\xfe{\x00}\x00", "UTF-8"),
        (encoded({**CASE, "plaice": 1}), "plaice"),
        (encoded({**CASE, "place": "晋\n中"}), "place"),
        (encoded({**CASE, "claims": [{**STAY, "costs": {"class_a": -1}}]}), "claims[0].costs.class_a"),
    ],
    ids=["nothing", "cut off", "GB18030", "UTF-16", "unknown key", "line break", "bad money"],
)
def test_a_bad_case_is_one_line_and_status_2(refused, stdin, word):
    assert word in refused("settle", "-", stdin=stdin)


# --- settle --lines


def test_lines_answers_each_case_in_order_and_goes_on_after_a_bad_one(answer, tmp_path):
    file = tmp_path / "cases.jsonl"
    bad = b'{"place": "x", "claims": []}'
    file.write_bytes(b"\n".join([encoded(CASE), b"", bad, b"   ", b"not JSON", encoded(UNKNOWN), b"\r", encoded(CASE)]))
    found = answer("settle", "--lines", file)
    assert [statement["status"] for statement in found] == ["ok", "error", "error", "unknown", "ok"]
    assert found[1].keys() == {"status", "message"}
    assert "place" in found[1]["message"]
    assert found[0] == found[4]


def test_lines_reads_standard_input(answer):
    assert [amounts(found) for found in answer("settle", "--lines", "-", stdin=encoded(CASE))] == [AMOUNTS]


@pytest.mark.parametrize("stdin", [b"", b"\n\n  \n"], ids=["nothing", "blank lines"])
def test_lines_without_a_case_has_no_answer_and_is_no_error(answer, stdin):
    assert answer("settle", "--lines", "-", stdin=stdin) == []


def test_a_line_that_is_no_utf_8_is_a_bad_line_like_others(answer):
    stdin = b"\n".join([encoded(CASE), encoded(CASE, "gb18030"), encoded(CASE)])
    found = answer("settle", "--lines", "-", stdin=stdin)
    assert [statement["status"] for statement in found] == ["ok", "error", "ok"]


# --- settle --csv

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


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)"])
def test_csv_never_hands_a_formula_on(settle_csv, cell):
    (row,) = settle_csv(f"{HEADER}\n晋中市,,{cell},inpatient,2025-03-10,class_1,,{cell},,\n".encode())
    assert row["status"] == "error"
    assert row["group"] == row["class_a"] == "'" + cell
    assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values())


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


def test_csv_a_target_that_cannot_be_written_is_refused(refused, tmp_path):
    source = tmp_path / "in.csv"
    source.write_text(HEADER, encoding="utf-8")
    assert "out.csv" in refused("settle", "--csv", source, tmp_path / "no such folder" / "out.csv")


# --- lookup


def test_lookup_of_one_item_gives_each_value_with_its_citation(answer):
    (found,) = answer("lookup", "晋中", "2024-12-31", "inpatient_ratio_reduction")
    assert (found["place"], found["place_code"], found["date"]) == ("晋中市", "140700", "2024-12-31")
    by_location = {entry["dimensions"]["location"]: entry for entry in found["values"]}
    assert {location: entry["value"] for location, entry in by_location.items()} == {
        "local": 0,
        "in_province": 0,
        "in_province_unreferred": 0.1,
        "long_term": 0,
        "referred": 0,
        "emergency": 0,
        "unreferred": 0.1,
    }
    unreferred = by_location["unreferred"]
    assert (unreferred["unit"], unreferred["state"], unreferred["continued"]) == ("points", "continued", True)
    assert (unreferred["from"], unreferred["to"]) == ("2017-07-01", "2024-12-31")
    assert [citation["provision"] for citation in unreferred["citations"]] == ["JZ17-94"]
    assert "报销比例降低10个百分点" in unreferred["citations"][0]["evidence"]


@pytest.mark.parametrize(
    ("place", "date", "item", "value", "state"),
    [
        ("太原", "2020-06-01", "premium", 250, "stated"),
        ("太原", "2021-06-01", "premium", None, "not_collected"),
        ("大同", "2025-06-01", "annual_fund_cap", 70000, "inherited"),
        ("大同", "2030-01-01", "annual_fund_cap", None, "not_collected"),
        ("晋中", "2018-06-01", "outpatient_cap", "≥200", "bound"),
        ("阳泉", "2025-06-01", "student_accident_cap", None, "abolished"),
        ("太原", "2019-06-01", "critical_illness_financing", "2019年度筹资总额×8%+20+15", "formula"),
    ],
    ids=lambda value: str(value) if str(value).isascii() else "",
)
def test_lookup_gives_the_value_and_its_state(answer, place, date, item, value, state):
    (found,) = answer("lookup", place, date, item)
    assert [(entry["item"], entry["value"], entry["state"]) for entry in found["values"]] == [(item, value, state)]


def test_lookup_without_an_item_gives_every_item(answer, policy):
    (found,) = answer("lookup", "140100", "2025-06-01")
    assert list(dict.fromkeys(entry["item"] for entry in found["values"])) == list(policy.items)
    assert all(bool(entry["citations"]) == (entry["state"] != "not_collected") for entry in found["values"])


def test_help_is_an_answer(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["settle", "--help"])
    assert ended.value.code == 0
    assert "--lines" in capsys.readouterr().out
