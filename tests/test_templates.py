"""The templates' environment: everything that is filled in is escaped, whoever says it and however it got there."""

import jinja2
import pytest
from markupsafe import Markup

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
