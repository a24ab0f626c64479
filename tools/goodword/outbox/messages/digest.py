"""The digest: what is new for a person, at most once a week, and only where something is.

Of a meeting it speaks before it is held, for afterwards nobody can come any more. When it was
entered no file says, so the digests that went say by `refs` of which ones they spoke.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.outbox.messages.occasion import ALL, Occasion, later, page_in
from goodword.rendering.letters import Lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from goodword.audience.view import EventView, NewsView, View
    from goodword.outbox.messages.occasion import About
    from goodword.rendering.letters import Value

TEMPLATE = "digest"
WEEK = 7
MOST = 12
"""Lines of a digest; the portal has them all."""
KINDS = {"mission": "missions", "answer": "feedback", "incident": ""}
"""Kinds of news that a digest tells, and where their pages lie: nothing about other people."""
AHEAD = 30
"""Days before a meeting from which a digest speaks of it."""


def digest(about: About) -> Iterator[Occasion]:
    """The digest of the week, where one is due and there is news."""
    since = about.news_since
    if since is None:
        return
    view, texts, day = about.view(), about.texts(TEMPLATE), about.lately.as_of
    meetings = _meetings(about, view)[:MOST]
    news = [each for each in view.news if each.kind in KINDS and since < each.date <= day]
    if not (meetings or news):
        return
    lines = [_meeting(about, each) for each in meetings]
    lines += [_line(about, each) for each in news[: MOST - len(lines)]]
    values: dict[str, Value] = {
        "since": texts.day(since + timedelta(days=1)),
        "news": Lines(tuple(lines)),
    }
    week = day.isocalendar()
    monday = day - timedelta(days=day.weekday())
    due = max(monday, since + timedelta(days=WEEK))
    key = f"{TEMPLATE}/{week.year}-W{week.week:02}"
    until, refs = monday + timedelta(days=WEEK - 1), tuple(each.id for each in meetings)
    yield Occasion(key, TEMPLATE, due, until, values, ALL, refs=refs)


def _meetings(about: About, view: View) -> list[EventView]:
    """Meetings to come of which no digest has spoken, the next one first."""
    day = about.lately.as_of
    found = [
        each
        for each in view.events
        if day < each.first_day <= later(day, AHEAD) and each.id not in about.spoken_of
    ]
    return sorted(found, key=lambda each: (each.first_day, each.id))


def _meeting(about: About, each: EventView) -> tuple[str, str]:
    """A meeting in a sentence, and its page where the portal has an address."""
    texts, title = about.texts(TEMPLATE), about.words(TEMPLATE, each.title, each.id)
    said = texts("letter.news.event", title=title, day=texts.day(each.first_day))
    return said, _page(about, "events", each.id)


def _line(about: About, each: NewsView) -> tuple[str, str]:
    """What is new in a sentence, and its page where the portal has an address."""
    title = about.words(TEMPLATE, each.title, each.target or "")
    said = about.texts(TEMPLATE)(f"letter.news.{each.kind}", title=title)
    if each.say:
        said = f"{said} {about.words(TEMPLATE, each.say)}"
    return said, _page(about, KINDS[each.kind], each.target)


def _page(about: About, room: str, target: str | None) -> str:
    """The address of a page; empty where the portal has none."""
    return page_in(about.portal, f"{room}/{target}/" if room and target else "")


def due_since(last: dt.date | None, joined: dt.date, day: dt.date) -> dt.date | None:
    """The day up to which a person has had the news; None where no digest is due.

    Args:
        last: of the last digest; None before the first.
        joined: when they joined.
        day: today.
    """
    had = max(last, joined) if last else max(joined, day - timedelta(days=WEEK))
    return had if (day - had).days >= WEEK else None
