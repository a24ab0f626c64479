"""Published totals against what the program gives: every difference by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from goodword.model.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from goodword.intake.history.totals import Totals
    from goodword.snapshot import Snapshot

_NAMED = 50


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of a published list beforehand.

    Args:
        left_out: ids of people of whom nothing was brought over; they are not counted.
        accept: why a total is known to be wrong, by id.
        top: how many a list names at most; None where it names everybody.
    """

    left_out: frozenset[str] = frozenset()
    accept: Mapping[str, str] = field(default_factory=dict)
    top: int | None = None


class Difference(NamedTuple):
    """A total that is not reproduced.

    Args:
        person: whose.
        stated: what was published, None where the person is not in the list.
        computed: what the program gives.
        line: of the list, None where the person is not in it.
        why: what is known about it; may be empty.
        accepted: whether it is known and does not count.
    """

    person: str
    stated: int | None
    computed: int
    line: int | None
    why: str
    accepted: bool = False


class Comparison(NamedTuple):
    """A list of totals compared: lines that say how, and whether all is as published."""

    lines: tuple[str, ...]
    alike: bool


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
    expected: Expected,
) -> tuple[Difference, ...]:
    """The totals that are not reproduced, by person; of people who were left out nothing.

    Args:
        snapshot: the program on a day.
        totals: what was published.
        window: first and last day, both included; None for all.
        expected: what is known beforehand.
    """
    found = []
    have = standing(snapshot, window)
    least = _least(totals, expected)
    for person in sorted((totals.by_person.keys() | have.keys()) - expected.left_out):
        total = totals.by_person.get(person)
        computed = have.get(person, 0)
        if computed == (total.points if total else 0):
            continue
        if total is None and least is not None and computed <= least:
            continue
        why = ""
        if person in expected.accept:
            why = f"accepted: {expected.accept[person]}"
        elif person not in snapshot.program.influencers:
            why = "not in the export"
        elif total is None:
            why = "not in the list"
        stated, line = (total.points, total.line) if total else (None, None)
        accepted = person in expected.accept
        found.append(Difference(person, stated, computed, line, why, accepted))
    return tuple(found)


def _least(totals: Totals, expected: Expected) -> int | None:
    """What the last in a list that is cut off has; None where the list is not cut off."""
    if expected.top is None or len(totals.by_person) < expected.top:
        return None
    return min(each.points for each in totals.by_person.values())


def compare(
    path: str,
    snapshot: Snapshot,
    totals: Totals,
    window: tuple[date, date] | None,
    expected: Expected,
) -> Comparison:
    """A list of totals compared, in words.

    Args:
        path: the list, as it was named.
        snapshot: the program on a day.
        totals: what was published.
        window: first and last day, both included; None for all.
        expected: what is known beforehand.
    """
    unlike = differences(snapshot, totals, window, expected)
    listed = totals.by_person.keys() - expected.left_out
    missed = sum(each.stated is not None for each in unlike)
    span = f" of {window[0]} to {window[1]}" if window else ""
    lines = [f"{path}: {len(listed) - missed} of {len(listed)} totals{span} are reproduced"]
    for each in unlike:
        where = f"{path}:{each.line}" if each.line else path
        why = f" ({each.why})" if each.why else ""
        stated = "nothing" if each.stated is None else each.stated
        lines.append(f"{where}: {each.person} has {each.computed} here, {stated} there{why}")
    lines += _told(path, snapshot, totals, expected)
    return Comparison(tuple(lines), all(each.accepted for each in unlike))


def _told(path: str, snapshot: Snapshot, totals: Totals, expected: Expected) -> list[str]:
    """Who stands in the list and was not looked for, and how a list that is cut off was read."""
    lines = []
    least = _least(totals, expected)
    if least is not None:
        lines.append(f"{path}: of those beyond the first {expected.top} nobody has over {least}")
    omitted = sorted(totals.by_person.keys() & expected.left_out)
    if omitted:
        lines.append(f"{path}: left out by the map, and not counted: {few(omitted)}")
    without = sorted(
        person
        for person, total in totals.by_person.items()
        if total.points == 0
        and person not in snapshot.program.influencers
        and person not in expected.left_out
    )
    if without:
        lines.append(f"{path}: listed with 0 points, without events, and not made: {few(without)}")
    return lines


def few(names: list[str]) -> str:
    """The names, and how many more there are beyond those that a line can hold."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
