"""Find a real browser for tests and measurements, and install one where there is none.

browser.py            print the path of the browser that visitors have, after installing one if need be
browser.py --light    the same for the tests, which do as well with a Chromium without windows and menus
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
#: Chromium without windows and menus: the same pages for half the work, so that tests take it where it is there
LIGHT = ("chromium-headless-shell", "chrome-headless-shell")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# A browser of its own accord asks its maker's servers for updates; a test must hear only what the pages ask for.
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def find(light: bool = False) -> Path | None:
    """The browser to use: the one CHROME_PATH names, one of the system, or Playwright's own."""
    named = os.environ.get("CHROME_PATH")
    if named:
        return Path(named) if Path(named).is_file() else None
    candidates = [shutil.which(name) for name in ((*LIGHT, *NAMES) if light else NAMES)] + list(APPLICATIONS)
    found = next((Path(path) for path in candidates if path and Path(path).is_file()), None)
    return found or _playwrights()


def options(light: bool = False) -> dict[str, Any]:
    """The arguments for `playwright.chromium.launch`."""
    browser = find(light)
    if browser is None:
        raise SystemExit("No browser found: run scripts/browser.py, or set CHROME_PATH to a Chromium or Chrome.")
    # Chromium refuses to start its sandbox for root, who runs the tests in most containers.
    root = ("--no-sandbox",) if _is_root() else ()
    return {"executable_path": str(browser), "args": [*FLAGS, *root]}


def install(light: bool) -> None:
    """Try the system's packages (as root), then Playwright's own download."""
    if _is_root() and shutil.which("apt-get"):
        print("Installing chromium from the system's packages", flush=True)
        quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update"], check=False, **quiet)  # type: ignore[call-overload]
        for package in ("chromium-headless-shell", "chromium") if light else ("chromium",):
            if find(light) is None:
                command = ["apt-get", "install", "-y", package, "fonts-noto-cjk"]
                subprocess.run(command, check=False, **quiet)  # type: ignore[call-overload]
    if find(light) is None:
        print("Installing Playwright's own chromium", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def _playwrights() -> Path | None:
    # In a process of its own: the caller may itself be inside a running Playwright, which allows only one.
    code = "from playwright.sync_api import sync_playwright as p\nwith p() as w: print(w.chromium.executable_path)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stdout.strip()
    return Path(said) if said and Path(said).is_file() else None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def main() -> int:
    light = sys.argv[1:] == ["--light"]
    if find(light) is None:
        install(light)
    browser = find(light)
    if browser is None:
        print(
            "The tests need a real browser and none could be installed.\n"
            "Install Chromium or Chrome (Debian: apt-get install chromium fonts-noto-cjk), or set CHROME_PATH to one.",
            file=sys.stderr,
        )
        return 1
    print(f"Browser: {browser}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
