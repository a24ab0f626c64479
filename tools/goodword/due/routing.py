"""People without a department, and people whose owner has left the staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, present

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot

CANDIDATE_DAYS = 14
"""Days that a candidate may be without a department."""
_GONE = frozenset({"declined", "opted-out", "left", "deceased"})


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each person who is nobody's."""
    day = snapshot.as_of
    for person in snapshot.program.influencers.values():
        if (person.stage_on(day) or "declined") in _GONE:
            continue
        yield from _owner(snapshot, person)
        yield from _department(snapshot, person)


def _owner(snapshot: Snapshot, person: Profile) -> Iterator[Due]:
    named = snapshot.program.staff.get(person.owner or "")
    if named is None or named.until is None or named.until >= snapshot.as_of:
        return
    routed = department(snapshot, person.id)
    departments = snapshot.program.departments
    found = departments.department(routed) if departments else None
    yield Due(
        "routing",
        (person.id,),
        present(snapshot, [found.lead if found else None]),
        named.until,
        f"give {person.id} an owner: {named.id} left the staff after {named.until}",
        person.place.at("owner"),
        department=routed,
    )


def _department(snapshot: Snapshot, person: Profile) -> Iterator[Due]:
    if snapshot.program.departments is None or department(snapshot, person.id) is not None:
        return
    allowed = CANDIDATE_DAYS if person.stage_on(snapshot.as_of) == "candidate" else 0
    yield Due(
        "routing",
        (person.id,),
        present(snapshot, [person.owner]),
        after(max(person.since, snapshot.program.settings.first_day), allowed),
        f"find {person.id} a category and with it a department",
        person.place.at("category"),
    )
