"""Small hosts for the built site, each with its own habits, that note what was asked of them and what they sent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import serve

#: what a host says with its answer to a path, besides the usual
Headers = Callable[[str], dict[str, str]]


class Host:
    """A host of one folder, whose page may be exchanged (`folder`) and which may go away (`stop`)."""

    def __init__(self, folder: Path, compressions: tuple[str, ...], headers: Headers) -> None:
        self.folder = folder
        self.asked: list[str] = []
        self.sent = 0
        host = self

        class Handler(serve.Handler):
            def setup(self) -> None:
                super().setup()
                self.wfile = _Counting(self.wfile, host)

            def send_head(self):
                host.asked.append(self.path)
                self.directory = str(host.folder)
                return super().send_head()

            def end_headers(self) -> None:
                for name, value in headers(self.path).items():
                    self.send_header(name, value)
                super().end_headers()

        Handler.compressions = compressions
        self.http = serve.server(folder, handler=Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}/"
        Thread(target=self.http.serve_forever, daemon=True).start()
        self.running = True

    def stop(self) -> None:
        """The host goes away; who asks is refused."""
        if self.running:
            self.http.shutdown()
            self.http.server_close()
        self.running = False


class _Counting:
    """The way to the browser, counting the bytes."""

    def __init__(self, way, host: Host) -> None:
        self.way, self.host = way, host

    def write(self, data: bytes) -> int:
        written = self.way.write(data)
        self.host.sent += written
        return written

    def __getattr__(self, name):
        return getattr(self.way, name)


@contextmanager
def host(
    folder: Path, compressions: tuple[str, ...] = ("br", "gzip"), headers: Headers = lambda path: {}
) -> Iterator[Host]:
    """A host of a folder that gives these compressions, and these headers with every answer."""
    running = Host(folder, compressions, headers)
    yield running
    running.stop()
