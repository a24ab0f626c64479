"""What a reversal leaves: what is owed, and all that an appeal has to undo."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodword.diagnostics import Place
    from goodword.ledger.lots import Lot


@dataclass(slots=True)
class Debt:
    """Arrears of one reversal: what is still owed, and the lots that have repaid some of it."""

    points: int
    place: Place
    repaid: list[tuple[Lot, int]] = field(default_factory=list)
    forgiven: int = 0

    def add(self, place: str, points: int) -> None:
        """What arrives in arrears is owed no more, and what leaves them is; forgiving alike."""
        if place == "arrears":
            self.points -= points
        elif place == "forgiven":
            self.forgiven -= points


@dataclass(slots=True)
class Taken:
    """What a reversal did, so that a successful appeal can undo it.

    `points` is how many it was about, of one award. `fell` is by how much standing fell, by the
    cycle where it stood; `written` is what it could not take and nobody owes.
    """

    lot: Lot
    place: Place
    points: int
    pending: int = 0
    active: list[tuple[Lot, int]] = field(default_factory=list)
    debt: Debt | None = None
    written: int = 0
    fell: list[tuple[int, int]] = field(default_factory=list)
