"""A line of the agenda was put off for too long, or until a day past.

A line may be put off for at most 30 days, until a later day than the one on which it was put off.
A promise made to a person cannot be put off at all: it is kept, or talked about with them.

Mend it by correcting `until`, or by taking the entry out of `snoozed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model.snooze import LONGEST
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each entry that puts off what it may not, or for longer than it may."""
    for document in snapshot.program.putting_off:
        for index, each in enumerate(document.snoozed):
            place = document.place.at("snoozed", index)
            if each.until <= each.date:
                yield Finding(place.at("until"), f"until {each.until} is not after {each.date}")
            elif (each.until - each.date).days > LONGEST:
                yield Finding(place.at("until"), f"until {each.until} is more than {LONGEST} days")


RULE = Rule("snoozed", check, scope=Scope.FILE)
