"""What a reviewer says of a claim, and what is decided by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from goodword.model.claim import Judged
    from goodword.model.plain import Shares


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reviewer says of a claim.

    Args:
        by: staff id of the reviewer.
        date: the day of the decision; what is dated later is not known.
        outcome: `approved` or `declined`.
        quality: the name of one of the mission's.
        second: staff id of the second person, who agrees on the same day.
        reason: in words; needed for a decline and for an override.
        reason_code: see the schema; `override` allows `points`, with a second person.
        points: given instead of what the versions give, with `override`; split as always. Within
            the mission's scale they are what the claim is worth, and override nothing.
        quantity: another one than the claim's; None for that.
        stated: points within the mission's scale; None where none were said.
        bonus: ids of the mission's bonuses that are added.
    """

    by: str
    date: dt.date
    outcome: str = "approved"
    quality: str = "normal"
    second: str | None = None
    reason: str | None = None
    reason_code: str | None = None
    points: int | None = None
    quantity: int | None = None
    stated: int | None = None
    bonus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """The fields of a decision, as they are written.

    Args:
        outcome: `approved` or `declined`.
        by: staff id of who decides, or the ids of all who decide together.
        date: the day of the decision.
        second: staff id of the second person, who agreed on the same day; None for nobody.
        points: given in total; 0 for a decline.
        computed: what it would be without limits.
        shares: by influencer, in the claim's order; those cut by a limit are left out.
        capped_by: the limit by influencer.
        quality: the name of one of the mission's.
        version: first day of the points version.
        judged: what has no date and was judged; None where the mission asks for nothing.
        reason: in words; None for none.
        reason_code: None for none.
        appeal: it answers the appeal, and is written there.
        available: the day on which the points become spendable; None for a decline.
        quantity: what the reviewer counted instead of the claim; None for that.
        stated: points within the mission's scale; None where none were stated.
        bonus: ids of what was added.
        review: it is also noted as what one of several said.
        lacking: how many more have to say so; while there are any, nothing is decided.
    """

    outcome: str
    by: str | tuple[str, ...]
    date: dt.date
    second: str | None = None
    points: int = 0
    computed: int = 0
    shares: Shares = ()
    capped_by: tuple[tuple[str, str], ...] = ()
    quality: str = "normal"
    version: dt.date | None = None
    judged: Judged | None = None
    reason: str | None = None
    reason_code: str | None = None
    appeal: bool = False
    available: dt.date | None = None
    quantity: int | None = None
    stated: int | None = None
    bonus: tuple[str, ...] = ()
    review: bool = False
    lacking: int = 0
