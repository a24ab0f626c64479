"""Claims to decide, and how long they have waited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, owner, present
from goodword.ledger.leaving import reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each undecided claim, unless it waits for its people to answer a question."""
    program, day = snapshot.program, snapshot.as_of
    for claim in program.claims_in_order:
        on = snapshot.claim(claim)
        if on.waits != "submitted" or on.since is None:
            continue
        mission = program.missions.get(claim.mission)
        reviewers = mission.reviewers if mission else ()
        wanted = reviewers or (owner(snapshot, claim.influencer),)
        days = (day - on.since).days - on.paused
        yield Due(
            "claims",
            claim.people,
            present(snapshot, wanted, claim.people),
            after(on.since, snapshot.allowed(on)),
            f"decide the claim for {claim.mission}, which has waited {days} days",
            claim.place,
            f"goodword claim approve {reference(claim.place.path)}",
            since=claim.submitted,
            department=mission.department if mission else None,
        )
