"""Ways to hide a text in a file, and kinds of files to hide it in, for tests of the search."""

from __future__ import annotations

import base64
import gzip
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable

HIDES: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda text: text,
    "in capitals": lambda text: text.upper(),
    "gzip": lambda text: gzip.compress(text, mtime=0),
    "base64": base64.b64encode,
    "base64, one on": lambda text: base64.b64encode(b"." + text),
    "base64, two on": lambda text: base64.urlsafe_b64encode(b".." + text),
    "gzip in base64": lambda text: base64.b64encode(gzip.compress(text, mtime=0)),
    "percent": lambda text: quote(text).replace("z", "%7A").encode(),
    "percent twice": lambda text: quote(quote(text).replace("z", "%7A")).encode(),
    "decimal entities": lambda text: b"".join(b"&#%d;" % byte for byte in text),
    "hexadecimal entities": lambda text: b"".join(b"&#x%x;" % byte for byte in text),
    "JSON escapes": lambda text: b"".join(b"\\u%04x" % byte for byte in text),
    "script escapes": lambda text: b"".join(b"\\x%02x" % byte for byte in text),
    "style escapes": lambda text: b"".join(b"\\%06x " % byte for byte in text),
    "hexadecimal": lambda text: text.hex().encode(),
    "UTF-16": lambda text: text.decode().encode("utf-16"),
    "UTF-32": lambda text: text.decode().encode("utf-32-be"),
    "quoted-printable": lambda text: b"".join(b"=%02X" % byte for byte in text),
    "folded lines": lambda text: b"\r\n ".join(text[n : n + 5] for n in range(0, len(text), 5)),
    "cut by tags": lambda text: text.replace(b"zq", b"z<wbr>q"),
    "cut by letters without width": lambda text: text.replace(b"zq", "z\u200bq".encode()),
}
FILES: dict[str, bytes] = {
    "people/index.html": b"<p>%s</p>",
    "index.html": b"<!-- %s -->",
    "missions/index.html": b'<a href="#x" aria-label="%s" data-x="">x</a>',
    "search/search_index.json": b'{"docs": [{"text": "%s"}]}',
    "events/one.ics": b"BEGIN:VCALENDAR\r\nSUMMARY:%s\r\nEND:VCALENDAR\r\n",
    "news/feed.xml": b'<feed xmlns="http://www.w3.org/2005/Atom"><title>%s</title></feed>',
    "assets/chart.svg": b"<svg><desc>%s</desc></svg>",
    "assets/brand.css": b"/* %s */",
    "assets/logo.png": b"\x89PNG\r\n\x1a\n%s",
}
