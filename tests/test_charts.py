"""The charts: what is drawn is what the data says, read back from the drawing; it stands alone, and nothing overlaps."""

import re

import pytest

from built_site import download, pages, whole_pages
from drawn_charts import FIGURES, SVG, amounts, charts, days, levels, lines, part_of_year, rows, scale, steps
from real_browser import LOOKS, Heard, accessibility
from render.charts import svg

NOTHING = "知道的数没有不同的，所以没有画图。"


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
