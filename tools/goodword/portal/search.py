"""The search index: the theme's own format, with an entry for each page that was filled."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


_WORD = re.compile(r"[^\W_]+")
PATH = "search/search_index.json"
"""Where the theme looks for it, from the language's root."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as it is found.

    Args:
        location: its file by the path from the language's root.
        title: plain text. text: plain text.
        words: other words by which its title is found, such as those of an id.
    """

    location: str
    title: str
    text: str = ""
    words: str = ""


_UNSPACED = re.compile(
    r"[\u0e00-\u0e7f\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\uff66-\uff9f]{2,40}"
)
"""Runs of letters of scripts that put no blanks between words (Chinese, Japanese, Thai, …)."""


_APOSTROPHE = re.compile(r"\w+(?:['\u2019]\w+)+")
_OTHER = {0x27: 0x2019, 0x2019: 0x27}
"""Each of the two apostrophes, and the one that another keyboard has."""
_STRESS = dict.fromkeys((0x300, 0x301, 0x302))
"""Grave, acute and circumflex: what is left out in typing, where letters of their own are not."""


def escape(text: str) -> str:
    """What the theme shows as HTML and must stay text; quotes are searched for as they are."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def also(title: str, words: str = "") -> str:
    """By what else a title is found, in the order of its words.

    Plain letters (Zoe for Zoë), other words as they are known (an id's: `mueller` for Müller),
    and every place at which a word may begin in a script without blanks.

    Args:
        title: in composed letters.
        words: such other words.
    """
    folded = title.casefold()
    typed = [word.translate(_OTHER) for word in _APOSTROPHE.findall(title)]
    if title.isascii() and not typed and all(word in folded for word in words.split()):
        return ""
    inner = [run[start:] for run in _UNSPACED.findall(title) for start in range(1, len(run))]
    letters = anyascii(title)
    # Many type the letter that their keyboard has, and leave its accent out: ñandu for ñandú.
    parts = unicodedata.normalize("NFD", title)
    unstressed = unicodedata.normalize("NFC", parts.translate(_STRESS))
    known = set(_WORD.findall(folded))
    found: dict[str, str] = {}
    plain = (*_WORD.findall(letters), *_WORD.findall(unstressed), *_WORD.findall(words))
    for word in (*plain, *inner, *typed):
        if word.casefold() not in known:
            found.setdefault(word.casefold(), word)
    return " ".join(found.values())


def _document(entry: Entry) -> dict[str, str]:
    # Decomposed letters are other words to the search than those that people type.
    title = unicodedata.normalize("NFC", entry.title)
    words = " ".join(unicodedata.normalize("NFC", entry.text).split())
    shown = escape(title)
    more = also(title, entry.words)
    if more:
        # In the title, since it is searched first; not shown, since it is not the title.
        shown += f"<span hidden> {escape(more)}</span>"
    return {"location": entry.location, "title": shown, "text": escape(words)}


def index(settings: Mapping[str, object], entries: Iterable[Entry]) -> bytes:
    """The index file.

    Args:
        settings: what the theme's own index states (language, separator, fields).
        entries: of filled pages, in their order.
    """
    documents = [_document(entry) for entry in entries]
    value = {"config": settings, "docs": documents}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
