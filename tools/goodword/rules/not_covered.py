"""A redemption or a deduction asks for more than there was.

A request that the points or the stock of its day do not cover holds nothing, and stays on the
agenda until it is ended. Where two together are not covered, one that is approved stands before
one that is not, else the earlier stands. A negative adjustment beyond what was spendable takes
nothing. So no balance and no stock is ever below zero.

Mend a request with `goodword reward decline --as out_of_funds` or `--as out_of_stock`, an
adjustment by its points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.spending import ended
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Open requests and adjustments that were not covered on their day."""
    program = snapshot.program
    for person, account in snapshot.ledger.members.items():
        if program.broken.touches(person):
            continue
        for redemption, why in account.refused.values():
            end = ended(redemption)
            if end is not None or program.broken.touches(redemption.reward):
                continue
            yield Finding(
                redemption.place.at("points"),
                f"{redemption.points} points for {redemption.reward} on {redemption.requested}"
                f" are not covered: {why}",
                "ask for no more than there was, or decline it as out_of_funds or out_of_stock",
            )
        for path, spendable in account.overdrawn.items():
            touchpoint = program.touchpoints[path]
            yield Finding(
                touchpoint.place.at("points"),
                f"takes more than the {spendable} that were spendable on {touchpoint.date}",
            )


RULE = Rule("not-covered", check, points=True, scope=Scope.PERSON)
