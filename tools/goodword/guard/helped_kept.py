"""Whom a claim helped was put otherwise by somebody who may not, where conditions count it.

`helped` of a claim is free text. Where a condition of a tier or a milestone counts
`people_helped`, tiers and points follow from it all the same: once base has a decision or a review
of the claim, somebody on staff puts it right who is neither one of its people nor close to them.
The same words in other letters, or with other spaces, are no other.

Mend it by putting back what was there, or by letting somebody else on staff commit it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.guard.acts import whom
from goodword.guard.promise import Breach, Promise
from goodword.guard.recorded_by import unfit, wanted
from goodword.guard.resting import measured
from goodword.model.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.guard.change import Change


def check(change: Change) -> Iterator[Breach]:
    """Claims of base that were looked at and help somebody else in head."""
    if not measured(change, "people_helped") or wanted(change) == "anyone":
        return
    for old, new in change.kept:
        looked_at = isinstance(old, Claim) and (old.decision is not None or old.reviews)
        if not looked_at or whom(old) == whom(new):
            continue
        for commit in change.writers(new.place.path, whom):
            why = unfit(change, commit, new.people)
            if why is not None:
                yield Breach(
                    new.place.at("helped") if new.helped else new.place,
                    f"helped was {old.helped or 'left out'}, is {new.helped or 'left out'}, and"
                    f" conditions count it: by {commit.author} <{commit.email}> in"
                    f" {commit.id[:12]}, {why}",
                    "somebody else on staff commits it",
                )


PROMISE = Promise("helped-kept", check)
