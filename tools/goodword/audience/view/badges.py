"""What a person may hand on to anybody: a tier or milestone they reached, what honours them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from goodword.audience.view.frame import Link, Words
    from goodword.texts import Said


@dataclass(frozen=True, slots=True)
class BadgeView:
    """A badge that holds on the day.

    Args:
        person: influencer id.
        kind: `tier`, `milestone` or `reward`.
        of: id of the tier, milestone or reward.
        name: of it; `summary` of the reward, None where it has none.
        needs: points of two cycles together that the tier asks for; price of the reward; those
            that the milestone gives.
        every: quarter, half-year or year: the length of a cycle when it was reached.
        since: the day on which it was reached or given.
        number: which of that day it is.
        agreed: the day from which the person has agreed, without a break.
        login: an account that the person agreed to show, as `channel:login`; None for none.
        links: of what it was reached with, where all who made it agreed.
        conditions: all that the milestone asks for, or the tier where it asks for more than points
            of two cycles; `over` says of such a tier what was looked at; `names` of what is named
            there and everybody may know, by kind and id: `mission/write-a-guide`.
    """

    person: str
    kind: str
    of: str
    name: Words
    summary: Words | None
    needs: int
    every: str
    since: date
    agreed: date
    number: int = 1
    login: str | None = None
    links: tuple[Link, ...] = ()
    conditions: tuple[Said, ...] = ()
    over: Said | None = None
    names: Mapping[str, Words] = field(default_factory=dict)
