"""Whether two states of a program give the same figures: points, leaderboard, loops."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from goodword.changes.moves import FIGURES
from goodword.diagnostics import Failure
from goodword.formats import REPORTS
from goodword.reports.effect import effect
from goodword.reports.leaderboard import leaderboard_report
from goodword.reports.loops import loops_report
from goodword.reports.points import points_report
from goodword.reports.report import counted, nowhere

if TYPE_CHECKING:
    from goodword.snapshot import Snapshot

_SHOWN = 20


def changed(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """What is another figure, a sentence each; empty where all are the same.

    Args:
        before: the program as it is.
        after: the program as it would be, on the same day.
    """
    lines: list[str] = []
    members = sorted({*before.ledger.members, *after.ledger.members})
    people = [each for each in members if _figures(before, each) != _figures(after, each)]
    lines += effect(before, after, people[:_SHOWN])
    if len(people) > _SHOWN:
        lines.append(f"and {counted(len(people) - _SHOWN, 'person', 'people')} more")
    for name, report in (
        ("points", points_report),
        ("leaderboard", leaderboard_report),
        ("loops", loops_report),
    ):
        if report(before).value != report(after).value:
            lines.append(f"goodword {name} says something else than before")
    return tuple(lines)


def unlike(stated: bytes, after: Snapshot) -> tuple[str, ...]:
    """What `goodword points --format csv` of another version says otherwise, a sentence each.

    Columns that only one of the two has say nothing.

    Args:
        stated: what it wrote.
        after: the program as it would be, on the same day.

    Raises:
        Failure: it is no such table.
    """
    theirs = _rows(stated.decode("utf-8-sig", errors="replace"))
    ours = _rows(REPORTS["csv"](points_report(after), line=nowhere))
    if not theirs:
        raise Failure("there is no column id, or no row", "goodword points --format csv writes it")
    lines: list[str] = []
    for person in sorted({*theirs, *ours}):
        was, now = theirs.get(person), ours.get(person)
        if was is None or now is None:
            lines.append(f"{person}: {'in the program only' if was is None else 'gone'}")
            continue
        lines += [
            f"{person}: {column} was {was[column] or 'nothing'}, is {now[column] or 'nothing'}"
            for column in now
            if column in was and was[column] != now[column]
        ]
    return tuple(lines)


def _rows(text: str) -> dict[str, dict[str, str]]:
    """The rows of a table by id."""
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text)) if row.get("id")}


def _figures(snapshot: Snapshot, person: str) -> tuple[object, ...]:
    account = snapshot.ledger.account(person)
    return tuple(getattr(account, name) for name in (*FIGURES, "tier", "by_cycle"))
