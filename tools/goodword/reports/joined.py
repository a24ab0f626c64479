"""`goodword relation --by-year`: what the people of each joining year give and get today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.years import joined
from goodword.reports.report import Field, Report, table, values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.relation.years import Joined
    from goodword.snapshot import Snapshot

_JOINED: tuple[Field[Joined], ...] = (
    Field("year", "joined in", "number"),
    Field("joined", "joined", "number"),
    Field("members", "still members", "number"),
    Field("giving", "gave something", "number"),
    Field("them", "them", "number"),
    Field("us", "us", "number"),
)


def joined_report(snapshot: Snapshot, people: Iterable[str]) -> Report:
    """Both sides over twelve months, by the year in which people first became members.

    Args:
        snapshot: the program on a day.
        people: ids of those who are asked about; who never was a member is left out.
    """
    rows = joined(snapshot.relation, people)
    title = f"relation by joining year, {snapshot.as_of}, over twelve months"
    notes = () if rows else ("nobody of them has become a member yet",)
    value = {"as_of": snapshot.as_of.isoformat(), "joined": values(_JOINED, rows)}
    return Report(title, (table(_JOINED, rows),) if rows else (), notes, value)
