"""The last decisions of each mission."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING

from goodword.ledger.visible import first_decided

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from goodword.model.claim import Claim

    Decided = tuple[date, int, str]

LATELY = 20
"""So many decisions are the last ones."""
_HELD = 10 * LATELY
"""So many are held before those are let go that later ones have overtaken."""


def last(decided: Iterable[Decided]) -> tuple[Decided, ...]:
    """The last ones of these, the newest first."""
    return tuple(nlargest(LATELY, decided))


def decided_lately(claims: Iterable[Claim], day: date) -> tuple[Decided, ...]:
    """The last first decisions of these claims: their days, the days since submitting, the paths.

    What was brought over from another system was decided there, and is not among them.

    Args:
        claims: of whatever state.
        day: what is decided later is not known.
    """
    found: list[tuple[date, Claim]] = []
    since, most = None, _HELD
    for claim in claims:
        first = first_decided(claim, day)
        if first is None or (since is not None and first < since) or claim.brought_over:
            continue
        found.append((first, claim))
        if len(found) > most:
            since = nlargest(LATELY, [each for each, _ in found])[-1]
            found = [each for each in found if each[0] >= since]
            most = max(_HELD, 2 * len(found))  # many may be of one day
    return last((first, (first - each.submitted).days, each.place.path) for first, each in found)
