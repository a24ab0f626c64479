"""People who are named by a segment, where something comes of it that they see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goodword.diagnostics import Failure
from goodword.ledger.segments import people
from goodword.reports.people import known_people, open_segment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from goodword.cli.writing import Writing
    from goodword.snapshot import Snapshot


def of_segment(run: Writing, row: Mapping[str, Any]) -> tuple[str, ...]:
    """Everybody in the segment of a row on its day, where nobody is named besides."""
    if row["influencers"]:
        raise click.UsageError("name influencers, or say --segment, not both")
    return _people(run.snapshot, row["segment"], "an ask", run.day(row))


def written_to(snapshot: Snapshot, ids: Sequence[str], segment: str | None) -> tuple[str, ...]:
    """To whom something is said: those named; of a segment only these of it; nobody for all."""
    known_people(snapshot, ids)
    if segment is None:
        return tuple(ids)
    there = _people(snapshot, segment, "what is sent", snapshot.as_of)
    found = tuple(each for each in there if not ids or each in ids)
    if not found:
        raise click.UsageError(f"nobody named is in {segment} on {snapshot.as_of}")
    return found


def _people(snapshot: Snapshot, segment: str, what: str, day: date) -> tuple[str, ...]:
    program = snapshot.program
    try:
        found = open_segment(program, segment, what)
    except Failure as failure:
        raise click.UsageError(f"{failure.message}; {failure.hint}") from None
    there = people(program, found, day, snapshot.tier_on)
    if not there:
        raise click.UsageError(f"nobody is in {segment} on {day}")
    return there
