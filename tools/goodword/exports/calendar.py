"""The program's calendar for staff: its events, and by when what is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.exports.agenda import folded, identity
from goodword.portal.ical import Entry, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.due import Due
    from goodword.model.event import Event
    from goodword.snapshot import Snapshot


def calendar(snapshot: Snapshot, dues: Iterable[Due]) -> bytes:
    """Every event of the program, then a whole day for each thing that is due.

    What is late stands on the day asked about. The same thing keeps its identifier from day to
    day, the one that the agenda's own calendar has.
    """
    settings = snapshot.program.settings
    first = settings.languages[0]
    entries = [_event(each, first) for each in snapshot.program.events.values()]
    entries += _dues(snapshot, dues)
    zone, portal = settings.timezone, settings.portal.url
    made = written(settings.name, entries, snapshot.as_of, zone, portal)
    return folded(made.decode("utf-8", "backslashreplace")).encode()


def _event(event: Event, first: str) -> Entry:
    def said(words: dict[str, str]) -> str:
        return words.get(first) or next(iter(words.values()), "")

    return Entry(
        event.id,
        said(event.title.by_language(first)),
        event.starts,
        event.ends,
        place=event.place_name or "",
        notes=said(event.notes.by_language(first)) if event.notes else "",
    )


def _dues(snapshot: Snapshot, dues: Iterable[Due]) -> Iterator[Entry]:
    for due in dues:
        day = max(due.date, snapshot.as_of)
        late = (snapshot.as_of - due.date).days
        title = f"{due.who}: {due.why}" + (f" ({late} days late)" if late > 0 else "")
        notes = due.command or due.place.path
        yield Entry(identity(due), title, day.isoformat(), notes=notes, busy=False)
