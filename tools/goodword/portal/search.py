"""The search index: the theme's own format, with an entry for each page that was filled."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
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
    r"[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)
"""Runs of letters of scripts in which a word may begin at any letter: Chinese, Japanese, Thai, Lao,
Burmese, Khmer; Korean too, which joins words that people search for one by one."""
TYPED = 16
"""Letters that are typed at most of a word inside such a run: what follows narrows nothing down."""
_PLAIN = re.compile(r"[A-Za-z0-9\s\-]*")
"""Titles that are found by all their words as they stand."""
_BREAK = re.compile(r"[\s\-&<>]+")
"""Where the search begins a word: the separator of site/mkdocs.yml, before `&` is escaped."""
_APOSTROPHE = re.compile(r"\w+(?:['\u2019\u02bc]\w+)+")
_OTHERS = ({0x2019: 0x27, 0x2BC: 0x27}, {0x27: 0x2019, 0x2BC: 0x2019})
"""Each apostrophe, as the one keyboard and the other have it."""
_STRESS = dict.fromkeys((0x300, 0x301, 0x302))
"""Grave, acute and circumflex: what is left out in typing, where letters of their own are not."""
_SPELT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ø": "oe"}
    | {"Ø": "Oe", "å": "aa", "Å": "Aa", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
)
"""How letters are spelt where a keyboard lacks them; anyascii gives the bare letter."""


def escape(text: str) -> str:
    """What the theme shows as HTML and must stay text; quotes are searched for as they are."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@lru_cache(maxsize=1 << 13)
def also(title: str, words: str = "") -> str:
    """By what else a title is found, in the order of its words.

    Plain letters (Zoe for Zoë, Mueller and Muller for Müller), other words as they are known (an
    id's), each apostrophe, words behind a sign that the search takes for a part of them, and every
    place at which a word may begin in a script without blanks.

    Args:
        title: in composed letters.
        words: such other words.
    """
    small = title.lower()  # as the search does it: an ß stays one letter
    if _PLAIN.fullmatch(title) and all(word in small for word in words.split()):
        return ""
    typed = [word.translate(other) for word in _APOSTROPHE.findall(title) for other in _OTHERS]
    wide = unicodedata.normalize("NFKC", title)  # letters of half a width, or of a whole one
    inner = [
        run[start : start + TYPED]
        for spelling in dict.fromkeys((title, wide))
        for run in _UNSPACED.findall(spelling)
        for start in range(len(run))
    ]
    # Many type the letter that their keyboard has, and leave its accent out: ñandu for ñandú.
    parts = unicodedata.normalize("NFD", title)
    unstressed = unicodedata.normalize("NFC", parts.translate(_STRESS))
    spellings = (title, anyascii(title), unstressed, title.translate(_SPELT), wide, words)
    begun = [word for word in _BREAK.split(small) if word]
    found: dict[str, str] = {}
    plain = [
        word
        for spelling in spellings
        for word in _WORD.findall(spelling)
        if not _UNSPACED.search(word)
    ]
    for word in (*plain, *inner, *typed):
        folded = word.lower()
        if folded not in found and not any(each.startswith(folded) for each in begun):
            found[folded] = word
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
