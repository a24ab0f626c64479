"""`goodword incidents`: hours to the first word, who was not told, and who had warned of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.nearest import one_of
from goodword.relation.incidents import incidents
from goodword.reports.report import Field, Report, counted, table, values
from goodword.reports.warned import WARNED, warned_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.relation.incidents import Alerted, Word
    from goodword.snapshot import Snapshot

_WORD: tuple[Field[Word], ...] = (
    Field("to", "to"),
    Field("status", "status"),
    Field("date", "date", "date", lambda each: each.day),
    Field("hours", "", "number"),
    Field("age", "hours", "number"),
    Field("late", "", "number", lambda each: each.over),
    Field("", "late", "number", lambda each: each.over or None),
    Field("due", "", "date"),
    Field(
        *("by", "by", "text"),
        lambda each: each.by.isoformat(timespec="minutes"),
        lambda at: at[:16].replace("T", " "),
    ),
    Field("path", "", get=lambda each: each.place),
    Field("line", "where", get=lambda each: each.place),
)


def _moment(at: str | None) -> str:
    return (at or "").replace("T", " ")


_INCIDENT: tuple[Field[Alerted], ...] = (
    Field("id", "id", get=lambda each: each.incident.id),
    Field("title", "", get=lambda each: each.incident.title.first),
    Field("kind", "kind", get=lambda each: each.incident.kind),
    Field("severity", "severity", get=lambda each: each.incident.severity),
    Field("began", "began", get=lambda each: each.incident.began, cell=_moment),
    Field("ended", "ended", get=lambda each: each.incident.ended, cell=_moment),
    Field("hours_allowed", "", get=lambda each: each.allowed),
    Field("", "to tell", "number", lambda each: len(each.words)),
    Field("", "told", "number", lambda each: sum(word.status == "told" for word in each.words)),
    Field("", "not told", get=lambda each: each.untold),
    Field("median_hours", "median hours", "number"),
    Field("told", "", get=lambda each: values(_WORD, each.words)),
    Field("untold", ""),
    Field("nobody", ""),
    Field("heard", "heard from"),
    Field("items", "loops opened"),
    Field("path", "", get=lambda each: each.incident.place.path),
)
_FOREWARNED: Field[Alerted] = Field("warned_by", "", get=lambda each: values(WARNED, each.warned))
"""Where some incident was warned of; elsewhere nothing is said of it."""


def incidents_report(
    snapshot: Snapshot,
    ids: Sequence[str] = (),
    *,
    warnings: bool = False,
) -> Report:
    """All incidents, or those named with each person of their alert lists.

    Args:
        snapshot: the program on a day.
        ids: only these incidents.
        warnings: show what people warned us of, and what came true of it, in place of incidents.

    Raises:
        Failure: an id that no incident has.
    """
    if warnings:
        return warned_report(snapshot)
    known = snapshot.program.incidents
    for each in ids:
        if each not in known:
            raise Failure(
                f'there is no incident "{each}"{one_of(each, known)}',
                "goodword incidents shows all",
            )
    found = [
        each
        for each in incidents(snapshot.program, snapshot.as_of, snapshot.tier_on)
        if not ids or each.incident.id in ids
    ]
    tables = [table(_INCIDENT, found)]
    if ids:
        for one in found:
            tables.append(table(_WORD, one.words, one.incident.id))
            if one.warned:
                tables.append(table(WARNED, one.warned, f"{one.incident.id}, warned by"))
    notes = [
        f"{each.incident.id}: {word.to} was to be told by {word.by:%Y-%m-%d %H:%M}, "
        f"{counted(word.over, 'hour')} ago"
        for each in found
        for word in each.words
        if word.status == "overdue"
    ]
    notes += [
        f"{each.incident.id}: {', '.join(word.people) or word.item} warned of it "
        f"{counted(word.lead or 0, 'day')} before"
        for each in found
        for word in each.warned
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
    forewarned = any(each.warned for each in found)
    fields = (*_INCIDENT, _FOREWARNED) if forewarned else _INCIDENT
    value = {
        "as_of": snapshot.as_of.isoformat(),
        "incidents": values(fields, found),
    }
    return Report(f"incidents, {snapshot.as_of}", tuple(tables), tuple(notes), value)
