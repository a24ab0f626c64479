"""Events: what is coming up, what was, and a page for each with its calendar entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.portal.moments import at, moment, stated_at
from goodword.portal.page import Page, Rows, Step
from goodword.portal.tags import tags_of

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def when(event: EventView, texts: Texts, name: str) -> str:
    """From when to when, in the reader's form and the program's zone."""
    day, _ = at(moment(event.starts, name))
    last, ends = at(moment(event.ends, name)) if event.ends else (day, None)
    start = stated_at(event.starts, texts, name)
    if last == day:
        return f"{start} \u2013 {texts.time(ends)}" if ends else start
    return f"{start} \u2013 {texts.day(last)}" + (f", {texts.time(ends)}" if ends else "")


def meeting(event: EventView, view: View, reader: Reader) -> Meeting:
    """The event as a list shows it."""
    texts, name = reader.texts, view.how.timezone
    day, _ = at(moment(event.starts, name))
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
        lists=(Rows("coming"), Rows("past")),
        more="events/event/",
    )
    trail = (home, Step("events/", texts("page.events")))
    for event in view.events:
        path = f"events/{event.id}/"
        yield Page(
            path=path,
            fills="events/event/",
            template="event.html",
            title=reader.text(event.title),
            language=texts.of(event.title).language,
            description=when(event, texts, view.how.timezone),
            values={
                "meeting": meeting(event, view, reader),
                "event": event,
                "hosts": event.hosts,
                "over": event.last_day < view.as_of,
                "tags": tags_of(event, reader),
                "communities": [each for each in view.communities if each.id in event.communities],
                "calendar": path + ONE,
            },
            trail=trail,
            lists=(Rows("hosts"),),
            more="events/event/more/",
            search=" ".join(filter(None, (event.place, reader.plain(reader.text(event.notes))))),
        )
