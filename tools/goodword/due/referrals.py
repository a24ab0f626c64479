"""What became of people whom somebody sent to us or advised, and of which they have not heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, policies, records, silent
from goodword.ledger.naming import reference
from goodword.relation.given import referred
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

_TELLS = frozenset({"thanks", "contact"})
"""Records with which somebody was told; an answer is about feedback or an incident."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each referral or advice that was won or lost: they hear of it by a record that names it."""
    program, day = snapshot.program, snapshot.as_of
    for each, detail in referred(program, day):
        ended, person, name = detail.ended, each.influencer, reference(each.place.path)
        if ended is None or ended.date > day or silent(program.influencers.get(person), day):
            continue
        if any(
            record.kind in _TELLS
            and record.direction == "to-them"
            and record.date >= ended.date
            and name in record.refs
            for record in records(snapshot, person)
        ):
            continue
        yield Due(
            "referrals",
            (person,),
            owner(snapshot, person),
            after(ended.date, policies(snapshot, ended.date).thanks_within_days),
            Said(
                f"owed.referral.{ended.outcome}",
                {"person": Named("person", person), "day": ended.date},
            ),
            each.place,
            f"goodword influencer contact {person} --summary … --about {name}",
            department=department(snapshot, person),
            begun=ended.date,
        )
