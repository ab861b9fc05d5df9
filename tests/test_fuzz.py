"""Whatever comes in, what goes out is an answer or one line that says what is wrong: never a crash, never two lines.

Input is mutated in its data (fields replaced, left out, renamed, doubled), as JSON text and as bytes on standard input.
"""

import copy
import io
import json
from contextlib import redirect_stderr, redirect_stdout

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategies import cases
from urrbmi import cli
from urrbmi.errors import BadInput
from urrbmi.interface import read_json

QUESTIONS = {
    "premium": {"place": "太原", "year": 2020, "group": "minimum_living"},
    "financing": {"place": "晋城", "county": "陵川县", "year": 2023, "group": "resident"},
    "enrolment": {"place": "晋中", "paid": "2025-03-01", "situation": "newborn", "born": "2025-01-10"},
    "conversion": {"place": "太原", "date": "2026-01-01", "resident_years": 7},
}

# --- data of a wrong form

WORDS = ("", " ", "0", "-1", "1e2", "NaN", "12.50", "晋中", "140700", "local", "class_1", "natural", "costs", "a\nb")
DAYS = ("0001-01-01", "0999-12-31", "9999-12-31", "2025-02-30", "2025-2-3", "２０２５-03-10", "2025-W10-1")
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 200),
    st.integers(),
    st.sampled_from((10**8, 10**30, 10**4000, -(10**4000))),
    st.floats(),
    st.sampled_from((*WORDS, *DAYS)),
    st.text(max_size=20),
    st.text(st.characters(categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Nd")), max_size=5),
    st.integers(1, 50_000).map(lambda times: "晋" * times),
)
DATA = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | st.text(), inner, max_size=3),
    max_leaves=5,
)


def places_in(data, path=()):
    """The path of every field and element of JSON data."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, key)
        yield from places_in(value, (*path, key))


@st.composite
def mutated(draw, whole):
    """The data with up to three fields or elements replaced, left out, renamed or doubled."""
    whole = copy.deepcopy(draw(whole))
    for _ in range(draw(st.integers(0, 3))):
        ways = list(places_in(whole))
        if not ways:
            return draw(DATA)
        *parents, last = draw(st.sampled_from(ways))
        inner = whole
        for key in parents:
            inner = inner[key]
        match draw(st.sampled_from(("replace", "replace", "leave out", "rename", "double"))):
            case "leave out":
                del inner[last]
            case "rename" if isinstance(inner, dict):
                inner[draw(st.text(max_size=3)) + str(last)] = inner.pop(last)
            case "double" if isinstance(inner, list):
                inner.append(copy.deepcopy(inner[last]))
            case _:
                inner[last] = draw(DATA)
    return whole


def answered(text):
    """Asserts that a text is one answer: a statement that holds together, or an error of one line."""
    assert len(text.splitlines()) == 1
    answer = json.loads(text)
    if answer["status"] == "error":
        assert list(answer) == ["status", "message"]
        assert len(answer["message"].splitlines()) == 1
        assert 0 < len(answer["message"]) < 500
    else:
        assert answer["status"] in ("ok", "unknown")
        assert (answer["status"] == "ok") == (answer["self"] is not None)
        assert answer["cost"] >= 0
    return answer


def old(day):
    return {"place": "晋中", "claims": [{"kind": "tcm", "date": day, "cost": 1}]}


@given(mutated(cases()))
@example(old("0999-12-31"))
@example(old("9999-12-31"))
def test_a_case_of_any_form_settles_or_is_refused_in_one_line(interface, case):
    answered(interface.settle(json.dumps(case)))


@given(mutated(cases()))
def test_data_that_no_json_text_could_hold_is_no_crash_either(interface, case):
    answered(interface.settle(json.dumps(case, ensure_ascii=False)))  # half of a surrogate pair stays one


@pytest.mark.parametrize("name", QUESTIONS)
@given(data=st.data())
def test_a_question_of_any_form_is_answered_or_refused_in_one_line(policy, name, data):
    question, _ = cli.QUESTIONS[name]
    text = json.dumps(data.draw(mutated(st.just(QUESTIONS[name]))))
    try:
        answer = question(read_json(text), policy)
    except BadInput as error:
        answer = {"status": "error", "message": str(error)}
    assert answer["status"] in ("ok", "unknown", "error")
    assert len(answer.get("message", "-").splitlines()) == 1
    assert json.loads(json.dumps(answer)) == answer


@given(
    st.sampled_from(("太原", "140100")) | LEAVES,
    st.sampled_from(DAYS) | st.dates().map(str) | LEAVES,
    st.sampled_from((None, "premium", "住院起付标准")) | LEAVES,
)
def test_a_lookup_of_anything_is_answered_or_refused_in_one_line(interface, place, day, item):
    text = interface.lookup(place, day, item)
    assert len(text.splitlines()) == 1
    assert "values" in json.loads(text) or answered(text)


# --- text and bytes

JUNK = (
    *(b"", b"\n", b"\r", b"\x00", b'"', b"\\", b"{", b"[", b"]", b"}", b",", b":", b"-", b"e9", b"null", b"true"),
    *(b"NaN", b"-Infinity", b"1e999", b"1" + b"0" * 5000, b"0." + b"3" * 5000, b"[" * 60, b'{"a":' * 3000),
    *(b"\\ud800", b"\\u0000", b'"place":"x",', b'"kind":"tcm",', b'"date":1,"date":1,', b"x" * 50_000, b'"' * 999),
    *(b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\x80", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\x85", "晋".encode("gb18030")),
)


@st.composite
def edited(draw, whole):
    """Bytes of JSON text with up to four places cut out, overwritten or filled with junk."""
    raw = json.dumps(draw(whole), ensure_ascii=draw(st.booleans())).encode()
    for _ in range(draw(st.integers(0, 4))):
        at, cut = draw(st.integers(0, len(raw))), draw(st.sampled_from((0, 0, 1, 5, 10**6)))
        raw = raw[:at] + draw(st.sampled_from(JUNK) | st.binary(max_size=4)) + raw[at + cut :]
    return raw


def command(*arguments, stdin):
    """Runs a command; gives its exit status, standard output and standard error."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = cli.main(list(arguments))
        out.flush()
        err.flush()
    return status, out.buffer.getvalue().decode(), err.buffer.getvalue().decode()


