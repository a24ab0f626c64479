"""incidents/<date>-<slug>.yml: moments of truth, whom to alert and what was heard."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from goodword.model.feedback import Say
from goodword.model.plain import Data, Words, stem
from goodword.model.shape import Model, Part, whole
from goodword.model.snooze import Snooze

if TYPE_CHECKING:
    from collections.abc import Iterator


class Alert(Part, frozen=True, kw_only=True):
    """Who must hear of it: named people, and everyone in the segments."""

    ids: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()


class Heard(Part, frozen=True, kw_only=True):
    """What somebody told us about it; `date` is a moment or a day as written."""

    from_: str
    date: str
    summary: str


class Forewarning(Part, frozen=True, kw_only=True):
    """A warning that came true: an item of feedback, or the word of a person on a day."""

    feedback: str | None = None
    influencer: str | None = None
    date: dt.date | None = None
    summary: str | None = None


class Incident(Model, frozen=True, kw_only=True):
    """An incident; `began` and `ended` as written (a moment in the program's zone, or a day)."""

    id: str
    title: Words
    kind: str
    began: str
    ended: str | None = None
    severity: str
    say: Say = Say()
    alert: Alert = Alert()
    heard: tuple[Heard, ...] = ()
    warned_by: tuple[Forewarning, ...] = ()
    snoozed: tuple[Snooze, ...] = ()

    @property
    def first_day(self) -> dt.date:
        """The day on which it began, as written."""
        return dt.date.fromisoformat(self.began[:10])

    def words_of(self, person: str) -> Iterator[tuple[str, str]]:
        """What a person said of it, before or after it began: the moment or day, and the words.

        A warning of which only the day was noted has the words of the title.
        """
        for warned in self.warned_by:
            if warned.influencer == person:
                day = warned.date or self.first_day
                yield day.isoformat(), warned.summary or self.title.first
        for heard in self.heard:
            if heard.from_ == person:
                yield heard.date, heard.summary

    @classmethod
    def laid_out(cls, data: Data, path: str, started: dt.date) -> Data:
        """The name is the id and says the day; a warning may be the id of its feedback alone."""
        name = stem(path)
        warned = [whole(each, "feedback") for each in data.get("warned_by", ())]
        return {"id": name, "began": data.get("began", name[:10]), "warned_by": warned}
