"""Promises made to people that are not kept yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, department, owner, present, records
from goodword.ledger.naming import reference
from goodword.loops.told import SILENT
from goodword.model.touchpoint import Promise
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each promise without a day on which it was kept; the job of who gave it."""
    for person in snapshot.program.touchpoints_of:
        profile = snapshot.program.influencers.get(person)
        if profile is not None and profile.stage_on(snapshot.as_of) in SILENT:
            continue  # who opted out is left alone, and nothing is owed to the dead
        for each in records(snapshot, person):
            detail = each.detail
            if not isinstance(detail, Promise) or each.direction != "to-them":
                continue
            if detail.kept_by(snapshot.as_of):
                continue
            yield Due(
                "promises",
                (person,),
                present(snapshot, [each.by, owner(snapshot, person)]),
                detail.due,
                Said(
                    "owed.promises", {"person": Named("person", person), "what": each.summary or ""}
                ),
                each.place.at("kept"),
                f"goodword influencer promise --kept {reference(each.place.path)}",
                department=department(snapshot, person),
            )
