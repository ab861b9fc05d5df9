"""The text of a document on a page of its own: every word is there, evidence is marked, and links lead both ways."""

import pytest
from bs4 import BeautifulSoup

from checked_rules import read_rules
from reading.compile_rules import compile_rules
from reading.evidence import normalised, read_texts
from reading.fulltext import blocks
from render import documents
from render.site import Site
from render.templates import environment
from small_project import ROOT, TEXT
from urrbmi.policy import Policy

PAGE = "documents/datong-2025-1/"


def made(project, with_texts):
    """The pages of the small project's documents, by their paths."""
    rules = read_rules(project.root, project.sources)
    texts = read_texts(rules, project.sources) if with_texts else {}
    templates = environment(str(ROOT / "site_src" / "templates"))
    site = Site(rules, Policy(compile_rules(rules)), "2025-06-01", templates, texts=texts)
    return {page.path: BeautifulSoup(page.html, "html.parser") for page in documents.pages(site)}


def marked(page, provision):
    """The words that are marked from the place of a provision to the link back to it."""
    words = []
    for tag in page.find(id=provision).next_elements:
        if tag.name == "mark":
            words.append(tag.text)
        if tag.name == "a" and tag["href"].endswith(f"#{provision}"):
            return normalised("".join(words))
    raise AssertionError(f"no link leads back to {provision}")


def test_every_word_of_the_text_is_on_the_page(project):
    page = made(project, True)[PAGE + "text/"].article
    for link in page.select("sup"):
        link.decompose()
    assert normalised(page.text) == normalised(TEXT)


@pytest.mark.parametrize(
    ("provision", "words"),
    [
        ("DT25-01", "三类收费价格医院住院起付标准100元"),  # the line ends within the figure
        ("DT25-03", "年度最高支付限额7万元"),
        ("DT25-06", "自2025年3月1日起执行"),
    ],
)
def test_the_evidence_of_a_provision_is_marked(project, provision, words):
    assert marked(made(project, True)[PAGE + "text/"], provision) == words


def test_links_lead_from_each_provision_to_its_words_and_back(project):
    pages = made(project, True)
    provisions = [f"DT25-0{number}" for number in range(1, 7)]
    there = [link["href"] for link in pages[PAGE].select(".provision a[href^=text]")]
    back = [link["href"] for link in pages[PAGE + "text/"].select("sup a")]
    assert there == [f"text/#{one}" for one in provisions]
    assert set(back) == {f"../#{one}" for one in provisions}
    assert [one for one in provisions if not pages[PAGE + "text/"].find(id=one)] == []


def test_without_the_texts_no_page_has_them_and_a_line_says_where_they_are(project):
    pages = made(project, False)
    assert PAGE + "text/" not in pages
    assert "凭文号和标题到发文机关的网站查找" in pages[PAGE].text
    assert pages[PAGE].select("a[href^=text]") == []


def test_what_a_text_says_is_never_read_as_html(project):
    project.edit_text("大同市医疗保障局文件\n", "<script>大同市</script>&医疗保障局文件\n")
    project.verify()
    page = made(project, True)[PAGE + "text/"]
    assert page.select("script") == []
    assert "<script>大同市</script>&医疗保障局文件" in page.text


def test_paragraphs_headings_and_tables_are_told_apart(project):
    project.edit_text("大同市医疗保障局文件\n", "## 大同市医疗保障局文件\n\n---\n")
    project.edit_text("二、统筹基金", "\n类别\t三类\t一类\n起付\t100元\t1000元\n\n二、统筹基金")
    project.edit("lines: 1-11", "lines: 1-17")
    project.verify()
    rules = read_rules(project.root, project.sources)
    text = read_texts(rules, project.sources)["datong.txt"]
    found = blocks(rules.documents[0], text)
    assert [block.kind for block in found] == ["h", "p", "table", "p"]
    cells = [["".join(piece.text for piece in cell) for cell in row] for row in found[2].rows]
    assert cells == [["类别", "三类", "一类"], ["起付", "100元", "1000元"]]
