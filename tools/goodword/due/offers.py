"""Offers of which nobody said what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, department, owner, present
from goodword.ledger.naming import reference
from goodword.loops.told import SILENT
from goodword.relation.offers import offers, used
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each offer without an end, by its last day: the job of who made it.

    Who opted out is left alone, and for the dead nothing is set aside any more.
    """
    program, day = snapshot.program, snapshot.as_of
    for made in offers(program, day):
        who, offer = made.record.influencer, made.offer
        person = program.influencers.get(who)
        if made.state not in {"open", "over"} or person is None or person.stage_on(day) in SILENT:
            continue
        taken = used(program, made.record, offer, day)
        kind, name = offer.thing
        outcome = "taken" if taken else "lapsed" if made.state == "over" else "…"
        yield Due(
            "offers",
            (who,),
            present(snapshot, [made.record.by, owner(snapshot, who)]),
            offer.until,
            Said(
                f"owed.offer.{'taken' if taken else made.state}",
                {"person": Named("person", who), "what": Named(kind, name), "day": offer.until},
            ),
            made.record.place.at("until"),
            f"goodword touchpoint became {reference(made.record.place.path)} --outcome {outcome}",
            department=department(snapshot, who),
            begun=made.record.date,
        )
