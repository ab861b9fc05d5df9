"""The analyses on the command line: a request in, an answer out, exit status 0 or 2, one line on bad input."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from some_care import CARE, case, stay
from urrbmi import cli

REQUESTS = {
    "compare": {"case": CARE["a stay"], "places": ["晋中"], "years": [2025]},
    "change": {"case": CARE["a stay"], "to": {"year": 2024}},
    "next": {"case": CARE["a stay"]},
    "reverse": {"case": CARE["a stay"], "goal": {"self": 20000}},
}
each = pytest.mark.parametrize("name", REQUESTS)


@pytest.fixture
def file(tmp_path):
    """Writes a request down; gives its path."""

    def file(request, encoding="utf-8"):
        path = tmp_path / "请求.json"
        path.write_bytes(json.dumps(request, ensure_ascii=False).encode(encoding))
        return str(path)

    return file


@each
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_it_answers_as_the_interface_does(capsys, interface, file, name, encoding):
    assert cli.main([name, file(REQUESTS[name], encoding)]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out == getattr(interface, name)(json.dumps(REQUESTS[name])) + "\n"
    assert json.loads(printed.out)["status"] == "ok"


@each
def test_the_installed_command_reads_standard_input(name):
    command = [Path(sys.executable).parent / "urrbmi", name, "-"]
    text = json.dumps(REQUESTS[name], ensure_ascii=False)
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["status"] == "ok"


@each
def test_unknown_is_an_answer(capsys, file, name):
    unknown = case(stay("2024-03-10", class_a=1000), place="大同")
    request = {**REQUESTS[name], "case": unknown} | ({"years": [2024], "places": ["大同"]} if name == "compare" else {})
    assert cli.main([name, file(request)]) == 0
    assert "unknown" in capsys.readouterr().out


@each
@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({}, "case：缺少案例"),
        ({"case": {"place": "太园", "claims": []}}, "是不是 太原市"),
        ({"case": CARE["a stay"], "colour": "red"}, "没有 “colour” 这一项"),
    ],
)
def test_bad_input_is_one_line_and_exit_status_2(capsys, file, name, request_, words):
    assert cli.main([name, file(request_)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err
    assert len(printed.err.splitlines()) == 1


@each
def test_the_file_must_be_given(capsys, name):
    assert cli.main([name]) == 2
    assert "FILE" in capsys.readouterr().err


@each
def test_help_explains_every_key_that_goes_in_and_comes_out(capsys, interface, name):
    with pytest.raises(SystemExit) as left:
        cli.main([name, "--help"])
    assert left.value.code == 0
    printed = capsys.readouterr().out
    assert [key for key in REQUESTS[name] if f'"{key}"' not in printed] == []
    answer = json.loads(getattr(interface, name)(json.dumps(REQUESTS[name])))
    within = [one for given in answer.values() if isinstance(given, list) for one in given[:1]]
    keys = {*answer, *(key for one in within for key in one)} - {
        "data_version",
        "provision",
        "document",
        "locator",
        "state",
    }
    assert sorted(key for key in keys if key not in printed) == []
