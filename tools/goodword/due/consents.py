"""Consents that were given to a document which has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.due.due import Due, after, department, owner, silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

WITHIN = 30
"""Days in which everybody is asked anew."""
_STAGES = frozenset({"member", "on-leave", "emeritus"})


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each person whose consent names another version than the one in force."""
    program, day = snapshot.program, snapshot.as_of
    documents = sorted(
        program.policies.consents if program.policies else (), key=lambda each: each.from_
    )
    document = in_force(documents, day)
    if document is None:
        return
    for person in program.influencers.values():
        consent = person.consent_on(day)
        if consent is None or person.stage_on(day) not in _STAGES or silent(person, day):
            continue
        said = consent.version
        if said == document.version or (said is None and consent.from_ >= document.from_):
            continue
        yield Due(
            "consents",
            (person.id,),
            owner(snapshot, person.id),
            after(document.from_, WITHIN),
            f"ask {person.id} to consent to {document.version}; they agreed to {said or 'another'}",
            person.place.at("consent"),
            since=document.from_,
            department=department(snapshot, person.id),
        )
