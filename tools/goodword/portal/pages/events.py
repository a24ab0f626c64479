"""Events: what is coming up, what was, and a page for each with its calendar entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from goodword.portal.page import Page, Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import time

    from goodword.audience.view import EventView, View
    from goodword.portal.page import Reader
    from goodword.texts import Texts

ALL = "events/events.ics"
"""Where the calendar of all events lies."""
ONE = "event.ics"
"""Name of an event's own calendar, beside its page."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event with its days and times in the reader's form."""

    event: EventView
    when: str
    day: str
    month: str


def zone(name: str) -> ZoneInfo:
    """The time zone of that name; UTC where there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def moment(stated: str, name: str) -> date | datetime:
    """A day, or a moment in the program's zone, as an event states it.

    Args:
        stated: `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM` with an offset or without.
        name: of the program's zone, which holds where no offset is stated.
    """
    if "T" not in stated:
        return date.fromisoformat(stated)
    read = datetime.fromisoformat(stated)
    here = zone(name)
    return read.astimezone(here) if read.tzinfo else read.replace(tzinfo=here)


def _at(point: date | datetime) -> tuple[date, time | None]:
    return (point.date(), point.time()) if isinstance(point, datetime) else (point, None)


def stated_at(stated: str, texts: Texts, name: str) -> str:
    """A day or moment as a file states it, in the reader's form and the program's zone."""
    day, at = _at(moment(stated, name))
    return texts.day(day) + (f", {texts.time(at)}" if at else "")


def when(event: EventView, texts: Texts, name: str) -> str:
    """From when to when, in the reader's form and the program's zone."""
    day, _ = _at(moment(event.starts, name))
    last, ends = _at(moment(event.ends, name)) if event.ends else (day, None)
    start = stated_at(event.starts, texts, name)
    if last == day:
        return f"{start} \u2013 {texts.time(ends)}" if ends else start
    return f"{start} \u2013 {texts.day(last)}" + (f", {texts.time(ends)}" if ends else "")


def meeting(event: EventView, view: View, reader: Reader) -> Meeting:
    """The event as a list shows it."""
    texts, name = reader.texts, view.how.timezone
    day, _ = _at(moment(event.starts, name))
    return Meeting(
        event,
        when(event, texts, name),
        texts.number(day.day),
        texts.short_month(day),
    )


def upcoming(view: View) -> list[EventView]:
    """Events that are not over on the view's day, the first one first."""
    return [event for event in view.events if event.last_day >= view.as_of]


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The list, then a page for each event."""
    texts = reader.texts
    home = Step("", texts("page.home"))
    coming = upcoming(view)
    past = [event for event in reversed(view.events) if event.last_day < view.as_of]
    yield Page(
        path="events/",
        fills="events/",
        template="events.html",
        title=texts("page.events"),
        values={
            "coming": [meeting(event, view, reader) for event in coming],
            "past": [meeting(event, view, reader) for event in past],
            "calendar": ALL,
        },
        trail=(home,),
    )
    trail = (home, Step("events/", texts("page.events")))
    for event in view.events:
        path = f"events/{event.id}/"
        yield Page(
            path=path,
            fills="events/event/",
            template="event.html",
            title=reader.text(event.title),
            description=when(event, texts, view.how.timezone),
            values={
                "meeting": meeting(event, view, reader),
                "event": event,
                "over": event.last_day < view.as_of,
                "calendar": path + ONE,
            },
            trail=trail,
            search=" ".join(filter(None, (event.place, reader.plain(reader.text(event.notes))))),
        )
