"""What an audience may have of the catalogue of rewards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from goodword.audience.view.frame import Words


@dataclass(frozen=True, slots=True)
class PriceChange:
    """An announced price that does not hold yet."""

    from_: date
    announced: date | None
    points: int


@dataclass(frozen=True, slots=True)
class RewardView:
    """A reward of the catalogue.

    Args:
        kind: merchandise, access, learning, donation or recognition.
        points: price on the view's day; None before its first version.
        left: how many are on the shelf; None without a stock.
        tiers: names of the tiers it is for; empty is everyone.
        regions: ISO 3166 codes; empty is everywhere.
        limit: how many a person may have, each `every` cycle, year or ever; None is no limit.
        opens, closes: first and last day on which it can be asked for, None where open.
        redeemable: whether it can be asked for on the view's day.
    """

    id: str
    name: Words
    summary: Words | None
    kind: str
    points: int | None
    left: int | None = None
    tiers: tuple[Words, ...] = ()
    regions: tuple[str, ...] = ()
    nda: bool = False
    some: bool = False
    limit: int | None = None
    every: str = "ever"
    opens: date | None = None
    closes: date | None = None
    redeemable: bool = True
    changes: tuple[PriceChange, ...] = ()
