"""A spreadsheet of many claims on the calculator page: settled here, as the command line does it, and none of it leaves."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import expect

from built_site import site
from real_browser import LOOKS, PHONE, Heard, accessibility
from urrbmi import cli
from urrbmi.spreadsheet import COLUMNS

HEADER = "place,age,group,kind,date,facility,location,class_a,class_b_drug,uncovered"
STAY = "晋中市,,,inpatient,2025-03-10,class_1,,42000,,"
MIXED = [
    HEADER,
    STAY,
    "",  # a blank row stays a row
    "大同市,,,inpatient,2024-12-31,class_3,,1100,,",  # not collected
    "晋中市,,,inpatient,2025-02-30,class_1,,42000,,",  # no such day
    "晋中市,,,inpatient,2025/3/10,class_1,,=1+1,,",  # a formula
    '太原市,8,,outpatient,2025-04-02,class_3,,"1,200.50",,12',
    "朔州,,minimum_living,inpatient,2026-01-01,class_2_county,emergency,390000,1000.01,5,more",  # a cell too many
]
NAME = "三月 费用.csv"


@pytest.fixture
def sheet(calculator):
    """The calculator page with the section for spreadsheets open."""
    calculator.locator("#calc-sheet > summary").click()
    return calculator


def choose(page, content, name=NAME):
    """Gives a file by the file button."""
    page.set_input_files("#calc-file", {"name": name, "mimeType": "text/csv", "buffer": content})


def drop(page, content, name=NAME, times=1):
    """Drops a file, its content as often as said, on the page's heading, beside the goal."""
    page.evaluate(
        """([text, name, times]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text.repeat(times)], name));
          const how = { dataTransfer, bubbles: true, cancelable: true };
          const heading = document.querySelector("h1");
          for (const kind of ["dragover", "drop"]) heading.dispatchEvent(new DragEvent(kind, how));
        }""",
        [content.decode(), name, times],
    )


def news(page):
    return page.locator("#calc-sheet-news")


def told(page, words):
    """Waits until the section says it."""
    expect(news(page)).to_contain_text(words, timeout=60_000)


def result(page):
    """The name and the content of the file that the page offers when it is done."""
    told(page, "算完了")
    with page.expect_download() as started:
        page.locator("#calc-sheet a.button").click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


def by_command(tmp_path, content):
    """What the command line makes of the same file."""
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(content)
    assert cli.main(["settle", "--csv", str(source), str(target)]) == 0
    return target.read_bytes()


ENCODED = {
    "UTF-8": "\n".join(MIXED).encode(),
    "UTF-8 with byte-order mark and CRLF": "\r\n".join(MIXED).encode("utf-8-sig"),
    "GB18030": "\r\n".join(MIXED).encode("gb18030"),
    "GB18030 with rare signs": "\n".join([HEADER, STAY.replace("晋中市", "\U00020000€ḿ龴")]).encode("gb18030"),
    "no rows": HEADER.encode(),
}


@pytest.mark.parametrize("content", ENCODED.values(), ids=ENCODED)
def test_a_file_comes_back_with_the_results_of_the_command_line_byte_for_byte(sheet, tmp_path, content):
    choose(sheet, content)
    assert result(sheet) == ("三月 费用-结果.csv", by_command(tmp_path, content))


def test_a_file_is_dropped_anywhere_on_the_page_and_the_section_opens(calculator, tmp_path):
    content = "\n".join(MIXED).encode()
    drop(calculator, content)
    assert result(calculator)[1] == by_command(tmp_path, content)


def test_the_example_for_download_has_every_column_and_all_of_it_can_be_settled(sheet):
    content = (site() / "calculator" / sheet.locator("#calc-sheet a[download]").get_attribute("href")).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert tuple(next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))) == COLUMNS
    choose(sheet, content)
    settled = list(csv.DictReader(io.StringIO(result(sheet)[1].decode("utf-8-sig"))))
    assert {row["status"] for row in settled} == {"ok"}


def test_what_became_of_the_rows_is_counted_and_bad_rows_are_named_as_the_spreadsheet_numbers_them(sheet):
    choose(sheet, "\n".join(MIXED).encode())
    told(sheet, "算完了：算出 2 行，算不出 1 行，有错 3 行，空行 1 行。")
    lines = sheet.locator("#calc-sheet .calc-sheet-result tbody tr").all_inner_texts()
    assert [line.split("\t")[0] for line in lines] == ["5", "6", "8"]
    assert "date：" in lines[0]
    assert "2025-02-30" in lines[0]
    assert not any("claims[" in line for line in lines)


def test_of_many_bad_rows_the_first_twenty_are_shown_and_all_are_in_the_file(sheet):
    choose(sheet, "\n".join([HEADER, *["上海市,,,inpatient,2025-03-10,class_1,,1,,"] * 30]).encode())
    assert result(sheet)[1].decode().count(",error,") == 30
    expect(sheet.locator("#calc-sheet .calc-sheet-result tbody tr")).to_have_count(20)


UNUSABLE = {
    "an unknown column": (b"place,kind,date,klass_a\n", NAME, "是不是 class_a"),
    "no text": (b"\xff\xff\xff\xff", NAME, "GB18030"),
    "nothing in it": (b"", NAME, "空"),
    "a workbook of Excel": (b"PK\x03\x04", "费用.xlsx", "另存为 CSV"),
    "too many rows": ("\n".join([HEADER, *["x"] * 50_001]).encode(), NAME, "最多 50,000 行"),
}


