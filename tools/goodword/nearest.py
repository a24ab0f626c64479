"""The known word nearest to one that was written, for "did you mean"."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 100
_LIKENESS = 0.6
_SHORTEST = 2
"""Letters that a part of an id must have to stand for it."""

_FEW = 6
"""So many are named where none is like what was written."""


def alike(text: str) -> str:
    """The text by which two are compared: composed (NFC), without case, blanks as one space.

    Letters that nobody sees (joiners, marks of direction: category Cf) make no other text.
    """
    composed = unicodedata.normalize("NFC", text).casefold()
    if not composed.isascii():
        composed = "".join(each for each in composed if unicodedata.category(each) != "Cf")
    return " ".join(composed.split())


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like the one written, or None where none is like it.

    Case, spaces, hyphens and underscores count for nothing. Where none is like it, whole parts of
    a longer one are: `jan` is meant for `jan-kruger`, `slow-export` for `2026-08-03-slow-export`.
    Of equals the first in the alphabet is taken.

    Args:
        word: what was written; beyond 100 characters nothing is like it.
        known: what could have been meant, in any order.
    """
    if not word or len(word) > _LONGEST:
        return None
    plain: dict[str, str] = {}
    for each in sorted(known, reverse=True):
        plain[_plain(each)] = each
    meant = _plain(word)
    found = get_close_matches(meant, sorted(plain), n=1, cutoff=_LIKENESS)
    if not found and len(meant) >= _SHORTEST:
        found = [each for each in sorted(plain) if f"-{meant}-" in f"-{each}-"]
    return plain[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`, did you mean "gold"?` to put behind a message; empty where nothing is like the word."""
    found = nearest(word, known)
    return "" if found is None else f', did you mean "{found}"?'


def one_of(word: str, known: Iterable[str]) -> str:
    """What was meant, as `did_you_mean` says it; where nothing is like it, the few there are.

    `, expected one of pr, product`; empty where there are none or many.
    """
    there = sorted(set(known))
    near = did_you_mean(word, there)
    if near or not 0 < len(there) <= _FEW:
        return near
    return f", expected {'one of ' * (len(there) > 1)}{', '.join(there)}"


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold().replace("_", "-").replace(" ", "-")
