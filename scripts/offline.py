"""Writes the calculator's service worker: calculator/sw.js with the list of what this release consists of in front.

The list is what the pages in the calculator's folder load: the pages themselves, their styles, scripts and icon (each
with the hash of its content, so that files of two releases never come together), and the interpreter's files.
"""

import base64
import hashlib
import json
import os.path
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SOURCE = Path(__file__).resolve().parent.parent / "calculator" / "sw.js"
_IMPORTED = re.compile(r'^import [^"]*"(\./[^"]+)";', re.MULTILINE)
#: what a page is shown with, and not what it only leads to, as to a feed
_LOADED = re.compile(r'<(?:link(?=[^>]*\srel="(?:stylesheet|icon)")|script)[^>]*?\s(?:href|src)="([^"]+)"')


def write(calculator: Path, bundle: dict[str, Any]) -> None:
    """Writes sw.js into the folder of the calculator page, whose other files are all there; `bundle` is their manifest."""
    pages = {page: _address(page.parent, calculator) + "/" for page in sorted(calculator.rglob("index.html"))}
    files = {address: page for page, address in pages.items()}
    for page in pages:
        files |= _loaded(page, calculator)
    for script in sorted((calculator / bundle["browser"]).glob("*.js")):
        files[_address(script, calculator)] = script
    release = {
        "page": {address: _integrity(file) for address, file in sorted(files.items())},
        "runtime": _named(bundle, "files"),
        "provinces": _named(bundle, "provinces") + _named(bundle, "details"),
    }
    version = hashlib.sha256(json.dumps(release).encode()).hexdigest()[:16]
    text = json.dumps({"version": version, **release}, ensure_ascii=False, indent=1)
    source = SOURCE.read_text(encoding="utf-8")
    (calculator / "sw.js").write_text(f"const RELEASE = {text};\n\n{source}", encoding="utf-8")


def _named(bundle: dict[str, Any], files: str) -> list[dict[str, Any]]:
    """Some files of the manifest, named as seen from the calculator's folder."""
    return [
        {"name": f"{bundle['runtime']}/{file['name']}", "size": file["size"], "packed": file["packed"]}
        for file in bundle[files].values()
    ]


def _loaded(page: Path, calculator: Path) -> dict[str, Path]:
    """What a page's <link> and <script> load from the site: address as seen from the calculator's folder -> file."""
    found: dict[str, Path] = {}
    for link in _LOADED.findall(page.read_text(encoding="utf-8")):
        parts = urlsplit(link)
        file = page.parent / parts.path
        if parts.scheme or parts.netloc or not file.is_file():
            continue
        # The address keeps its query: with it a changed file has another address.
        found[_address(file, calculator) + (f"?{parts.query}" if parts.query else "")] = file
        if file.suffix == ".js":
            found |= _imported(file, calculator)
    return found


def _imported(script: Path, calculator: Path) -> dict[str, Path]:
    """What a script imports, and what that imports in turn."""
    found: dict[str, Path] = {}
    for name in _IMPORTED.findall(script.read_text(encoding="utf-8")):
        file = (script.parent / name).resolve()
        found |= {_address(file, calculator): file, **_imported(file, calculator)}
    return found


def _address(file: Path, calculator: Path) -> str:
    return Path(os.path.relpath(file.resolve(), calculator.resolve())).as_posix()


def _integrity(file: Path) -> str:
    """The hash of a file's content in the form in which a browser compares it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()
