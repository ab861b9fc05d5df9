"""What all pages load from assets/: the style sheets as one file and the scripts; and their addresses, which change with them."""

import hashlib
import re
from functools import cache
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[2]
_STYLE = _PROJECT / "site_src" / "style"
_OWN = _PROJECT / "site_src" / "pages" / "assets"
# The calculator keeps its scripts together, so that what is stored on a device fits; the other pages get a copy of this one.
_SHARED_SCRIPT = _PROJECT / "calculator" / "browser" / "element.js"
# In this order: what comes later may refine what comes before.
STYLES = (
    "tokens",
    "base",
    "layout",
    "tables",
    "parts",
    "charts",
    "forms",
    "cities",
    "compare",
    "reference",
    "changes",
    "panel",
    "embed",
    "print",
)


def made() -> dict[str, str]:
    """What is put together for assets/, by its name below the site's top; the rest lies in site_src/pages/assets."""
    return {
        "assets/site.css": style(),
        f"assets/{_SHARED_SCRIPT.name}": _SHARED_SCRIPT.read_text(encoding="utf-8"),
    }


def address(name: str) -> str:
    """The address of a file of assets/, by its name below the site's top. A changed file gets a new one, so that a visitor's
    browser never pairs an old style with a new page."""
    return f"{name}?v={_fingerprints()[name]}"


def style() -> str:
    """All style sheets as one file, without comments: one request, and readable sources."""
    text = "\n".join((_STYLE / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
    return re.sub(r"\n\s*", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip() + "\n"


@cache
def _fingerprints() -> dict[str, str]:
    contents = {f"assets/{file.name}": file.read_bytes() for file in _OWN.iterdir()}
    contents |= {name: text.encode() for name, text in made().items()}
    return {name: hashlib.sha256(content).hexdigest()[:8] for name, content in contents.items()}
