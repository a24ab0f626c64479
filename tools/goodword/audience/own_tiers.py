"""When a person rose to another tier, as they may have it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.days import in_force

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.snapshot import Snapshot


def promotions(snapshot: Snapshot, person: str) -> Iterator[tuple[date, str]]:
    """The days on which a person rose to a tier, from one that they had, and which it was."""
    tiers, profile = snapshot.program.tiers, snapshot.program.influencers[person]
    if tiers is None:
        return
    days = {day for day, _ in snapshot.ledger.account(person).tiers}
    days |= {each.from_ for each in profile.tier_floor}
    for day in sorted(each for each in days if each <= snapshot.as_of):
        version = in_force(tiers.versions, day)
        ladder = [each.id for each in version.tiers] if version else []
        now, before = (
            snapshot.ledger.tier_on(person, each) for each in (day, day - timedelta(days=1))
        )
        if now in ladder and before in ladder and ladder.index(now) > ladder.index(before):
            yield day, now
