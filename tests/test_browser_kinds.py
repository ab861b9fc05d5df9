"""Each kind of claim in the calculator: what is asked, what is said to be lacking, and what is paid."""

from playwright.sync_api import expect

from form_at_hand import KINDS, add, answer, claim, outcome, settle, shown


def test_a_claim_of_each_kind_is_settled_as_by_the_command_line(calculator):
    page = calculator
    answer(page, place="晋中市")
    found = {}
    for name, (given, _) in KINDS.items():
        claim(page, **given)
        settle(page)
        title = page.locator("#calc-answer")
        title.wait_for()
        found[name] = shown(page) if title.inner_text() == "算出来了" else title.inner_text()
        add(page)  # into the list and out of it again: the form is empty for the next
        page.locator("#calc-year button", has_text="删除").click()
        expect(title).to_have_count(0)
    assert found == {name: outcome(wanted) for name, (_, wanted) in KINDS.items()}


# For each kind, the fields that are wrong when nothing is filled in.
ASKED = {
    "inpatient": ["class", "total"],
    "outpatient": ["class", "total"],
    "two_diseases": ["disease", "total"],
    "dual_channel_drug": ["first_batch", "total"],
    "tcm": ["total"],
    "childbirth": ["mode", "total"],
    "student_accident": ["total"],
    "chronic_disease": ["total"],
    "major_disease": ["list", "total"],
    "annual_self_pay": ["total"],
}


def test_what_is_lacking_is_said_beside_the_fields_of_the_kind(calculator):
    page = calculator
    answer(page, place="晋中市")
    errors = page.locator("#calc-form .error:visible")
    found = {}
    for kind, wanted in ASKED.items():
        answer(page, kind=kind)
        settle(page)
        found[kind] = errors.evaluate_all("notes => notes.map(note => note.dataset.error)")
        assert [text for text in errors.all_inner_texts() if not text.startswith("请")] == []
        expect(page.locator(f"#calc-form [name={wanted[0]}]").first).to_be_focused()
    assert found == ASKED


def test_only_what_goes_with_the_kind_is_asked(calculator):
    page = calculator
    answer(page, place="晋中市", kind="childbirth", mode="natural")
    expect(page.locator("[name=facility_level]").first).to_be_visible()
    expect(page.locator("[name=class]").first).to_be_hidden()
    answer(page, mode="caesarean")
    expect(page.locator("[name=facility_level]").first).to_be_hidden()
    expect(page.locator("[name=class]").first).to_be_visible()
    answer(page, kind="two_diseases")
    page.locator("summary", has_text="知道明细").click()
    expect(page.locator("#calc-cost-consumable_domestic")).to_be_hidden()
    rows = page.locator("[data-kind]:visible").evaluate_all("fields => fields.map(field => field.dataset.kind)")
    assert rows == ["class_a", "class_b_drug", "uncovered"]
    answer(page, kind="tcm")
    expect(page.locator("summary", has_text="知道明细")).to_be_hidden()
    expect(page.locator("summary", has_text="更多…")).to_contain_text("现在选的是中医适宜技术")
