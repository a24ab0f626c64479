"""The content-security policy: nothing but the site's own files, and the theme's own scripts.

The theme has scripts of its own inside its pages; the policy names each by the hash of its text,
taken from shells that nobody's text has touched. A script that came in by any other way has no
hash and does not run.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SCRIPTS = {"", "module", "text/javascript", "application/javascript"}
"""Types of script elements that a browser runs; others are data."""

POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)


class _Inline(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        runs = (given.get("type") or "").lower() in SCRIPTS and "src" not in given
        self._inside = tag == "script" and runs
        if self._inside:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"


@lru_cache(maxsize=256)  # all audiences, and each build while serving, have the same shells
def inline_scripts(page: str) -> tuple[str, ...]:
    """The texts of the scripts that stand inside a page."""
    parser = _Inline()
    parser.feed(page)
    parser.close()
    return tuple(parser.found)


def hashes(pages: Iterable[str]) -> frozenset[str]:
    """Sources of the policy for all scripts inside these pages."""
    scripts = {script for page in pages for script in inline_scripts(page)}
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return frozenset(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def policy(sources: Iterable[str]) -> str:
    """The policy as a header's value."""
    return POLICY.format(scripts=" ".join(["'self'", *sorted(sources)]))


def header_file(sources: Iterable[str]) -> str:
    """The file `_headers`, which some static hosts read: the policy for everything they serve."""
    return (
        f"/*\n  Content-Security-Policy: {policy(sources)}\n"
        "  Referrer-Policy: same-origin\n"
        "  X-Content-Type-Options: nosniff\n"
        "  X-Frame-Options: DENY\n"
        "  X-Robots-Tag: noindex\n"
    )
