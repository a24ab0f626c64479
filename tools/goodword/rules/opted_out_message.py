"""A message went to somebody after they had opted out, or after they had died.

Who has opted out is left alone: no message of any kind, from the day after the entry until
their own new consent. For the dead it is for good.

Mend it by correcting the day, or by setting `void` on the record with the reason and saying
sorry in person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Messages that count and are dated after the day of opting out."""
    program = snapshot.program
    for touchpoint in program.touchpoints.values():
        if touchpoint.kind != "message" or touchpoint.void:
            continue
        person = program.influencers.get(touchpoint.influencer)
        if person is None:
            continue
        stage = person.stage_on(touchpoint.date)
        entered = max((e.date for e in person.history if e.date <= touchpoint.date), default=None)
        if stage in {"opted-out", "deceased"} and entered != touchpoint.date:
            yield Finding(
                touchpoint.place,
                f"a message of {touchpoint.date} to {person.id}, who is {stage} since {entered}",
                f"see {person.place.path}",
            )


RULE = Rule("opted-out-message", check)
