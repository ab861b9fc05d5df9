"""The calculator on a device that has been there before: nothing is fetched twice, and it works without a network."""

import json
import re
import shutil

import pytest
from playwright.sync_api import expect

import offline
from built_site import site
from hosts import host

# An interpreter starts before most of what is expected here, and the machine may be busy.
expect.set_options(timeout=30_000)

BELOW = "a/b/"
PARTS = ("calculator", "assets")
CASE = {
    "place": "晋中市",
    "claims": [{"kind": "inpatient", "date": "2025-03-10", "facility": "class_1", "costs": {"class_a": 42000}}],
}


@pytest.fixture
def context(window):
    """A device that has not been there yet."""
    return window()


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The site as released, two folders below the top of its host."""
    top = tmp_path_factory.mktemp("first")
    for part in PARTS:
        shutil.copytree(site() / part, top / BELOW / part)
    return top


@pytest.fixture(scope="module")
def second(first, tmp_path_factory):
    """The next release of the site: one script has changed, and with it the name of its folder."""
    top = tmp_path_factory.mktemp("second")
    shutil.copytree(first, top, dirs_exist_ok=True)
    calculator = top / BELOW / "calculator"
    page = calculator / "index.html"
    text = page.read_text("utf-8")
    manifest = json.loads(re.search(r'id="calc-config">(.*?)</script>', text)[1])["manifest"]
    changed = {**manifest, "browser": "browser/0123456789abcdef"}
    (calculator / manifest["browser"]).rename(calculator / changed["browser"])
    script = calculator / changed["browser"] / "page.js"
    script.write_text(script.read_text("utf-8") + "window.release = 2;\n", "utf-8")
    for packed in [script.with_suffix(".js.gz"), script.with_suffix(".js.br")]:
        packed.unlink()
    page.write_text(text.replace(manifest["browser"], changed["browser"]), "utf-8")
    offline.write(calculator, changed)
    return top


@pytest.fixture
def cut_off(second, tmp_path):
    """The next release while it is being brought to the host: one of its scripts is there in part."""
    shutil.copytree(second, tmp_path, dirs_exist_ok=True)
    [script] = (tmp_path / BELOW / "calculator").glob("browser/*/worker.js")
    for file in script.parent.glob("worker.js*"):
        file.write_bytes(file.read_bytes()[:200])
    return tmp_path


@pytest.fixture
def other_rules(second, tmp_path):
    """A release with other rules: the file with the rules of the one before is gone from the host."""
    shutil.copytree(second, tmp_path, dirs_exist_ok=True)
    calculator = tmp_path / BELOW / "calculator"
    for file in [*calculator.glob("runtime/policy.*")]:
        file.rename(file.with_name(re.sub(r"\.[0-9a-f]{16}\.", ".0123456789abcdef.", file.name)))
    page = calculator / "index.html"
    page.write_text(re.sub(r"policy\.[0-9a-f]{16}\.", "policy.0123456789abcdef.", page.read_text("utf-8")), "utf-8")
    offline.write(
        calculator, json.loads(re.search(r'id="calc-config">(.*?)</script>', page.read_text("utf-8"))[1])["manifest"]
    )
    return tmp_path


@pytest.fixture
def here(first):
    with host(first) as running:
        yield running


def visit(context, here, kept=True):
    """Opens the calculator and waits until it runs (and, if nothing else is said, until it is kept)."""
    page = context.new_page()
    page.goto(f"{here.address}{BELOW}calculator/?from=home#place=晋中市")
    page.evaluate("urrbmi.ready")
    if kept:
        expect(note_of(page)).to_contain_text("已可离线使用")
    return page


def note_of(page):
    """The line about use without a network."""
    return page.locator("#calc-offline")


def observer(context, here):
    """A page of the same host outside the calculator's folder, that sees the caches and keeps no release in use."""
    page = context.new_page()
    page.goto(f"{here.address}{BELOW}assets/icon.svg")
    return page


def waiting(page):
    """Whether a release is installed and waits until the one before is not in use."""
    return page.evaluate(
        "below => navigator.serviceWorker.getRegistration(`/${below}calculator/`).then((one) => Boolean(one.waiting))",
        BELOW,
    )


