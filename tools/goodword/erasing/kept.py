"""What points of others, or the person's own, rest on: whom claims helped, and who brought them.

Conditions count different people in `helped`, also for whoever has a part in a claim. So each of
them has a word of the tool in its place, the same in every claim; where claims of somebody else say
the same words these stay, for together they count once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.erasing.own import ERASED
from goodword.nearest import alike
from goodword.source.documents import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable

_COUNTING = frozenset({"program/tiers.yml", "program/milestones.yml"})
_SETTINGS = "program/program.yml"
ASKED = _COUNTING | {_SETTINGS}
"""Files that say whether points rest on either."""


class Rests(NamedTuple):
    """What points of a program rest on.

    Args:
        helped: whether a condition counts different people in `helped`.
        referral: whether somebody gets points for having brought another.
    """

    helped: bool
    referral: bool


def rests(contents: Iterable[tuple[str, bytes]]) -> Rests:
    """What points rest on, or once did.

    Args:
        contents: files by path, of today or of any day.
    """
    helped = referral = False
    for path, data in contents:
        helped |= path in _COUNTING and b"people_helped" in data
        if path == _SETTINGS and b"referral" in data:
            value, _ = read_document(data, path)
            referral |= isinstance(value, dict) and "referral" in value
    return Rests(helped, referral)


def stand_ins(own: Iterable[tuple[str, str]], others: Iterable[str], new: str) -> dict[str, str]:
    """What stands for whom a person's claims helped, by the words as conditions compare them.

    Empty where the words stay.

    Args:
        own: name of each claim of theirs that there ever was, with whom it helped.
        others: whom claims of others helped.
        new: what the person is to be called; stand-ins of two people are never the same.
    """
    shared = {alike(each) for each in others}
    found: dict[str, str] = {}
    number = 0
    for _, text in sorted({*own}):
        word = alike(text)
        if word not in found:
            number += word not in shared
            found[word] = "" if word in shared else f"{ERASED} {new} {number}"
    return found
