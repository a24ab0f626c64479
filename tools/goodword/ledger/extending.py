"""Whether an extension lengthens anything: the command refuses one that does not, and says why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger.naming import name_of
from goodword.ledger.terms import NEVER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from goodword.ledger.lots import Lot


def idle(lots: Iterable[Lot], of: Collection[str], day: date, until: date) -> str:
    """Why nothing lasts longer; empty where something does.

    Args:
        lots: of the person, as they are on the day without the extension.
        of: names of what gave the points that it names; empty for all points.
        day: that of the extension.
        until: the last day that it gives.
    """
    named = [lot for lot in lots if not of or name_of(lot) in of]
    left = [lot for lot in named if lot.active or lot.pending or lot.held]
    last = until.toordinal()
    if any(last > lot.safe for lot in left):
        return ""
    if of and last >= day.toordinal() and any(lot.expired for lot in named):
        return ""  # points of a claim that is named come back
    if not named:
        return "nothing lasts longer, there are no points of it"
    if not left:
        return "nothing lasts longer, all of it is spent, expired or taken back"
    first = min(lot.safe for lot in left)
    if first == NEVER:
        return "nothing lasts longer, it never expires"
    return f"nothing lasts longer, all of it lasts until {date.fromordinal(first)} at least already"
