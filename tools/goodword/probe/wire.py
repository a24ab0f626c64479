"""What goes over the wire: an address, a request, an answer, and who can be asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urlsplit

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from urllib.parse import SplitResult

Headers = tuple[tuple[str, str], ...]
PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*")
_PATH = re.compile(r"/(?:[A-Za-z0-9._~-]+/)*")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a portal is, or might be.

    Args:
        scheme: `http` or `https`.
        host: in ASCII, lower case.
        port: of the connection.
        path: of the portal, with a slash at both ends.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The host as a request names it, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def local(self) -> bool:
        """Whether what is sent there stays on this machine."""
        return self.host in {"localhost", "127.0.0.1", "::1"} or self.host.endswith(".localhost")

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def address(text: str) -> Address:
    """Read an address.

    Raises:
        Failure: it is no address of a site, or holds what is nobody's to read in a log.
    """
    hint = "addresses are written https://champions.example.com/"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise Failure("an address cannot be read", hint) from None
    if parts.username is not None or parts.password is not None:
        raise Failure("an address holds a user or a password", "say them with --login")
    if parts.scheme not in PORTS or not parts.hostname or parts.query or parts.fragment:
        raise Failure(f'"{text}" is no address of a site', hint)
    host = _host(parts, hint)
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    if not _PATH.fullmatch(path) or ".." in path.split("/"):
        raise Failure(f'"{text}" has a path that no portal has', hint)
    return Address(parts.scheme, host, port or PORTS[parts.scheme], path)


def _host(parts: SplitResult, hint: str) -> str:
    host = (parts.hostname or "").lower().rstrip(".")
    if ":" in host:
        return host
    try:
        host = host.encode("idna").decode()
    except UnicodeError:
        host = ""
    if not _HOST.fullmatch(host):
        raise Failure("an address names no host", hint)
    return host


@dataclass(frozen=True, slots=True)
class Request:
    """One thing asked.

    Args:
        address: whom.
        target: the path and query as they are sent, character by character.
        method: in the letters as they are sent.
        headers: beside those that every request has; `Host` replaces the address's own.
        place: the address of the machine, where one of several is meant.
        version: of HTTP.
    """

    address: Address
    target: str
    method: str = "GET"
    headers: Headers = field(default=(), repr=False)
    place: tuple[str, int] | None = None
    version: str = "1.1"


Silence = Literal["", "nowhere", "closed", "unreachable", "broken"]
"""Why there is no answer: no such name; nobody listens, or hangs up; no way there from here (no
IPv6); anything else, such as a certificate that is not theirs or a time that ran out."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered.

    Args:
        status: of HTTP; 0 where there was no answer.
        headers: names in lower case.
        body: as it was sent, compressed or not.
        silence: why there is none; empty where there is one.
        said: the same in words.
    """

    status: int
    headers: Headers = ()
    body: bytes = b""
    silence: Silence = ""
    said: str = ""

    def header(self, name: str) -> str:
        """The first value of a header; empty where it has none."""
        return next((value for key, value in self.headers if key == name), "")


class Network(Protocol):
    """Who can be asked."""

    def ask(self, request: Request) -> Answer:
        """The answer; a silence too is an answer."""
        ...

    def places(self, host: str, port: int) -> list[tuple[str, int]]:
        """The machines that a name leads to; none where it leads nowhere."""
        ...
