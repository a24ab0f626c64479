"""Consents that are missing, or were given to a document which has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.due.due import Due, after, owner, shared_department, silent
from goodword.relation.onboarding import joined_on
from goodword.texts.said import Row, Said, row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.snapshot import Snapshot

WITHIN = 30
"""Days in which everybody is asked, of a new document or of having joined."""
TEMPLATE = "consent"
"""The message that asks."""
_STAGES = frozenset({"member", "on-leave", "emeritus"})


def find(snapshot: Snapshot) -> Iterator[Due]:
    """For each owner a line of whose consent names another version, and one of who gave none."""
    yield from _of(snapshot)
    yield from _missing(snapshot)


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


def _missing(snapshot: Snapshot) -> Iterator[Due]:
    """Those inside who never said what they consent to: until they do, nobody is written to.

    A person asks them, for no message may; so there is no template.
    """
    program, day = snapshot.program, snapshot.as_of
    documents = program.policies.consents if program.policies else ()
    document = in_force(sorted(documents, key=lambda each: each.from_), day)
    asked: dict[str, list[tuple[date, str]]] = {}
    for person in program.influencers.values():
        if person.consent_on(day) is None and person.stage_on(day) in _STAGES:
            # Who was inside before the program began here is asked from then on.
            since = max(joined_on(person, day), program.settings.first_day)
            asked.setdefault(owner(snapshot, person.id), []).append((since, person.id))
    for who, found in asked.items():
        people = tuple(person for _, person in found)
        since = min(found)[0]
        version = f" --version {document.version}" if document is not None else ""
        yield Due(
            "consents",
            people,
            who,
            after(since, WITHIN),
            Said("owed.consents.missing", {"people": row(people)}),
            program.influencers[min(found)[1]].place,
            f"goodword influencer consent {' '.join(people)}{version}",
            since=since,
            department=shared_department(snapshot, people),
        )
