"""Preview the built site on a free local port.

Not `python -m http.server`: that one takes some file types from the machine's own tables, and a browser does not
start a module or a WebAssembly file that comes with the wrong one; nor does it show the site's own 404 page, nor send
the compressed files that lie beside the plain ones, or compress text, as hosts do.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

SITE = Path(__file__).resolve().parent.parent / "build" / "site"


TYPES = {
    **SimpleHTTPRequestHandler.extensions_map,
    ".atom": "application/atom+xml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".xml": "application/xml; charset=utf-8",
    ".yml": "text/plain; charset=utf-8",
}


#: the compressions that a browser may ask for, the best first, and how their files end
COMPRESSIONS = {"br": ".br", "gzip": ".gz"}


class Handler(SimpleHTTPRequestHandler):
    extensions_map = TYPES
    #: the compressions that this host gives
    compressions: tuple[str, ...] = tuple(COMPRESSIONS)

    def send_head(self) -> BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        encoding, body = self._compressed(path)
        if not encoding or self._is_known(path):
            return super().send_head()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", self.date_time_string(path.stat().st_mtime))
        self.end_headers()
        return BytesIO(body)

    def _compressed(self, path: Path) -> tuple[str, bytes]:
        """The compression that suits the browser best and the file's content in it; "" where there is none."""
        if not path.is_file():
            return "", b""
        accepted = set(re.findall(r"[a-z]+", self.headers.get("Accept-Encoding", "")))
        for encoding in self.compressions:
            beside = path.with_name(path.name + COMPRESSIONS[encoding])
            if encoding in accepted and beside.is_file():
                return encoding, beside.read_bytes()
        if "gzip" in accepted and "gzip" in self.compressions and "charset" in self.guess_type(path):
            return "gzip", _gzipped(path, path.stat().st_mtime_ns)
        return "", b""

    def _is_known(self, path: Path) -> bool:
        """Whether the browser has this version already, so that the answer is 304."""
        return self.headers.get("If-Modified-Since") == self.date_time_string(path.stat().st_mtime)

    def end_headers(self) -> None:
        for name, value in self._asked_for():
            self.send_header(name, value)
        # A page that was built again must be seen at once.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def _asked_for(self) -> Iterator[tuple[str, str]]:
        """The headers that the nearest file _headers above the address asks for, but those of caches."""
        file = next(self._above("_headers"), None)
        if file is None:
            return
        path = urlsplit(self.path).path
        below = Path(self.translate_path(path)).relative_to(file.parent).as_posix()
        address = "/" if below == "." else f"/{below}{'/' if path.endswith('/') else ''}"
        for rule, name, value in _rules(file, file.stat().st_mtime_ns):
            if fnmatchcase(address, rule) and name != "Cache-Control":
                yield name, value

    def _above(self, name: str) -> Iterator[Path]:
        """The files of a name in the folders above the address, the nearest first."""
        asked = Path(self.translate_path(self.path))
        folders = [folder for folder in (asked, *asked.parents) if folder.is_relative_to(self.directory)]
        yield from (folder / name for folder in folders if (folder / name).is_file())

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        # The nearest 404.html above the address, as hosts do that serve several sites from folders.
        page = next(self._above("404.html"), None)
        if code != 404 or page is None:
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        # A browser that leaves in the middle of a download is no error of ours.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@lru_cache(maxsize=512)
def _gzipped(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


@lru_cache(maxsize=4)
def _rules(file: Path, _changed: int) -> tuple[tuple[str, str, str], ...]:
    """The lines of a file _headers: the addresses, the header's name, its value."""
    found, rule = [], ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            rule = line
        else:
            name, _, value = line.strip().partition(": ")
            found.append((rule, name, value))
    return tuple(found)


def server(site: Path = SITE, port: int = 0, handler: type[Handler] = Handler) -> Server:
    """A server of the site's files on this machine only; port 0 takes a free one."""
    return Server(("127.0.0.1", port), partial(handler, directory=str(site)))


def main() -> int:
    parser = argparse.ArgumentParser(description="Preview the built site.")
    parser.add_argument("--port", type=int, default=0, help="the port; a free one is taken without it")
    arguments = parser.parse_args()
    if not SITE.is_dir():
        print("There is no built site yet: run make site.", file=sys.stderr)
        return 1
    with server(port=arguments.port) as http:
        print(f"http://127.0.0.1:{http.server_port}/   (Ctrl-C ends it)", flush=True)
        try:
            http.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
