"""Candidates who have not been told yet that they are on the map; those who asked to join first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, policies, records
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

_TELLS = frozenset({"contact", "thanks", "ask", "message", "introduction"})
"""Kinds of records with which one gets in touch."""
_JOIN = "goodword influencer stage {} --to member"


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each candidate with whom nobody got in touch; those who cannot be reached are left out.

    Who has agreed to something has asked to join, and is shown from that day on.
    """
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
        asked = person.consent_on(day) is not None
        key = "owed.candidates.asked" if asked else "owed.candidates"
        yield Due(
            "candidates",
            (person.id,),
            owner(snapshot, person.id),
            after(since, policies(snapshot, since).candidate_notice_days),
            Said(key, {"person": Named("person", person.id)}),
            person.place,
            _JOIN.format(person.id) if asked else f"goodword influencer contact {person.id}",
            since=since if asked else None,
            department=department(snapshot, person.id),
        )
