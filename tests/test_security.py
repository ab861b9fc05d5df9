"""What a page may load and run, and that the words of a document stay words, whatever they say."""

import csv
import json
import re
import shutil
from fnmatch import fnmatchcase
from threading import Thread

import pytest
import yaml
from bs4 import BeautifulSoup

import serve
from built_site import pages, site
from copies import ROOT, copy
from small_project import DOCUMENT, TEXT, make_small_project

POLICY = "meta[http-equiv=Content-Security-Policy]"
INTERPRETER = ("calculator/", "embed/calculator/")

#: a formula and HTML, a script, Markdown and template syntax, the ends of elements and of comments
PAYLOADS = (
    "=1+1 <img src=x onerror=\"document.title='run'\">",
    "<script>document.title='run'</script><b>粗</b>",
    "**粗** [链接](javascript:alert(1)) {{ 7007*7 }} {% raw %}",
    "${7007*7} &lt;i&gt; --></title></textarea></script> ]]>",
)
HOSTILE = " ".join(PAYLOADS)


def directives(page):
    """A page's policy: what each directive allows."""
    said = page.select_one(POLICY)["content"]
    return {name: allowed.split() for name, _, allowed in (part.partition(" ") for part in said.split("; "))}


def rules():
    """The rules of the file _headers: address -> headers."""
    found = {}
    for line in (site() / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            told = found.setdefault(line, {})
        else:
            name, _, value = line.strip().partition(": ")
            told[name] = value
    return found


def test_a_page_loads_from_this_site_alone():
    open_to = {
        address: allowed
        for address, page in pages().items()
        for allowed in directives(page).values()
        if any(re.search(r"\*|http|data:|blob:|unsafe-inline|'unsafe-eval'", one) for one in allowed)
    }
    assert open_to == {}
    assert {tuple(directives(page)["default-src"]) for page in pages().values()} == {("'none'",)}


def test_webassembly_runs_on_the_pages_of_the_calculator_and_the_search_alone():
    running = {address for address, page in pages().items() if "'wasm-unsafe-eval'" in directives(page)["script-src"]}
    assert running == {*INTERPRETER, "search/"}


def test_the_policy_stands_before_all_that_it_is_about():
    late = [
        address
        for address, page in pages().items()
        if page.head.find_all(["meta", "link", "script", "style"])[1].get("http-equiv") is None
    ]
    assert late == []


def test_no_page_has_a_script_a_style_or_a_handler_inside_it():
    data = {"application/json", "application/ld+json"}
    inside = []
    for address, page in pages().items():
        inside += [(address, tag.name) for tag in page.select("script:not([src])") if tag.get("type") not in data]
        inside += [(address, tag.name) for tag in page.select("style, [style]")]
        inside += [(address, name) for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    # The page of lost addresses has to find the site first; its policy names that one script by its hash.
    assert inside == [("404.html", "script")]


def test_no_address_gets_two_policies_from_the_headers():
    files = [f"/{file.relative_to(site()).as_posix()}" for file in site().rglob("*") if file.is_file()]
    addresses = [re.sub(r"/index\.html$", "/", file) for file in files if not re.search(r"\.(br|gz)$|/_headers$", file)]
    policies = [rule for rule, told in rules().items() if "Content-Security-Policy" in told]
    wrong = {
        address: found
        for address in addresses
        if len(found := [rule for rule in policies if fnmatchcase(address, rule)]) != 1
    }
    assert wrong == {}


def test_only_what_is_meant_to_be_embedded_can_be_framed():
    framed = [rule for rule, told in rules().items() if "frame-ancestors *" in told.get("Content-Security-Policy", "")]
    assert framed
    assert [rule for rule in framed if not rule.startswith("/embed/")] == []


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A site with one more document, every text of which is hostile."""
    top = tmp_path_factory.mktemp("hostile")
    small = make_small_project(top / "small")
    written = yaml.safe_load(small.read())
    written |= {
        "title": " ".join(PAYLOADS[:2]),
        "issuers": [PAYLOADS[2]],
        "cites": [PAYLOADS[3]],
        "notes": [HOSTILE[:200]],
    }
    # Ratios fill the largest pages there are, which grow with every long word.
    written["provisions"] = [
        provision for provision in written["provisions"] if "inpatient_ratio" not in str(provision.get("values"))
    ]
    written["text"]["lines"] = "1-12"
    for place, provision in enumerate(written["provisions"]):
        provision |= {"locator": PAYLOADS[place % 4], "summary": f"{PAYLOADS[(place + 1) % 4]}。"}
    written["provisions"][-1]["evidence"] = [payload[:39] for payload in PAYLOADS]
    small.write(DOCUMENT, yaml.safe_dump(written, allow_unicode=True))
    (small.sources / "datong.txt").write_text(TEXT + HOSTILE, encoding="utf-8")
    assert small.verify() == []
    project = copy(top / "whole", {})
    target = project.root / DOCUMENT
    target.parent.mkdir(exist_ok=True)
    shutil.copy(small.root / DOCUMENT, target)
    locks = [json.loads((folder / "rules" / "evidence.lock.json").read_text()) for folder in (project.root, small.root)]
    merged = {name: locks[0][name] | locks[1][name] for name in locks[0]}
    (project.root / "rules" / "evidence.lock.json").write_text(json.dumps(merged), encoding="utf-8")
    shutil.copytree(ROOT / "build" / "cache", project.root / "build" / "cache")
    status, said = project.build()
    assert status == 0, said
    return project.site


def test_the_words_of_a_hostile_document_are_shown_as_they_are(hostile, chromium):
    with serve.server(hostile) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{http.server_port}/"
        context = chromium.new_context(reduced_motion="reduce")
        page = context.new_page()
        complaints = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        for address in ("documents/datong-2025-1/", "documents/", "items/annual-fund-cap/", "cities/datong/"):
            page.goto(home + address)
            shown = page.inner_text("main")
            expected = PAYLOADS if address == "documents/datong-2025-1/" else PAYLOADS[:1]
            assert [payload for payload in expected if payload not in shown] == [], address
            assert page.locator("img[src=x], main b").count() == 0
            assert page.title() != "run"
        page.goto(f"{home}search/?q=粗")
        page.locator("#search-text a").first.wait_for()
        assert page.locator("img[src=x]").count() == 0
        assert complaints == []
        context.close()
        http.shutdown()


def test_no_page_takes_an_element_or_a_sum_from_a_hostile_document(hostile):
    taken = {}
    for file in sorted(hostile.rglob("*.html")):
        page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        found = page.select("img[src=x], [onerror], a[href^='javascript:'], b") + [
            script for script in page.select("script") if "document.title" in script.text and script.get("type") is None
        ]
        found += [tag for tag in page.select("strong, a, i") if tag.text.strip() in ("粗", "链接") or "-->" in tag.text]
        found += page.find_all(string=re.compile("49049"))
        if found:
            taken[file.relative_to(hostile).as_posix()] = found
    assert taken == {}


def test_a_table_of_a_hostile_document_holds_no_formula(hostile):
    cells = []
    for file in sorted((hostile / "data").rglob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            cells += [
                (file.name, cell)
                for row in csv.reader(opened)
                for cell in row
                if cell.startswith(tuple("=+-@＝＋－＠\t\r\n"))
            ]
    assert cells == []
    assert "'=1+1" in (hostile / "data" / "coverage.csv").read_text(encoding="utf-8-sig")
