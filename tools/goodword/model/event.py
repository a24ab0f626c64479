"""events/<date>-<slug>.yml: meetings, briefings and other private access."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.model.plain import day, ids, words, words_or_none

if TYPE_CHECKING:
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.plain import Data, Words


@dataclass(frozen=True, slots=True)
class Event:
    """An event; `starts` and `ends` as written (a moment in the program's zone, or a day).

    `counted` is whether `attended` was written, be it that nobody came.
    """

    place: Place = field(compare=False, repr=False)
    id: str
    title: Words
    starts: str
    ends: str | None
    format: str
    place_name: str | None
    nda: bool
    audience: str
    hosts: tuple[str, ...]
    invited: tuple[str, ...]
    attended: tuple[str, ...]
    capacity: int | None
    notes: Words | None
    counted: bool

    @property
    def first_day(self) -> date:
        """The day on which it starts, as written."""
        return day(self.starts[:10])

    @property
    def last_day(self) -> date:
        """The day on which it ends, as written."""
        return day((self.ends or self.starts)[:10])


def read(data: Data, place: Place) -> Event:
    """The event of a document that fits its schema."""
    name = place.path[place.path.rfind("/") + 1 : -4]
    return Event(
        place,
        name,
        words(data["title"]),
        data.get("starts", name[:10]),
        data.get("ends"),
        data.get("format", "online"),
        data.get("place"),
        data.get("nda", False),
        data.get("audience", "members"),
        ids(data.get("hosts")),
        ids(data.get("invited")),
        ids(data.get("attended")),
        data.get("capacity"),
        words_or_none(data.get("notes")),
        "attended" in data,
    )
