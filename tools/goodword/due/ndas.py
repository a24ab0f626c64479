"""Non-disclosure agreements that are about to lapse, or just have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import LATEST, in_force
from goodword.due.due import Due, after, department, owner, silent
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

AHEAD = 30
"""Days before the last one, and after it, on which it is shown."""

TEMPLATE = "nda"
"""The message that asks."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each person whose last agreement ends and who has signed no other."""
    yield from _of(snapshot)


def unsaid(snapshot: Snapshot) -> Iterator[Due]:
    """The same of those who want no word from us: why no message goes is said elsewhere."""
    yield from _of(snapshot, unsaid=True)


def _of(snapshot: Snapshot, *, unsaid: bool = False) -> Iterator[Due]:
    day = snapshot.as_of
    policies = snapshot.program.policies
    newest = in_force(policies.ndas, day) if policies else None
    for person in snapshot.program.influencers.values():
        signed = [each for each in person.nda if each.signed <= day]
        if not signed or person.stage_on(day) not in {"member", "on-leave"}:
            continue
        if silent(person, day) is not unsaid:
            continue
        last = max(each.expires or LATEST for each in signed)
        if not after(last, -AHEAD) <= day <= after(last, AHEAD):
            continue
        version = f" --version {newest.version}" if newest else ""
        key = "owed.ndas" if last >= day else "owed.ndas.lapsed"
        yield Due(
            "ndas",
            (person.id,),
            owner(snapshot, person.id),
            last,
            Said(key, {"person": Named("person", person.id), "day": last}),
            person.place.at("nda"),
            f"goodword influencer nda {person.id}{version}",
            since=after(last, -AHEAD),
            department=department(snapshot, person.id),
            template=TEMPLATE,
            about=f"{last}",
        )
