"""influencers/<id>/redemptions/<date>-<reward>.yml: one purchase with points."""

from __future__ import annotations

import datetime as dt

from goodword.model.plain import Data, day, one, record_name
from goodword.model.shape import Model, Part
from goodword.model.snooze import Snooze
from goodword.model.source import Source


class Signed(Part, frozen=True, kw_only=True):
    """A day and who recorded it."""

    date: dt.date
    by: str


class Returned(Part, frozen=True, kw_only=True):
    """What came back that day, and whether it went back on the shelf."""

    date: dt.date
    by: str
    restocked: bool = False


class RedemptionJudged(Part, frozen=True):
    """What had no date of its own and was judged on the day of the request."""

    region: str | None = None
    tier: str | None = None
    tiers: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    nda: bool = False
    segments: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


class Redemption(Model, frozen=True, kw_only=True):
    """A redemption; `points` is the price of all of `quantity`."""

    influencer: str
    reward: str
    number: int
    requested: dt.date
    at: str | None = None
    quantity: int = 1
    points: int
    judged: RedemptionJudged | None = None
    approved: Signed | None = None
    declined: Signed | None = None
    fulfilled: Signed | None = None
    cancelled: Signed | None = None
    out_of_stock: Signed | None = None
    out_of_funds: Signed | None = None
    returned: Returned | None = None
    source: Source | None = None
    snoozed: tuple[Snooze, ...] = ()

    @property
    def order(self) -> tuple[dt.date, str, str, str, int]:
        """Where order decides: day, moment, reward, influencer, number."""
        return (self.requested, self.at or "24", self.reward, self.influencer, self.number)

    @classmethod
    def laid_out(cls, data: Data, path: str, started: dt.date) -> Data:
        """What the file leaves out is in its path."""
        name = record_name(path)
        return {
            "influencer": one(data.get("influencer") or path.split("/", 2)[1]),
            "reward": one(data.get("reward") or name.slug),
            "number": name.number,
            "requested": day(data.get("requested") or name.date),
        }
