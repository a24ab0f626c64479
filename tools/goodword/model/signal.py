"""signals/<date>-<slug>.yml: what somebody on the map said in the open, as a monitor found it."""

from __future__ import annotations

import datetime as dt

from goodword.model.plain import Data, stem
from goodword.model.shape import Model, Part
from goodword.model.snooze import Snooze


class Became(Part, frozen=True, kw_only=True):
    """What came of it, on which day and by whom: one of the four names a record."""

    date: dt.date
    by: str
    feedback: str | None = None
    claim: str | None = None
    incident: str | None = None
    thanks: str | None = None

    @property
    def record(self) -> tuple[str, str]:
        """What it became, as a word and as the record's name."""
        words = ("feedback", "claim", "incident", "thanks")
        return next((each, name) for each in words if (name := getattr(self, each)) is not None)


class Dismissed(Part, frozen=True, kw_only=True):
    """Nothing came of it: on which day, by whom, and why."""

    date: dt.date
    by: str
    reason: str


class Signal(Model, frozen=True, kw_only=True):
    """A mention; `date` as written: a moment in the program's zone, or a day."""

    id: str
    influencer: str
    channel: str
    url: str | None = None
    date: str
    tone: str = "neutral"
    summary: str | None = None
    about: str | None = None
    became: Became | None = None
    dismissed: Dismissed | None = None
    snoozed: tuple[Snooze, ...] = ()

    @property
    def first_day(self) -> dt.date:
        """The day on which it was said, as written."""
        return dt.date.fromisoformat(self.date[:10])

    @property
    def number(self) -> int:
        """Which one of its day and name it is."""
        return int(self.id.partition(".")[2] or 1)

    @classmethod
    def laid_out(cls, data: Data, path: str, started: dt.date) -> Data:
        """The name is the id and says the day."""
        name = stem(path)
        return {"id": name, "date": data.get("date", name[:10])}
