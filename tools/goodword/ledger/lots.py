"""A lot: the points of one award or adjustment for one person, and where each of them is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.derived import Derived
from goodword.ledger.terms import LEAST_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.claim import Claim
    from goodword.model.touchpoint import Touchpoint

    Order = tuple[date, str, str, str, int, str]
    Award = tuple[Claim | Touchpoint | Derived, Order, int, int, int, int, int, bool, str | None]
    """What makes a lot, in the order of its attributes from `source` to `restored`."""

_PLACES = frozenset(("pending", "active", "held", "spent", "expired", "reversed"))


class Varying:
    """What else than its own last day ends or keeps a lot. Days are ordinals.

    Attributes:
        idle: months for which an approved claim of the person keeps it; 0 where none moves its day.
        most: how many points are carried over a cycle's end with it; None where all are.
        spared: the day before which no cycle's end takes from it.
        gone: what has expired of it, by day.
    """

    __slots__ = ("gone", "idle", "most", "spared")

    def __init__(self, idle: int, most: int | None, spared: int) -> None:
        self.idle = idle
        self.most = most
        self.spared = spared
        self.gone: dict[int, int] = {}


class Lot:
    """Points that arose together. Days are ordinals; counted while a book runs, then left alone.

    Attributes:
        source: the claim or adjustment, or what follows from others.
        order: the award's place among awards.
        points: how many were awarded; for a part released with a later last day, how many it has.
        decided: the day they were awarded.
        available: the day they become active.
        own: the last day on which they can be spent, before leaving the program shortens it.
        kept: a last day given while the owner was gone, which the exit does not shorten; else 0.
        cycle: first day of the cycle for which they count.
        standing: whether they count for tier and leaderboard.
        restored: the limit that had cut them, where a place became free later.
        root: the lot this one is a part of; None for one of its own.
        expires: the last day on which they can be spent.
        stands: standing that they gave, less what has been reversed since.
        moved: of that, what stands in another cycle, by its first day: a reversal was lifted there.
        varying: what else ends or keeps it; None where its last day alone does.
        pending, active, held, spent, expired, reversed: points in each of these places.
        repaid: paid for arrears; adjusted: taken by hand.
    """

    __slots__ = (
        "active",
        "adjusted",
        "available",
        "cycle",
        "decided",
        "expired",
        "expires",
        "held",
        "kept",
        "moved",
        "order",
        "own",
        "pending",
        "points",
        "repaid",
        "restored",
        "reversed",
        "root",
        "source",
        "spent",
        "standing",
        "stands",
        "varying",
    )

    def __init__(self, award: Award, root: Lot | None = None) -> None:
        (
            self.source,
            self.order,
            self.points,
            self.decided,
            self.available,
            self.own,
            self.cycle,
            self.standing,
            self.restored,
        ) = award
        self.root = root
        self.expires = self.own
        self.kept = 0
        self.pending = self.points
        self.active = 0
        self.held = 0
        self.spent = 0
        self.expired = 0
        self.reversed = 0
        self.repaid = 0
        self.adjusted = 0
        self.stands = 0
        self.moved: dict[int, int] | None = None
        self.varying: Varying | None = None

    @property
    def earned(self) -> bool:
        """Whether a claim earned the points, and not an adjustment."""
        return hasattr(self.source, "mission")

    @property
    def written(self) -> Place:
        """Where what gives the points is written: their record, or the rule they follow from."""
        source = self.source
        return source.written if isinstance(source, Derived) else source.place

    def add(self, place: str, points: int) -> None:
        """More points in a place, or fewer; what is in no lot is the book's to count."""
        if place == "active":  # nearly all
            self.active += points
        elif place in _PLACES:
            setattr(self, place, getattr(self, place) + points)

    def last_day(self, exit_: int | None) -> int:
        """The last day of somebody who left with an exit window until a day: never past its own.

        A later day that was given after the leaving holds while the person is gone too.
        """
        if exit_ is None:
            return self.own
        return max(min(self.own, max(exit_, self.available + LEAST_DAYS)), self.kept)

    @property
    def safe(self) -> int:
        """The last day until which it surely can be spent, whatever is carried over."""
        varying = self.varying
        if varying is None or varying.most is None:
            return self.expires
        return min(self.expires, varying.spared)

    def spare(self, until: int) -> None:
        """Let no cycle's end take from it before a day."""
        if self.varying is not None:
            self.varying.spared = max(self.varying.spared, until)

    def note_expired(self, day: int, points: int) -> None:
        """Remember on which day points of it expired, where its last day does not tell."""
        if self.varying is not None:
            self.varying.gone[day] = self.varying.gone.get(day, 0) + points

    def note_revived(self) -> None:
        """All that had expired of it has come back."""
        if self.varying is not None:
            self.varying.gone.clear()

    def expired_on(self) -> Mapping[int, int]:
        """What has expired, by day."""
        if self.varying is not None:
            return self.varying.gone
        return {self.expires: self.expired} if self.expired else {}

    def __repr__(self) -> str:
        """Source and where the points are, for failing tests."""
        places = ("pending", "active", "held", "spent", "expired", "reversed", "repaid", "adjusted")
        parts = ", ".join(f"{name} {value}" for name in places if (value := getattr(self, name)))
        return f"<Lot {self.source.place.path}: {self.points}, {parts}>"


def spending_order(lots: Iterable[Lot]) -> list[Lot]:
    """Lots with active points in the order in which they are spent: earliest last day first."""
    return sorted((lot for lot in lots if lot.active), key=turn)


def turn(lot: Lot) -> tuple[int, int, Order, bool]:
    """Where a lot stands among others: by last day, and a part after its mother."""
    return (lot.expires, lot.available, lot.order, lot.root is not None)
