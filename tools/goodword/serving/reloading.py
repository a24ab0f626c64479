"""What makes an open page follow the files: a script of the server's own, and what it is told.

It is put into pages on their way to the browser, so that nothing of it is in a portal's files, and
it comes from the site itself, so that the policy of the pages stays what it is. Its folder begins
with a letter with which no name in a portal begins.
"""

from __future__ import annotations

import json
import re
from html import escape
from threading import Condition
from typing import TYPE_CHECKING

from goodword.resources import site_directory
from goodword.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "/-/"
FILES = ("reload.js", "reload.css")
CHANGES = f"{PREFIX}changes"
_LANGUAGE = re.compile(rb"<html\b[^>]*\blang=\"?([A-Za-z-]{2,35})")
_WORDS = ("stale", "newer", "gone")
BEAT = 15.0
"""Seconds after which something is sent, so that a reader who has gone is noticed."""


def own_file(name: str) -> bytes | None:
    """A file of what serves, by its name."""
    return (site_directory() / "serving" / name).read_bytes() if name in FILES else None


def with_script(page: bytes, version: str) -> bytes:
    """A page that follows changes from a version on."""
    head, end, rest = page.partition(b"</head>")
    if not end:
        return page
    found = _LANGUAGE.search(head)
    texts = Texts(found.group(1).decode() if found else "en")
    words = "".join(f' data-{each}="{escape(texts(f"serving.{each}"))}"' for each in _WORDS)
    added = (
        f'<link rel="stylesheet" href="{PREFIX}reload.css">'
        f'<script src="{PREFIX}reload.js" data-version="{escape(version)}"{words} defer></script>'
    )
    return b"".join((head, added.encode(), end, rest))


class Changes:
    """What is served now, for pages that wait for something else.

    Args:
        start: by which this run is told from others on the same port.
    """

    def __init__(self, start: str) -> None:
        self._start = start
        self._number = 0
        self._stale = False
        self._ended = False
        self._changed = Condition()

    @property
    def version(self) -> str:
        """Of what is served."""
        return f"{self._start}-{self._number}"

    def tell(self, *, renewed: bool, stale: bool) -> None:
        """Let pages know.

        Args:
            renewed: what is served is another.
            stale: it is an older one than that of the files, with which something is wrong.
        """
        with self._changed:
            self._number += renewed
            self._stale = stale
            self._changed.notify_all()

    def end(self) -> None:
        """Let everyone go who waits."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def events(self) -> Iterator[bytes]:
        """What is told to one page from now on, as server-sent events; empty ones are beats."""
        told = ""
        while not self._ended:
            with self._changed:
                now = self._now()
                if now == told and not self._ended:
                    self._changed.wait(BEAT)
                    now = self._now()
            yield b": still here\n\n" if now == told else f"data: {now}\n\n".encode()
            told = now

    def _now(self) -> str:
        return json.dumps({"version": self.version, "stale": self._stale})
