"""The files that a skeleton consists of, which are those that strangers ask for.

A skeleton stands where the portal will: the same kinds of file at the same places, and in each of
them nothing but a nonce. So whatever a stranger is shown by mistake is known by it, and is nothing.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

NONCE = re.compile(r"[0-9a-z]{16,64}")
MARK = "goodword-release"
"""The name under which a page of a portal says its release."""
RELEASE = "release.json"
"""Says the release of a portal, and nothing else."""

PAGES = ("index.html", "missions/index.html")
DEEP = ("people/someone/index.html", "missions/something/else/index.html")
MISSING = "404.html"
DATA = ("search/search_index.json", RELEASE)
MAPS = ("assets/goodword.js.map", "assets/brand.css.map")
SITEMAP = "sitemap.xml"
ASSETS = (
    *("assets/brand.css", "assets/goodword.js", "assets/logo.svg", "assets/favicon.png"),
    *("assets/font.woff2", "events/events.ics", "START-HERE.txt"),
)
COMPRESSED = ("index.html", "search/search_index.json", "assets/brand.css")
"""Files that have twins, which hosts make and some builds bring along."""
ENDINGS = (".gz", ".br", ".zst")
FOLDERS = ("missions/", "people/", "assets/", "search/")


def nonce_of(text: str) -> str:
    """The nonce as it is.

    Raises:
        Failure: it is too short to be known again, or could be markup.
    """
    if not NONCE.fullmatch(text):
        raise Failure(
            "a nonce consists of 16 to 64 small letters and digits",
            "python3 -c 'import secrets; print(secrets.token_hex(16))' makes one",
        )
    return text


def release(nonce: str) -> bytes:
    """What `release.json` holds."""
    return f'{{"release": "{nonce}"}}\n'.encode()


def mark(nonce: str) -> str:
    """What the head of a page holds."""
    return f'<meta name="{MARK}" content="{nonce}">'


def skeleton(nonce: str) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file of a skeleton."""
    for path in (*PAGES, *DEEP, MISSING, *DATA, *MAPS, SITEMAP, *ASSETS):
        yield path, _content(path, nonce)
    for path in COMPRESSED:
        data = _content(path, nonce)
        for ending, squeezed in zip(ENDINGS, (_gzip, _brotli, _zstandard), strict=True):
            yield path + ending, squeezed(data)


def _content(path: str, nonce: str) -> bytes:
    ending = path.rpartition(".")[2]
    if ending == "html":
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8">{mark(nonce)}'
            f"<title>{nonce}</title></head><body><p>{nonce}</p></body></html>\n"
        ).encode()
    if ending == "json":
        return release(nonce)
    texts = {
        "map": f'{{"version": 3, "sources": [], "mappings": "", "file": "{nonce}"}}\n',
        "css": f"/* {nonce} */\n",
        "js": f"// {nonce}\n",
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg"><title>{nonce}</title></svg>\n',
        "xml": f"<!-- {nonce} --><urlset/>\n",
    }
    return texts.get(ending, f"{nonce}\n").encode()


def _gzip(data: bytes) -> bytes:
    """Stored and not squeezed, so that the nonce can be seen in it; so are the two below."""
    squeeze = zlib.compressobj(0, wbits=31)
    return squeeze.compress(data) + squeeze.flush()


def _brotli(data: bytes) -> bytes:
    """One uncompressed meta-block of at most 64 KiB, then an empty last one (RFC 7932, 9.1, 9.2).

    Bits from the lowest: a window of 16 bits (0), not the last (0), four nibbles of length (00),
    the length less one, uncompressed (1).
    """
    head = (len(data) - 1) << 4 | 1 << 20
    return head.to_bytes(3, "little") + data + b"\x03"


def _zstandard(data: bytes) -> bytes:
    """A frame that states its size (in two bytes, less 256), and one raw block (RFC 8878, 3.1.1).

    Shorter contents are filled up with spaces.
    """
    data = data.ljust(256)
    block = 1 | len(data) << 3
    return (
        b"\x28\xb5\x2f\xfd\x60"
        + (len(data) - 256).to_bytes(2, "little")
        + block.to_bytes(3, "little")
        + data
    )
