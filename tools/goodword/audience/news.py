"""What is new, from records that the audience already has: nothing of its own is let through.

It is made from the View's other parts and not from the program, so it can tell nothing that
they do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.view import NewsView, Who

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.audience.view import EventView, ItemView, MissionView, PersonView

_MOST = 60


def news(
    missions: tuple[MissionView, ...],
    items: tuple[ItemView, ...],
    people: tuple[PersonView, ...],
    events: tuple[EventView, ...],
    as_of: date,
    first: str,
    *,
    notices: tuple[NewsView, ...] = (),
) -> tuple[NewsView, ...]:
    """The newest things up to the day, the newest first, at most sixty.

    Args:
        missions: as the audience has them; likewise the next three.
        items: feedback items.
        people: those who have a page.
        events: meetings.
        as_of: the day of the figures.
        first: the program's first language, in which thanks are written.
        notices: what is said of incidents.
    """
    found = [
        *_missions(missions),
        *_answers(items),
        *_thanks(people, first),
        *_events(events),
        *notices,
    ]
    known = [each for each in found if each.date <= as_of]
    known.sort(key=lambda each: (each.date, each.kind, each.target or ""), reverse=True)
    return tuple(known[:_MOST])


def _missions(missions: tuple[MissionView, ...]) -> Iterator[NewsView]:
    for each in missions:
        if each.opens is not None and each.status == "open":
            yield NewsView(each.opens, "mission", each.title, each.id)


def _answers(items: tuple[ItemView, ...]) -> Iterator[NewsView]:
    for each in items:
        day = each.delivered or (each.decided if each.group != "open" else None)
        if day is not None and each.say:
            yield NewsView(day, "answer", each.title, each.id)


def _thanks(people: tuple[PersonView, ...], first: str) -> Iterator[NewsView]:
    for person in people:
        for each in person.thanks:
            who = Who(person.id, person.name, page=True)
            yield NewsView(each.date, "thanks", {first: each.helped}, person.id, who)


def _events(events: tuple[EventView, ...]) -> Iterator[NewsView]:
    for each in events:
        yield NewsView(each.first_day, "event", each.title, each.id)
