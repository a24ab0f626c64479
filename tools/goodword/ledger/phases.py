"""What comes first on a day.

Activations and what they repay; releases and returns; redemptions in order; reversals and
negative adjustments; fulfilments; forgiving; expiry last: what expires today can be spent today.
Tiers are judged at the end of a day, and figures of a closing are drawn after that.
"""

from __future__ import annotations

STAGE, ACTIVATION, RELEASE, REQUEST, REVERSAL, FULFILMENT, FORGIVING, EXPIRY, JUDGING, CLOSING = (
    range(10)
)
"""The order in which things of one day happen."""
AWARDED, DECLINED, TIER = -2, -1, 10
"""Where what only stands in the explanation is shown: decisions first, tiers last."""
