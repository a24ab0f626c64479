"""`goodword incidents`: hours to the first word, and who on the alert list was not told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.nearest import did_you_mean
from goodword.relation.incidents import incidents
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from goodword.diagnostics import Place
    from goodword.relation.incidents import Alerted, Word
    from goodword.snapshot import Snapshot

_COLUMNS = (
    Column("id"),
    Column("kind"),
    Column("severity"),
    Column("began"),
    Column("ended"),
    Column("to tell", "number"),
    Column("told", "number"),
    Column("not told"),
    Column("median hours", "number"),
    Column("heard from"),
    Column("loops opened"),
)
_WORDS = (
    Column("to"),
    Column("status"),
    Column("date", "date"),
    Column("hours", "number"),
    Column("late", "number"),
    Column("by"),
    Column("where"),
)


def incidents_report(
    snapshot: Snapshot,
    ids: Sequence[str] = (),
    *,
    line: Callable[[Place], int | None] = lambda place: None,  # noqa: ARG005 - no tree at hand
) -> Report:
    """All incidents, or those named with each person of their alert lists.

    Args:
        snapshot: the program on a day.
        ids: only these incidents.
        line: finds the line of a place.

    Raises:
        Failure: an id that no incident has.
    """
    known = snapshot.program.incidents
    for each in ids:
        if each not in known:
            raise Failure(
                f'there is no incident "{each}"{did_you_mean(each, known)}',
                "goodword incidents shows all",
            )
    found = [
        each
        for each in incidents(snapshot.program, snapshot.as_of, snapshot.tier_on)
        if not ids or each.incident.id in ids
    ]
    tables = [Table(_COLUMNS, tuple(_row(each) for each in found))]
    if ids:
        tables += [_words(each, line) for each in found]
    notes = [
        f"{each.incident.id}: {word.to} was to be told by {word.by:%Y-%m-%d %H:%M}, "
        f"{word.over} hour{'s' if word.over > 1 else ''} ago"
        for each in found
        for word in each.words
        if word.status == "overdue"
    ]
    notes += [
        f"{each.incident.id}: nobody on the map has the {what} of its alert list"
        for each in found
        for what in each.nobody
    ]
    if found:
        notes.append(
            "hours count from the beginning; where only a day is known, and for the untold, to "
            "the day's end"
        )
    else:
        notes.append("there are no incidents")
    value = {
        "as_of": snapshot.as_of.isoformat(),
        "incidents": [_value(each, line) for each in found],
    }
    return Report(f"incidents, {snapshot.as_of}", tuple(tables), tuple(notes), value)


def _row(each: Alerted) -> tuple[Any, ...]:
    return (
        each.incident.id,
        each.incident.kind,
        each.incident.severity,
        each.incident.began.replace("T", " "),
        (each.incident.ended or "").replace("T", " "),
        len(each.words),
        sum(word.status == "told" for word in each.words),
        ", ".join(each.untold),
        each.median_hours,
        ", ".join(each.heard),
        ", ".join(each.items),
    )


def _words(each: Alerted, line: Callable[[Place], int | None]) -> Table:
    rows = tuple(
        (
            word.to,
            word.status,
            word.day,
            word.age,
            word.over or None,
            f"{word.by:%Y-%m-%d %H:%M}",
            _where(word, line),
        )
        for word in each.words
    )
    return Table(_WORDS, rows, each.incident.id)


def _where(word: Word, line: Callable[[Place], int | None]) -> str:
    number = line(word.place)
    return f"{word.place.path}:{number}" if number else word.place.path


def _value(each: Alerted, line: Callable[[Place], int | None]) -> dict[str, Any]:
    incident = each.incident
    return {
        "id": incident.id,
        "title": incident.title.first,
        "kind": incident.kind,
        "severity": incident.severity,
        "began": incident.began,
        "ended": incident.ended,
        "hours_allowed": each.allowed,
        "median_hours": each.median_hours,
        "told": [
            {
                "to": word.to,
                "status": word.status,
                "date": word.day.isoformat() if word.day else None,
                "hours": word.hours,
                "age": word.age,
                "late": word.over,
                "due": word.due.isoformat(),
                "by": word.by.isoformat(timespec="minutes"),
                "path": word.place.path,
                "line": line(word.place),
            }
            for word in each.words
        ],
        "untold": list(each.untold),
        "nobody": list(each.nobody),
        "heard": list(each.heard),
        "items": list(each.items),
        "path": incident.place.path,
    }