def until(page, question, wanted):
    """Waits until the question about the page has the wanted answer."""
    for _ in range(300):
        if question(page) == wanted:
            return
        page.wait_for_timeout(100)
    assert question(page) == wanted


def settled(page):
    """What the calculator pays for the case: (42000 - 1000) x 60 %."""
    return page.evaluate("one => urrbmi.settle(one)", CASE)["basic_fund"]


def caches(page):
    """The names of all caches of the host."""
    return page.evaluate("caches.keys()")


def version(folder):
    """The release's version, as its service worker says."""
    return re.search(r'"version": "(\w+)"', (folder / BELOW / "calculator" / "sw.js").read_text("utf-8"))[1]


def names(folder):
    """The caches of a release at its address."""
    return {f"urrbmi:/{BELOW}calculator/:{name}" for name in ("runtime", version(folder))}


def test_keeping_the_calculator_fetches_nothing_of_the_interpreter_twice(context, here):
    page = context.new_page()
    page.goto(f"{here.address}{BELOW}calculator/")
    expect(page.locator("#calc-offline")).to_contain_text("已可离线使用")
    runtime = [path for path in here.asked if "/runtime/" in path]
    assert sorted(runtime) == sorted(set(runtime))


@pytest.mark.parametrize(("compressions", "megabytes"), [(("gzip",), 4), (("br",), 12)], ids=["packed", "plain"])
def test_the_page_says_how_much_room_is_taken_by_what_is_kept(context, first, compressions, megabytes):
    with host(first, compressions) as here:
        page = visit(context, here)
        expect(note_of(page)).to_contain_text(f"已可离线使用（占 {megabytes} MB）")


def test_the_second_visit_asks_for_the_page_alone(context, here):
    visit(context, here).close()
    here.asked.clear()
    page = context.new_page()
    page.goto(f"{here.address}{BELOW}calculator/")
    assert settled(page) == 24600
    folder = f"/{BELOW}calculator/"
    assert set(here.asked) <= {folder, f"{folder}sw.js"}


@pytest.mark.parametrize("address", ["calculator/", "calculator/?q=1#total=42000", "calculator/index.html"])
def test_it_calculates_when_the_host_is_gone(context, here, address):
    visit(context, here).close()
    here.stop()
    page = context.new_page()
    page.goto(f"{here.address}{BELOW}{address}")
    assert settled(page) == 24600
    page.locator("[name=place][value=晋中市]").check()
    page.fill("#calc-date", "2025-03-10")
    page.locator("[name=class][value=class_1]").check()
    page.fill("#calc-total", "42000")
    page.keyboard.press("Enter")
    expect(page.locator(".calc-figures")).to_contain_text("24,600")
    # The styles are there too: choices stand in a grid.
    assert page.locator(".calc-cities").evaluate("one => getComputedStyle(one).display") != "block"


def test_a_new_release_comes_with_the_next_visit_and_replaces_the_old_when_no_page_of_that_is_open(
    context, here, first, second
):
    old = visit(context, here)
    assert set(caches(old)) == names(first)
    old.reload()  # now the service worker serves it
    here.folder = second
    here.asked.clear()
    new = visit(context, here, kept=False)
    assert new.evaluate("window.release") == 2
    assert [path for path in here.asked if "/runtime/" in path] == []
    until(new, waiting, True)
    # Beside it the page of the old release still calculates.
    assert old.evaluate("window.release") is None
    assert settled(old) == 24600
    outside = observer(context, here)
    assert set(caches(outside)) == names(first) | names(second)
    old.close()
    new.close()
    until(outside, lambda page: set(caches(page)), names(second))
    here.stop()
    page = visit(context, here)
    assert page.evaluate("window.release") == 2
    assert settled(page) == 24600


def test_an_open_page_of_the_old_release_reloads_whole_without_a_network(context, here, second):
    old = visit(context, here)
    old.reload()
    here.folder = second
    new = visit(context, here, kept=False)
    until(new, waiting, True)
    here.stop()
    old.reload()
    assert old.evaluate("window.release") is None
    assert settled(old) == 24600


