"""The templates' environment: everything that is filled in is escaped, whoever says it and however it got there."""

import jinja2
import pytest
from markupsafe import Markup

from render import templates
from render.templates import environment

HOSTILE = "<b>&\"'"
ESCAPED = "&lt;b&gt;&amp;&#34;&#39;"


@pytest.fixture
def filled(tmp_path):
    templates = environment(str(tmp_path))
    return lambda text, **given: templates.from_string(text).render(**given)


@pytest.mark.parametrize(
    "text",
    [
        "{{ told }}",
        "{{ said(told) }}",
        "{{ {'in': told}['in'] }}",
        "{% macro one(text) %}{{ text }}{% endmacro %}{{ one(told) }}",
        "{% macro one(text, tail='') %}{{ text }}{{ tail }}{% endmacro %}{{ one(text=told) }}",
        "{% macro one() %}{{ caller() }}{% endmacro %}{% call one() %}{{ told }}{% endcall %}",
        "{% for one in [told] %}{{ one }}{% endfor %}",
        "{% set one = told %}{{ one if one }}",
        "{% set one %}{{ told }}{% endset %}{{ one }}",
        "{{ [told] | join }}",
    ],
)
def test_what_is_filled_in_is_escaped_once(filled, text):
    assert filled(text, told=HOSTILE, said=str) == ESCAPED


def test_what_is_html_already_stays_as_it_is(filled):
    assert filled("{{ told }}", told=Markup("<b>1</b>")) == "<b>1</b>"


@pytest.mark.parametrize(("given", "shown"), [(0, "0"), (1.5, "1.5"), (None, "None"), (["<"], "[&#39;&lt;&#39;]")])
def test_what_is_no_text_is_written_and_escaped(filled, given, shown):
    assert filled("{{ told }}", told=given) == shown


def test_a_condition_without_else_fills_in_nothing(filled):
    assert filled("1{{ '2' if told }}3", told=False) == "13"


@pytest.mark.parametrize("text", ["{{ untold }}", "{{ untold() }}", "{{ told.untold }}", "{{ told.untold() }}"])
def test_a_name_that_does_not_exist_is_an_error(filled, text):
    with pytest.raises((jinja2.UndefinedError, AttributeError)):
        filled(text, told="")


def test_a_call_that_this_environment_cannot_write_is_refused(filled):
    with pytest.raises(jinja2.TemplateAssertionError, match="name its arguments"):
        filled("{{ said(*told) }}", told=[1], said=str)


@pytest.fixture
def written(tmp_path):
    """Renders a template of a folder, which a cache keeps compiled."""

    def render(text, **given):
        (tmp_path / "templates").mkdir(exist_ok=True)
        (tmp_path / "templates" / "one.jinja").write_text(text, "utf-8")
        return environment(str(tmp_path / "templates"), tmp_path / "cache").get_template("one.jinja").render(**given)

    return render


def test_a_template_that_was_compiled_before_says_the_same(written, tmp_path):
    first = written("{{ told }}", told=HOSTILE)
    [kept] = (tmp_path / "cache").iterdir()
    before = kept.stat().st_mtime_ns
    assert written("{{ told }}", told=HOSTILE) == first == ESCAPED
    assert kept.stat().st_mtime_ns == before


def test_a_changed_template_is_compiled_again_in_the_place_of_the_old_one(written, tmp_path):
    written("1")
    assert written("2") == "2"
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_other_programs_compile_it_again(written, monkeypatch):
    written("{{ told }}", told=HOSTILE)
    monkeypatch.setattr(templates, "_COMPILER", "others")
    monkeypatch.setattr(templates._Templates, "shown", staticmethod(str))
    monkeypatch.setattr(templates._Plain, "_output_child_pre", lambda self, node, frame, finalize: self.write("str("))
    assert written("{{ told }}", told=HOSTILE) == HOSTILE


def test_what_was_kept_of_a_template_may_be_damaged(written, tmp_path):
    written("1")
    [kept] = (tmp_path / "cache").iterdir()
    whole = kept.read_bytes()
    for length in range(0, len(whole), 10):
        kept.write_bytes(whole[:length])
        assert written("1") == "1"
        assert kept.read_bytes() == whole
