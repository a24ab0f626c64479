"""When a person rose to another tier, on whatever ladder, as they may have it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.ledger.membership import RANKED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.ledger import Account
    from goodword.model.profile import Profile
    from goodword.model.tiers import Ladder, TiersVersion
    from goodword.snapshot import Snapshot


def tiers_of(account: Account) -> tuple[str, ...]:
    """The tiers that a person has on the day, as files name them, ladder by ladder."""
    return tuple(each for each in (account.tier, *account.other_tiers.values()) if each is not None)


def promotions(snapshot: Snapshot, person: str) -> Iterator[tuple[date, str]]:
    """The days on which a person rose to a tier, and which it was as files name it.

    Ladder by ladder. Who joins, and everybody on the first day of a ladder, has the tier that is
    theirs: only from the day after that a first tier is one that they rose to.
    """
    tiers = snapshot.program.tiers
    if tiers is not None:
        account = snapshot.ledger.account(person)
        steps = [each.tiers for each in account.ladders] or [account.tiers]
        for number, (before, rules) in enumerate(tiers.named()):
            days = {day for day, _ in steps[number]} if number < len(steps) else set()
            yield from _rises(snapshot, person, (before, rules), days)


def _rises(
    snapshot: Snapshot, person: str, named: tuple[str, Ladder], days: set[date]
) -> Iterator[tuple[date, str]]:
    """Those of one ladder, of the days on which something moved on it or was given by hand."""
    (before, rules), profile = named, snapshot.program.influencers[person]
    days |= {each.from_ for each in profile.tier_floor}
    for day in sorted(each for each in days if each <= snapshot.as_of):
        ladder = [f"{before}{each.id}" for each in rules.tiers_on(day)]
        yesterday = day - timedelta(days=1)
        now, was = (
            snapshot.ledger.tier_on(person, each, before.rstrip("/")) for each in (day, yesterday)
        )
        if now not in ladder or not _ranked(profile, rules.versions, yesterday):
            continue
        if was is None or (was in ladder and ladder.index(now) > ladder.index(was)):
            yield day, now


def _ranked(profile: Profile, versions: tuple[TiersVersion, ...], day: date) -> bool:
    """Whether a person could have had a tier on a day."""
    return profile.stage_on(day) in RANKED and in_force(versions, day) is not None