@pytest.mark.parametrize(("content", "name", "word"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_file_that_cannot_be_used_is_refused_in_one_line_and_a_good_one_still_goes(sheet, content, name, word):
    choose(sheet, content, name)
    told(sheet, word)
    assert sheet.locator("#calc-sheet .calc-sheet-result").inner_text() == ""
    choose(sheet, f"{HEADER}\n{STAY}".encode())
    told(sheet, "算完了：算出 1 行，算不出 0 行，有错 0 行。")


def test_a_file_that_is_too_long_is_refused_without_being_read(sheet):
    drop(sheet, b"0123456789abcdef", times=20 * 2**16 + 1)
    told(sheet, "有 21 MB，最多 20 MB")


def test_two_files_at_once_are_refused(sheet):
    files = [{"name": f"{part}.csv", "mimeType": "text/csv", "buffer": HEADER.encode()} for part in "ab"]
    sheet.evaluate("document.getElementById('calc-file').multiple = true")
    sheet.set_input_files("#calc-file", files)
    told(sheet, "一次只能算一个文件")


MANY = "\n".join([HEADER, *[STAY] * 10_000]).encode()
MORE = "\n".join([HEADER, *[STAY] * 50_000]).encode()


def test_ten_thousand_rows_leave_the_page_alive_and_other_questions_get_their_turn(sheet, tmp_path):
    sheet.evaluate("""() => {
      window.frames_drawn = 0;
      const tick = () => { window.frames_drawn += 1; requestAnimationFrame(tick); };
      tick();
    }""")
    choose(sheet, MANY)
    expect(sheet.locator("#calc-sheet progress")).to_have_attribute("max", "10000")
    before = sheet.evaluate("frames_drawn")
    stay = {"kind": "inpatient", "date": "2025-03-10", "facility": "class_1", "costs": {"class_a": 42000}}
    answer = sheet.evaluate("one => urrbmi.settle(one)", {"place": "晋中市", "claims": [stay]})
    assert answer["self"] == 11850  # as worked out in test_cli.py
    told(sheet, "正在算")  # the answer did not have to wait for the end
    content = result(sheet)[1]
    assert sheet.evaluate("frames_drawn") - before > 30
    assert content == by_command(tmp_path, MANY)


def test_it_can_be_cancelled_and_begun_anew(sheet):
    choose(sheet, MORE)
    told(sheet, "正在算")
    sheet.get_by_role("button", name="取消").click()
    told(sheet, "已取消")
    assert sheet.locator("#calc-sheet .calc-sheet-result").inner_text() == ""
    choose(sheet, f"{HEADER}\n{STAY}".encode())
    told(sheet, "算完了：算出 1 行，算不出 0 行，有错 0 行。")


def test_a_new_file_takes_the_place_of_the_one_that_is_being_settled(sheet, tmp_path):
    content = "\n".join(MIXED).encode()
    choose(sheet, MORE)
    told(sheet, "正在算")
    choose(sheet, content, "b.csv")
    assert result(sheet) == ("b-结果.csv", by_command(tmp_path, content))


def test_a_file_that_comes_before_the_interpreter_waits_for_it(window, home):
    page = window().new_page()
    held, through = [], []
    page.route("**/runtime/**", lambda route: route.continue_() if through else held.append(route))
    page.goto(home + "calculator/")
    page.locator("#calc-sheet > summary").click()
    choose(page, f"{HEADER}\n{STAY}".encode())
    told(page, "计算程序还在下载")
    through.append(True)
    for route in held:
        route.continue_()
    told(page, "算完了：算出 1 行，算不出 0 行，有错 0 行。")


def test_nothing_of_the_file_leaves_the_page(window, home):
    context = window()
    heard = Heard(context, home)
    page = context.new_page()
    page.goto(home + "calculator/")
    page.evaluate("urrbmi.ready")
    # Once all is kept for use without a network, nothing more is to be fetched.
    expect(page.locator("#calc-offline")).to_contain_text("已可离线使用", timeout=60_000)
    asked = len(heard.requests)
    page.locator("#calc-sheet > summary").click()
    choose(page, "\n".join([HEADER, STAY.replace("42000", "98765.43")]).encode(), "秘密98765.csv")
    assert b"98765.43" in result(page)[1]
    assert [request.url for request in heard.requests[asked:] if not request.url.startswith("blob:")] == []
    assert not any(
        "98765" in request.url or b"98765" in (request.post_data_buffer or b"") for request in heard.requests
    )
    assert heard.outside == []


def test_the_file_button_is_reached_by_keyboard(sheet):
    with sheet.expect_file_chooser() as chooser:
        sheet.locator("#calc-sheet > summary").focus()
        for _ in range(3):  # the example, what the columns mean, the button
            sheet.keyboard.press("Tab")
        expect(sheet.locator("#calc-file")).to_be_focused()
        sheet.keyboard.press("Space")
    chooser.value.set_files({"name": NAME, "mimeType": "text/csv", "buffer": f"{HEADER}\n{STAY}".encode()})
    told(sheet, "算完了")


@pytest.mark.parametrize(("how", "type_size"), LOOKS.values(), ids=LOOKS)
def test_the_section_is_accessible_and_fits_a_phone(window, home, how, type_size):
    context = window(**how)
    context.add_init_script(f"localStorage.setItem('urrbmi.type', '{type_size}')")
    page = context.new_page()
    page.goto(home + "calculator/")
    for summary in ("#calc-sheet > summary", "#calc-sheet details > summary"):
        page.locator(summary).click()
    choose(page, "\n".join(MIXED).encode())
    told(page, "算完了")
    assert accessibility(page) == {}
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
