"""What was entered is not lost: a button is pressed though the page moves under it, and an answer is there again."""

import pytest
from playwright.sync_api import expect

from real_browser import figures, fill


@pytest.fixture
def wrong(calculator):
    """An answer stood there, then a kind of cost was made more than the whole bill; the mended amount is still being typed."""
    fill(calculator)
    calculator.get_by_text("知道明细？").click()
    calculator.locator(".calc-go").click()
    figures(calculator)
    calculator.fill("[name=cost-uncovered]", "50000")
    calculator.locator(".calc-go").click()
    expect(calculator.locator("#error-total")).to_be_visible()
    calculator.fill("[name=cost-uncovered]", "2000")
    return calculator


def test_a_button_is_pressed_though_an_error_above_it_goes_as_it_is(wrong):
    wrong.locator("#calc-add").click()
    expect(wrong.locator("#calc-year li")).to_have_count(1)


def test_the_answer_is_gone_to_though_an_error_goes_as_its_button_is_pressed(wrong):
    wrong.locator(".calc-go").click()
    expect(wrong.locator("#calc-answer")).to_be_focused()
    assert figures(wrong)[1] == ("医保基金付（最多）", "23400")  # (42,000 − 2,000 − 1,000) × 60%


@pytest.mark.parametrize("way", ["back from a document", "a reload"])
def test_an_answer_is_there_again(calculator, way):
    fill(calculator)
    calculator.locator(".calc-go").click()
    shown = figures(calculator)
    if way == "a reload":
        calculator.reload()
    else:
        calculator.locator(".calc-sources a").first.click()
        calculator.wait_for_url("**/documents/**")
        calculator.go_back()
    assert figures(calculator) == shown
    assert calculator.input_value("#calc-total") == "42,000"
    assert "#" not in calculator.url
