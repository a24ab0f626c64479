"""What points of others, or the person's own, rest on, and so stays when they are erased.

Conditions count different people in `helped`, also for whoever has a part in a claim, and limits of
missions count claims of one `key`. So each of these has a word of the tool in its place, the same
in every claim; where claims of somebody else say the same words these stay, for together they count
once. Who brought somebody may have points for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.erasing.own import ERASED
from goodword.nearest import alike
from goodword.source.documents import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable

_COUNTING = frozenset({"program/tiers.yml", "program/milestones.yml"})
_SETTINGS = "program/program.yml"
_MISSION = re.compile(r"missions/[^/]+/mission\.yml")
STOOD_FOR = ("helped", "key")
"""Texts of claims that something may stand for."""


class Rests(NamedTuple):
    """What points of a program rest on.

    Args:
        helped: whether a condition counts different people in `helped`.
        key: whether a mission limits claims of one `key`.
        referral: whether somebody gets points for having brought another.
    """

    helped: bool
    key: bool
    referral: bool


def says(path: str) -> bool:
    """Whether a file says whether points rest on any of it."""
    return path in _COUNTING or path == _SETTINGS or _MISSION.fullmatch(path) is not None


def rests(contents: Iterable[tuple[str, bytes]]) -> Rests:
    """What points rest on, or once did.

    Args:
        contents: files by path, of today or of any day.
    """
    helped = key = referral = False
    for path, data in contents:
        helped |= path in _COUNTING and b"people_helped" in data
        if path == _SETTINGS and b"referral" in data:
            value, _ = read_document(data, path)
            referral |= isinstance(value, dict) and "referral" in value
        elif b"per" in data and _MISSION.fullmatch(path):
            key |= _by_key(read_document(data, path)[0])
    return Rests(helped, key, referral)


def _by_key(mission: Any) -> bool:
    points = mission.get("points") if isinstance(mission, dict) else None
    versions = points if isinstance(points, list) else [points]
    return any(isinstance(each, dict) and "per" in each for each in versions)


def stand_ins(own: Iterable[tuple[str, str]], others: Iterable[str], new: str) -> dict[str, str]:
    """What stands for texts of a person's claims, by their words as they are compared.

    Empty where the words stay.

    Args:
        own: name of each claim of theirs that there ever was, with the text.
        others: the same texts of claims of others.
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
