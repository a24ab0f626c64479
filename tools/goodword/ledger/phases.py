"""What comes first on a day.

Activations and what they repay, then the milestones that are reached; releases and returns;
redemptions in order; reversals and negative adjustments; fulfilments; forgiving; expiry last: what
expires today can be spent today; milestones that are reached by what was given back later.
Tiers are judged at the end of a day, and figures of a closing are drawn after that.
"""

from __future__ import annotations

(
    STAGE,
    ACTIVATION,
    MILESTONE,
    RELEASE,
    REQUEST,
    REVERSAL,
    FULFILMENT,
    FORGIVING,
    EXPIRY,
    LATE,
    JUDGING,
    CLOSING,
) = range(12)
"""The order in which things of one day happen."""
AWARDED, DECLINED, TIER = -2, -1, 12
"""Where what only stands in the explanation is shown: decisions first, tiers last."""
