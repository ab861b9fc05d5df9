"""The command as it is installed, in a process of its own: what test_cli.py says of the command line in detail holds for it."""

import json
import subprocess
import sys
from pathlib import Path

from command import AMOUNTS, CASE, amounts

COMMAND = Path(sys.executable).parent / "urrbmi"


def installed(*arguments, stdin=""):
    return subprocess.run([COMMAND, *arguments], input=stdin, capture_output=True, encoding="utf-8", check=False)


def test_it_settles_standard_input():
    done = installed("settle", "-", stdin=json.dumps(CASE, ensure_ascii=False))
    assert (done.returncode, done.stderr) == (0, "")
    assert amounts(json.loads(done.stdout)) == AMOUNTS
    assert "晋医保发〔2024〕19号" in done.stdout


def test_it_refuses_bad_input_with_status_2_and_one_line():
    done = installed("settle", "-", stdin=json.dumps({**CASE, "place": "太园市"}))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "place" in done.stderr
    assert "是不是 太原市" in done.stderr


def test_it_answers_a_question():
    done = installed("premium", stdin=json.dumps({"place": "忻州", "year": 2025}))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["premium"] == 400


def test_a_full_disk_is_one_line_too(tmp_path):
    """It is found out only as the answer leaves."""
    case = tmp_path / "case.json"
    case.write_text(json.dumps(CASE), encoding="utf-8")
    with open("/dev/full", "w") as full:
        done = subprocess.run([COMMAND, "settle", case], stdout=full, stderr=subprocess.PIPE, encoding="utf-8")
    assert (done.returncode, done.stderr) == (2, "urrbmi: 结果写不出去：磁盘满了；请腾出空间再试\n")