@given(edited(cases()))
def test_any_text_settles_or_is_refused_in_one_line(interface, raw):
    answered(interface.settle(raw.decode("utf-8", "surrogateescape")))


@given(st.lists(edited(cases()), min_size=1, max_size=4).map(b"\n".join))
def test_settle_lines_answers_each_line_that_is_not_blank(raw):
    status, out, err = command("settle", "--lines", "-", stdin=raw)
    assert (status, err) == (0, "")
    filled = [line for line in io.TextIOWrapper(io.BytesIO(raw), "utf-8-sig", errors="replace") if line.strip()]
    assert len([answered(line) for line in out.splitlines()]) == len(filled)


@given(st.data(), st.sampled_from(("settle", *QUESTIONS)))
def test_any_bytes_are_answered_or_refused_in_one_line_with_status_2(data, name):
    raw = data.draw(edited(st.just(QUESTIONS[name]) if name in QUESTIONS else cases()))
    status, out, err = command(name, "-", stdin=raw)
    if status == 0:
        assert err == ""
        assert json.loads(out)["status"] in ("ok", "unknown")
        assert out.count("\n") == 1
    else:
        assert (status, out) == (2, "")
        assert err.count("\n") == len(err.splitlines()) == 1


@given(st.lists(LEAVES.filter(lambda leaf: isinstance(leaf, str)), max_size=4), st.booleans())
def test_any_words_after_the_command_are_answered_or_refused_in_one_line(words, looking):
    words = [word for word in words if not word.startswith("-")]  # --help is an answer of many lines
    status, out, err = command(*(("lookup", "太原") if looking else ()), *words, stdin=b"{}")
    assert (status, len(out.splitlines()), len(err.splitlines())) in ((0, 1, 0), (2, 0, 1))
