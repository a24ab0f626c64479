"""What is answered to a request for a file of a portal: pure, the network is elsewhere.

Nothing can be asked for but the files that a site names, so that no path leads out of it. What a
browser may do with them is said in the headers, as a host that reads `_headers` says it.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import quote, unquote, urlsplit

from goodword.diagnostics import Failure
from goodword.serving.reloading import PREFIX, with_script

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
"""Types by the ending of a name; any other file is bytes, which no browser runs."""
HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Names of this computer. A page from elsewhere whose name leads here is refused by its name."""
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(?::\d{1,5})?")
_ICON = re.compile(rb'<link rel="icon" href="(/[A-Za-z0-9._~/%-]*)assets/favicon\.svg">')
INDEX, LOST = "index.html", "404.html"


class Site(Protocol):
    """Files of a portal, wherever they lie."""

    @property
    def policy(self) -> str:
        """The content-security policy of its pages, as a header's value."""

    def read(self, path: str) -> bytes | None:
        """A file by its path, None where there is none."""


class Answer(NamedTuple):
    """What is sent back; `headers` beside those that every answer has."""

    status: int
    body: bytes
    headers: Mapping[str, str]


def base_of(site: Site) -> str:
    """The folder of the host under which a portal lies, as its page for lost addresses has it.

    That page alone names addresses from the top of the host, since it is shown anywhere. What is
    escaped there is not in what comes back, since requests are compared without escapes.
    """
    found = _ICON.search(site.read(LOST) or b"")
    return (_path(found.group(1).decode()) if found else None) or "/"


def host_allowed(named: str | None) -> bool:
    """Whether a Host header names this computer, by whatever port."""
    found = _HOST.fullmatch((named or "").lower())
    return found is not None and found.group(1) in HOSTS


def answer(site: Site, base: str, target: str, known: str | None, version: str = "") -> Answer:
    """The answer to GET.

    Args:
        site: the files.
        base: the folder of the host under which they lie: `/`, or `/club/`.
        target: of the request line.
        known: If-None-Match.
        version: of what is served; empty where pages need not be told of another.
    """
    path = _path(target)
    if path is None:
        return _plain(400, "this is no address of a portal")
    if path == base[:-1] or (path == "/" and base != "/"):
        return _moved(base)
    if not path.startswith(base):
        return _lost(site, "", version)
    try:
        return _file(site, base, path.removeprefix(base), known, version)
    except Failure as failure:
        return _plain(500, f"{failure.message}\n{failure.hint}")


def _file(site: Site, base: str, path: str, known: str | None, version: str) -> Answer:
    file = f"{path}{INDEX}" if not path or path.endswith("/") else path
    data = site.read(file)
    if data is None:
        if file == path and site.read(f"{path}/{INDEX}") is not None:
            return _moved(f"{base}{path}/")
        return _lost(site, path, version)
    ending = file.rpartition("/")[2].rpartition(".")[2].lower()
    if ending == "html" and version:
        data = with_script(data, version)
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = _headers(site, TYPES.get(ending, "application/octet-stream")) | {"ETag": tag}
    if known and tag in {each.strip().removeprefix("W/") for each in known.split(",")}:
        return Answer(304, b"", headers)
    return Answer(200, data, headers)


def _path(target: str) -> str | None:
    """The path of a target, decoded once; None where it is none that a portal has."""
    if not target.startswith("/") or target.startswith("//") or not target.isascii():
        return None
    try:
        path = unquote(urlsplit(target).path, errors="strict")
    except ValueError:
        return None
    steps = path.split("/")
    if "\\" in path or not path.isprintable() or {"..", "."} & set(steps) or "" in steps[1:-1]:
        return None
    return path


def _lost(site: Site, path: str, version: str) -> Answer:
    """The page for lost addresses: that of the language in whose folder it was looked for."""
    root = path.partition("/")[0]
    page = (site.read(f"{root}/{LOST}") if root else None) or site.read(LOST)
    if page is None:
        return _plain(404, "there is no such page")
    body = with_script(page, version) if version else page
    return Answer(404, body, _headers(site, TYPES["html"]))


def _headers(site: Site, kind: str) -> dict[str, str]:
    return {"Content-Type": kind, "Content-Security-Policy": site.policy}


def _moved(path: str) -> Answer:
    return Answer(301, b"", {"Location": quote(path)})


def _plain(status: int, said: str) -> Answer:
    return Answer(status, f"{said.strip()}\n".encode(), {"Content-Type": TYPES["txt"]})


def is_ours(target: str) -> bool:
    """Whether a target is one of what serves, and not of the site."""
    return urlsplit(target).path.startswith(PREFIX)
