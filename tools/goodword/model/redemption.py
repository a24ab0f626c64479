"""influencers/<id>/redemptions/<date>-<reward>.yml: one purchase with points."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.model.plain import day, ids, record_name
from goodword.model.snooze import snoozes

if TYPE_CHECKING:
    import datetime as dt

    from goodword.diagnostics import Place
    from goodword.model.plain import Data
    from goodword.model.snooze import Snooze

ENDINGS = ("approved", "declined", "fulfilled", "cancelled", "out_of_stock", "out_of_funds")
"""What can be recorded of a request after it was made, each with day and person."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A day and who recorded it."""

    date: dt.date
    by: str


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back that day, and whether it went back on the shelf."""

    date: dt.date
    by: str
    restocked: bool


@dataclass(frozen=True, slots=True)
class RedemptionJudged:
    """What had no date of its own and was judged on the day of the request."""

    region: str | None
    tier: str | None
    tiers: tuple[str, ...]
    regions: tuple[str, ...]
    nda: bool


@dataclass(frozen=True, slots=True)
class Redemption:
    """A redemption; `points` is the price of all of `quantity`."""

    place: Place = field(compare=False, repr=False)
    influencer: str
    reward: str
    number: int
    requested: dt.date
    at: str | None
    quantity: int
    points: int
    judged: RedemptionJudged | None
    approved: Signed | None
    declined: Signed | None
    fulfilled: Signed | None
    cancelled: Signed | None
    out_of_stock: Signed | None
    out_of_funds: Signed | None
    returned: Returned | None
    snoozed: tuple[Snooze, ...] = ()

    @property
    def order(self) -> tuple[dt.date, str, str, str, int]:
        """Where order decides: day, moment, reward, influencer, number."""
        return (self.requested, self.at or "24", self.reward, self.influencer, self.number)


def _signed(data: Data | None) -> Signed | None:
    return None if data is None else Signed(day(data["date"]), data["by"])


def read(data: Data, place: Place) -> Redemption:
    """The redemption of a document that fits its schema."""
    name = record_name(place.path)
    judged, back = data.get("judged"), data.get("returned")
    return Redemption(
        place,
        data.get("influencer") or place.path.split("/")[1],
        data.get("reward") or name.slug,
        name.number,
        day(data.get("requested") or name.date),
        data.get("at"),
        data.get("quantity", 1),
        data["points"],
        None
        if judged is None
        else RedemptionJudged(
            judged.get("region"),
            judged.get("tier"),
            ids(judged.get("tiers")),
            ids(judged.get("regions")),
            judged.get("nda", False),
        ),
        _signed(data.get("approved")),
        _signed(data.get("declined")),
        _signed(data.get("fulfilled")),
        _signed(data.get("cancelled")),
        _signed(data.get("out_of_stock")),
        _signed(data.get("out_of_funds")),
        None
        if back is None
        else Returned(day(back["date"]), back["by"], back.get("restocked", False)),
        snoozes(data) if "snoozed" in data else (),
    )
