"""The command line as its tests run it: its exit status, its answers, its one line on bad input."""

import io
import json
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


def encoded(case, encoding="utf-8"):
    return json.dumps(case, ensure_ascii=False).encode(encoding)


def amounts(statement):
    return {name: statement[name] for name in AMOUNTS}