def test_a_release_that_is_not_whole_on_the_host_does_not_take_the_place_of_the_last(context, here, first, cut_off):
    visit(context, here).close()
    here.folder = cut_off
    page = context.new_page()
    page.goto(f"{here.address}{BELOW}calculator/")
    page.evaluate(
        """below => navigator.serviceWorker.register(`/${below}calculator/sw.js`, { updateViaCache: "none" })
            .then(({ installing }) => new Promise((resolve) => installing.addEventListener("statechange", resolve)))
            .catch(() => {})""",
        BELOW,
    )
    page.close()
    here.stop()
    page = visit(context, here)
    assert page.evaluate("window.release") is None
    assert settled(page) == 24600
    assert names(first) <= set(caches(page))


def test_a_page_whose_files_have_left_the_host_is_opened_anew_with_what_was_filled_in(context, here, other_rules):
    page = context.new_page()

    def released(route):
        here.folder = other_rules
        route.continue_()

    page.route("**/runtime/policy.*", released)
    page.goto(
        f"{here.address}{BELOW}calculator/#place=140700&date=2025-03-10&facility=class_1&location=local&cost=42000"
    )
    page.press("#calc-total", "Enter")
    expect(page.locator("#calc-result")).to_contain_text("网站刚刚更新过，这一页要重新打开。")
    page.get_by_role("button", name="重新打开").click()
    expect(page.get_by_role("button", name="打印")).to_be_visible()
    assert page.evaluate("window.release") == 2
    assert page.input_value("#calc-total") == "42,000"


def test_kept_files_that_are_no_longer_whole_are_fetched_again(context, here):
    page = visit(context, here)
    cut = """async () => {
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
                if (!request.url.includes("/runtime/")) continue;
                const content = await (await cache.match(request)).arrayBuffer();
                await cache.put(request, new Response(content.slice(0, 1000)));
            }
        }
    }"""
    page.evaluate(cut)
    page.reload()
    assert settled(page) == 24600
    expect(note_of(page)).to_contain_text("已可离线使用")
    here.stop()
    page.reload()
    assert settled(page) == 24600


def test_what_is_kept_can_be_removed_and_stays_removed_until_asked_for(context, here):
    page = visit(context, here)
    page.get_by_role("button", name="删除离线文件").click()
    note = page.locator("#calc-offline")
    expect(note).to_contain_text("没有存离线文件")
    assert caches(page) == []
    page.close()
    page = visit(context, here, kept=False)
    expect(note_of(page)).to_contain_text("没有存离线文件")
    assert caches(page) == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    page.get_by_role("button", name="保存到这台设备").click()
    expect(note_of(page)).to_contain_text("已可离线使用")
    here.stop()
    page.close()
    page = context.new_page()
    page.goto(f"{here.address}{BELOW}calculator/")
    assert settled(page) == 24600


def test_removing_leaves_other_sites_on_the_host_alone(context, here):
    page = visit(context, here)
    page.evaluate("caches.open('urrbmi:/elsewhere/:runtime').then(() => caches.open('other'))")
    page.get_by_role("button", name="删除离线文件").click()
    expect(note_of(page)).to_contain_text("没有存离线文件")
    assert set(caches(page)) == {"urrbmi:/elsewhere/:runtime", "other"}


def test_a_visit_that_ends_in_the_middle_of_the_download_does_no_harm(context, here):
    page = context.new_page()
    page.goto(f"{here.address}{BELOW}calculator/")
    until(page, lambda page: len(caches(page)), 1)
    page.close()
    page = context.new_page()
    page.goto(f"{here.address}{BELOW}calculator/")
    assert settled(page) == 24600
    expect(note_of(page)).to_contain_text("已可离线使用")
    here.stop()
    page.reload()
    assert settled(page) == 24600


def test_where_nothing_can_be_kept_nothing_is_said(context, here):
    page = context.new_page()
    # Not localhost, so not secure: such a page may not keep anything.
    page.route("http://example.test/**", lambda route: forward(route, here))
    page.goto(f"http://example.test/{BELOW}calculator/")
    assert settled(page) == 24600
    expect(note_of(page)).to_be_hidden()


def forward(route, here):
    answer = route.fetch(url=route.request.url.replace("http://example.test/", here.address))
    route.fulfill(response=answer)
