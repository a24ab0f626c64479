"""The network itself: the one module that opens connections.

Paths, methods and headers go out exactly as they are written, which libraries that put addresses
in order do not allow; so `http.client` it is, on a connection of our own.
"""

from __future__ import annotations

import errno
import http.client
import io
import socket
import ssl
from typing import TYPE_CHECKING, Any

from goodword.probe.wire import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.probe.wire import Address, Request, Silence

LARGEST = 8 << 20
"""Bytes of an answer; more than any page has."""
BROWSER = "Mozilla/5.0 (compatible; goodword probe)"
_NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
_METHODS_WITH_BODY = {"POST", "PUT", "PATCH", "PROPFIND", "QUERY"}


def resolved(host: str, port: int) -> list[tuple[str, int]]:
    """The machines that a name leads to, as the system's resolver knows them."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys((str(each[4][0]), port) for each in found))


class Wire:
    """Asks by HTTP/1.1, each time on a new connection.

    Args:
        clock: seconds that only grow.
        seconds: that all of an answer may take, drop by drop too.
        context: whose certificates are believed; None for the machine's.
        places: where the machines behind a name are.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        seconds: float = 20,
        context: ssl.SSLContext | None = None,
        places: Callable[[str, int], list[tuple[str, int]]] = resolved,
    ) -> None:
        self._clock, self._seconds, self._places = clock, seconds, places
        self._context = context or ssl.create_default_context()

    def places(self, host: str, port: int) -> list[tuple[str, int]]:
        """See `Network`."""
        return self._places(host, port)

    def ask(self, request: Request) -> Answer:
        """See `Network`."""
        at = request.address
        places = [request.place] if request.place else self.places(at.host, at.port)
        if not places:
            return Answer(0, silence="nowhere", said=f"no machine is called {at.host}")
        until = self._clock() + self._seconds
        last = Answer(0, silence="broken", said="no answer")
        for place in places:
            answer = self._at(place, request, until)
            if answer.silence not in {"unreachable", "closed"}:
                return answer
            last = last if last.silence == "closed" else answer
        return last

    def _at(self, place: tuple[str, int], request: Request, until: float) -> Answer:
        try:
            with socket.create_connection(place, self._left(until)) as plain:
                return self._exchange(plain, request, until)
        except ssl.SSLError as error:
            return _silent("broken", f"the secure connection fails: {error.reason or error}")
        except TimeoutError:
            return _silent("broken", f"no whole answer in {self._seconds:g} seconds")
        except (ConnectionError, http.client.RemoteDisconnected):
            return _silent("closed", "the connection is refused or closed")
        except OSError as error:
            kind: Silence = "unreachable" if error.errno in _NO_WAY else "broken"
            return _silent(kind, (error.strerror or str(error)).lower())
        except (http.client.HTTPException, ValueError) as error:
            return _silent("broken", f"what is answered is no HTTP: {type(error).__name__}")

    def _exchange(self, plain: socket.socket, request: Request, until: float) -> Answer:
        at = request.address
        if at.scheme != "https":
            return self._spoken(plain, request, until)
        plain.settimeout(self._left(until))
        with self._context.wrap_socket(plain, server_hostname=at.host) as secure:
            return self._spoken(secure, request, until)

    def _spoken(self, connection: socket.socket, request: Request, until: float) -> Answer:
        connection.settimeout(self._left(until))
        connection.sendall(_written(request, request.address))
        timed = _Timed(connection, lambda: self._left(until))
        response = http.client.HTTPResponse(timed, method=request.method)  # type: ignore[arg-type] # has a makefile
        with response:
            response.begin()
            headers = tuple((name.lower(), value) for name, value in response.getheaders())
            body = b"" if response.status == 101 else response.read(LARGEST + 1)
            missing = response.length
        if missing and len(body) <= LARGEST and response.status != 101:
            return _silent("broken", "the answer ends before its end")
        if len(body) > LARGEST:
            return _silent("broken", f"the answer has more than {LARGEST >> 20} MiB")
        return Answer(response.status, headers, body)

    def _left(self, until: float) -> float:
        left = until - self._clock()
        if left <= 0:
            raise TimeoutError
        return left


class _Timed(io.RawIOBase):
    """A connection read with the time that is left, however small the drops are."""

    def __init__(self, connection: socket.socket, left: Callable[[], float]) -> None:
        self._connection, self._left = connection, left

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What `http.client` reads from."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self._connection.settimeout(self._left())
        return self._connection.recv_into(buffer)


def _written(request: Request, at: Address) -> bytes:
    """The head of a request; no body is ever sent."""
    headers = {name.lower(): (name, value) for name, value in request.headers}
    whole = [
        *(() if "host" in headers else (("Host", at.authority),)),
        *(() if "user-agent" in headers else (("User-Agent", BROWSER),)),
        *(() if "accept" in headers else (("Accept", "*/*"),)),
        *(() if "accept-encoding" in headers else (("Accept-Encoding", "identity"),)),
        *(() if "connection" in headers else (("Connection", "close"),)),
        *((("Content-Length", "0"),) if request.method in _METHODS_WITH_BODY else ()),
        *request.headers,
    ]
    lines = [
        f"{request.method} {request.target} HTTP/{request.version}",
        *(f"{k}: {v}" for k, v in whole),
    ]
    if any(not each.isascii() or not each.isprintable() for each in lines):
        raise ValueError
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _silent(kind: Silence, said: str) -> Answer:
    return Answer(0, silence=kind, said=said)
