"""The order in which a language lists names: by letters, then by their marks, then by case."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_OWN = {"es": {"ñ": "n\u007f"}}
"""Letters that a language counts as letters of their own, after all words that begin before."""
_MARKS = (
    *("\u0335", "\u0338", "\u0301", "\u0300", "\u0306", "\u0302", "\u030c", "\u030a", "\u0308"),
    *("\u030b", "\u0303", "\u0307", "\u0328", "\u0327", "\u0304"),
)
_MARK = {mark: chr(place) for place, mark in enumerate(_MARKS, 0x21)}
"""Marks of letters in the order of the Unicode collation."""
_STRUCK = {"ø": "o\u0338", "ł": "l\u0335", "đ": "d\u0335", "ħ": "h\u0335", "ŧ": "t\u0335"}
"""Letters whose mark Unicode counts as a part of them."""
_SIGNS = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_SIGN = {ord(sign): chr(place) for place, sign in enumerate(_SIGNS, 1)}
"""Signs come before digits, and digits before letters."""
_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=16_384)
def order(text: str, language: str = "") -> tuple[str, str, str]:
    """Where a text stands among others: `Ángela` after `Ana` and before `Bo`.

    As the Unicode collation has it with numbers by their size: `Team 9` before `Team 10`,
    letters before marks (`Jose`, `José`, `Josef`), marks before case, small letters first. Dutch
    ij is an i and a j. Names in other scripts stand by their sound in plain letters, where a
    reader of the page's language looks for them.

    Args:
        text: plain text.
        language: primary tag of the reader's language; Spanish has ñ after n.
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    if folded.isascii():
        return _letters(folded), "", text.swapcase()
    from anyascii import anyascii  # noqa: PLC0415 - slow, and most names are plain

    own = _OWN.get(language)
    known = "".join(own.get(letter, letter) for letter in folded) if own else folded
    marks = "".join(_MARK.get(each, " ") for each in _apart(known)).rstrip()
    return _letters(anyascii(known).casefold()), marks, text.swapcase()


def _apart(folded: str) -> str:
    """Letters with their marks behind them."""
    return unicodedata.normalize("NFD", "".join(_STRUCK.get(each, each) for each in folded))


def _letters(plain: str) -> str:
    """Signs, numbers by their size, and letters, as what is compared first."""
    return _NUMBER.sub(_sized, plain.translate(_SIGN))


def _sized(digits: re.Match[str]) -> str:
    """A number as a text that stands among others by its size: how long it is comes first."""
    size = digits.group().lstrip("0")
    return f"0{chr(0x30 + len(size))}{size}"
