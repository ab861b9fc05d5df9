"""The version of a page: it changes exactly when the data that the page shows change."""

import pytest

from render import changes, documents, items

HERE = {"documents/datong-2025-1/", "changes/2025/", "changes/datong/", "changes/2025-03-01/"}


def versions(project):
    """The pages that have a version of their own, each with it."""
    site = project.site()
    found = {page.path: page.version for room in (items, documents, changes) for page in room.pages(site)}
    return {path: version for path, version in found.items() if version}


def whole(project):
    return project.site().policy.data_version


def changed(project, *edits):
    """The pages whose version changes with edits of the document's file and its text."""
    before = versions(project)
    for edit, old, new in edits:
        edit(old, new)
    assert project.verify() == []
    after = versions(project)
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_nothing_changes_without_a_change(project):
    assert versions(project) == versions(project)


def test_every_page_of_an_item_of_a_document_and_of_changes_has_a_version_of_its_own(project):
    found = versions(project)
    assert len(set(found.values())) > 10
    assert whole(project) not in found.values()
    assert {"items/premium/", *HERE} <= set(found)


def test_a_new_cap_changes_the_pages_that_show_the_cap_and_no_others(project):
    edits = [
        (project.edit_text, "最高支付限额7万元", "最高支付限额8万元"),
        (project.edit, "最高支付限额7万元", "最高支付限额8万元"),
        (project.edit, "value: 70000", "value: 80000"),
    ]
    assert changed(project, *edits) == {"items/annual-fund-cap/", *HERE}


def test_a_summary_in_other_words_changes_the_document_and_the_items_that_quote_the_clause(project):
    edits = [(project.edit, "基金一年最多付七万元。", "基金一年最多付7万元。")]
    assert changed(project, *edits) == {"items/annual-fund-cap/", "documents/datong-2025-1/"}


def test_a_comment_in_the_file_changes_no_version(project):
    before = whole(project)
    assert changed(project, (project.edit, "number: 同医保发", "# 2025年\nnumber: 同医保发")) == set()
    assert whole(project) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("基金一年最多付七万元。", "基金一年最多付7万元。"),
        ("derived: 420 - 20", "derived: 420-20"),
        ("locator: 五", "locator: 五·1段"),
    ],
    ids=["a summary", "the arithmetic", "a locator"],
)
def test_the_version_of_the_whole_covers_all_that_the_downloads_hold(project, old, new):
    before = whole(project)
    changed(project, (project.edit, old, new))
    assert whole(project) != before
