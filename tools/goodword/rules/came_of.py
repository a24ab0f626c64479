"""A result stands at a claim that gave nothing, is older than what was done, or stands twice.

What came of a mission is counted once it was done and approved: people who were reached by
something that nobody confirmed would stand in the figures of its category all the same. Entries add
up, so the same count of the same day and source, written twice, would count everybody twice.

Mend the day, or take the result away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.visible import award_on
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Results of claims that were not approved by their day, or that had not happened by then."""
    for claim in snapshot.program.claims.values():
        for index, each in enumerate(claim.results):
            day = claim.place.at("results", index, "date")
            # What was erased left no source by which two could be told from each other.
            if each in claim.results[:index] and claim.influencer not in snapshot.program.erased:
                yield Finding(
                    claim.place.at("results", index),
                    "the same count of the same day and source stands above, and both are added up",
                    "delete it, or say where this one is from",
                )
            if each.date < claim.occurred:
                yield Finding(
                    day,
                    f"counted on {each.date}, before it was done on {claim.occurred}",
                    "give the day on which somebody counted",
                )
            elif award_on(claim, each.date) is None:
                yield Finding(
                    day,
                    f"the claim was not approved by {each.date}",
                    "approve it first, or give the day on which somebody counted",
                )


RULE = Rule("came-of", check, scope=Scope.FILE)
