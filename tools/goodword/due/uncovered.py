"""Requests for rewards that points or stock do not cover, and that nobody has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, department, owner
from goodword.ledger.naming import reference
from goodword.texts.said import English, Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each refused request, with the command that ends it."""
    for path, each in snapshot.program.redemptions.items():
        on = snapshot.redemption(each)
        if on.waits == "decline":
            code = "out_of_stock" if "stock" in on.why else "out_of_funds"
            yield Due(
                "uncovered",
                (each.influencer,),
                owner(snapshot, each.influencer),
                each.requested,
                Said(
                    "owed.uncovered",
                    {"reward": Named("reward", each.reward), "reason": English(on.why)},
                ),
                each.place,
                f"goodword reward decline {reference(path)} --as {code}",
                department=department(snapshot, each.influencer),
            )
