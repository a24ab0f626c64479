"""People whose warning came true, and whom nobody has thanked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, policies, records, silent
from goodword.relation.warned import warnings
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot
    from goodword.texts.said import Slot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each person and incident: they are told that they were right, as thanks that name it."""
    program = snapshot.program
    owed = {
        (person, each.incident): each
        for each in reversed(warnings(program, snapshot.as_of))
        if each.incident is not None
        for person in each.people
    }
    for (person, which), each in sorted(owed.items()):
        incident = program.incidents[which]
        if silent(program.influencers.get(person), snapshot.as_of):
            continue
        if any(
            record.kind == "thanks"
            and record.direction == "to-them"
            and record.date >= incident.first_day
            and not {which, each.item}.isdisjoint(record.refs)
            for record in records(snapshot, person)
        ):
            continue
        said: dict[str, Slot] = {
            "person": Named("person", person),
            "day": each.day,
            "incident": Named("incident", which, incident.title.first),
        }
        yield Due(
            "warned",
            (person,),
            owner(snapshot, person),
            after(incident.first_day, policies(snapshot, incident.first_day).thanks_within_days),
            Said("owed.warned", said),
            each.place,
            f"goodword influencer thank {person} --helped … --about {which}",
            department=department(snapshot, person),
            begun=incident.first_day,
        )
