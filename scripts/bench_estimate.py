"""How long a visitor by a filled-in link waits for the three figures on a slow line; asserts nothing.

The host itself is slow, so that what the page's worker fetches meanwhile shares the line.
"""

import statistics
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import browser
from bench_table import publish
from hosts import Line, host

SITE = Path(__file__).resolve().parent.parent / "build" / "site"
#: 1.6 Mbit/s, and 150 ms for each request: a weak mobile line
SLOW = (200_000.0, 0.15)
VISITS = 5
LINK = "calculator/#place=140700&date=2025-03-10&facility=class_1&location=local&cost=42000"
FIGURES = ".calc-figures"


def first_figures(chromium: Browser) -> float:
    """Seconds from the navigation to the three figures, in a browser that was never here."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    # A line of its own: what the last visit still fetches must not slow this one.
    with host(SITE, ("gzip",), line=Line(*SLOW)) as here:
        page = context.new_page()
        began = time.monotonic()
        page.goto(here.address + LINK, wait_until="commit")
        page.locator(FIGURES).wait_for(timeout=60_000)
        taken = time.monotonic() - began
        context.close()
    return taken


def main() -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**browser.options())
        taken = [first_figures(chromium) for _ in range(VISITS)]
        chromium.close()
    row = ("打开填好的链接到看见三个金额（秒）", *[f"{pick(taken):.2f}" for pick in (statistics.median, min, max)])
    publish("estimate", ("快速估算，1.6 Mbit/s、每次请求 150 毫秒", "中位", "最快", "最慢"), [row])


if __name__ == "__main__":
    main()
