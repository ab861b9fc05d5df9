"""The command line as the contract gives it: cases in, statements out, exit status 0 or 2, one line on bad input."""

import json
import os
import re

import pytest

from command import AMOUNTS, CASE, STAY, UNKNOWN, amounts, encoded
from urrbmi import cli

# --- settle


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


def test_lookup_without_an_item_gives_every_item(answer, policy):
    (found,) = answer("lookup", "140100", "2025-06-01")
    assert list(dict.fromkeys(entry["item"] for entry in found["values"])) == list(policy.items)
    assert all(bool(entry["citations"]) == (entry["state"] != "not_collected") for entry in found["values"])


def test_help_is_an_answer(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["settle", "--help"])
    assert ended.value.code == 0
    assert "--lines" in capsys.readouterr().out
