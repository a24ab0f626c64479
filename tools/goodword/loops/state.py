"""The state of an item: never set by hand, but derived from what was done and who was told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.loops.rounds import TERMINAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodword.loops.owed import Debt
    from goodword.loops.told import Settled

CLOSED = (
    "closed-delivered",
    "closed-declined",
    "closed-available",
    "closed-withdrawn",
    "closed-duplicate",
    "closed-exempt",
)
OPEN = (
    "open-received",
    "open-acknowledged",
    "open-triaged",
    "open-planned",
    "open-exploring",
    "open-deferred",
    "open-needs-info",
    "open-duplicate",
    "open-delivering",
    "open-delivered",
    "open-declined",
    "open-available",
    "open-reopened",
)
STATES = OPEN + CLOSED
"""All states, in the order of a loop."""


class Standing(NamedTuple):
    """Where an item stands before duplicates are looked at.

    Args:
        phase: what the brand did last, or `withdrawn`.
        settled: everything owed in the last round is told or exempt.
        exempt: some of it is exempt.
        of: for a duplicate the item it points to.
    """

    phase: str
    settled: bool
    exempt: bool
    of: str | None


def standing(
    phase: str, number: int, of: str | None, debts: Sequence[tuple[Debt, Settled]], *, present: bool
) -> Standing:
    """Where an item stands.

    Args:
        phase: what the brand did last.
        number: the last round.
        of: the item a duplicate points to.
        debts: all of the item with how they were settled.
        present: whether anybody who raised it did not withdraw.
    """
    if present:
        owed = [settled for debt, settled in debts if debt.until is None]
    else:
        # Once all were told of an end, going afterwards does not change how the item ended. Where
        # somebody was exempt it does: nobody is left of whom that could be said.
        left = [
            (debt, settled)
            for debt, settled in debts
            if debt.left and debt.milestone.round == number and debt.milestone.end is None
        ]
        owed = [settled for _, settled in left]
        in_time = all(
            settled.told is not None and debt.until is not None and settled.told <= debt.until
            for debt, settled in left
        )
        if not owed or phase not in TERMINAL or not in_time:
            return Standing("withdrawn", settled=True, exempt=False, of=None)
    if phase == "received" and any(
        settled.told for debt, settled in debts if debt.milestone.name == "acknowledged"
    ):
        phase = "acknowledged"
    return Standing(
        phase,
        all(each.day is not None for each in owed),
        any(each.told is None for each in owed),
        of if phase == "duplicate" else None,
    )


def closed_items(standings: Mapping[str, Standing]) -> set[str]:
    """The items whose loop is closed: at an end, and everything owed told or exempt.

    A duplicate is at its end when the item it points to is closed; a circle of duplicates, or
    one that points nowhere, never is.
    """
    known: dict[str, bool] = {}
    for item in standings:
        chain: list[str] = []
        at: str | None = item
        while at is not None and at in standings and at not in known:
            known[at] = False
            chain.append(at)
            at = standings[at].of
        ended = known.get(at, False) if at is not None else True
        for each in reversed(chain):
            place = standings[each]
            ended = place.settled and (ended if place.of is not None else place.phase in TERMINAL)
            known[each] = ended
    return {item for item, closed in known.items() if closed}


def state(place: Standing, *, closed: bool) -> str:
    """The word for it."""
    if not closed:
        return f"open-{place.phase}"
    return "closed-exempt" if place.exempt else f"closed-{place.phase}"
