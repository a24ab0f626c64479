"""The digest: what is new for a person, at most once a week, and only where something is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.outbox.messages.occasion import ALL, Occasion
from goodword.portal.links import file_of
from goodword.rendering.letters import Lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from goodword.audience.view import NewsView, View
    from goodword.outbox.messages.occasion import About
    from goodword.rendering.letters import Value

TEMPLATE = "digest"
WEEK = 7
MOST = 12
"""Lines of a digest; the portal has them all."""
KINDS = {"mission": "missions", "answer": "feedback", "event": "events", "incident": ""}
"""Kinds of news that a digest tells, and where their pages lie: nothing about other people."""


def digest(about: About) -> Iterator[Occasion]:
    """The digest of the week, where one is due and there is news."""
    since = about.news_since
    if since is None:
        return
    view, texts, day = about.view(), about.texts(TEMPLATE), about.record.as_of
    news = [each for each in view.news if each.kind in KINDS and since < each.date <= day]
    if not news:
        return
    values: dict[str, Value] = {
        "since": texts.day(since + timedelta(days=1)),
        "news": Lines(tuple(_line(about, view, each) for each in news[:MOST])),
    }
    week = day.isocalendar()
    monday = day - timedelta(days=day.weekday())
    due = max(monday, since + timedelta(days=WEEK))
    key = f"{TEMPLATE}/{week.year}-W{week.week:02}"
    yield Occasion(key, TEMPLATE, due, monday + timedelta(days=WEEK - 1), values, ALL)


def _line(about: About, view: View, each: NewsView) -> tuple[str, str]:
    """What is new in a sentence, and its page where the portal has an address."""
    title = about.words(TEMPLATE, each.title, each.target or "")
    said = about.texts(TEMPLATE)(f"letter.news.{each.kind}", title=title)
    if each.say:
        said = f"{said} {about.words(TEMPLATE, each.say)}"
    room, url = KINDS[each.kind], view.program.url
    if not (url and room and each.target):
        return said, ""
    return said, f"{url.rstrip('/')}/{file_of(f'{room}/{each.target}/')}"


def due_since(last: dt.date | None, joined: dt.date, day: dt.date) -> dt.date | None:
    """The day up to which a person has had the news; None where no digest is due.

    Args:
        last: of the last digest; None before the first.
        joined: when they joined.
        day: today.
    """
    had = max(last, joined) if last else max(joined, day - timedelta(days=WEEK))
    return had if (day - had).days >= WEEK else None
