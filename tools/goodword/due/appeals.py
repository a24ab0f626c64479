"""Appeals to answer, against a declined claim or against points taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.claims import APPROVE, kept_from_approval
from goodword.due.due import Due, after, owner, present
from goodword.ledger.claim_on import over
from goodword.ledger.naming import reference
from goodword.ledger.visible import State
from goodword.texts.said import English, Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.ledger.claim_on import ClaimOn
    from goodword.snapshot import Snapshot
    from goodword.texts.said import Slot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each appeal without an answer; the job of somebody who had no part in it."""
    for claim in snapshot.program.claims_in_order:
        if over(claim, snapshot.as_of):
            continue  # nearly all are
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
    who = present(snapshot, others, claim.people)
    said = Said("owed.appeals", {"mission": Named("mission", claim.mission)})
    command = f"{APPROVE} {{claim}}"
    # An appeal against points taken back is granted whatever the claim is; it was approved once.
    for first in (
        kept_from_approval(snapshot, claim, who)[:1] if on.state == State.APPEALED.value else ()
    ):
        keeps = first.command.startswith(APPROVE)
        reason: dict[str, Slot] = {"what": said, "reason": English(first.message)}
        said = Said("owed.but" if keeps else "owed.not_granted", reason)
        command = first.command if keeps or not first.command else "goodword claim decline {claim}"
    return Due(
        "appeals",
        claim.people,
        who,
        after(since, snapshot.allowed(on)),
        said,
        claim.place.at("appeal"),
        command.replace("{claim}", reference(claim.place.path)),
        since=since,
        department=mission.department if mission else None,
    )
