"""The search index: the theme's own format, with an entry for each page that was filled."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


PATH = "search/search_index.json"
"""Where the theme looks for it, from the language's root."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as it is found.

    Args:
        location: its path from the language's root.
        title: plain text. text: plain text.
        names: words that are also found by their plain letters.
    """

    location: str
    title: str
    text: str = ""
    names: str = ""


def escape(text: str) -> str:
    """What the theme shows as HTML and must stay text; quotes are searched for as they are."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_letters(names: str) -> str:
    """The names in plain letters (Zoe for Zoë), or nothing where they are that already."""
    letters = anyascii(names)
    return "" if letters == names else letters


def _document(entry: Entry) -> dict[str, str]:
    words = " ".join(f"{entry.text} {plain_letters(entry.names)}".split())
    return {"location": entry.location, "title": escape(entry.title), "text": escape(words)}


def index(settings: Mapping[str, object], entries: Iterable[Entry]) -> bytes:
    """The index file.

    Args:
        settings: what the theme's own index states (language, separator, fields).
        entries: of filled pages, in their order.
    """
    documents = [_document(entry) for entry in entries]
    value = {"config": settings, "docs": documents}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
