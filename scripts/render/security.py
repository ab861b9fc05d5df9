"""What a browser may load and run on each page (Content-Security-Policy), and the headers that a host should send.

Every page carries its policy in a <meta>, so that it holds on hosts that send no headers; the file _headers says the
same and what a <meta> cannot, in the form that Netlify, Cloudflare Pages and others read.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from render.charts.chart import STYLE

_LOST = Path(__file__).resolve().parents[2] / "site_src" / "theme" / "partials" / "lost.html"
#: where WebAssembly runs: the calculator's interpreter and the search
_WEBASSEMBLY = ("calculator/", "embed/calculator/", "search/", "pagefind/")
#: the interpreter's worker imports from memory what it has kept, and so downloads nothing twice
_FROM_MEMORY = "calculator/browser/"
#: where the charts lie
_CHARTS = "data/charts/"
_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
#: what other sites may frame, and where the page, its worker and its files differ
_DIVIDED = ("calculator", "embed")
#: what never changes under its address, for its name holds the hash of its content
_LASTING = ("calculator/browser/*", "calculator/runtime/*")
#: what other sites' scripts may read too
_SHARED = ("data/*", "feeds/*", "releases/*")


def content_policy(path: str, framed: str = "", styles: Sequence[str] = ()) -> str:
    """The policy of a page, a file or a folder, by its path below the site's top.

    `framed` says who may frame it, which only a header can; `styles` are the hashes of the styles inside drawings.
    """
    scripts = ["'self'"]
    if path.startswith(_WEBASSEMBLY):
        scripts.append("'wasm-unsafe-eval'")
    if path.startswith(_FROM_MEMORY):
        scripts.append("blob:")
    # A host shows the page of lost addresses below any folder; what it runs has to be allowed in all of them.
    if framed or path == "404.html":
        scripts.append(_hashed(lost_script()))
    said = {
        "default-src": "'none'",
        "script-src": " ".join(scripts),
        "style-src": " ".join(["'self'", *styles]),
        "img-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'self'",
        "form-action": "'self'",
        **({"frame-ancestors": framed} if framed else {}),
    }
    return "; ".join(f"{name} {allowed}" for name, allowed in said.items())


def lost_script() -> str:
    """The one script that stands inside a page: that of the page of lost addresses."""
    found = re.search(r"<script>(.*?)</script>", _LOST.read_text(encoding="utf-8"), re.DOTALL)
    if found is None:
        raise LookupError(f"no script in {_LOST}")
    return found[1]


def headers(site: Path, names: Iterable[str]) -> str:
    """The file _headers of a built site with these files. No two of its rules with a policy meet: a browser would take both."""
    rules = [("/*", _EVERYWHERE)]
    rules += [(rule, {"Content-Security-Policy": policy}) for rule, policy in _policies(site, names)]
    rules += [(f"/{name}", {"Cache-Control": "public, max-age=31536000, immutable"}) for name in _LASTING]
    rules += [(f"/{name}", {"Access-Control-Allow-Origin": "*"}) for name in _SHARED]
    return (
        "\n".join("\n".join([rule, *(f"  {name}: {value}" for name, value in told.items())]) for rule, told in rules)
        + "\n"
    )


def _policies(site: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The rules with a policy: those of files and of folders, which are divided where what is in them differs."""
    drawings = [name for name in names if name.endswith(".svg") and not name.startswith(_CHARTS)]
    yield "/", content_policy("", "'self'")
    for found in sorted([*site.iterdir(), *(inner for name in _DIVIDED for inner in (site / name).iterdir())]):
        path = found.relative_to(site).as_posix()
        framed = "*" if path.startswith("embed/") else "'self'"
        if found.is_file():
            yield f"/{path}", content_policy(path, framed)
        elif path not in _DIVIDED:
            yield f"/{path}/*", content_policy(f"{path}/", framed, _styles(site, drawings, path))
        elif (found / "index.html").is_file():
            yield f"/{path}/", content_policy(f"{path}/", framed)


def _styles(site: Path, drawings: Iterable[str], folder: str) -> list[str]:
    """What the drawings in a folder bring with them: opened by themselves, they have their own colours. All charts have one."""
    texts = ((site / name).read_text(encoding="utf-8") for name in drawings if name.startswith(f"{folder}/"))
    styles = {style for text in texts for style in re.findall(r"<style>(.*?)</style>", text, re.DOTALL)}
    return sorted(map(_hashed, styles | ({STYLE} if _CHARTS.startswith(f"{folder}/") else set())))


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
