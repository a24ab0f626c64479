"""Links: which may stand in a file, and when two of them lead to the same thing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit, urlunsplit

# Parameters that say where a visitor came from and not what is shown.
_TRACKING = re.compile(
    r"utm_.*|mtm_.*|pk_.*|hsa_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|ttclid|li_fat_id"
    r"|mc_cid|mc_eid|_ga|_gl|gclsrc|phpsessid|jsessionid|igshid|igsh|yclid|_hsenc|_hsmi|ref|ref_src|ref_url|referrer|referer|si|spm"
)
# Already canonical: lower-case host that no name of the tables ends and that is no number, no port,
# no query, no trailing slash, no dots as segments. Most links are.
_CANONICAL = re.compile(
    r"https://(?!www\.|m\.|mobile\.|[^/]*\.(?:0x[0-9a-f]*|[0-9]+)(?:/|\Z))([a-z0-9-]+(?:\.[a-z0-9-]+)+)"
    r"(?:/(?!\.{1,2}(?:/|\Z))[A-Za-z0-9._~-]+)+"
)
_PORTS = {"http": 80, "https": 443}
_PARTS = 4
"""Numbers of an IPv4 address."""
_DIGITS = 40
"""Longer ones are no number of an address."""
_PREFIXES = ("www.", "m.", "mobile.")
# Hosts that show the same pages under the same paths.
_SAME_HOST = {
    "twitter.com": "x.com",
    "old.reddit.com": "reddit.com",
    "new.reddit.com": "reddit.com",
    "dx.doi.org": "doi.org",
    "instagr.am": "instagram.com",
    "telegram.me": "t.me",
    "youtube-nocookie.com": "youtube.com",
    "music.youtube.com": "youtube.com",
}
_VIDEOS = frozenset({"youtu.be", "youtube.com"})
_VIDEO = re.compile(r"/(?:shorts|embed|live|v)/([A-Za-z0-9_-]+)")
_POST = re.compile(r"/(?:i/web|[^/]+)/status(?:es)?/([0-9]+)")
"""A post is known by its number; whose name stands before it changes nothing."""
_REPOSITORIES = frozenset({"github.com", "gitlab.com", "codeberg.org", "bitbucket.org"})
"""Hosts that tell owners and repositories apart by letters alone, in whichever case."""
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_MAPPED = frozenset(_SAME_HOST) | _VIDEOS | _REPOSITORIES | {"x.com"}
_NUMBER = re.compile(r"0x([0-9a-f]*)|0([0-7]*)|([1-9][0-9]*)")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_BEYOND_ASCII = re.compile(r"(?:%[89A-F][0-9A-F])+")
_BLANK_EDGES = re.compile(r"(?:%20)+(?=/|\Z)|(?<=/)(?:%20)+")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# What may stand in a path as it is: RFC 3986, pchar without the percent sign, and the slash.
_PATH = "/-._~!$&'()*+,;=:@%"


def canonical(url: str) -> str:
    """The link by which evidence is compared: RFC 3986 (section 6.2.2) and IDNA.

    Scheme and host in lower case, http as https, the host as punycode without its last dot,
    `www.` or `m.`, an IP address in its one form, known other names of a host as the first of
    them, posts by their number and repositories in lower case; without default port, session,
    doubled slashes, dots as segments, trailing slash, escapes of letters that need none, fragment
    that is no route, and tracking parameters; the other parameters sorted.
    """
    plain = _CANONICAL.fullmatch(url)
    if plain and plain[1] not in _MAPPED:
        return url
    return _canonical(url)


def name_of_page(found: str) -> str | None:
    """The last name in the path of a canonical link that every link to the same page has as it is.

    As far as that is in ASCII and has no escapes. None where the same page may go by other names.
    """
    plain = _CANONICAL.fullmatch(found)
    return found.rpartition("/")[2] if plain and plain[1] not in _MAPPED else None


@lru_cache(maxsize=65_536)
def _canonical(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    name = _name(parts.hostname or "")
    path = _page(name, _path(_SESSION.sub("", parts.path)))
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name.lower())
    )
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    if name in _VIDEOS:
        video = _video(name, path, dict(kept).get("v"))
        if video:
            name, path, kept, fragment = "youtube.com", "/watch", [("v", video)], ""
    if ":" in name:
        name = f"[{name}]"
    if port is not None and port != _PORTS.get(parts.scheme.lower()):
        name = f"{name}:{port}"
    return urlunsplit(("https", name, path, urlencode(kept), fragment))


def _page(name: str, path: str) -> str:
    """The path of a page that its host shows under several."""
    post = _POST.match(path) if name == "x.com" else None
    if post:
        return f"/i/status/{post[1]}"
    if name in _REPOSITORIES:
        owner, repository, *inside = [*path[1:].split("/", 2), "", ""][:3]
        parts = (owner.lower(), repository.lower().removesuffix(".git"), *inside)
        return "".join(f"/{each}" for each in parts if each)
    return path


def _video(name: str, path: str, stated: str | None) -> str | None:
    """The name of the video that an address of the video site shows, whichever its form."""
    if name == "youtu.be":
        return path[1:].partition("/")[0] or None
    if path == "/watch":
        return stated
    found = _VIDEO.fullmatch(path)
    return found[1] if found else None


def _name(stated: str) -> str:
    """The host in the one form that all spellings of it share."""
    found = _punycode(unquote_to_bytes(stated).decode("utf-8", "replace").lower()).strip(".")
    while found.startswith(_PREFIXES) and found.count(".") > 1:
        found = found.partition(".")[2]
    return _SAME_HOST.get(found) or _address(found)


def _address(name: str) -> str:
    """A host that is an IP address in one form, whichever way it is spelt; others as they are.

    Numbers may be decimal, octal or hexadecimal, and fewer than four (WHATWG URL, IPv4 parser);
    an IPv6 address is shortened (RFC 5952), and one that holds an IPv4 address is that one
    (RFC 4291, 2.5.5.2).
    """
    if ":" in name:
        try:
            found = IPv6Address(name)
        except ValueError:
            return name
        return str(found.ipv4_mapped or found)
    numbers = [_number(each) for each in name.split(".")]
    *first, last = numbers
    if last is None or len(numbers) > _PARTS or not all(_in_byte(each) for each in first):
        return name
    value = last + sum((each or 0) << 8 * (_PARTS - 1 - place) for place, each in enumerate(first))
    return name if last >> 8 * (_PARTS - len(first)) else str(IPv4Address(value))


def _in_byte(number: int | None) -> bool:
    return number is not None and number < 1 << 8


def _number(text: str) -> int | None:
    """A part of an address as browsers read it: hexadecimal, octal or decimal."""
    found = _NUMBER.fullmatch(text) if len(text) <= _DIGITS else None
    if found is None:
        return None
    hexadecimal, octal, decimal = found.groups()
    if hexadecimal is not None:
        return int(hexadecimal or "0", 16)
    return int(octal or "0", 8) if decimal is None else int(decimal)


def _punycode(name: str) -> str:
    if name.isascii():
        return name
    import idna  # noqa: PLC0415 - hardly a host needs its tables

    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except UnicodeError:
        return name


def _path(stated: str) -> str:
    """The path without what leads nowhere else: RFC 3986, 5.2.4 and 6.2.2.2."""
    escaped = quote(_ESCAPE.sub(_unescaped, stated), safe=_PATH)
    if _BEYOND_ASCII.search(escaped):
        escaped = quote(_composed(_BEYOND_ASCII.sub(_decoded, escaped)), safe=_PATH)
    escaped = _BLANK_EDGES.sub("", escaped)
    segments: list[str] = []
    for segment in escaped.split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in {"", "."}:
            segments.append(segment)
    return "".join(f"/{segment}" for segment in segments)


def _decoded(found: re.Match[str]) -> str:
    try:
        return unquote_to_bytes(found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _composed(text: str) -> str:
    """The text in NFC, without letters that nobody sees: both lead to the same page or nowhere."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(each for each in composed if unicodedata.category(each) != "Cf")


def _unescaped(found: re.Match[str]) -> str:
    letter = chr(int(found[1], 16))
    return letter if letter in _UNRESERVED else found[0].upper()


def host(url: str) -> str:
    """The host of a link, in lower case, as punycode or one form of an address; else empty."""
    try:
        stated = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return _address(_punycode(stated.lower()).rstrip("."))


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
