"""Candidates who have not been told yet that they are on the map, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, policies, records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

_TELLS = frozenset({"contact", "thanks", "ask", "message", "introduction"})
"""Kinds of records with which one gets in touch."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each candidate with whom nobody got in touch; those who cannot be reached are left out."""
    day = snapshot.as_of
    for person in snapshot.program.influencers.values():
        if person.stage_on(day) != "candidate" or not person.reachable:
            continue
        if any(
            each.kind in _TELLS and each.direction == "to-them"
            for each in records(snapshot, person.id)
        ):
            continue
        since = max(person.entered_on(day), snapshot.program.settings.first_day)
        yield Due(
            "candidates",
            (person.id,),
            owner(snapshot, person.id),
            after(since, policies(snapshot, since).candidate_notice_days),
            f"tell {person.id} that they are on the map, and why",
            person.place,
            f"goodword influencer contact {person.id}",
            department=department(snapshot, person.id),
        )
