"""The agenda as a calendar: a whole day for each thing that is due."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.due import Due
    from goodword.snapshot import Snapshot

PRODUCT = "-//Goodword//agenda//EN"


def calendar(dues: Iterable[Due], snapshot: Snapshot) -> str:
    """The dues as iCalendar text; what is late stands on the day asked about.

    The same thing keeps its identifier from day to day, so that a calendar which reads this
    again does not show it twice.
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", f"{snapshot.program.settings.name}: agenda")
    for due in dues:
        made.add_component(_entry(due, snapshot))
    return folded(bytes(made.to_ical()).decode("utf-8", "backslashreplace"))


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


def _entry(due: Due, snapshot: Snapshot) -> Event:
    day = max(due.date, snapshot.as_of)
    late = (snapshot.as_of - due.date).days
    entry = Event()
    entry.add("uid", f"{identity(due)}@goodword.invalid")
    entry.add("dtstamp", datetime.combine(snapshot.as_of, time(), UTC))
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("summary", f"{due.who}: {due.why}" + (f" ({late} days late)" if late > 0 else ""))
    entry.add("description", due.command or due.place.path)
    entry.add("transp", "TRANSPARENT")
    return entry
