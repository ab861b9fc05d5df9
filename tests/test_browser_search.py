"""The search in a real browser: what people ask leads to the page that answers it."""

import pytest
from playwright.sync_api import expect

SHOWN = 6  # nobody looks further on a phone
QUESTIONS = {
    "晋中 省外 没有转诊 住院": "cases/unreferred-42000/",
    "没有转诊 住院": "cases/unreferred-42000/",
    "自己去省外三甲": "cases/unreferred-42000/",
    "县医院住院": "cases/county-5000/",
    "癌症": "cases/unreferred-200000/",
    "起付线": "items/inpatient-deductible/",
    "晋中": "cities/jinzhong/",
    "19号": "documents/shanxi-2024-19/",
}


@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items(), ids=QUESTIONS)
def test_a_question_leads_to_the_page_that_answers_it(window, home, question, answer):
    page = window().new_page()
    page.goto(f"{home}search/?q={question}")
    expect(page.locator("#search-status")).to_contain_text("找到")
    links = page.locator("#search-direct li a, #search-text li a").evaluate_all("all => all.map((one) => one.href)")
    assert home + answer in [link.split("#")[0] for link in links[:SHOWN]]
