"""Links: which may stand in a file, and when two of them lead to the same thing."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# Parameters that say where a visitor came from and not what is shown.
_TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|mc_cid|mc_eid|igshid|igsh|ref_src|yclid|si"
)
# Already canonical: lower-case host, no port, no query, no trailing slash. Most links are.
_CANONICAL = re.compile(r"https://[a-z0-9.-]+(?:/[A-Za-z0-9._~-]+)+")
_PORTS = {"http": 80, "https": 443}


def canonical(url: str) -> str:
    """The link by which evidence is compared.

    Scheme and host in lower case, http as https, without default port, trailing slash,
    fragment that is no route, and tracking parameters; the other parameters sorted.
    """
    if _CANONICAL.fullmatch(url):
        return url
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").rstrip(".")
    if port is not None and port != _PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name.lower())
    )
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    return urlunsplit(("https", host, parts.path.rstrip("/"), urlencode(kept), fragment))


def host(url: str) -> str:
    """The host of a link in lower case; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def fault(url: str) -> str | None:
    """Why a link may not stand, or None: what is, and what was expected."""
    return None if _CANONICAL.fullmatch(url) else _fault(url)


def _fault(url: str) -> str | None:
    if any(ord(letter) <= 0x20 or 0x7F <= ord(letter) <= 0x9F for letter in url):
        return "a space or control character in the link"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "the link's host or port cannot be read"
    if parts.scheme.lower() not in _PORTS:
        stated = parts.scheme or url[:12]
        return f'links begin with https:// or http://, this one with "{stated}"'
    if parts.hostname and parts.username is None and parts.password is None:
        return None
    return "the link holds a user name or password" if parts.hostname else "the link has no host"
