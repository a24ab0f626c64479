"""Calendars for staff: the program's, with its events and what is owed, and the agenda alone."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from goodword.portal.ical import Entry, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.due import Due
    from goodword.model.event import Event
    from goodword.snapshot import Snapshot


def calendar(snapshot: Snapshot, dues: Iterable[Due]) -> bytes:
    """Every event of the program, then a whole day for each thing that is due.

    What is late stands on the day asked about. The same thing keeps its identifier from day to
    day and in both calendars, so that whoever reads them again or both sees it once.
    """
    first = snapshot.program.settings.languages[0]
    events = [_event(each, first) for each in snapshot.program.events.values()]
    return _made(snapshot, snapshot.program.settings.name, (*events, *_dues(snapshot, dues)))


def agenda_calendar(snapshot: Snapshot, dues: Iterable[Due]) -> bytes:
    """The dues alone, as they stand in the program's calendar."""
    return _made(snapshot, f"{snapshot.program.settings.name}: agenda", _dues(snapshot, dues))


def _made(snapshot: Snapshot, title: str, entries: Iterable[Entry]) -> bytes:
    settings = snapshot.program.settings
    made = written(title, entries, snapshot.as_of, settings.timezone, settings.portal.url)
    return folded(made.decode("utf-8", "backslashreplace")).encode()


def folded(text: str) -> str:
    """The same calendar, folded on where a line would be taken for a command in a log.

    A line may be folded anywhere (RFC 5545, 3.1), so nothing of a text is lost by it.
    """
    lines = []
    for line in text.split("\r\n"):
        colons = len(line) - 1 - len(line[1:].lstrip(":")) if line.startswith(" ") else 0
        lines += [" :"] * (colons - 1)
        lines.append(f" {line[colons:]}" if colons > 1 else line)
    return re.sub(r"##(?=\w*\[)", "##\r\n ", "\r\n".join(lines))


def identity(due: Due) -> str:
    """By what the same thing is known from day to day."""
    said = (due.what, *due.to, due.place.path, *map(str, due.place.pointer), due.command)
    said += (due.department,) if due.department and not due.to else ()
    return hashlib.sha256("\0".join(said).encode(errors="surrogatepass")).hexdigest()[:32]


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
