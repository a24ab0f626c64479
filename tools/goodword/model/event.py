"""events/<date>-<slug>.yml: meetings, briefings and other private access."""

from __future__ import annotations

from datetime import date

from goodword.model.plain import Data, Words, day, stem
from goodword.model.shape import Model
from goodword.model.snooze import Snooze


class Event(Model, frozen=True, kw_only=True):
    """An event; `starts` and `ends` as written (a moment in the program's zone, or a day).

    `counted` is whether `attended` was written, be it that nobody came.
    """

    id: str
    title: Words
    starts: str
    ends: str | None = None
    format: str = "online"
    place_name: str | None = None
    topics: tuple[str, ...] = ()
    suits: tuple[str, ...] = ()
    region: str | None = None
    languages: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    nda: bool = False
    segments: tuple[str, ...] = ()
    audience: str = "members"
    hosts: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()
    attended: tuple[str, ...] = ()
    capacity: int | None = None
    notes: Words | None = None
    counted: bool
    snoozed: tuple[Snooze, ...] = ()

    @property
    def first_day(self) -> date:
        """The day on which it starts, as written."""
        return day(self.starts[:10])

    @property
    def last_day(self) -> date:
        """The day on which it ends, as written."""
        return day((self.ends or self.starts)[:10])

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """The name is the id and says the day; where it is must not be taken for a file's place."""
        name = stem(path)
        return {
            "id": name,
            "starts": data.get("starts", name[:10]),
            "place_name": data.get("place"),
            "counted": "attended" in data,
        }
