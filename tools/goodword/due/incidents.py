"""Incidents of which somebody on the alert list has not been told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, department, owner
from goodword.model.plain import day
from goodword.relation.incidents import incidents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each person on the alert list of an incident whom nobody told of it."""
    today = snapshot.as_of
    for alerted in incidents(snapshot.program, today, snapshot.tier_on):
        incident = alerted.incident
        for word in alerted.words:
            if word.status not in {"due", "overdue"}:
                continue
            over = (today - word.due).days * 24
            late = f", {over} hours over" if over > 0 else ""
            yield Due(
                "incidents",
                (word.to,),
                owner(snapshot, word.to),
                word.due,
                f"tell {word.to} of the incident{late}: {incident.title.first}",
                incident.place,
                f"goodword feedback tell {incident.id} {word.to} --milestone acknowledged",
                since=day(incident.began[:10]),
                department=department(snapshot, word.to),
            )
