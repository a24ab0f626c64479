"""What is decided on a claim: by one of staff, or by several together, each with a review."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec import convert

from goodword.model.mission import Eligibility, Reviewers
from goodword.model.plain import Named, Shares, day, one
from goodword.model.shape import Part

if TYPE_CHECKING:
    from goodword.model.plain import Data


class Second(Part, frozen=True):
    """The second person of a decision, and the day."""

    by: str
    date: dt.date


class Judged(Part, frozen=True):
    """What had no date of its own and was judged on the day of the decision."""

    region: str | None = None
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    category: str | None = None
    eligibility: Eligibility = Eligibility()
    status: str | None = None
    within: tuple[str, ...] = ()
    reviewers: Reviewers | None = None


class Review(Part, frozen=True, kw_only=True):
    """What one of several who decide together says of a claim: all that a decision would."""

    by: str
    date: dt.date
    outcome: str
    quality: str = "normal"
    quantity: int | None = None
    stated: int | None = None
    bonus: tuple[str, ...] = ()
    reason: str | None = None
    reason_code: str | None = None


class Decision(Part, frozen=True):
    """What a reviewer decided, frozen.

    `points` are given in total, `computed` what they would be without limits, `shares` and
    `capped_by` by influencer, `version` the `from` of the points version. `quantity` is another
    one than the claim's, `stated` what the reviewer said it is worth, `bonus` what was added.
    """

    outcome: str
    by: str | tuple[str, ...]
    date: dt.date
    second: Second | None = None
    points: int = 0
    computed: int = 0
    shares: Shares = ()
    capped_by: Named = ()
    quality: str = "normal"
    version: dt.date | None = None
    judged: Judged | None = None
    reason: str | None = None
    reason_code: str | None = None
    quantity: int | None = None
    stated: int | None = None
    bonus: tuple[str, ...] = ()

    @property
    def deciders(self) -> tuple[str, ...]:
        """Ids of all who decided, the second person aside."""
        return (self.by,) if isinstance(self.by, str) else self.by


def decision(data: Data, people: tuple[str, ...]) -> Decision:
    """A decision of its data and the people whose claim it is about.

    Approved points with no `shares` belong to the only person there is.
    """
    said, by = data.get, data["by"]
    points: int = said("points", 0)
    shares, version = said("shares"), said("version")
    if shares:
        of = Shares([(one(who), share) for who, share in shares.items()])
    else:
        of = Shares(((people[0], points),)) if points and len(people) == 1 else ()
    second, capped, judged = said("second"), said("capped_by"), said("judged")
    quality, bonus = said("quality"), said("bonus")
    return Decision(
        one(data["outcome"]),
        one(by) if isinstance(by, str) else tuple(map(one, by)),
        day(data["date"]),
        convert(second, Second) if second else None,
        points,
        said("computed", points),
        of,
        Named(capped.items()) if capped else (),
        one(quality) if quality else "normal",
        day(version) if version else None,
        None if judged is None else convert(judged, Judged),
        said("reason"),
        said("reason_code"),
        said("quantity"),
        said("stated"),
        tuple(map(one, bonus)) if bonus else (),
    )
