"""A request was still open when its person's points were taken back for fraud.

Before points are taken back for fraud, open requests are declined, so that what they hold can
be taken too. The figures are computed as if they had been; the files should say so.

Mend it by writing `declined` with the day of the reversal into the redemption, which
`goodword claim reverse` does by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Requests that a reversal for fraud had to end."""
    for account in snapshot.ledger.members.values():
        for path, (_, place) in account.declined.items():
            redemption = snapshot.program.redemptions[path]
            yield Finding(
                redemption.place,
                f"still open when points were taken back for fraud, see {place.path}",
                "write declined with that day",
            )


RULE = Rule("fraud-request", check, points=True, scope=Scope.PERSON)
