"""Claims to decide, and how long they have waited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, clocks, owner, present
from goodword.ledger.leaving import reference
from goodword.ledger.visible import State, state_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.claim import Claim
    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each undecided claim, unless it waits for its people to answer a question."""
    program, day = snapshot.program, snapshot.as_of
    for claim in program.claims_in_order:
        if state_on(claim, day) is not State.SUBMITTED or _asked(claim, snapshot):
            continue
        mission = program.missions.get(claim.mission)
        reviewers = mission.reviewers if mission else ()
        wanted = reviewers or (owner(snapshot, claim.influencer),)
        waited = sum(
            (each.answered - each.asked).days
            for each in claim.questions
            if each.answered is not None and each.answered <= day
        )
        allowed = clocks(snapshot, claim.influencer, claim.submitted).review
        days = (day - claim.submitted).days - waited
        yield Due(
            "claims",
            claim.people,
            present(snapshot, wanted, claim.people),
            after(claim.submitted, allowed + waited),
            f"decide the claim for {claim.mission}, which has waited {days} days",
            claim.place,
            f"goodword claim approve {reference(claim.place.path)}",
            since=claim.submitted,
            department=mission.department if mission else None,
        )


def _asked(claim: Claim, snapshot: Snapshot) -> bool:
    """Whether a question to the claimant is open."""
    day = snapshot.as_of
    return any(
        each.asked <= day and (each.answered is None or each.answered > day)
        for each in claim.questions
    )
