"""rewards/<id>.yml: what points buy, its price by version, and its stock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.model.plain import announced, day, day_or_none, ids, versions, words, words_or_none

if TYPE_CHECKING:
    import datetime as dt

    from goodword.diagnostics import Place
    from goodword.model.plain import Data, Words


@dataclass(frozen=True, slots=True)
class PerInfluencer:
    """How many a person may have, each `cycle`, calendar `year` or `ever`."""

    limit: int
    every: str = "ever"


@dataclass(frozen=True, slots=True)
class CostVersion:
    """Price in points and terms from a day on; empty tiers or regions mean everyone."""

    from_: dt.date
    announced: dt.date | None
    points: int
    per_influencer: PerInfluencer | None = None
    tiers: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    nda: bool = False


@dataclass(frozen=True, slots=True)
class StockEntry:
    """An addition to the stock that day; negative for losses."""

    date: dt.date
    quantity: int


@dataclass(frozen=True, slots=True)
class Window:
    """From a day to a day, both included; None is open."""

    from_: dt.date | None = None
    to: dt.date | None = None

    def __contains__(self, day: dt.date) -> bool:
        """Whether the day lies inside."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


@dataclass(frozen=True, slots=True)
class Reward:
    """A reward of the catalogue; without stock entries there is no limit."""

    place: Place = field(compare=False, repr=False)
    id: str
    name: Words
    summary: Words | None
    kind: str
    cost: tuple[CostVersion, ...]
    stock: tuple[StockEntry, ...]
    visible: Window
    redeemable: Window
    fulfilment: str
    fulfiller: str | None
    gift_value_band: str


def _cost(data: Data, start: dt.date) -> CostVersion:
    per = data.get("per_influencer")
    return CostVersion(
        start,
        announced(data.get("announced")),
        data["points"],
        PerInfluencer(per["limit"], per.get("every", "ever")) if per else None,
        ids(data.get("tiers")),
        ids(data.get("regions")),
        data.get("nda", False),
    )


def _window(data: Data) -> Window:
    return Window(day_or_none(data.get("from")), day_or_none(data.get("to")))


def read(data: Data, place: Place, started: dt.date) -> Reward:
    """The reward of a document that fits its schema; `started` dates a cost without `from`."""
    identifier = place.path[place.path.rfind("/") + 1 : -4]
    return Reward(
        place,
        identifier,
        words(data["name"]),
        words_or_none(data.get("summary")),
        data["kind"],
        versions(data["cost"], started, "points", _cost),
        tuple(StockEntry(day(each["date"]), each["quantity"]) for each in data.get("stock", [])),
        _window(data.get("visible", {})),
        _window(data.get("redeemable", {})),
        data.get("fulfilment", "manual"),
        data.get("fulfiller"),
        data.get("gift_value_band", "none"),
    )
