"""Samples that nobody has asked after, and those that are to come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, present, records, silent
from goodword.ledger.naming import reference
from goodword.loops.told import INSIDE
from goodword.model.touchpoint import Gift
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot
    from goodword.texts.said import Slot

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
        yield from _returns(snapshot, person, own)
        for each in own:
            names = {each.name, reference(each.place.path), each.place.path}
            if each.kind != "sample" or names & named or _asked(own, names):
                continue
            yield Due(
                "samples",
                (person,),
                present(snapshot, [each.by, owner(snapshot, person)]),
                after(each.date, FIRST),
                Said("owed.samples", _of(each)),
                each.place,
                f"goodword influencer contact {person} --about {reference(each.place.path)}",
                department=department(snapshot, person),
            )


def _returns(snapshot: Snapshot, person: str, own: Sequence[Touchpoint]) -> Iterator[Due]:
    """Each sample that was lent until a day; a word of theirs about it since says it is back."""
    for each in own:
        lent = each.detail
        if not isinstance(lent, Gift) or each.kind != "sample" or lent.kept or lent.until is None:
            continue
        names = {each.name, reference(each.place.path), each.place.path}
        if any(
            other.direction == "from-them" and other.date > each.date and names & set(other.refs)
            for other in own
        ):
            continue
        yield Due(
            "samples",
            (person,),
            present(snapshot, [each.by, owner(snapshot, person)]),
            lent.until,
            Said("owed.samples.back", _of(each)),
            each.place.at("until"),
            f"goodword influencer contact {person} --theirs --about {reference(each.place.path)}",
            department=department(snapshot, person),
        )


def _of(sample: Touchpoint) -> dict[str, Slot]:
    return {
        "person": Named("person", sample.influencer),
        "day": sample.date,
        "what": sample.summary or sample.name,
    }


def _asked(own: list[Touchpoint], names: set[str]) -> bool:
    return any(each.kind in {"contact", "ask"} and names & set(each.refs) for each in own)
