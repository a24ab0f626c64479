"""Consents that were given to a document which has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.due.due import Due, after, owner, shared_department, silent
from goodword.texts.said import Row, Said, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

WITHIN = 30
"""Days in which everybody is asked anew."""
TEMPLATE = "consent"
"""The message that asks."""
_STAGES = frozenset({"member", "on-leave", "emeritus"})


def find(snapshot: Snapshot) -> Iterator[Due]:
    """For each owner one line: everybody whose consent names another version than that in force."""
    yield from _of(snapshot)


def unsaid(snapshot: Snapshot) -> Iterator[Due]:
    """The same of those who want no word from us: why no message goes is said elsewhere."""
    yield from _of(snapshot, unsaid=True)


def _of(snapshot: Snapshot, *, unsaid: bool = False) -> Iterator[Due]:
    program, day = snapshot.program, snapshot.as_of
    documents = sorted(
        program.policies.consents if program.policies else (), key=lambda each: each.from_
    )
    document = in_force(documents, day)
    if document is None:
        return
    asked: dict[str, list[tuple[str, str]]] = {}
    for person in program.influencers.values():
        consent = person.consent_on(day)
        if consent is None or person.stage_on(day) not in _STAGES:
            continue
        if silent(person, day) is not unsaid:
            continue
        said = consent.version
        if said == document.version or (said is None and consent.from_ >= document.from_):
            continue
        asked.setdefault(owner(snapshot, person.id), []).append((person.id, said or "another"))
    for who, found in asked.items():
        people = tuple(person for person, _ in found)
        versions = sorted({said for _, said in found})
        yield Due(
            "consents",
            people,
            who,
            after(document.from_, WITHIN),
            Said(
                "owed.consents",
                {
                    "people": row(people),
                    "version": document.version,
                    "others": Row(tuple(versions), either=True),
                },
            ),
            program.influencers[people[0]].place.at("consent"),
            f"goodword influencer consent {' '.join(people)} --version {document.version}",
            since=document.from_,
            department=shared_department(snapshot, people),
            template=TEMPLATE,
            about=document.version,
        )
