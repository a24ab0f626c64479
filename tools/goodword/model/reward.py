"""rewards/<id>.yml: what points buy, its price by version, and its stock."""

from __future__ import annotations

import datetime as dt

from goodword.model.plain import Data, Words, stem
from goodword.model.shape import Model, Part, versions


class PerInfluencer(Part, frozen=True, kw_only=True):
    """How many a person may have, each `cycle`, calendar `year` or `ever`."""

    limit: int
    every: str = "ever"


class CostVersion(Part, frozen=True, kw_only=True):
    """Price in points and terms from a day on; empty tiers or regions mean everyone."""

    from_: dt.date
    announced: dt.date | None = None
    points: int
    per_influencer: PerInfluencer | None = None
    tiers: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    nda: bool = False
    segments: tuple[str, ...] = ()

    @property
    def for_some(self) -> bool:
        """Whether only some people may ask for it."""
        return bool(self.tiers or self.regions or self.nda or self.segments)


class StockEntry(Part, frozen=True, kw_only=True):
    """An addition to the stock that day; negative for losses."""

    date: dt.date
    quantity: int


class Window(Part, frozen=True, kw_only=True):
    """From a day to a day, both included; None is open."""

    from_: dt.date | None = None
    to: dt.date | None = None

    def __contains__(self, day: dt.date) -> bool:
        """Whether the day lies inside."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class Reward(Model, frozen=True, kw_only=True):
    """A reward of the catalogue; without stock entries there is no limit."""

    id: str
    name: Words
    summary: Words | None = None
    kind: str
    cost: tuple[CostVersion, ...]
    stock: tuple[StockEntry, ...] = ()
    visible: Window = Window()
    redeemable: Window = Window()
    fulfilment: str = "manual"
    fulfiller: str | None = None
    suits: tuple[str, ...] = ()
    gift_value_band: str = "none"

    @classmethod
    def laid_out(cls, data: Data, path: str, started: dt.date) -> Data:
        """A price may be a number, and hold from the start of the program."""
        return {"id": stem(path), "cost": [*versions(data["cost"], "points", started)]}
