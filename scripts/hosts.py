"""Small hosts for the built site, each with its own habits, that note what was asked of them and what they sent.

The tests and the measurements of the browser use them.
"""

import io
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import serve

#: what a host says with its answer to a path, besides the usual
Headers = Callable[[str], dict[str, str]]


@dataclass
class Line:
    """A slow line: bytes a second for all answers together, and seconds before each answer begins."""

    speed: float
    delay: float
    free: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, count: int) -> None:
        """Waits for as long as so many bytes take, after all that were sent before."""
        with self.lock:
            self.free = max(self.free, time.monotonic()) + count / self.speed
            until = self.free
        time.sleep(max(0.0, until - time.monotonic()))


class Host:
    """A host of one folder, which may be exchanged (`folder`), and which may go away (`stop`)."""

    def __init__(self, folder: Path, compressions: tuple[str, ...], headers: Headers, line: Line | None) -> None:
        self.folder = folder
        self.line = line
        #: the paths that were asked for, and the bytes that were sent, heads of answers included
        self.asked: list[str] = []
        self.sent = 0
        host = self

        class Handler(serve.Handler):
            def setup(self) -> None:
                super().setup()
                self.wfile = _Counting(self.wfile, host)

            def send_head(self) -> io.BytesIO | BinaryIO | None:
                host.asked.append(self.path)
                self.directory = str(host.folder)
                if host.line:
                    time.sleep(host.line.delay)
                return super().send_head()

            def end_headers(self) -> None:
                for name, value in headers(self.path).items():
                    self.send_header(name, value)
                super().end_headers()

        Handler.compressions = compressions
        self.http = serve.server(folder, handler=Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}/"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        self.running = True

    def stop(self) -> None:
        """The host goes away; who asks is refused."""
        if self.running:
            self.http.shutdown()
            self.http.server_close()
        self.running = False


class _Counting(io.BufferedIOBase):
    """The way to the browser, which counts the bytes and may be slow."""

    PIECE = 4096

    def __init__(self, way: Any, host: Host) -> None:
        self.way, self.host = way, host

    def write(self, data: Any) -> int:
        for start in range(0, len(data), self.PIECE if self.host.line else len(data)):
            piece = data[start : start + self.PIECE] if self.host.line else data
            if self.host.line:
                self.host.line.wait(len(piece))
            self.way.write(piece)
            self.host.sent += len(piece)
        return len(data)

    def flush(self) -> None:
        self.way.flush()

    def close(self) -> None:
        self.way.close()


@contextmanager
def host(
    folder: Path,
    compressions: tuple[str, ...] = ("br", "gzip"),
    headers: Headers = lambda path: {},
    line: Line | None = None,
) -> Iterator[Host]:
    """A host of a folder that gives these compressions, and these headers with every answer."""
    running = Host(folder, compressions, headers, line)
    try:
        yield running
    finally:
        running.stop()
