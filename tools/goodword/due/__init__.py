"""What is due: one module for each thing that can be owed, from a snapshot to dues.

The agenda, the outbox, the staff's page and a member's own page read this and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due import (
    appeals,
    asks,
    audits,
    candidates,
    claims,
    communities,
    consents,
    expired,
    expiring,
    inactivity,
    incidents,
    items,
    measures,
    ndas,
    promises,
    redemptions,
    relations,
    routing,
    samples,
    thanks,
    uncovered,
)
from goodword.due.due import Due

if TYPE_CHECKING:
    from goodword.snapshot import Snapshot

__all__ = ["DUES", "Due", "all_dues"]

DUES = (
    appeals,
    asks,
    audits,
    candidates,
    claims,
    communities,
    consents,
    expired,
    expiring,
    inactivity,
    incidents,
    items,
    measures,
    ndas,
    promises,
    redemptions,
    relations,
    routing,
    samples,
    thanks,
    uncovered,
)
"""Every module that finds something due."""


def all_dues(snapshot: Snapshot) -> tuple[Due, ...]:
    """Everything that is or will be due: what is owed to people first, then by day."""
    found = [due for module in DUES for due in module.find(snapshot)]
    return tuple(sorted(found, key=_order))


def _order(due: Due) -> tuple[bool, str, str, tuple[str, ...], str, str]:
    return (not due.to, due.date.isoformat(), due.what, due.to, due.place.path, due.why)
