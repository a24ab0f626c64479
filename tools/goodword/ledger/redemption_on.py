"""What a request for a reward is on a day, decided once: whatever shows one shows it from here.

A request that points or stock do not cover waits for us to end it; one whose person was found to
have cheated is declined by that, whatever its file says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.ledger.spending import ENDS

if TYPE_CHECKING:
    from datetime import date

    from goodword.ledger.account import Account
    from goodword.model.redemption import Redemption

ABSENT = "absent"
STATES = ("requested", "not-covered", "approved", "fulfilled", "returned", *ENDS)
"""States of requests that are there on a day."""
WAITS = {"requested": "approve", "approved": "fulfil", "not-covered": "decline"}
"""What somebody has to do in a state: the verb of the command that does it."""


@dataclass(frozen=True, slots=True)
class RedemptionOn:
    """A request for a reward on a day.

    Args:
        redemption: what its file says.
        state: one of `STATES`, or `absent` before it was requested.
        since: the day from which it is so.
        why: why nothing covers it; empty where that is not so.
    """

    redemption: Redemption
    state: str
    since: date
    why: str = ""

    @property
    def waits(self) -> str:
        """The verb of what somebody has to do, of `WAITS`; empty for nothing."""
        return WAITS.get(self.state, "")


def redemption_on(redemption: Redemption, day: date, account: Account) -> RedemptionOn:
    """What a request is on a day.

    Args:
        redemption: what its file says.
        day: what is dated later is not known.
        account: of its person, as of that day.
    """
    path, requested = redemption.place.path, redemption.requested
    if requested > day:
        return RedemptionOn(redemption, ABSENT, requested)
    steps = [
        (name, signed.date)
        for name in ("approved", "fulfilled", "returned", *ENDS)
        if (signed := getattr(redemption, name)) is not None and signed.date <= day
    ]
    ends = [each for each in steps if each[0] in ENDS]
    if ends:
        return RedemptionOn(redemption, *min(ends, key=lambda each: each[1]))
    fraud = account.declined.get(path)
    if fraud is not None:
        return RedemptionOn(redemption, "declined", fraud[0])
    refused = account.refused.get(path)
    if refused is not None:
        return RedemptionOn(redemption, "not-covered", requested, refused[1])
    state, since = steps[-1] if steps else ("requested", requested)
    return RedemptionOn(redemption, state, since)
