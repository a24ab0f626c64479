"""Serves a portal to the browsers of this computer, and to nobody else."""

from __future__ import annotations

import errno
import socket
import socketserver
from collections import deque
from http.server import BaseHTTPRequestHandler
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from goodword.diagnostics import Failure
from goodword.serving.answers import TYPES, Answer, answer, base_of, host_allowed, is_ours
from goodword.serving.reloading import CHANGES, PREFIX, own_file

if TYPE_CHECKING:
    from typing import Self

    from goodword.serving.answers import Site
    from goodword.serving.reloading import Changes

LOOPBACK = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
"""Browsers try both for `localhost`; where only one were ours, the other might be somebody's."""
ALWAYS = {
    "Cache-Control": "no-cache",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
CLOSED = "default-src 'none'; frame-ancestors 'none'"
"""The policy of what is no file of the site."""
IDLE = 60.0
"""Seconds that a connection may say nothing."""
TRIES = 20
"""How often a free port is looked for that both addresses have."""


class Served:
    """What is served at the moment; may be another one at any time.

    Args:
        site: the files.
        changes: who tells open pages of another one; None where there is none to come.
    """

    def __init__(self, site: Site, changes: Changes | None = None) -> None:
        self.changes = changes
        self.asked: deque[str] = deque(maxlen=3)
        """Targets of the pages that were asked for last."""
        self._site = site
        self._base = base_of(site)
        self._one = Lock()

    @property
    def base(self) -> str:
        """The folder under which it lies."""
        return self._base

    def show(self, site: Site) -> None:
        """Serve another one from now on."""
        with self._one:
            self._site, self._base = site, base_of(site)

    def answer(self, target: str, known: str | None) -> Answer:
        """The answer to GET; one at a time, since a page may have to be filled."""
        if is_ours(target):
            return self._own(urlsplit(target).path.removeprefix(PREFIX))
        with self._one:
            version = self.changes.version if self.changes else ""
            found = answer(self._site, self._base, target, known, version)
        if found.headers.get("Content-Type") == TYPES["html"] and target not in self.asked:
            self.asked.append(target)
        return found

    def tried(self, site: Site) -> None:
        """See that another site has an answer for whoever looks at this one.

        Raises:
            Failure: a page cannot be filled.
        """
        for target in ("/", *self.asked):
            found = answer(site, base_of(site), target, None)
            if found.status == 500:
                message, _, hint = found.body.decode().strip().partition("\n")
                raise Failure(message, hint)

    def _own(self, name: str) -> Answer:
        data = own_file(name) if self.changes else None
        if data is None:
            return Answer(404, b"there is no such file\n", {"Content-Type": TYPES["txt"]})
        return Answer(200, data, {"Content-Type": TYPES[name.rpartition(".")[2]]})


class Server:
    """Has a port of this computer, so that browsers wait; `serve` lets them in.

    Args:
        port: 0 for any that is free.

    Raises:
        Failure: something else has the port.
    """

    def __init__(self, port: int) -> None:
        self._listening = _listening(port)
        self._servers: list[_Listener] = []
        self.port: int = self._listening[0].getsockname()[1]

    def serve(self, served: Served) -> str:
        """Answer from now on; the address of the portal."""
        for each in self._listening:
            listener = _Listener(each, served)
            self._servers.append(listener)
            Thread(target=listener.serve_forever, args=(0.1,), daemon=True).start()
        return f"http://127.0.0.1:{self.port}{served.base}"

    def __enter__(self) -> Self:
        """Hold the port."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the port and of everyone who waits."""
        for each in self._servers:
            if each.served.changes:
                each.served.changes.end()
            each.shutdown()
        for listening in self._listening:
            listening.close()


def _listening(port: int) -> list[socket.socket]:
    for _ in range(TRIES):
        found: list[socket.socket] = []
        wanted = port
        try:
            for family, host in LOOPBACK:
                made = _listen(family, host, wanted)
                if made is not None:
                    found.append(made)
                    wanted = made.getsockname()[1]
        except OSError as error:
            for each in found:
                each.close()
            if port == 0 and error.errno == errno.EADDRINUSE:
                continue  # the other address has it taken
            raise _taken(port, error) from error
        if found:
            return found
    raise Failure("this computer has no address of its own to serve on")


def _listen(family: socket.AddressFamily, host: str, port: int) -> socket.socket | None:
    """A socket that listens; None where this computer has no such address."""
    try:
        made = socket.socket(family, socket.SOCK_STREAM)
    except OSError:
        return None
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((host, port))
        made.listen(64)
    except OSError as error:
        made.close()
        if error.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
            return None
        raise
    return made


def _taken(port: int, error: OSError) -> Failure:
    if error.errno == errno.EADDRINUSE:
        return Failure(
            f"port {port} is in use by another program, or by another goodword portal --serve",
            "end that one, or name another port: --port 0 takes any that is free",
        )
    return Failure(
        f"port {port} cannot be used: {(error.strerror or str(error)).lower()}",
        "name another port: --port 0 takes any that is free",
    )


class _Listener(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, listening: socket.socket, served: Served) -> None:
        super().__init__(("", 0), _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.server_address = listening.getsockname()
        self.served = served

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that goes away in the middle is no event."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = IDLE
    server: _Listener

    def version_string(self) -> str:
        return "goodword"

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for what is wrong with the program."""

    def do_GET(self) -> None:
        self._respond(body=True)

    def do_HEAD(self) -> None:
        self._respond(body=False)

    def _respond(self, *, body: bool) -> None:
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or not host_allowed(hosts[0]):
            self.close_connection = True
            said = b"only 127.0.0.1, localhost and [::1] are served here\n"
            self._send(Answer(421, said, {"Content-Type": TYPES["txt"]}), body=body)
        elif self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            said = b"a request for a file has no content\n"
            self._send(Answer(400, said, {"Content-Type": TYPES["txt"]}), body=body)
        elif self.path == CHANGES and self.server.served.changes:
            self._tell(self.server.served.changes, body=body)
        else:
            known = self.headers.get("If-None-Match")
            self._send(self.server.served.answer(self.path, known), body=body)

    def _send(self, given: Answer, *, body: bool) -> None:
        self.send_response(given.status)
        for name, value in {"Content-Security-Policy": CLOSED, **ALWAYS, **given.headers}.items():
            self.send_header(name, value)
        if given.status != 304:
            self.send_header("Content-Length", str(len(given.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if body:
            self.wfile.write(given.body)

    def _tell(self, changes: Changes, *, body: bool) -> None:
        """Tell a page of changes until it goes."""
        self.close_connection = True
        self.send_response(200)
        for name, value in ALWAYS.items():
            self.send_header(name, "no-store" if name == "Cache-Control" else value)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for event in changes.events() if body else ():
            try:
                self.wfile.write(event)
            except OSError:
                return

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse in plain text what is no request for a file."""
        self.close_connection = True
        status = 405 if code == 501 else code
        said = f"{message or explain or 'this is not understood'}\n" if status != 405 else "GET\n"
        headers = {"Content-Type": TYPES["txt"]} | ({"Allow": "GET, HEAD"} if status == 405 else {})
        self._send(Answer(status, said.encode("ascii", "replace"), headers), body=True)
