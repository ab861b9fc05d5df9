"""Preview the built site on a free local port.

Not `python -m http.server`: that one takes some file types from the machine's own tables, and a browser does not
start a module or a WebAssembly file that comes with the wrong one; nor does it show the site's own 404 page.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SITE = Path(__file__).resolve().parent.parent / "build" / "site"


TYPES = {
    **SimpleHTTPRequestHandler.extensions_map,
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


class Handler(SimpleHTTPRequestHandler):
    extensions_map = TYPES

    def end_headers(self) -> None:
        # A page that was built again must be seen at once.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        # The nearest 404.html above the address, as hosts do that serve several sites from folders.
        asked = Path(self.translate_path(self.path))
        folders = [folder for folder in asked.parents if folder.is_relative_to(self.directory)]
        page = next((folder / "404.html" for folder in folders if (folder / "404.html").is_file()), None)
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


def server(site: Path = SITE, port: int = 0) -> Server:
    """A server of the site's files on this machine only; port 0 takes a free one."""
    return Server(("127.0.0.1", port), partial(Handler, directory=str(site)))


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
