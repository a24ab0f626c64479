"""Members to whom nobody of us has spoken for longer than the policies allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, policies, silent
from goodword.relation.evenness import spoken
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each member, so many days after our last word, or after they became one."""
    program, day = snapshot.program, snapshot.as_of
    allowed = policies(snapshot, day).relation.longest_silence_days
    if allowed is None:
        return
    for person in program.influencers.values():
        if person.stage_on(day) != "member" or not person.reachable or silent(person, day):
            continue
        begun = max(person.entered_on(day), program.settings.first_day)
        words = (x.date for x in spoken(program, person.id, day) if x.direction == "to-them")
        last = max(words, default=begun)
        yield Due(
            "silence",
            (person.id,),
            owner(snapshot, person.id),
            after(max(last, begun), allowed),
            Said("owed.silence", {"person": Named("person", person.id), "day": max(last, begun)}),
            person.place,
            f"goodword influencer contact {person.id} --channel … --summary …",
            department=department(snapshot, person.id),
        )
