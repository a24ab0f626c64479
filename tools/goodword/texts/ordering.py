"""The order in which a language lists names: by letters, then by their marks, then by case."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from anyascii import anyascii

_OWN = {"es": {"ñ": "n\u007f"}}
"""Letters that a language counts as letters of their own, after all words that begin before."""


@lru_cache(maxsize=16_384)
def order(text: str, language: str = "") -> tuple[str, str, str]:
    """Where a text stands among others: `Ángela` after `Ana` and before `Bo`.

    Names in other scripts stand by their sound in plain letters.

    Args:
        text: plain text.
        language: primary tag of the reader's language; Spanish has ñ after n.
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    if folded.isascii():
        return folded, folded, text
    own = _OWN.get(language)
    plain = folded
    if own:
        plain = "".join(own.get(letter, letter) for letter in folded)
    return anyascii(plain).casefold(), folded, text
