"""The percents of a claim do not say who has how much of its points.

Where a team splits unevenly, `with` has `{id, percent}` for each of the others, and the claimant
has what is left of 100. So either everybody in `with` has a percent or nobody has, and together
they come to 99 at most: who hands something in did some of it.

Mend it by stating the percents that are missing, by leaving all of them out for even shares, or by
letting somebody else of the team hand it in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.sharing import misstated
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Claims whose percents are there for some, or leave the claimant nothing."""
    for claim in snapshot.program.claims.values():
        if claim.percents:
            for each in misstated(claim):
                yield Finding(claim.place.at(*each.pointer), each.message, each.hint)


RULE = Rule("uneven-shares", check, scope=Scope.FILE)
