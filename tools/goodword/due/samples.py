"""Samples that nobody has asked after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, present, records, silent
from goodword.ledger.leaving import reference
from goodword.loops.told import INSIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot

FIRST = 30
"""Days after which one first asks how it is to live with a sample."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each sample about which nobody spoke with the person and which no claim names."""
    program = snapshot.program
    named = {
        of for c in program.claims.values() for disclosed in c.disclosure for of in disclosed.of
    }
    for person in program.touchpoints_of:
        profile = program.influencers.get(person)
        if profile is None or silent(profile, snapshot.as_of):
            continue
        if profile.stage_on(snapshot.as_of) not in INSIDE:
            continue
        own = list(records(snapshot, person))
        for each in own:
            names = {each.name, reference(each.place.path), each.place.path}
            if each.kind != "sample" or names & named or _asked(own, names):
                continue
            yield Due(
                "samples",
                (person,),
                present(snapshot, [each.by, owner(snapshot, person)]),
                after(each.date, FIRST),
                f"ask {person} how the sample of {each.date} does: {each.summary or each.name}",
                each.place,
                f"goodword influencer contact {person} --about {reference(each.place.path)}",
                department=department(snapshot, person),
            )


def _asked(own: list[Touchpoint], names: set[str]) -> bool:
    return any(each.kind in {"contact", "ask"} and names & set(each.refs) for each in own)
