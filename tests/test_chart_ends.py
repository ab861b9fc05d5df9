"""What stands at the ends of the lines of a chart: whose each is, and its last amount, without words upon words."""

import re

from drawn_charts import SVG, charts, levels, lines, rows, steps
from render.charts import svg
from render.charts.ends import End, endings
from render.charts.key import LETTERS
from urrbmi.words import yuan


def said_at_ends(drawn):
    """What stands at the ends of the lines: (letters, the amount, its place); one line alone has no letter."""
    values = [text for text in drawn.iter(f"{SVG}text") if text.get("class") == "value"]
    told = [(text, re.fullmatch(r"(?:([A-Z]+) )?(.+)", text.text)) for text in values]
    return [
        (found[1] or "", found[2], svg.box(float(text.get("x")), float(text.get("y")), text.text, text.get("text-anchor", "start")))
        for text, found in told
    ]  # fmt: skip


def test_every_line_ends_with_its_letter_and_its_last_amount():
    for id, drawn in steps().items():
        known = [row for row in rows(id) if row["value"]]
        last = {row["series"]: row.get("text") or yuan(round(float(row["value"]) * 100)) for row in known}
        told = {letter: amount for letters, amount, _ in said_at_ends(drawn) for letter in letters}
        if len(last) > 1:
            assert list(last.values()) == [told[letter] for letter in sorted(told)], id
        else:
            assert set(last.values()) <= {amount for _, amount, _ in said_at_ends(drawn)}, id


def test_the_newest_premiums_are_said_at_the_ends_of_their_lines():
    told = sorted((letters, amount) for letters, amount, _ in said_at_ends(charts()["premium-all"]))
    assert told == [("", "220元"), ("", "250元"), ("", "350元"), ("AB", "380元"), ("C", "400元")]


def test_a_full_plot_still_says_every_end_without_words_upon_words():
    ends = [End(310.0, 60.0 + 2 * at, f"{1000 + at}元") for at in range(26)]
    drawn, taken = endings(ends, [], svg.Box(50.0, 0.0, 316.0, 190.0))
    assert [f"{letter} {1000 + at}元" in drawn for at, letter in enumerate(LETTERS)] == [True] * 26
    assert [(a, b) for at, a in enumerate(taken) for b in taken[at + 1 :] if a.meets(b)] == []


def test_what_is_said_at_an_end_lies_on_no_line():
    for id, drawn in steps().items():
        strokes = [level for path in lines(drawn) for level in levels(path)]
        for place in [place for letters, _, place in said_at_ends(drawn) if letters]:
            assert not [one for one in strokes if place.meets(svg.Box(one[0], one[2] - 1.5, one[1], one[2] + 1.5))], id
