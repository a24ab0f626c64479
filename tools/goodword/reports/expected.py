"""Published totals against what the program gives: every difference by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.model.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from goodword.intake.totals import Totals
    from goodword.snapshot import Snapshot


class Difference(NamedTuple):
    """A total that is not reproduced.

    Args:
        person: whose.
        stated: what was published, None where the person is not in the list.
        computed: what the program gives.
        line: of the list, None where the person is not in it.
        why: what is known about it; may be empty.
    """

    person: str
    stated: int | None
    computed: int
    line: int | None
    why: str


def standing(snapshot: Snapshot, window: tuple[date, date] | None) -> dict[str, int]:
    """Standing by person: all of it, or that of claims which occurred in the window.

    Args:
        snapshot: the program on a day.
        window: first and last day, both included; None for all.
    """
    members = snapshot.ledger.members
    if window is None:
        return {person: account.standing for person, account in members.items()}
    first, last = window
    return {
        person: sum(
            lot.stands
            for lot in account.lots
            if isinstance(lot.source, Claim) and first <= lot.source.occurred <= last
        )
        for person, account in members.items()
    }


def differences(
    snapshot: Snapshot,
    totals: Totals,
    window: tuple[date, date] | None,
    left_out: Mapping[str, str],
) -> tuple[Difference, ...]:
    """The totals that are not reproduced, by person.

    Args:
        snapshot: the program on a day.
        totals: what was published.
        window: first and last day, both included; None for all.
        left_out: why somebody was left out, by handle in lower case.
    """
    found = []
    have = standing(snapshot, window)
    for person in sorted(totals.by_person.keys() | have.keys()):
        total = totals.by_person.get(person)
        computed = have.get(person, 0)
        if computed == (total.points if total else 0):
            continue
        why = ""
        if person in left_out:
            why = "left out by the map"
        elif person not in snapshot.program.influencers:
            why = "not in the export"
        elif total is None:
            why = "not in the list"
        found.append(
            Difference(
                person,
                total.points if total else None,
                computed,
                total.line if total else None,
                why,
            )
        )
    return tuple(found)
