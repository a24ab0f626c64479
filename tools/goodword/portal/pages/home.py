"""The start page: purpose, pillars, this cycle, open missions, answers, next events and news."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from goodword.portal.handing_in import open_form
from goodword.portal.page import Page
from goodword.portal.pages import events, news

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import ItemView, View
    from goodword.portal.page import Reader

MISSIONS = 6
ANSWERS = 4
PLACES = 5
EVENTS = 3
NEWS = 5


@dataclass(frozen=True, slots=True)
class Progress:
    """Days of the cycle: gone before today, all, and left with today."""

    gone: int
    days: int
    left: int


def _answered(item: ItemView) -> date | None:
    """The day of the newest answer, where this audience may have what was said."""
    return (item.delivered or item.decided) if item.say else None


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The start page."""
    cycle = view.cycle
    days = (cycle.end - cycle.start).days
    gone = min(max((view.as_of - cycle.start).days, 0), days)
    opened = [mission for mission in view.missions if mission.status == "open"]
    by_novelty = sorted(opened, key=lambda m: (m.opens or date.min, m.id), reverse=True)
    answered = sorted(
        (item for item in view.items if _answered(item)),
        key=lambda item: (_answered(item) or date.min, item.id),
        reverse=True,
    )
    purpose = reader.text(view.program.purpose)
    yield Page(
        path="",
        fills="",
        template="home.html",
        title=view.program.name,
        values={
            "cycle": Progress(gone, days, days - gone),
            "missions": by_novelty[:MISSIONS],
            "open_count": len(opened),
            "answered": answered[:ANSWERS],
            "places": view.leaderboard.cycle[:PLACES],
            "meetings": [
                events.meeting(event, view, reader) for event in events.upcoming(view)[:EVENTS]
            ],
            "join": open_form(view.program.intake, "join", reader.texts),
            "news": news.pieces(view.news[:NEWS]),
        },
        search=reader.plain(purpose),
    )
