"""Requests for rewards that wait to be approved or fulfilled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, clocks, department, owner, present
from goodword.ledger.naming import reference
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each open request that is covered, with its next step."""
    program = snapshot.program
    for path, each in program.redemptions.items():
        on = snapshot.redemption(each)
        if on.waits not in {"approve", "fulfil"}:
            continue
        reward = program.rewards.get(each.reward)
        allowed = clocks(snapshot, each.influencer, on.since).fulfil
        wanted = [reward.fulfiller if reward else None, owner(snapshot, each.influencer)]
        yield Due(
            "redemptions",
            (each.influencer,),
            present(snapshot, wanted, [each.influencer]),
            after(on.since, allowed),
            Said(
                f"owed.redemptions.{on.waits}",
                {
                    "quantity": each.quantity,
                    "reward": Named("reward", each.reward),
                    "person": Named("person", each.influencer),
                },
            ),
            each.place,
            f"goodword reward {on.waits} {reference(path)}",
            since=on.since,
            department=department(snapshot, each.influencer),
        )
