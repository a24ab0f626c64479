"""Appeals to answer, against a declined claim or against points taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, owner, present
from goodword.ledger.leaving import reference

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.ledger.claim_on import ClaimOn
    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each appeal without an answer; the job of somebody who had no part in it."""
    for claim in snapshot.program.claims_in_order:
        on = snapshot.claim(claim)
        if on.waits != "appealed" or on.since is None:
            continue
        yield _due(snapshot, on, on.since)


def _due(snapshot: Snapshot, on: ClaimOn, since: date) -> Due:
    claim, against = on.claim, on.against
    mission = snapshot.program.missions.get(claim.mission)
    took_part = set()
    if against is not None:
        took_part = {against.by, against.second.by if against.second else ""}
    staff = (*(mission.reviewers if mission else ()), owner(snapshot, claim.influencer))
    others = [each for each in (*staff, *snapshot.program.staff) if each not in took_part]
    return Due(
        "appeals",
        claim.people,
        present(snapshot, others, claim.people),
        after(since, snapshot.allowed(on)),
        f"answer the appeal about the claim for {claim.mission}",
        claim.place.at("appeal"),
        f"goodword claim approve {reference(claim.place.path)}",
        since=since,
        department=mission.department if mission else None,
    )
