"""What is said of incidents to each audience: nothing but the title and the text meant for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.view import NewsView
from goodword.audience.words import said, shown

if TYPE_CHECKING:
    from goodword.snapshot import Snapshot


def notices(snapshot: Snapshot, audience: str) -> tuple[NewsView, ...]:
    """The incidents that had begun by the day and of which something may be said, as news.

    Args:
        snapshot: the program on the day of the figures.
        audience: public, members, nda or staff.
    """
    program = snapshot.program
    found = []
    for incident in program.incidents.values():
        day, say = incident.first_day, said(incident.say, audience)
        if say is not None and day <= snapshot.as_of:
            title = shown(incident.title, program)
            found.append(NewsView(day, "incident", title, say=shown(say, program)))
    return tuple(found)
