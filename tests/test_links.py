"""The check of every link of the built site: what leads nowhere is named with the page on which it stands."""

import pytest

import linkcheck
import swap


@pytest.fixture
def site(tmp_path):
    pages = {
        "index.html": '<a href="items/#住院">住院</a><a href="items/#%E4%BD%8F%E9%99%A2">住院</a><a href="#top">上面</a><p id="top">',
        "items/index.html": '<h2 id="住院">住院</h2><a href="../">首页</a><a href="../calculator/#place=taiyuan">算一算</a>',
        "calculator/index.html": '<link href="../site.css" rel="stylesheet"><a href="https://example.org/none">别处</a>',
        "site.css": "",
    }
    for name, content in pages.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def with_link(site, address):
    page = site / "items" / "index.html"
    page.write_text(f'{page.read_text("utf-8")}<a href="{address}">这里</a>', encoding="utf-8")


def wrong(site):
    with pytest.raises(linkcheck.LinkError) as found:
        linkcheck.check(site, swap.names(site))
    return str(found.value).splitlines()


def test_a_site_whose_links_all_lead_somewhere_passes_and_they_are_counted(site):
    assert linkcheck.check(site, swap.names(site)) == 7


def test_a_link_to_a_page_that_is_not_there_is_named(site):
    with_link(site, "../none/")
    assert wrong(site) == ["有 1 处", "items/index.html：../none/ 没有这个文件"]


@pytest.mark.parametrize("address", ["#门诊", "../#items", "../calculator/#form"])
def test_a_link_to_a_place_that_is_not_on_the_page_is_named(site, address):
    with_link(site, address)
    assert wrong(site) == ["有 1 处", f"items/index.html：{address} 没有这个位置"]


def test_a_page_that_is_too_large_is_named(site):
    with_link(site, "../?" + "x" * linkcheck.LARGEST_PAGE)
    assert wrong(site)[1].startswith("items/index.html：有 150")
