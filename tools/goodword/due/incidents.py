"""Incidents of which somebody on the alert list has not been told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, owner, shared_department
from goodword.relation.incidents import incidents
from goodword.texts.said import Named, Said, row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.model.incident import Incident
    from goodword.relation.incidents import Word
    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """For each incident one line an owner: everybody of theirs whom nobody told of it."""
    for alerted in incidents(snapshot.program, snapshot.as_of, snapshot.tier_on):
        untold: dict[str, list[Word]] = {}
        for word in alerted.words:
            if word.status in {"due", "overdue"}:
                untold.setdefault(owner(snapshot, word.to), []).append(word)
        for who, words in untold.items():
            yield _due(snapshot, alerted.incident, who, words)


def _due(snapshot: Snapshot, incident: Incident, who: str, words: Sequence[Word]) -> Due:
    people = tuple(word.to for word in words)
    first = min(words, key=lambda word: word.by)
    over = max(word.over for word in words)
    said = Said(
        "owed.incidents",
        {
            "people": row(people),
            "moment": first.by,
            "incident": Named("incident", incident.id, incident.title.first),
        },
    )
    if over:
        said = Said("owed.incidents.over", {**said.values}, over)
    return Due(
        "incidents",
        people,
        who,
        first.due,
        said,
        incident.place,
        f"goodword feedback tell {incident.id} {' '.join(people)} --milestone acknowledged",
        since=incident.first_day,
        department=shared_department(snapshot, people),
        hours=over,
    )
