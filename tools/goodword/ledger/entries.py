"""Entries: every movement of a person's points, and which figures each kind of entry moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.texts import Said

FIGURES = (
    "awarded",
    "pending",
    "spendable",
    "held",
    "spent",
    "expired",
    "reversed",
    "arrears",
    "forgiven",
    "standing",
)
"""The figures that entries add up to."""

MOVES: dict[str, dict[str, int]] = {
    "awarded": {"awarded": 1, "pending": 1},
    "available": {"pending": -1, "spendable": 1, "standing": 1},
    "cap-restored": {"awarded": 1, "pending": 1},
    "adjusted": {"awarded": 1, "spendable": 1, "standing": 1},
    "adjusted-spendable": {"awarded": 1, "spendable": 1},
    "referral": {"awarded": 1, "spendable": 1, "standing": 1},
    "milestone": {"awarded": 1, "spendable": 1, "standing": 1},
    "repaid": {"spendable": 1, "arrears": 1},
    "requested": {"spendable": 1, "held": -1},
    "released": {"spendable": 1, "held": -1},
    "fulfilled": {"held": 1, "spent": -1},
    "returned": {"spendable": 1, "spent": -1},
    "reversed-pending": {"pending": 1, "reversed": -1},
    "reversed": {"spendable": 1, "reversed": -1},
    "owed": {"reversed": 1, "arrears": 1},
    "standing": {"standing": 1},
    "lifted-pending": {"pending": 1, "reversed": -1},
    "lifted": {"spendable": 1, "reversed": -1},
    "lifted-arrears": {"reversed": 1, "arrears": 1},
    "lifted-forgiven": {"reversed": 1, "forgiven": 1},
    "lifted-repaid": {"spendable": 1, "reversed": -1},
    "forgiven": {"arrears": -1, "forgiven": 1},
    "expired": {"spendable": 1, "expired": -1},
    "extended": {"spendable": 1, "expired": -1},
    "declined": {},
    "refused": {},
    "stage": {},
    "written-off": {},
    "tier": {},
}
"""By kind: how many times its points are added to each figure (-1 takes them away)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a person's account.

    Args:
        date: the day.
        kind: see `MOVES`.
        points: plus or minus; what they are added to, `MOVES` says.
        balance: spendable points after it.
        reason: why, in English.
        said: the same in every language, where it is there.
        place: the record that caused it.
    """

    date: date
    kind: str
    points: int
    balance: int
    reason: str
    place: Place
    said: Said | None = None


def total(entries: Iterable[Entry]) -> dict[str, int]:
    """The figures that entries add up to."""
    figures = dict.fromkeys(FIGURES, 0)
    for entry in entries:
        for name, factor in MOVES[entry.kind].items():
            figures[name] += factor * entry.points
    return figures
