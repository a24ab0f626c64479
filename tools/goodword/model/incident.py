"""incidents/<date>-<slug>.yml: moments of truth, whom to alert and what was heard."""

from __future__ import annotations

from datetime import date

from goodword.model.feedback import Say
from goodword.model.plain import Data, Words, stem
from goodword.model.shape import Model, Part
from goodword.model.snooze import Snooze


class Alert(Part, frozen=True, kw_only=True):
    """Who must hear of it: named people, and everyone in the segments."""

    ids: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()


class Heard(Part, frozen=True, kw_only=True):
    """What somebody told us about it; `date` is a moment or a day as written."""

    from_: str
    date: str
    summary: str


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
    snoozed: tuple[Snooze, ...] = ()

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """The name is the id and says the day."""
        name = stem(path)
        return {"id": name, "began": data.get("began", name[:10])}
