"""More than a quarter of the people leave in one change.

Whoever goes from the files, or gets a stage in which they take no part any more (`left`,
`declined`, `opted-out`), leaves. So many at once are mostly a script or a merge that went wrong.
Of fewer than three people nothing is said.

Mend it by bringing them back; where it is meant, say so with `--allow-removal`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Place
from goodword.guard.promise import Breach, Promise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.guard.change import Change

_AWAY = frozenset({"left", "declined", "opted-out"})
_FEW = 3
"""Fewer may leave at any time."""


def check(change: Change) -> Iterator[Breach]:
    """The people who leave, where they are too many."""
    before, after = change.base.program.influencers, change.head.program.influencers
    there = [each for each in before.values() if each.stage not in _AWAY]
    broken = change.head.program.broken
    left = [
        each.id
        for each in there
        if (
            after[each.id].stage in _AWAY
            if each.id in after
            else not broken.holds("profile", each.id)
        )
    ]
    if len(left) >= _FEW and 4 * len(left) > len(there) and not change.allow_removal:
        names = ", ".join(left[:5]) + (f" and {len(left) - 5} more" if len(left) > 5 else "")
        yield Breach(
            Place("influencers"),
            f"{len(left)} of {len(there)} people leave at once: {names}",
            "where it is meant, --allow-removal says so",
        )


PROMISE = Promise("many-leave", check)
