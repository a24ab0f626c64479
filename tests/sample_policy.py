"""Rules of points for tests of the portal, of which a test names only what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.audience import view as v

if TYPE_CHECKING:
    from datetime import date


def points_policy(from_: date, announced: date | None = None, **more: Any) -> v.PointsPolicy:
    """A points version of which only what a test is about is named."""
    plain: dict[str, Any] = {
        "maturation_days": 0,
        "expiry": "end-of-next-cycle",
        "expiry_months": None,
        "expiry_round_up": "none",
        "claim_grace_days": 14,
        "claim_max_age_cycles": 1,
        "restore_grace_days": 30,
        "escalate_above": None,
        "notice_days": 30,
    }
    return v.PointsPolicy(from_, announced, **plain | more)
