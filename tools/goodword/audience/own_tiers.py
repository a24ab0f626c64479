"""When a person rose to another tier, as they may have it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.ledger.membership import RANKED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.profile import Profile
    from goodword.model.tiers import TiersVersion
    from goodword.snapshot import Snapshot


def promotions(snapshot: Snapshot, person: str) -> Iterator[tuple[date, str]]:
    """The days on which a person rose to a tier, and which it was.

    Who joins, and everybody on the first day of the first ladder, has the tier that is theirs: only
    from the day after that a first tier is one that they rose to.
    """
    tiers, profile = snapshot.program.tiers, snapshot.program.influencers[person]
    if tiers is None:
        return
    rules = tiers.first
    days = {day for day, _ in snapshot.ledger.account(person).tiers}
    days |= {each.from_ for each in profile.tier_floor}
    for day in sorted(each for each in days if each <= snapshot.as_of):
        ladder = [each.id for each in rules.tiers_on(day)]
        yesterday = day - timedelta(days=1)
        now, before = (snapshot.ledger.tier_on(person, each) for each in (day, yesterday))
        if now not in ladder or not _ranked(profile, rules.versions, yesterday):
            continue
        if before is None or (before in ladder and ladder.index(now) > ladder.index(before)):
            yield day, now


def _ranked(profile: Profile, versions: tuple[TiersVersion, ...], day: date) -> bool:
    """Whether a person could have had a tier on a day."""
    return profile.stage_on(day) in RANKED and in_force(versions, day) is not None
