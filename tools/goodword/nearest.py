"""The known word nearest to one that was written, for "did you mean"."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_GUESS = re.compile(r', (?:did you mean "[^"]*"\?|expected (?:one of )?[a-z0-9_, -]+)\Z')
"""What `one_of` puts behind a message."""
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
    if text.isascii():
        return " ".join(text.lower().split())
    composed = unicodedata.normalize("NFC", text).casefold()
    for letter in {*composed}:  # of which there are fewer than letters
        if not letter.isascii() and unicodedata.category(letter) == "Cf":
            composed = composed.replace(letter, "")
    return " ".join(composed.split())


class Known:
    """Words that could be meant, prepared once for many that were written.

    Args:
        words: in any order; of those that are alike the first in the alphabet is taken.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(set(words))
        self._words = {_plain(each): each for each in reversed(self.words)}
        self._plain = [(each, len(each), _letters(each)) for each in sorted(self._words)]

    def nearest(self, word: str) -> str | None:
        """The known word most like the one written: see `nearest`."""
        if not word or len(word) > _LONGEST:
            return None
        meant = _plain(word)
        found = self._likest(meant)
        if found is None and len(meant) >= _SHORTEST:
            part = f"-{meant}-"
            found = next((each for each, _, _ in self._plain if part in f"-{each}-"), None)
        return None if found is None else self._words[found]

    def _likest(self, meant: str) -> str | None:
        """The word that `difflib.get_close_matches` finds, without comparing with each.

        What two words have in common is at most what they have of the same letters, and at most
        their longest common subsequence; words that could be more alike come first.
        """
        size, own = len(meant), _letters(meant)
        likest: list[tuple[float, str]] = []
        for each, length, letters in self._plain:
            common = min(size - (own & ~letters).bit_count(), length - (letters & ~own).bit_count())
            likeness = 2.0 * common / (size + length)
            if likeness >= _LIKENESS:
                likest.append((likeness, each))
        likest.sort(reverse=True)
        best, found = _LIKENESS, ""
        common_with = _Common(meant)
        matcher = SequenceMatcher(b=meant)
        for likeness, each in likest:
            if likeness < best:
                break
            if 2.0 * common_with.length(each) / (size + len(each)) < best:
                continue
            matcher.set_seq1(each)
            best, found = max((best, found), (matcher.ratio(), each))
        return found or None


class _Common:
    """Lengths of longest common subsequences with a word, a bit for each of its letters."""

    def __init__(self, word: str) -> None:
        self._all = (1 << len(word)) - 1
        self._where: dict[str, int] = {}
        for place, letter in enumerate(word):
            self._where[letter] = self._where.get(letter, 0) | 1 << place

    def length(self, other: str) -> int:
        """The length of the longest common subsequence."""
        left, where = self._all, self._where
        for letter in other:
            if here := where.get(letter, 0) & left:
                left = (left + here | left - here) & self._all
        return (self._all ^ left).bit_count()


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like the one written, or None where none is like it.

    Case, spaces, hyphens and underscores count for nothing. Where none is like it, whole parts of
    a longer one are: `jan` is meant for `jan-kruger`, `slow-export` for `2026-08-03-slow-export`.
    Of equals the first in the alphabet is taken.

    Args:
        word: what was written; beyond 100 characters nothing is like it.
        known: what could have been meant, in any order.
    """
    return Known(known).nearest(word)


def did_you_mean(word: str, known: Iterable[str] | Known) -> str:
    """`, did you mean "gold"?` to put behind a message; empty where nothing is like the word."""
    found = _prepared(known).nearest(word)
    return "" if found is None else f', did you mean "{found}"?'


def one_of(word: str, known: Iterable[str] | Known) -> str:
    """What was meant, as `did_you_mean` says it; where nothing is like it, the few there are.

    `, expected one of pr, product`; empty where there are none or many.
    """
    there = _prepared(known)
    near = did_you_mean(word, there)
    if near or not 0 < len(there.words) <= _FEW:
        return near
    return f", expected {'one of ' * (len(there.words) > 1)}{', '.join(there.words)}"


def without_guess(message: str) -> str:
    """A message without what was meant: that changes with whatever is there."""
    return _GUESS.sub("", message)


def _prepared(known: Iterable[str] | Known) -> Known:
    return known if isinstance(known, Known) else Known(known)


def _letters(word: str) -> int:
    """Which letters a word has, a bit each; two may share one."""
    found = 0
    for letter in word:
        found |= 1 << ord(letter) % 64
    return found


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold().replace("_", "-").replace(" ", "-")
