"""Serves to a browser what a test has: a folder as hosts of static sites do, or texts."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

TEXTS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
}


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the files of a folder and says nothing."""

    disable_nagle_algorithm = True
    """A body does not wait until somebody has confirmed its head."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        """A body whose length is said, as HTML unless a header says otherwise."""
        self.send_response(status)
        said = {"Content-Type": TEXTS[".html"], "Content-Length": str(len(body))}
        for name, value in (said | {n.replace("_", "-"): v for n, v in headers.items()}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Finding(Quiet):
    """Answers with a page of the site for what is not there."""

    lost: Path

    def send_error(self, code: int, *_: object, **__: object) -> None:
        """The page for addresses that lead nowhere."""
        self.answer(code, self.lost.read_bytes())


class Compressing(Quiet):
    """Answers a request for a text with its bytes under gzip; connections stay open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Compressed where it is a text, else as it is."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        kind = TEXTS.get(path.suffix)
        if kind is None or not path.is_file():
            super().do_GET()
            return
        data = _packed(path, path.stat().st_mtime_ns)
        about = {"Content_Encoding": "gzip", "Cache_Control": "max-age=600"}
        self.answer(200, data, Content_Type=kind, **about)


class Telling(Quiet):
    """Answers with texts by their path, as they are when they are asked for."""

    texts: Mapping[str, bytes]

    def do_GET(self) -> None:
        """The text of the path, or that there is none."""
        found = self.texts.get(self.path)
        self.answer(404 if found is None else 200, found or b"")


@functools.lru_cache(512)
def _packed(path: Path, _: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


@contextmanager
def running(handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server that answers by the handler, for as long as the block runs."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False  # a browser keeps its connections
        # It ends as soon as it is told to, and not at the end of half a second.
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def served(folder: Path) -> AbstractContextManager[str]:
    """The address of a folder."""
    return running(functools.partial(Quiet, directory=str(folder)))


def compressed(folder: Path) -> AbstractContextManager[str]:
    """The address of a folder whose texts are compressed."""
    return running(functools.partial(Compressing, directory=str(folder)))


def hosted(folder: Path, lost: Path) -> AbstractContextManager[str]:
    """The address of a folder, with this page for what is not in it."""
    kind = type("Lost", (Finding,), {"lost": lost})
    return running(functools.partial(kind, directory=str(folder)))


def told(texts: Mapping[str, bytes]) -> AbstractContextManager[str]:
    """The address of texts by their path, which may change."""
    return running(type("Told", (Telling,), {"texts": texts}))
