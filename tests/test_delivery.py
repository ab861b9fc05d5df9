"""The calculator's way to the browser: few bytes from any host, and a reason in words where it cannot start."""

import os
import re
import shutil
import time

import pytest

import browser
from built_site import site
from hosts import host

CASE = {
    "place": "晋中市",
    "claims": [{"kind": "inpatient", "date": "2025-03-10", "facility": "class_1", "costs": {"class_a": 42000}}],
}


@pytest.fixture
def page(window):
    """A page on a phone that has not been there yet."""
    return window().new_page()


def settled(page):
    """What the calculator pays for the case: (42000 - 1000) x 60 %."""
    return page.evaluate("one => urrbmi.settle(one)", CASE)["basic_fund"]


HOSTS = {
    "compresses nothing": ((), 4_200_000),
    "compresses with gzip": (("gzip",), 4_200_000),
    "compresses with brotli": (("br", "gzip"), 3_200_000),
}


@pytest.mark.parametrize(("compressions", "most"), HOSTS.values(), ids=HOSTS)
def test_the_first_visit_fits_into_so_many_bytes_from_a_host_that(page, compressions, most):
    with host(site(), compressions) as here:
        page.goto(here.address + "calculator/")
        page.locator("#calc-offline button").wait_for()
        assert settled(page) == 24600
        page.wait_for_load_state("networkidle")
        assert here.sent <= most


def test_a_host_that_leaves_out_compressed_files_delivers_the_plain_ones(page, tmp_path):
    shutil.copytree(site() / "calculator", tmp_path / "calculator", ignore=shutil.ignore_patterns("*.gz", "*.br"))
    with host(tmp_path, ()) as here:
        page.goto(here.address + "calculator/")
        assert settled(page) == 24600


def test_a_host_that_declares_gzipped_files_as_encoded_is_understood(page):
    declared = {".gz": {"Content-Encoding": "gzip"}}
    with host(site(), (), lambda path: declared.get(path[-3:], {})) as here:
        page.goto(here.address + "calculator/")
        assert settled(page) == 24600


# Why it does not start


def reason(page, here):
    """Starts the calculator; the reason for which it fails, and the message."""
    page.goto(here.address + "calculator/")
    return page.evaluate("urrbmi.ready.catch(({ reason, message }) => [reason, message])")


def test_a_policy_that_blocks_webassembly_is_said_to_block(page):
    with host(site(), headers=lambda path: {"Content-Security-Policy": "script-src 'self'"}) as here:
        assert reason(page, here) == ["blocked", "浏览器或网站的安全设置不许运行 WebAssembly"]
        # Nothing was fetched for nothing.
        assert [path for path in here.asked if ".wasm" in path] == []


BROWSERS = {
    "no WebAssembly": ("--jitless", "blocked", "WebAssembly"),
    "too little memory": ("--wasm-max-mem-pages=200", "memory", "memory"),
}


@pytest.mark.parametrize(("flag", "expected", "named"), BROWSERS.values(), ids=BROWSERS)
def test_a_browser_that_cannot_is_said_to_lack(chromium, flag, expected, named):
    options = browser.options(light=True)
    lesser = chromium.browser_type.launch(**{**options, "args": [*options["args"], f"--js-flags={flag}"]})
    with host(site()) as here:
        why, message = reason(lesser.new_page(), here)
    lesser.close()
    assert why == expected
    assert named in message


@pytest.fixture
def copy(tmp_path):
    """A copy of the calculator, to be spoiled."""
    shutil.copytree(site() / "calculator", tmp_path / "calculator")
    return tmp_path


def test_missing_files_mean_that_the_site_has_moved_on(page, copy):
    for file in copy.rglob("*.wasm*"):
        file.unlink()
    with host(copy) as here:
        why, message = reason(page, here)
    assert why == "moved"
    assert re.fullmatch(r"下载不到 pyodide\.asm\.\w+\.wasm（404）", message)


@pytest.mark.parametrize("compressions", [(), ("br", "gzip")], ids=["compresses nothing", "compresses with brotli"])
@pytest.mark.parametrize("part", ["python_stdlib", "pyodide.asm"])
def test_a_file_that_comes_in_part_is_the_networks_fault_and_is_not_kept(page, copy, part, compressions):
    whole = {}
    for file in copy.glob(f"calculator/runtime/{part}*"):
        whole[file] = file.read_bytes()
        file.write_bytes(whole[file][:100_000])
    with host(copy, compressions) as here:
        page.goto(here.address + "calculator/")
        assert "没有下载完整" in page.evaluate("urrbmi.ready.catch((error) => error.message)")
        for file, content in whole.items():
            file.write_bytes(content)
            os.utime(file, (later := time.time() + 60, later))
        page.goto(here.address + "calculator/")
        assert settled(page) == 24600
