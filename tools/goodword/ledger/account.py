"""A person's account on a day: the figures that everybody reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.ledger.conditions import Measured
    from goodword.ledger.lots import Lot
    from goodword.ledger.reached import Ahead, Reached
    from goodword.model.redemption import Redemption


OpenLot = tuple[str, int, int, int, int, int, int]
"""A lot that still has points: path of its record, day available, last day, points pending, active
and held, and its number among the lots of that record. One for each at each cycle's end, so it has
no names."""


class Checkpoint(NamedTuple):
    """What a person had on the last day of a cycle, after its expiries.

    Args:
        pending: awarded by then and not yet available.
        held: in open requests.
        arrears: owed.
        tier: id of the tier, floors counted; None for who has none.
        parts: open lots.
        others: tiers of all other ladders, each as other files name it: `ladder/tier`.
    """

    pending: int = 0
    held: int = 0
    arrears: int = 0
    tier: str | None = None
    parts: tuple[OpenLot, ...] = ()
    others: tuple[str, ...] = ()


NOTHING = Checkpoint()
"""What most people had at the end of most cycles."""


@dataclass(frozen=True, slots=True)
class Climb:
    """Where a person stands on one ladder.

    Args:
        ladder: its id.
        prefix: what stands before the ids of its tiers in other files; empty for the first.
        tier: id of the tier, floors counted; None for who has none.
        standing: over what the ladder looks at.
        to_stay: what the tier asks for to be kept, and how much there is; empty without one.
        rises_to: id of the next tier; None where there is none.
        to_rise: what that asks for, and how much there is; empty where there is none.
        tiers: the own tier from each day on, floors left out.
    """

    ladder: str
    prefix: str
    tier: str | None
    standing: int
    to_stay: tuple[Measured, ...]
    rises_to: str | None
    to_rise: tuple[Measured, ...]
    tiers: tuple[tuple[date, str | None], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One person's points.

    On every day `awarded` = pending + spendable + held + spent + expired + reversed - arrears
    - forgiven.

    Args:
        id: whose.
        stage: on the day; None before the first one.
        tier: id of the tier; None for those who are neither members nor on leave.
        standing: points that count for tier and leaderboard, all of them.
        window: standing of the current and the previous cycle.
        by_cycle: standing by the name of the cycle it counts for, in the order of time.
        awarded: given by awards and adjustments, less negative adjustments.
        pending: awarded and not yet available.
        spendable: can be spent today.
        held: in open requests.
        spent: in requests fulfilled.
        expired: past their last day.
        reversed: taken back, or owed.
        arrears: owed.
        forgiven: no longer owed.
        to_stay: points that are missing for the present tier; None without one.
        to_rise: those missing for the next one, other conditions apart; None where there is none.
        expiring: spendable points by last day.
        lots: all lots, in the order of awards.
        allocated: what each request took from which lots, by path.
        refused: requests that points or stock do not cover, with the reason, by path.
        declined: requests that a reversal for fraud ended, by path: its day and place.
        overdrawn: negative adjustments beyond what was spendable: that many were, by path.
        tiers: the own tier from each day on, floors left out.
        activity: changes of what is spendable: (day, kind, points).
        by_hand: standing taken by negative adjustments: (day, points).
        posted: standing ever given, by the name of the cycle it counts for.
        checkpoints: what the person had at the end of each closed cycle, by its name.
        ladders: where they stand on each ladder; empty in a program whose only one looks at the
            standing of two cycles alone.
        milestones: those reached, in order.
        ahead: those that can be reached in the present periods.
    """

    id: str
    stage: str | None = None
    tier: str | None = None
    standing: int = 0
    window: int = 0
    by_cycle: tuple[tuple[str, int], ...] = ()
    awarded: int = 0
    pending: int = 0
    spendable: int = 0
    held: int = 0
    spent: int = 0
    expired: int = 0
    reversed: int = 0
    arrears: int = 0
    forgiven: int = 0
    to_stay: int | None = None
    to_rise: int | None = None
    expiring: tuple[tuple[date, int], ...] = ()
    lots: tuple[Lot, ...] = ()
    allocated: Mapping[str, tuple[tuple[Lot, int], ...]] = field(default_factory=dict)
    refused: Mapping[str, tuple[Redemption, str]] = field(default_factory=dict)
    declined: Mapping[str, tuple[date, Place]] = field(default_factory=dict)
    overdrawn: Mapping[str, int] = field(default_factory=dict)
    tiers: tuple[tuple[date, str | None], ...] = ()
    activity: tuple[tuple[int, str, int], ...] = ()
    by_hand: tuple[tuple[int, int], ...] = ()
    posted: tuple[tuple[str, int], ...] = ()
    checkpoints: Mapping[str, Checkpoint] = field(default_factory=dict)
    ladders: tuple[Climb, ...] = ()
    milestones: tuple[Reached, ...] = ()
    ahead: tuple[Ahead, ...] = ()

    @property
    def other_tiers(self) -> dict[str, str | None]:
        """Tiers on all ladders but the first, as other files name them, by ladder."""
        return {
            each.ladder: f"{each.prefix}{each.tier}" if each.tier else None
            for each in self.ladders
            if each.prefix
        }

    def standing_in(self, cycle: str) -> int:
        """Standing that counts for the cycle of that name."""
        return next((points for name, points in self.by_cycle if name == cycle), 0)

    @property
    def empty(self) -> bool:
        """Whether every figure is 0."""
        return not (
            self.awarded
            or self.standing
            or self.pending
            or self.spendable
            or self.held
            or self.spent
            or self.expired
            or self.reversed
            or self.arrears
            or self.forgiven
        )
