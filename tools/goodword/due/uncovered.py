"""Requests for rewards that points or stock do not cover, and that nobody has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, department, owner
from goodword.ledger.leaving import reference
from goodword.ledger.spending import ended

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each refused request, with the command that ends it."""
    for person, account in snapshot.ledger.members.items():
        for path, (redemption, why) in sorted((account.refused or {}).items()):
            end = ended(redemption)
            if end is not None and end[1].date <= snapshot.as_of:
                continue
            code = "out_of_stock" if "stock" in why else "out_of_funds"
            yield Due(
                "uncovered",
                (person,),
                owner(snapshot, person),
                redemption.requested,
                f"end the request for {redemption.reward}, which is not covered: {why}",
                redemption.place,
                f"goodword reward decline {reference(path)} --as {code}",
                department=department(snapshot, person),
            )
