"""audits/<cycle>/<influencer>.yml: what the brand says of a relationship, and what they say."""

from __future__ import annotations

import datetime as dt
from datetime import date

from goodword.model.plain import Data
from goodword.model.shape import Model, Part
from goodword.model.snooze import Snooze


class BrandView(Part, frozen=True, kw_only=True):
    """What a department says of the relationship: none, aware, in-contact or working."""

    department: str
    by: str
    recorded: dt.date
    relationship: str
    last_two_way: dt.date | None = None


class AuditAnswer(Part, frozen=True, kw_only=True):
    """What the influencer says of it; `told` is yes, no or gave-none."""

    collected_by: str
    date: dt.date
    relationship: str
    wants_one: bool = False
    told_what_became_of_feedback: str = "gave-none"
    may_be_named: bool = False


class Audit(Model, frozen=True, kw_only=True):
    """One person's perception audit for a cycle, by its name."""

    cycle: str
    influencer: str
    brand: tuple[BrandView, ...] = ()
    answer: AuditAnswer | None = None
    snoozed: tuple[Snooze, ...] = ()

    def begun(self, day: dt.date) -> bool:
        """Whether anything of it was recorded by a day; a file that says nothing has no day."""
        days = [each.recorded for each in self.brand]
        days += [self.answer.date] if self.answer else []
        return not days or min(days) <= day

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """The path says whose it is, and for which cycle."""
        _, _, cycle, name = path.split("/")
        return {"cycle": cycle, "influencer": name[:-4]}
