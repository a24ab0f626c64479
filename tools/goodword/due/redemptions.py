"""Requests for rewards that wait to be approved or fulfilled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, clocks, department, owner, present
from goodword.ledger.leaving import reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.redemption import Signed
    from goodword.snapshot import Snapshot

_ENDS = ("declined", "fulfilled", "cancelled", "out_of_stock", "out_of_funds")


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each open request that is covered, with its next step."""
    program, day = snapshot.program, snapshot.as_of

    def done(signed: Signed | None) -> bool:
        return signed is not None and signed.date <= day

    for path, each in program.redemptions.items():
        if each.requested > day or any(done(getattr(each, end)) for end in _ENDS):
            continue
        account = snapshot.ledger.account(each.influencer)
        if path in (account.refused or {}) or path in (account.declined or {}):
            continue
        reward = program.rewards.get(each.reward)
        approved = each.approved if done(each.approved) else None
        verb, start = ("fulfil", approved.date) if approved else ("approve", each.requested)
        allowed = clocks(snapshot, each.influencer, start).fulfil
        wanted = [reward.fulfiller if reward else None, owner(snapshot, each.influencer)]
        yield Due(
            "redemptions",
            (each.influencer,),
            present(snapshot, wanted, [each.influencer]),
            after(start, allowed),
            f"{verb} {each.quantity} {each.reward} for {each.influencer}",
            each.place,
            f"goodword reward {verb} {reference(path)}",
            since=start,
            department=department(snapshot, each.influencer),
        )
