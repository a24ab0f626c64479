"""Appeals to answer, against a declined claim or against points taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, clocks, owner, present
from goodword.ledger.appeals import waiting_reversal
from goodword.ledger.leaving import reference
from goodword.ledger.visible import State, state_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.claim import Appeal, Claim, Decision, Reversal
    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each appeal without an answer; the job of somebody who had no part in it."""
    for claim in snapshot.program.claims_in_order:
        index = waiting_reversal(claim, snapshot.as_of)
        if index is not None:
            reversal = claim.reversals[index]
            if reversal.appeal is not None:
                yield _due(snapshot, claim, reversal.appeal, reversal)
        elif state_on(claim, snapshot.as_of) is State.APPEALED and claim.appeal is not None:
            yield _due(snapshot, claim, claim.appeal, claim.decision)


def _due(
    snapshot: Snapshot, claim: Claim, appeal: Appeal, against: Decision | Reversal | None
) -> Due:
    mission = snapshot.program.missions.get(claim.mission)
    took_part = set()
    if against is not None:
        took_part = {against.by, against.second.by if against.second else ""}
    staff = (*(mission.reviewers if mission else ()), owner(snapshot, claim.influencer))
    others = [each for each in (*staff, *snapshot.program.staff) if each not in took_part]
    allowed = clocks(snapshot, claim.influencer, appeal.date).appeal
    return Due(
        "appeals",
        claim.people,
        present(snapshot, others, claim.people),
        after(appeal.date, allowed),
        f"answer the appeal about the claim for {claim.mission}",
        claim.place.at("appeal"),
        f"goodword claim approve {reference(claim.place.path)}",
        since=appeal.date,
        department=mission.department if mission else None,
    )
