"""What an action does to people's points, in a sentence each: the difference of two snapshots."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.ledger import Account
    from goodword.snapshot import Snapshot


def effect(before: Snapshot, after: Snapshot, people: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each person.

    Such as `+100 points for ana, pending until 2 June 2026, now 20 short of Gold`.

    Args:
        before: the program as it is.
        after: the program as it would be, on the same day.
        people: ids of those to look at.
    """
    found = []
    for person in sorted(set(people)):
        old, new = before.ledger.account(person), after.ledger.account(person)
        parts = [*_points(old, new), *_tier(after, old, new)]
        if parts:
            gained = new.awarded - old.awarded
            unit = "point" if abs(gained) == 1 else "points"
            found.append(", ".join([f"{gained:+} {unit} for {person}", *parts]))
        else:
            found.append(f"no points for {person}")
    return tuple(found)


def _points(old: Account, new: Account) -> Iterator[str]:
    """Where the points that were gained are."""
    if new.awarded == old.awarded:
        return
    if new.pending > old.pending:
        known = {lot.order for lot in old.lots}
        days = [lot.available for lot in new.lots if lot.order not in known and lot.pending]
        if days:
            yield f"pending until {Texts('en').day(date.fromordinal(max(days)))}"
    elif new.spendable > old.spendable:
        yield "to spend now"
    else:
        yield "all counted"


def _tier(after: Snapshot, old: Account, new: Account) -> Iterator[str]:
    tiers = after.program.tiers
    version = in_force(tiers.versions, after.as_of) if tiers else None
    if version is None or new.awarded == old.awarded:
        return
    names = {tier.id: tier.name.first for tier in version.tiers}
    ids = list(names)
    if new.tier != old.tier and new.tier is not None:
        yield f"now {names.get(new.tier, new.tier)}"
    following = ids.index(new.tier) + 1 if new.tier in ids else 0
    if new.to_rise and following < len(ids):
        yield f"now {new.to_rise} short of {names[ids[following]]}"
