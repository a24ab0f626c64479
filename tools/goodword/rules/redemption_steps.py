"""What became of a request for a reward does not follow, or was recorded by who may not.

A request is approved, then fulfilled, and what was given may come back; or it is ended once. Each
is on a day not before the one it follows. Who approves, refuses, gives or takes back is on staff
that day and neither the person who asked (also not as an employee) nor close to them: only to
cancel is the person's own. A request is ended as `out_of_funds` only where points did not cover it.

Mend it by correcting the day, by adding the step between, or by having somebody else do it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.redemption_steps import faults
from goodword.ledger.spending import same_day
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """What is wrong with the steps of each request."""
    program = snapshot.program
    for redemption in program.redemptions.values():
        for fault in faults(program, redemption):
            place = redemption.place.at(fault.step)
            yield Finding(
                place.at(fault.field) if fault.field else place, fault.message, fault.hint
            )
        end = redemption.out_of_funds
        if end is None or end.date > snapshot.as_of or same_day(redemption):
            continue
        if not snapshot.knows(redemption.influencer):
            continue
        refused = snapshot.ledger.account(redemption.influencer).refused
        if redemption.place.path not in refused and not program.broken:
            yield Finding(
                redemption.place.at("out_of_funds"),
                "its points cover it",
                "decline it: declined, or out_of_stock",
            )


RULE = Rule("redemption-steps", check, points=True, scope=Scope.PERSON)
