"""What Lighthouse finds of a page on a phone: a score from 0 to 100 for each category, and what cost points.

`make build/audit/node/.ready` installs it (scripts/audit/package-lock.json); the tests and the measurements use it.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import browser

PROGRAM = Path(__file__).resolve().parent.parent / "build/audit/node/node_modules/lighthouse/cli/index.js"
#: what the site owes on every page; performance depends on the machine and is only measured
ASSERTED = ("accessibility", "best-practices", "seo")
PERFORMANCE = ("performance",)


@dataclass(frozen=True)
class Finding:
    """A category of a page: its score, and the names of the audits that took points from it."""

    score: int
    lost: tuple[str, ...]


def judge(address: str, categories: Iterable[str]) -> dict[str, Finding]:
    """The finding of each category for the page at an address, by Lighthouse's own settings for a phone.

    Raises RuntimeError with what Lighthouse said where it could not judge the page.
    """
    chromium = browser.options()
    command = [
        *("node", str(PROGRAM), address, "--quiet", "--output=json", "--output-path=stdout"),
        *("--no-enable-error-reporting", f"--only-categories={','.join(categories)}"),
        f"--chrome-flags={' '.join(['--headless=new', *chromium['args']])}",
    ]
    environment = {**os.environ, "CHROME_PATH": chromium["executable_path"]}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    report = json.loads(done.stdout) if done.stdout.startswith("{") else {}
    failed = report.get("runtimeError", {}).get("message")
    if done.returncode or failed:
        raise RuntimeError(f"Lighthouse could not judge {address}: {failed or done.stderr or done.stdout}")
    return {name: _finding(category, report["audits"]) for name, category in report["categories"].items()}


def _finding(category: dict[str, Any], audits: dict[str, Any]) -> Finding:
    counted = [audit["id"] for audit in category["auditRefs"] if audit["weight"]]
    lost = tuple(name for name in counted if audits[name]["score"] not in (None, 1))
    return Finding(round(100 * category["score"]), lost)
