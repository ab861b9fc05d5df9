"""The charts: what is drawn is what the data says, read back from the drawing; it stands alone, and nothing overlaps."""

import csv
import io
import re
from datetime import date
from functools import cache
from xml.etree import ElementTree

import pytest

from built_site import download, pages, site, whole_pages
from real_browser import LOOKS, Heard, accessibility
from render.charts import svg
from render.charts.ends import End, endings
from render.charts.key import LETTERS
from urrbmi.words import yuan

SVG = "{http://www.w3.org/2000/svg}"
NOTHING = "知道的数没有不同的，所以没有画图。"
FIGURES = {"yuan": 100, "ratio": 10_000, "points": 10_000}


@cache
def charts():
    """Every drawing, by its id."""
    files = sorted((site() / "data" / "charts").glob("*.svg"))
    return {file.stem: ElementTree.fromstring(file.read_text(encoding="utf-8")) for file in files}


@cache
def rows(id):
    text = (site() / "data" / "charts" / f"{id}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def steps():
    """The charts of steps over years: those that have levels from a day to a day."""
    return {id: drawn for id, drawn in charts().items() if "from" in rows(id)[0]}


def scale(points):
    """The straight line through two (value, coordinate) pairs."""
    (low, at_low), (high, at_high) = points
    return lambda value: at_low + (at_high - at_low) * (value - low) / (high - low)


def amounts(drawn):
    """Amount -> y, from the words beside the plot."""
    ticks = [
        (int(tick.get("data-value")), float(tick.get("y")) - 4) for tick in drawn.find(".//*[@class='muted ticks']")
    ]
    return scale([ticks[0], ticks[-1]])


def days(drawn):
    """Year and its part -> x, from the words under the plot, which stand under the middle of their years."""
    years = [(int(year.text) + 0.5, float(year.get("x"))) for year in drawn.find(".//*[@class='muted years']")]
    return scale([years[0], years[-1]])


def part_of_year(day, after=False):
    found = date.fromisoformat(day)
    begin, end = date(found.year, 1, 1), date(found.year + 1, 1, 1)
    return found.year + ((found - begin).days + after) / (end - begin).days


def levels(path):
    """The level pieces of a line: (left, right, y)."""
    found = []
    x = y = 0.0
    for sign, numbers in re.findall(r"([MVH])([\d. ]+)", path):
        values = [float(value) for value in numbers.split()]
        if sign == "H":
            found.append((x, values[0], y))
            x = values[0]
        elif sign == "V":
            y = values[0]
        else:
            x, y = values
    return found


def lines(drawn):
    """The lines of the plot, not those of the key."""
    return [
        path.get("d")
        for path in drawn.iter(f"{SVG}path")
        if path.get("class", "").startswith("line") and "H" in path.get("d")
    ]


def test_there_is_a_chart_of_each_item_that_differs():
    assert {"premium-all", "inpatient-ratio-class-1-in-province-unreferred", "subsidy-all"} <= set(charts())


def test_every_row_of_a_charts_csv_names_the_documents_and_the_data_version_that_the_drawing_names():
    for id, drawn in charts().items():
        said = "".join(drawn.itertext()).replace(" ", "")
        for row in rows(id):
            understood = f"有的数按本站理解（{row['readings']}）。" if row["readings"] else ""
            assert f"来源：{row['documents']}。{understood}居民医保政策对照，数据版本{row['data_version']}" in said


def test_the_lines_of_a_chart_are_the_values_of_its_csv():
    assert steps()
    for id, drawn in steps().items():
        y, x = amounts(drawn), days(drawn)
        series = dict.fromkeys(row["series"] for row in rows(id))
        expected = []
        for name in series:
            known = [row for row in rows(id) if row["series"] == name and row["value"].lstrip(">=<")]
            if known:
                expected.append(
                    [
                        (
                            x(part_of_year(row["from"])),
                            x(part_of_year(row["to"], after=True)),
                            y(round(float(row["value"].lstrip(">=<")) * FIGURES.get(row["unit"], 1))),
                        )
                        for row in known
                    ]
                )
        drawn_levels = [levels(path) for path in lines(drawn)]
        assert len(drawn_levels) == len(expected), id
        for found, wanted in zip(drawn_levels, expected, strict=True):
            assert [pytest.approx(level, abs=0.03) for level in wanted] == found, id


def test_the_points_of_a_curve_are_what_its_csv_says():
    curves = {id: drawn for id, drawn in charts().items() if "bill" in rows(id)[0]}
    assert len(curves) == 4
    for id, drawn in curves.items():
        bills = [(int(t.get("data-value")), float(t.get("x"))) for t in drawn.find(".//*[@class='muted bills']")]
        x, y = scale([bills[0], bills[-1]]), amounts(drawn)
        paths = [path.get("d") for path in drawn.iter(f"{SVG}path") if path.get("class", "").startswith("line")]
        drawn_points = [[tuple(map(float, p.split())) for p in path[1:].split("L")] for path in paths if "L" in path]
        for name, found in zip(dict.fromkeys(row["series"] for row in rows(id)), drawn_points, strict=True):
            told = [(100 * float(row["bill"]), 100 * float(row["self"])) for row in rows(id) if row["series"] == name]
            assert [pytest.approx((x(bill), y(own)), abs=0.03) for bill, own in told] == found, (id, name)


def test_a_curve_passes_through_the_stay_worked_by_hand():
    told = {
        float(row["bill"]): float(row["self"]) for row in rows("inpatient-curve-class-1") if "本市" in row["series"]
    }
    assert (told[1000], told[23500]) == (1000, 10000)  # the deductible; 23500 − (23500 − 1000) × 60%
    assert pytest.approx(11850) == 10000 + (42000 - 23500) * (1 - 0.6) * (1 - 0.75)  # rules/cases/inpatient.yml


def bars():
    """The charts of stacked bars: those whose rows have a payer."""
    return {id: drawn for id, drawn in charts().items() if "payer" in rows(id)[0]}


def areas(drawn):
    """The parts of the bars, which are higher than those of the key: whether hatched, and how wide."""
    found = [tag for tag in drawn.iter(f"{SVG}rect") if tag.get("height") == "24"]
    return [("hatch" in tag.get("fill", ""), float(tag.get("width"))) for tag in found]


def test_the_parts_of_a_bar_are_as_wide_as_their_amounts_and_hatched_where_not_known():
    assert {"payers-taiyuan", "payers-xinzhou", "payers-2023", "payers-2024"} <= set(bars())
    for id, drawn in bars().items():
        told = [(row["payer"], row["value"].lstrip(">=")) for row in rows(id)]
        widths = areas(drawn)
        assert len(widths) == len(told), id
        scales = [wide / float(amount) for (_, wide), (_, amount) in zip(widths, told, strict=True) if amount]
        assert scales == [pytest.approx(scales[0], rel=0.002)] * len(scales), id
        unknown = [not amount or payer in ("财政", "其余") for payer, amount in told]
        assert [hatched for hatched, _ in widths] == unknown, id


def test_who_pays_in_a_county_comes_to_the_premium_and_the_subsidy():
    found = [row for row in rows("payers-taiyuan") if row["year"] == "2019" and "小店区" in row["who"]]
    told = [(row["payer"], row["value"]) for row in found]
    assert told == [("个人", "220.0"), ("中央", "312.0"), ("省", "104.0"), ("市", "52.0"), ("县", "52.0")]
    assert sum(float(value) for _, value in told) == 220 + 520  # 并医保发〔2019〕27号


def test_what_is_left_of_a_subsidy_is_told_as_such():
    found = [row for row in rows("payers-2024") if row["places"] == "忻州市" and row["who"] == "一般县"]
    assert [(row["payer"], row["value"]) for row in found] == [("个人", "380.0"), ("中央", "402.0"), ("其余", "268.0")]


def test_the_dots_of_the_standard_cases_stand_at_the_shares_of_their_csv():
    drawn, told = charts()["standard-cases"], rows("standard-cases")
    scale_words = [(int(t.get("data-value")), float(t.get("x"))) for t in drawn.find(".//*[@class='muted shares']")]
    x = scale([scale_words[0], scale_words[-1]])
    years = {"dot": max(row["year"] for row in told), "ring": min(row["year"] for row in told)}
    for kind, year in years.items():
        found = [float(tag.get("cx")) for tag in drawn.iter(f"{SVG}circle") if tag.get("class") == kind]
        shares = [float(row["value"]) for row in told if row["year"] == year and row["value"]]
        assert found[:-1] == [pytest.approx(x(10_000 * share), abs=0.02) for share in shares]  # the last is the key's
    assert sorted(shares_now := [float(row["value"]) for row in told if row["year"] == years["dot"]], reverse=True) == (
        shares_now
    )


def test_the_csv_of_the_standard_cases_says_what_the_download_says():
    told = {
        (row["case"], place, row["year"]): row["value"]
        for row in rows("standard-cases")
        for place in row["places"].split("、")
    }
    cases = {(row["case"], row["place"], row["year"]): row["self_share"] for row in download("standard_cases.csv")}
    assert len(told) == 6 * 11 * 2
    assert told == {key: cases[key] for key in told}


def test_the_csv_of_a_chart_says_what_the_resolved_table_says():
    cells = [row for row in download("cells.csv") if row["item"] == "premium" and not row["dimensions"]]
    assert cells
    for row in rows("premium-all"):
        for place in row["places"].split("、"):
            held = {
                cell["value"]
                for cell in cells
                if cell["place"] == place and row["from"] <= cell["from"] and cell["to"] <= row["to"]
            }
            assert held == {row["value"]}


def test_every_chart_stands_alone_title_description_source_and_version_inside():
    version = re.search(r"数据版本\s*(\w+)", pages()["data/"].select_one(".updated").get_text())[1]
    for id, drawn in charts().items():
        said = "".join("".join(text.itertext()) for text in drawn.iter(f"{SVG}text"))
        title, told = drawn.find(f"{SVG}title"), drawn.find(f"{SVG}desc")
        assert drawn.get("role") == "img"
        assert drawn.get("aria-labelledby").split() == [title.get("id"), told.get("id")]
        assert title.text in said.replace(" ", "") or title.text in said, id
        assert told.text
        assert "来源：" in said, id
        assert f"数据版本{version}" in said.replace(" ", ""), id


def test_no_two_words_of_a_chart_overlap():
    for id, drawn in charts().items():
        boxes = []

        def walk(tag, down, anchor, boxes=boxes):
            moved = re.search(r"translate\(\S+ ([\d.]+)\)", tag.get("transform", ""))
            down, anchor = down + (float(moved[1]) if moved else 0), tag.get("text-anchor", anchor)
            if tag.tag == f"{SVG}text":
                size = float(tag.get("font-size", svg.SMALL))
                boxes.append(
                    (svg.box(float(tag.get("x")), float(tag.get("y")) + down, tag.text, anchor, size), tag.text)
                )
            for child in tag:
                walk(child, down, anchor)

        walk(drawn, 0.0, "start")
        meeting = [(a, b) for at, (one, a) in enumerate(boxes) for other, b in boxes[at + 1 :] if one.meets(other)]
        assert meeting == [], id
        assert [words for place, words in boxes if place.left < 0 or place.right > 324] == [], id


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


def test_every_chart_stands_on_a_page_once_with_its_files():
    whole = [page for address, page in pages().items() if not address.startswith("embed/")]
    figures = [figure for page in whole for figure in page.select("figure.chart")]
    assert sorted(figure["id"] for figure in figures) == sorted(f"chart-{id}" for id in charts())
    for figure in figures:
        id = figure["id"].removeprefix("chart-")
        names = [f"{id}.svg", f"{id}.csv", f"#chart-{id}", "#cite"]
        *links, embedded = [link["href"] for link in figure.select("a")]
        assert [link.rsplit("/", 1)[-1] for link in links] == names
        assert embedded.endswith(f"embed/charts/{id}/")


def test_a_chart_is_saved_as_a_picture_in_the_browser(window, home):
    context = window()
    heard = Heard(context, home)
    tab = context.new_page()
    tab.goto(f"{home}items/premium/")
    with tab.expect_download() as saved:
        tab.click("#chart-premium-all button")
    picture = saved.value.path().read_bytes()
    assert saved.value.suggested_filename == "premium-all.png"
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 972
    assert heard.complaints == []


def test_words_of_a_chart_are_no_smaller_than_12_px_on_a_phone(window, home):
    page = window().new_page()
    page.goto(f"{home}items/subsidy/")
    assert page.evaluate("""Math.min(...[...document.querySelectorAll(".chart text")].map(
        (text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))""") >= 12  # fmt: skip


@pytest.mark.parametrize("address", ["items/premium/", "items/subsidy-part/", "cases/", "cases/unreferred-42000/"])
@pytest.mark.parametrize(("how", "type_size"), LOOKS.values(), ids=LOOKS)
def test_a_page_with_charts_is_accessible(window, home, address, how, type_size):
    context = window(**how)
    context.add_init_script(f"localStorage.setItem('urrbmi.type', '{type_size}')")
    page = context.new_page()
    page.goto(home + address)
    assert accessibility(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_table_of_figures_follows_its_chart_or_the_reason_why_there_is_none():
    drawn = {row["page"] for row in download("items.csv") if row["unit"] not in ("rule", "yes_no", "date")}
    for address in drawn:
        for table in pages()[address].select("section.item-table"):
            before = table.find_previous_sibling()
            assert before["class"] == ["chart"] or before.get_text() == NOTHING, (address, table["id"])


def test_a_case_has_its_chart_or_the_reason_why_there_is_none():
    for address, page in whole_pages().items():
        if re.fullmatch("cases/.+", address):
            assert bool(page.select("figure.chart")) != (NOTHING in page.get_text()), address
