"""What the rules say of when a lot ends beside its own last day, and what a part has of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.ledger.lots import Varying
from goodword.ledger.terms import LEAST_DAYS
from goodword.model.touchpoint import Adjustment, Touchpoint

if TYPE_CHECKING:
    from goodword.ledger.lots import Lot
    from goodword.ledger.terms import Terms


def vary(lots: list[Lot], terms: Terms) -> None:
    """Let what their version of the rules says end and keep lots, beside their own last day.

    An opening balance that names its last day has that day and no other.
    """
    if not terms.idles and not terms.carries:
        return
    for lot in lots:
        ends = terms.policy(date.fromordinal(lot.decided)).ends
        idle, most = ends.idle_months or 0, ends.carry_at_most
        if (idle or most is not None) and not _own_day(lot):
            lot.varying = Varying(idle, most, lot.available + LEAST_DAYS)


def _own_day(lot: Lot) -> bool:
    source = lot.source
    detail = source.detail if isinstance(source, Touchpoint) else None
    return isinstance(detail, Adjustment) and detail.expires is not None


def is_taken_before(terms: Terms, lot: Lot, day: int, until: int) -> bool:
    """Whether a cycle's end from a day on could take points of a lot before another day."""
    varying = lot.varying
    if varying is None or varying.most is None:
        return False
    return first_end(terms, varying, day) < until


def first_end(terms: Terms, varying: Varying, day: int) -> int:
    """The first end of a cycle from a day on that may take from a lot."""
    return terms.around(max(day, varying.spared))[2] - 1


def part_of(lot: Lot, until: int) -> Varying | None:
    """What ends and keeps a part of a lot that came back and lasts until a day at least."""
    varying = lot.varying
    if varying is None:
        return None
    return Varying(varying.idle, varying.most, max(varying.spared, until))
